//! Counts requests as they arrive and end.
//!
//! Each request is handed over with its outcome and its segments.

mod by_city;
mod histogram;

pub(crate) use by_city::times_by_city;
pub use histogram::Histogram;
use typed_index_collections::TiVec;

use model::catalog::LaneId;
use model::index::WorkloadIndex;
use model::outcome::{Cause, Outcome};
use model::report::{
    CauseCount, Percentiles, Report, SegmentMean, Series, Waits, WorkloadReport, least_count_for,
};
use model::sort::sort_by;
use model::trace::SegmentKind;
use model::units::Nanos;

/// Lengths that a bin of the series may have, seconds: whole fractions of a minute, then minutes.
const BINS_S: [u64; 8] = [10, 20, 30, 60, 120, 300, 600, 3_600];
/// The most bins of a series: a day in tens of seconds.
const MOST_BINS: u64 = 8_640;

/// The properties of an ended request that a tally counts.
#[derive(Debug)]
pub(crate) struct Ended {
    pub workload: WorkloadIndex,
    pub arrived: Nanos,
    pub at: Nanos,
    pub outcome: Outcome,
    pub far: bool,
    pub honest: bool,
    /// Whether it is the work on a request that a queue had accepted before.
    pub is_behind_queue: bool,
}

/// Counts of one workload.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    pub requests: u64,
    pub ok: u64,
    pub late: Vec<u64>,
    pub failed: Vec<u64>,
    /// Failures of requests whose own code meant no harm.
    pub honest_failed: u64,
    pub latency: Histogram,
    pub far_latency: Histogram,
    pub finished: Histogram,
    pub chains: u64,
    pub chains_finished: u64,
    pub cold_starts: u64,
    pub cold_ns: u128,
    pub reads: u64,
    pub stale_reads: u64,
    pub lost_updates: u64,
    pub redeliveries: u64,
    /// Effects that happened again.
    pub duplicates: u64,
    /// Times that a client or the platform tried again.
    pub retries: u64,
    /// Messages of a queue that were set aside.
    pub dead_letters: u64,
    /// Batches of a queue that were handed to a run.
    pub batches: u64,
    /// Requests that a queue between has accepted.
    pub accepted: u64,
    /// Runs that went on for a client that had left.
    pub abandoned_runs: u64,
    /// Writes that found another version than they had read, and tried again.
    pub conflicts: u64,
    pub sessions_lost: u64,
    pub hostile_runs: u64,
    pub breaches: u64,
    /// Answers that were graded with other points than they are known to be worth.
    pub misgraded: u64,
    pub neighbours_hurt: u64,
    pub unwanted: u64,
    pub unwanted_at_home: u64,
    pub cache_hits: u64,
    pub cache_misses: u64,
    pub segment_ns: [u128; SegmentKind::ALL.len()],
    pub peak_instances: u64,
    pub peak_queue: u64,
    pub waits: Histogram,
    /// Requests done of those that a queue between clients and work had stored.
    pub done_behind_queue: u64,
    pub wait_ns: u128,
    /// Time that requests ran before the horizon, all together.
    pub running_ns: u128,
    /// Time that instances lived before the horizon, all together.
    pub instance_ns: u128,
}

/// Counts of a run so far.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    pub workloads: TiVec<WorkloadIndex, Counts>,
    pub series: Series,
    bin: Nanos,
    bins: usize,
    horizon: Nanos,
}

/// The gauges that are sampled at the end of each bin.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Gauges {
    pub queued: u32,
    pub function_instances: u32,
    pub replicas: u32,
}

impl Tally {
    pub fn new(workloads: usize, horizon: Nanos) -> Self {
        let few_enough = |bin_s: &&u64| horizon.0.div_ceil(**bin_s * 1_000_000_000) <= MOST_BINS;
        let bin_s = BINS_S.iter().find(few_enough).copied();
        let bin_s = bin_s.unwrap_or(horizon.0 / 1_000_000_000 / MOST_BINS + 1);
        let bin = Nanos(bin_s * 1_000_000_000);
        let count = (horizon.0.div_ceil(bin.0) as usize).max(1);
        let counts = Counts {
            late: vec![0; Cause::ALL.len()],
            failed: vec![0; Cause::ALL.len()],
            ..Counts::default()
        };
        let zeros = || vec![0; count];
        let series = Series {
            bin_s: bin.as_secs(),
            arrived: zeros(),
            failed: zeros(),
            late: zeros(),
            cold_starts: zeros(),
            queued: zeros(),
            function_instances: zeros(),
            replicas: zeros(),
        };
        Self {
            workloads: vec![counts; workloads].into(),
            series,
            bin,
            bins: count,
            horizon,
        }
    }

    /// The end of a bin; [`Nanos::MAX`] after the last.
    pub fn bin_end(&self, bin: usize) -> Nanos {
        if bin < self.bins {
            Nanos(self.bin.0 * (bin as u64 + 1))
        } else {
            Nanos::MAX
        }
    }

    fn bin_of(&self, at: Nanos) -> usize {
        ((at.0 / self.bin.0) as usize).min(self.bins - 1)
    }

    /// A request arrives in the bin that is open; an arrival after the last bin counts to the last one.
    #[inline]
    pub fn arrived(&mut self, workload: WorkloadIndex, bin: usize) {
        self.series.arrived[bin.min(self.bins - 1)] += 1;
        self.workloads[workload].requests += 1;
    }

    pub fn cold_start(&mut self, workload: WorkloadIndex, bin: usize, length: Nanos) {
        let bin = bin.min(self.bins - 1);
        self.series.cold_starts[bin] += 1;
        let counts = &mut self.workloads[workload];
        counts.cold_starts += 1;
        counts.cold_ns += u128::from(length.0);
    }

    pub fn queued(&mut self, bin: usize, waiting: u32) {
        let bin = bin.min(self.bins - 1);
        let queued = &mut self.series.queued[bin];
        *queued = (*queued).max(waiting);
    }

    pub fn sample(&mut self, bin: usize, gauges: Gauges) {
        self.series.queued[bin] = self.series.queued[bin].max(gauges.queued);
        self.series.function_instances[bin] = gauges.function_instances;
        self.series.replicas[bin] = gauges.replicas;
    }

    #[inline]
    pub fn ended(&mut self, ended: &Ended, segments: impl Iterator<Item = (u8, Nanos)>) {
        let bin = match ended.outcome {
            Outcome::Ok => 0,
            _ => self.bin_of(ended.at),
        };
        let counts = &mut self.workloads[ended.workload];
        let mut waited = Nanos::ZERO;
        for (kind, length) in segments {
            if kind == SegmentKind::Wait as u8 {
                waited += length;
            }
            counts.segment_ns[usize::from(kind)] += u128::from(length.0);
        }
        match ended.outcome {
            Outcome::Ok => counts.ok += 1,
            Outcome::Late(cause) => {
                counts.late[cause as usize] += 1;
                self.series.late[bin] += 1;
            }
            Outcome::Failed(cause) => {
                counts.failed[cause as usize] += 1;
                counts.honest_failed += u64::from(ended.honest);
                self.series.failed[bin] += 1;
                return;
            }
        }
        if waited > Nanos::ZERO {
            counts.waits.add(waited);
            counts.wait_ns += u128::from(waited.0);
        }
        if ended.is_behind_queue {
            counts.done_behind_queue += 1;
            // Its client had the answer when it was accepted.
            return;
        }
        let latency = ended.at.since(ended.arrived);
        counts.latency.add(latency);
        if ended.far {
            counts.far_latency.add(latency);
        }
    }

    /// A request that had ended well turns out to have been overwritten.
    pub fn overwritten(&mut self, workload: WorkloadIndex, before: Outcome, ended: Nanos) {
        let bin = self.bin_of(ended);
        let counts = &mut self.workloads[workload];
        match before {
            Outcome::Ok => counts.ok -= 1,
            Outcome::Late(cause) => {
                counts.late[cause as usize] -= 1;
                self.series.late[bin] -= 1;
            }
            Outcome::Failed(_) => return,
        }
        self.series.failed[bin] += 1;
        counts.failed[Cause::LostUpdate as usize] += 1;
        counts.honest_failed += 1;
        counts.lost_updates += 1;
    }

    /// The report, with ids and lanes by workload.
    pub fn report(&self, names: &[(String, LaneId)]) -> Report {
        let workloads: Vec<WorkloadReport> = self
            .workloads
            .iter()
            .zip(names)
            .map(|(counts, (id, lane))| counts.report(id, *lane, self.horizon))
            .collect();
        Report {
            requests: workloads.iter().map(|workload| workload.requests).sum(),
            workloads,
            costs: Vec::new(),
            series: self.series.clone(),
        }
    }
}

impl Counts {
    /// Times of whole chains; a workload of one step has those of its requests.
    fn finished(&self) -> &Histogram {
        if self.finished.count() == 0 && self.chains_finished > 0 {
            &self.latency
        } else {
            &self.finished
        }
    }

    fn report(&self, id: &str, lane: LaneId, horizon: Nanos) -> WorkloadReport {
        let sum = |counts: &[u64]| counts.iter().sum();
        let mean_ms = |total_ns: u128, count: u64| {
            if count == 0 {
                0.0
            } else {
                total_ns as f64 / count as f64 / 1e6
            }
        };
        // Where a queue is between, the work behind it waits, and a client does not.
        let done = match self.done_behind_queue {
            0 => self.latency.count(),
            behind_queue => behind_queue.max(self.waits.count()),
        };
        let mut means: Vec<SegmentMean> = (0..)
            .zip(self.segment_ns)
            .filter(|&(_, total_ns)| total_ns > 0)
            .map(|(kind, total_ns)| SegmentMean {
                kind,
                mean_ms: mean_ms(total_ns, self.requests),
            })
            .collect();
        sort_by(&mut means, |a, b| b.mean_ms.total_cmp(&a.mean_ms));
        WorkloadReport {
            id: id.to_owned(),
            lane,
            requests: self.requests,
            ok: self.ok,
            late: sum(&self.late),
            failed: sum(&self.failed),
            honest_failed: self.honest_failed,
            failures: by_cause(&self.failed),
            late_causes: by_cause(&self.late),
            latency: self.latency.percentiles(),
            far_latency: self.far_latency.percentiles(),
            finished: Percentiles {
                count: self.chains_finished,
                ..self.finished().percentiles()
            },
            chains: self.chains,
            chains_finished: self.chains_finished,
            cold_starts: self.cold_starts,
            cold_start_mean_ms: mean_ms(self.cold_ns, self.cold_starts),
            reads: self.reads,
            stale_reads: self.stale_reads,
            lost_updates: self.lost_updates,
            redeliveries: self.redeliveries,
            duplicates: self.duplicates,
            retries: self.retries,
            dead_letters: self.dead_letters,
            batches: self.batches,
            abandoned_runs: self.abandoned_runs,
            conflicts: self.conflicts,
            sessions_lost: self.sessions_lost,
            hostile_runs: self.hostile_runs,
            breaches: self.breaches,
            misgraded: self.misgraded,
            neighbours_hurt: self.neighbours_hurt,
            unwanted: self.unwanted,
            unwanted_at_home: self.unwanted_at_home,
            cache_hits: self.cache_hits,
            cache_misses: self.cache_misses,
            mean_ms_by_segment: means,
            waits: Waits {
                count: self.waits.count(),
                mean_ms: mean_ms(self.wait_ns, done),
                p95_ms: (done >= least_count_for(95.0))
                    .then(|| {
                        self.waits
                            .percentile_with_zeros_ms(95.0, done - self.waits.count())
                    })
                    .flatten(),
            },
            mean_instances: self.instance_ns as f64 / horizon.0.max(1) as f64,
            mean_running: self.running_ns as f64 / horizon.0.max(1) as f64,
            usd_per_month: 0.0,
            peak_instances: self.peak_instances,
            peak_queue: self.peak_queue,
            second_region: String::new(),
        }
    }
}

/// Causes with at least one request, most frequent first; of equals the one with the lower code first.
fn by_cause(counts: &[u64]) -> Vec<CauseCount> {
    let mut list: Vec<CauseCount> = Cause::ALL
        .iter()
        .zip(counts)
        .filter(|&(_, &count)| count > 0)
        .map(|(&cause, &count)| CauseCount { cause, count })
        .collect();
    sort_by(&mut list, |a, b| b.count.cmp(&a.count));
    list
}
