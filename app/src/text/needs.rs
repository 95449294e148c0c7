//! Needs, and how far a run kept them.

use super::language::{say, tr};
use engine::catalog::LaneId;
use engine::outcome::Cause;
use engine::report::CauseCount;
use engine::scenario::{Need, Over, Scenario, Workload};
use engine::verdict::{Constraint, NeedResult};

use super::{board, causes, evidence, figures};

/// What a need is about: `95th percentile`, `Lost submissions`.
pub(crate) fn label(need: &Need, workload: &Workload) -> String {
    match need {
        Need::Latency {
            percentile, over, ..
        } => {
            let whom = match over {
                Over::Audience => "",
                Over::Far => tr(", far learners"),
            };
            say!(
                "p{percentile} latency{whom}",
                percentile = format_args!("{percentile:.0}"),
                whom
            )
        }
        Need::Finished { percentile, .. } if *percentile >= 100.0 => say!("Slowest finish"),
        Need::Finished { percentile, .. } => say!(
            "p{percentile} finish",
            percentile = format_args!("{percentile:.0}")
        ),
        Need::Failed { .. } => say!("Failed"),
        Need::Lost { .. } => say!("Lost {things}", things = plural(workload)),
        Need::Duplicated { .. } => say!("Happened twice"),
        Need::Stale { .. } => say!("Stale reads"),
        Need::SessionsLost { .. } => say!("Lost sessions"),
        Need::Contained => say!("Reached without a grant"),
        Need::NeighboursUnharmed => say!("Neighbours harmed"),
        Need::RejectedNearSource { .. } => say!("Turned away near the source"),
    }
}

/// What is lost when a request of this workload is lost.
pub(crate) fn plural(workload: &Workload) -> String {
    tr(&plural_in_english(workload)).to_owned()
}

/// The last word of the workload's name, where it is one for many.
pub(crate) fn plural_in_english(workload: &Workload) -> String {
    let last = workload.name.rsplit(' ').next().unwrap_or_default();
    if last.ends_with('s') && workload.author == engine::scenario::Author::Own {
        last.to_lowercase()
    } else {
        "requests".to_owned()
    }
}

/// What a need promises, in a sentence.
pub(crate) fn promise(need: &Need, workload: &Workload) -> String {
    match need {
        Need::Latency {
            percentile,
            at_most_ms,
            over,
        } => {
            let whom = match over {
                Over::Audience => tr("requests"),
                Over::Far => tr("requests from far away"),
            };
            let time = figures::time_ms(*at_most_ms);
            say!(
                "{percentile} of 100 {whom} are answered within {time}.",
                percentile = format_args!("{percentile:.0}"),
                whom,
                time
            )
        }
        Need::Finished {
            percentile,
            within_s,
        } => {
            let time = figures::time_ms(within_s * 1e3);
            if *percentile >= 100.0 {
                say!("Each is finished within {time}.", time)
            } else {
                say!(
                    "{percentile} of 100 are finished within {time}.",
                    percentile = format_args!("{percentile:.0}"),
                    time
                )
            }
        }
        Need::Failed { at_most_share } if *at_most_share <= 0.0 => say!("None fails."),
        Need::Failed { at_most_share } => {
            say!(
                "At most {at_most_share} fail.",
                at_most_share = figures::share(*at_most_share)
            )
        }
        Need::Lost { at_most: 0 } => say!("No {things} are lost.", things = plural(workload)),
        Need::Lost { at_most } => {
            say!(
                "At most {at_most} {things} are lost.",
                at_most = figures::count(*at_most),
                things = plural(workload)
            )
        }
        Need::Duplicated { at_most: 0 } => say!("Nothing happens twice."),
        Need::Duplicated { at_most } => {
            say!(
                "At most {at_most} happen twice.",
                at_most = figures::count(*at_most)
            )
        }
        Need::Stale { at_most_share } => {
            say!(
                "At most {at_most_share} of reads miss a write.",
                at_most_share = figures::share(*at_most_share)
            )
        }
        Need::SessionsLost { at_most_share } => {
            say!(
                "At most {at_most_share} find their session gone.",
                at_most_share = figures::share(*at_most_share)
            )
        }
        Need::Contained => say!("The code reaches nothing that was not granted."),
        Need::NeighboursUnharmed => say!("No other request suffers from this code."),
        Need::RejectedNearSource { at_least_share } => say!(
            "{at_least_share} of unwanted requests never travel to the home region.",
            at_least_share = figures::share(*at_least_share)
        ),
    }
}

/// The target alone: `≤ 200 ms`.
pub(crate) fn target(need: &Need) -> String {
    match need {
        Need::Latency { at_most_ms, .. } => format!("≤ {}", figures::time_ms(*at_most_ms)),
        Need::Finished { within_s, .. } => format!("≤ {}", figures::time_ms(within_s * 1e3)),
        Need::Failed { at_most_share }
        | Need::Stale { at_most_share }
        | Need::SessionsLost { at_most_share } => format!("≤ {}", figures::share(*at_most_share)),
        Need::Lost { at_most } | Need::Duplicated { at_most } => {
            format!("≤ {}", figures::count(*at_most))
        }
        Need::Contained | Need::NeighboursUnharmed => "≤ 0".to_owned(),
        Need::RejectedNearSource { at_least_share } => {
            format!("≥ {}", figures::share(*at_least_share))
        }
    }
}

/// What was measured, with the need's unit.
pub(crate) fn measured(result: &NeedResult) -> String {
    if !result.is_judged {
        return say!("no requests");
    }
    let Some(value) = result.measured else {
        return say!("too few to say");
    };
    match result.need {
        Need::Latency { .. } => figures::time_ms(value),
        Need::Finished { .. } => figures::time_ms(value * 1e3),
        Need::Failed { .. }
        | Need::Stale { .. }
        | Need::SessionsLost { .. }
        | Need::RejectedNearSource { .. } => figures::share(value),
        Need::Lost { .. }
        | Need::Duplicated { .. }
        | Need::Contained
        | Need::NeighboursUnharmed => figures::count(value.round().max(0.0) as u64),
    }
}

/// The causes that are told of, most frequent first.
pub(crate) fn told(result: &NeedResult) -> impl Iterator<Item = &CauseCount> {
    const TOLD: usize = 3;
    result.causes.iter().take(TOLD)
}

/// The constraint that the lane brought along and that is behind the first of the causes told which has
/// one, in a sentence; none where no cause is the lane's own.
pub(crate) fn behind(result: &NeedResult, lane: LaneId, scenario: &Scenario) -> Option<String> {
    let constraint = told(result).find_map(|one| constraint_behind(one.cause, lane))?;
    Some(say!(
        "This comes with {lane}: {constraint}",
        lane = board::lane(lane),
        constraint = evidence::constraint(constraint, lane, scenario)
    ))
}

fn constraint_behind(cause: Cause, lane: LaneId) -> Option<Constraint> {
    Some(match cause {
        Cause::ConnectionsExhausted => Constraint::Connections,
        Cause::Timeout => Constraint::TimeLimit,
        Cause::CpuLimit => Constraint::CpuLimit,
        Cause::MemoryLimit => Constraint::MemoryLimit,
        Cause::SessionLost => Constraint::NoMemory,
        Cause::StaleRead | Cause::LostUpdate | Cause::WriteRate if lane == LaneId::Edge => {
            Constraint::FarState
        }
        Cause::Distance => Constraint::Distance,
        Cause::ColdStart => Constraint::ColdStarts,
        Cause::CapabilityDenied => Constraint::NarrowInterface,
        Cause::NotOffered => Constraint::NoRawNetwork,
        Cause::Reached | Cause::NeighbourCrashed | Cause::Crashed => Constraint::NoWalls,
        Cause::QueueFull | Cause::Queueing if lane == LaneId::Service => Constraint::SlowScaleOut,
        _ => return None,
    })
}

/// Why a need was missed: its causes with their counts, in a sentence. Empty where it was kept.
pub(crate) fn why(result: &NeedResult, scenario: &Scenario) -> String {
    let parts: Vec<String> = told(result)
        .map(|one| {
            let clause = causes::clause(one.cause, scenario);
            format!(
                "{}: {clause}",
                figures::counted(one.count, tr("request"), tr("requests"))
            )
        })
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("{}.", parts.join("; "))
    }
}
