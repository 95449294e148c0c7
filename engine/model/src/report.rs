//! Aggregates of a run: counts by outcome and cause, percentiles, instances over time.

mod percentile;

use borsh::{BorshDeserialize, BorshSerialize};
pub use percentile::least_count_for;
use serde::{Deserialize, Serialize};

use crate::catalog::LaneId;
use crate::outcome::Cause;

/// Aggregates of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Report {
    /// All requests, follow-ups included.
    pub requests: u64,
    /// One for each workload, in the scenario's order.
    pub workloads: Vec<WorkloadReport>,
    /// The bill of each lane.
    pub costs: Vec<LaneCost>,
    /// Counts over time.
    pub series: Series,
}

impl Report {
    /// The cost of all lanes together, US dollars.
    pub fn usd_per_month(&self) -> f64 {
        self.costs.iter().map(|lane| lane.usd_per_month).sum()
    }
}

/// Aggregates of one workload, all its steps together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct WorkloadReport {
    /// The workload's id.
    pub id: String,
    /// The lane on which it ran.
    pub lane: LaneId,
    /// The number of requests, follow-ups included.
    pub requests: u64,
    /// The number of requests done within their need.
    pub ok: u64,
    /// The number of requests done outside their need.
    pub late: u64,
    /// The number of requests that failed.
    pub failed: u64,
    /// The number of failed requests whose own code meant no harm.
    pub honest_failed: u64,
    /// Failures by cause, most frequent first.
    pub failures: Vec<CauseCount>,
    /// Late requests by the largest part of their time, most frequent first.
    pub late_causes: Vec<CauseCount>,
    /// Latency of the requests that were done, from arrival to answer.
    pub latency: Percentiles,
    /// The same latency for learners far from home.
    pub far_latency: Percentiles,
    /// The time from the arrival of a chain or job to the end of its last step.
    pub finished: Percentiles,
    /// The number of chains or jobs that arrived.
    pub chains: u64,
    /// The number of chains whose every step was done.
    pub chains_finished: u64,
    /// Requests that waited for a new instance.
    pub cold_starts: u64,
    /// Mean length of these waits, milliseconds.
    pub cold_start_mean_ms: f64,
    /// Reads of records.
    pub reads: u64,
    /// Reads that missed an acknowledged write.
    pub stale_reads: u64,
    /// Writes that were overwritten unseen.
    pub lost_updates: u64,
    /// Second deliveries by a queue or a sender that promises at least one delivery.
    pub redeliveries: u64,
    /// Effects that happened again: a redelivery, or a second attempt after the first had written.
    pub duplicates: u64,
    /// Times that a client or the platform tried again.
    pub retries: u64,
    /// Messages of a queue that failed as often as they may be received, and were set aside.
    #[serde(default)]
    pub dead_letters: u64,
    /// Runs of a queue that takes messages in batches: each took one batch.
    #[serde(default)]
    pub batches: u64,
    /// Runs that went on for a client that had stopped waiting: work for nobody.
    #[serde(default)]
    pub abandoned_runs: u64,
    /// Writes that found another version than they had read, and tried again.
    pub conflicts: u64,
    /// Requests whose session's memory was lost.
    pub sessions_lost: u64,
    /// Runs of hostile or prying code.
    pub hostile_runs: u64,
    /// Runs of such code that reached a resource that was never granted.
    pub breaches: u64,
    /// Answers that a program of a person's own graded with other points than the task's own program gives.
    #[serde(default)]
    pub misgraded: u64,
    /// Other requests that died or starved because of this workload's code.
    pub neighbours_hurt: u64,
    /// Unwanted requests.
    pub unwanted: u64,
    /// Unwanted requests that travelled to the home region before they were refused.
    pub unwanted_at_home: u64,
    /// Answers served from a POP's cache.
    pub cache_hits: u64,
    /// Answers that a POP's cache lacked.
    pub cache_misses: u64,
    /// Mean time by kind of segment, milliseconds, over all requests; largest first.
    pub mean_ms_by_segment: Vec<SegmentMean>,
    /// Requests that waited in a queue, and how long: the mean and 95th percentile over all that
    /// were done, waiting or not.
    pub waits: Waits,
    /// Instances that lived, busy or idle, averaged over the hour.
    pub mean_instances: f64,
    /// Requests that ran, averaged over the hour.
    pub mean_running: f64,
    /// Its part of its lane's bill for a month of 730 such hours without their faults; US dollars.
    pub usd_per_month: f64,
    /// The most instances at once.
    pub peak_instances: u64,
    /// Most requests waiting at once.
    pub peak_queue: u64,
    /// The region of the catalog that shortens the ways of the audience most, beside home: an id.
    pub second_region: String,
}

/// The bill of one lane for a month of 730 such hours, at list prices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct LaneCost {
    /// The lane.
    pub lane: LaneId,
    /// The preset whose prices these are.
    pub preset: String,
    /// The lines of the bill.
    pub items: Vec<CostLine>,
    /// Their sum, US dollars.
    pub usd_per_month: f64,
    /// The part of it that this hour costs without its faults, US dollars.
    pub usd_this_run: f64,
    /// The credit of an account's free tier if no other workload used it, US dollars; zero or less.
    pub free_tier_usd: f64,
}

/// One line of a bill.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct CostLine {
    /// The name of the billed item.
    pub what: String,
    /// The quantity in a month.
    pub quantity: f64,
    /// The unit of the quantity.
    pub unit: String,
    /// US dollars a month.
    pub usd: f64,
    /// The id of the price's fact.
    pub fact: String,
}

/// The time that requests waited in a queue.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
pub struct Waits {
    /// The number of requests that waited.
    pub count: u64,
    /// The mean wait of the requests that were done, in milliseconds.
    pub mean_ms: f64,
    /// The 95th percentile of their waits, in milliseconds; `None` below 100 of them.
    pub p95_ms: Option<f64>,
}

/// The count of one cause.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
pub struct CauseCount {
    /// The cause.
    pub cause: Cause,
    /// The number of requests with this cause.
    pub count: u64,
}

/// Mean time spent on one kind of segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct SegmentMean {
    /// Code of the [`crate::trace::SegmentKind`].
    pub kind: u8,
    /// The mean time of a request, in milliseconds.
    pub mean_ms: f64,
}

/// Percentiles of a time, withheld where there are too few requests.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
pub struct Percentiles {
    /// The number of measured times.
    pub count: u64,
    /// Milliseconds; `None` below 20 requests.
    pub p50_ms: Option<f64>,
    /// Milliseconds; `None` below 100 requests.
    pub p95_ms: Option<f64>,
    /// Milliseconds; `None` below 500 requests.
    pub p99_ms: Option<f64>,
    /// The largest, milliseconds.
    pub max_ms: Option<f64>,
}

/// The times of one city's learners with one workload, of requests that were done; a sample of them
/// where the trace is one.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
pub struct CityTimes {
    /// The number of requests.
    pub count: u32,
    /// Milliseconds; `None` below 20 requests.
    pub p50_ms: Option<f64>,
    /// Milliseconds; `None` below 100 requests.
    pub p95_ms: Option<f64>,
}

/// Counts over time, one entry for each bin of the hour.
#[derive(
    Clone, Debug, Default, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
pub struct Series {
    /// Length of a bin, seconds.
    pub bin_s: f64,
    /// Arrivals, follow-ups included.
    pub arrived: Vec<u32>,
    /// Requests that failed, by the bin of their end.
    pub failed: Vec<u32>,
    /// Requests that were late, by the bin of their end.
    pub late: Vec<u32>,
    /// Cold starts, by the bin of their beginning.
    pub cold_starts: Vec<u32>,
    /// Most requests waiting in any lane's queue.
    pub queued: Vec<u32>,
    /// Live function instances at the end of the bin.
    pub function_instances: Vec<u32>,
    /// Service replicas, starting or ready, at the end of the bin.
    pub replicas: Vec<u32>,
}
