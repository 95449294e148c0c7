//! Moments: instants of a run that a person may want to see.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::index::WorkloadIndex;
use crate::units::Nanos;

/// An instant of a run that a person may want to see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Moment {
    /// The time of the moment.
    pub at: Nanos,
    /// The kind of event.
    pub kind: MomentKind,
    /// The workload that it belongs to; `None` where it belongs to all.
    pub workload: Option<WorkloadIndex>,
    /// A number that belongs to it, such as how many requests died; else 1.
    pub count: u64,
    /// The request that shows it: a row of the trace.
    pub row: Option<u32>,
}

/// The kind of event at a moment. Each kind is noted once per workload, unless its text says otherwise.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum MomentKind {
    /// The first request of the whole run that waited for a new instance.
    FirstColdStart,
    /// The first request that the account's concurrency or ramp refused.
    ThrottlingBegins,
    /// The first instance that found no database connection.
    ConnectionsExhausted,
    /// The first request that found the waiting room full.
    QueueFull,
    /// The autoscaler started more replicas; `count` is the new number.
    ScaleOut,
    /// A request's code took a replica down; `count` is how many died with it.
    ReplicaCrashed,
    /// The first call that was never granted went through.
    FirstBreach,
    /// The walls ended a hostile run; no other request was affected.
    FirstContained,
    /// The first write that was overwritten unseen.
    FirstLostUpdate,
    /// The first run that hit a time or processor limit.
    FirstLimitHit,
    /// The minute with the most arrivals; `count` is how many.
    PeakMinute,
}
