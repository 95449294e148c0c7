//! Judges each need against the report.

mod at_once;
mod placement_view;
mod relief;
mod ways;

use placement_view::Axes;
use relief::{accepted, could_reach, relieved};
use ways::Ways;

use crate::plan::Plan;
use model::catalog::{Bearer, DutyId, duty, lane_of_duty};
use model::outcome::Cause;
use model::report::{CauseCount, Percentiles, Report, WorkloadReport};
use model::scenario::{Need, Over, Scenario, Step};
use model::sort::sort_by;
use model::verdict::{NeedResult, Verdict};

/// One verdict for each workload, in the scenario's order.
pub fn judge(scenario: &Scenario, plan: &Plan, report: &Report) -> Vec<Verdict> {
    let ways = &Ways::new(scenario, plan);
    let axes = Axes {
        scenario,
        plan,
        ways,
    };
    scenario
        .workloads
        .iter()
        .zip(&report.workloads)
        .enumerate()
        .map(|(index, (workload, counts))| {
            let placement = scenario.placement_of(&workload.id);
            let needs: Vec<NeedResult> = workload
                .needs
                .iter()
                .map(|need| {
                    if counts.requests == 0 {
                        not_judged(need)
                    } else {
                        weigh(need, counts)
                    }
                })
                .collect();
            let fits = needs.iter().all(|need| need.met);
            let has_walls = placement.has_walls();
            let borne = |bearer: Bearer| {
                let bearer_of = move |&id: &DutyId| {
                    let lane = lane_of_duty(placement.lane, has_walls, id);
                    duty(lane, id).bearer == bearer
                };
                DutyId::ALL.into_iter().filter(bearer_of)
            };
            Verdict {
                workload: workload.id.clone(),
                lane: placement.lane,
                has_walls,
                fits,
                axes: axes.of(index, counts),
                unmet_on: axes.unmet_on(index),
                relieved: if fits {
                    relieved(workload, placement, scenario)
                } else {
                    Vec::new()
                },
                moved_to_platform: borne(Bearer::Platform).collect(),
                shared: borne(Bearer::Shared).collect(),
                stay_with_you: borne(Bearer::You).collect(),
                accepted: accepted(workload, placement, scenario),
                could_reach: could_reach(workload, placement, scenario),
                needs,
            }
        })
        .collect()
}

/// A need of a workload without requests.
fn not_judged(need: &Need) -> NeedResult {
    NeedResult {
        need: need.clone(),
        measured: None,
        met: true,
        is_judged: false,
        causes: Vec::new(),
    }
}

/// Compares one need with its measurement.
fn weigh(need: &Need, counts: &WorkloadReport) -> NeedResult {
    let one = |cause: Cause, count: u64| {
        if count == 0 {
            Vec::new()
        } else {
            vec![CauseCount { cause, count }]
        }
    };
    let result = |measured: Option<f64>, kept: bool, causes: Vec<CauseCount>| {
        let causes = if kept { Vec::new() } else { causes };
        NeedResult {
            need: need.clone(),
            measured,
            met: kept,
            is_judged: true,
            causes,
        }
    };
    match *need {
        Need::Latency {
            percentile,
            at_most_ms,
            over,
        } => {
            let times = match over {
                Over::Audience => &counts.latency,
                Over::Far => &counts.far_latency,
            };
            let measured = at_percentile(times, percentile);
            let kept = kept_time(measured, at_most_ms, counts.honest_failed);
            result(measured, kept, lateness(counts, measured))
        }
        Need::Finished {
            percentile,
            within_s,
        } => {
            let measured = at_percentile(&counts.finished, percentile).map(|ms| ms / 1_000.0);
            // A chain that never finished took longer than any promise.
            let done = finished_share(counts) * 100.0;
            let kept =
                kept_time(measured, within_s, counts.honest_failed) && done >= percentile.min(99.9);
            result(measured, kept, unfinished(counts))
        }
        Need::Failed { at_most_share } => {
            let measured = share(counts.honest_failed, counts.requests);
            result(
                Some(measured),
                measured <= at_most_share,
                counts.failures.clone(),
            )
        }
        Need::Lost { at_most } => result(
            Some(counts.failed as f64),
            counts.failed <= at_most,
            counts.failures.clone(),
        ),
        Need::Duplicated { at_most } => result(
            Some(counts.duplicates as f64),
            counts.duplicates <= at_most,
            one(Cause::Duplicate, counts.duplicates),
        ),
        Need::Stale { at_most_share } => {
            let measured = share(counts.stale_reads, counts.reads);
            let causes = one(Cause::StaleRead, counts.stale_reads);
            result(Some(measured), measured <= at_most_share, causes)
        }
        Need::SessionsLost { at_most_share } => {
            let measured = share(counts.sessions_lost, counts.requests);
            let causes = one(Cause::SessionLost, counts.sessions_lost);
            result(Some(measured), measured <= at_most_share, causes)
        }
        Need::Contained => {
            let causes = one(Cause::Reached, counts.breaches);
            result(Some(counts.breaches as f64), counts.breaches == 0, causes)
        }
        Need::NeighboursUnharmed => {
            let causes = causes_of_hurt(counts);
            result(
                Some(counts.neighbours_hurt as f64),
                counts.neighbours_hurt == 0,
                causes,
            )
        }
        Need::Cost { at_most_usd } => {
            let measured = counts.usd_per_month;
            result(Some(measured), measured <= at_most_usd, Vec::new())
        }
        Need::RejectedNearSource { at_least_share } => {
            let near = counts.unwanted - counts.unwanted_at_home;
            let measured = share(near, counts.unwanted);
            let kept = counts.unwanted == 0 || measured >= at_least_share;
            result(
                Some(measured),
                kept,
                one(Cause::Distance, counts.unwanted_at_home),
            )
        }
    }
}

/// The share of chains that have finished. Hostile work that walls have ended is as it should be, and counts for nothing.
fn finished_share(counts: &WorkloadReport) -> f64 {
    let ended = counts.failed.saturating_sub(counts.honest_failed);
    let chains = counts.chains.saturating_sub(ended);
    share(counts.chains_finished, chains.max(counts.chains_finished))
}

/// How neighbours were hurt: in a crash, or because code that never ends took their slots.
fn causes_of_hurt(counts: &WorkloadReport) -> Vec<CauseCount> {
    let mut failures = counts.failures.iter();
    let crashed = failures.find(|one| one.cause == Cause::NeighbourCrashed);
    let crashed = crashed.map_or(0, |one| one.count.min(counts.neighbours_hurt));
    let starved = counts.neighbours_hurt - crashed;
    let both = [
        (Cause::NeighbourCrashed, crashed),
        (Cause::QueueFull, starved),
    ];
    let both = both.into_iter().filter(|&(_, count)| count > 0);
    both.map(|(cause, count)| CauseCount { cause, count })
        .collect()
}

/// The part of the whole, 0 to 1; 0 of nothing.
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

fn at_percentile(times: &Percentiles, percentile: f64) -> Option<f64> {
    if percentile >= 100.0 {
        times.max_ms
    } else if percentile >= 99.0 {
        times.p99_ms
    } else if percentile >= 95.0 {
        times.p95_ms
    } else {
        times.p50_ms
    }
}

/// With too few times for a percentile, a promise about time is kept unless honest requests failed.
fn kept_time(measured: Option<f64>, at_most: f64, honest_failed: u64) -> bool {
    measured.map_or(honest_failed == 0, |measured| measured <= at_most)
}

/// The causes of long times: those of late requests; without any that were done, those of failed ones.
fn lateness(counts: &WorkloadReport, measured: Option<f64>) -> Vec<CauseCount> {
    let of_those_done = measured.is_some() && !counts.late_causes.is_empty();
    if of_those_done {
        counts.late_causes.clone()
    } else {
        counts.failures.clone()
    }
}

/// The causes of unfinished and late chains: those of failed and late requests, most frequent first.
fn unfinished(counts: &WorkloadReport) -> Vec<CauseCount> {
    let mut causes: Vec<CauseCount> = counts
        .failures
        .iter()
        .chain(&counts.late_causes)
        .copied()
        .collect();
    sort_by(&mut causes, |a, b| b.count.cmp(&a.count));
    causes
}

/// How long a usual run takes at one virtual processor, with its waits, milliseconds.
fn busy_ms(step: &Step) -> f64 {
    let wait = step.work.outside_wait_ms.map_or(0.0, |wait| wait.median);
    step.work.cpu_ms.median + wait
}
