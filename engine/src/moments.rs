//! Instants worth looking at.
//!
//! Must not know: the sentences that say what happened; a screen has those.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::index::WorkloadIndex;
use crate::units::Nanos;

/// An instant worth looking at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Moment {
    /// When.
    pub at: Nanos,
    /// What.
    pub kind: MomentKind,
    /// Whose: index into the scenario's workloads.
    pub workload: Option<WorkloadIndex>,
    /// How many, where a number belongs to it.
    pub count: u64,
    /// The request that shows it: a row of the trace.
    pub row: Option<u32>,
}

/// What happened at a moment; each is told once per workload where nothing else is said.
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
    /// The autoscaler asked for more replicas; `count` is the new number.
    ScaleOut,
    /// A request's code took a replica down; `count` is how many died with it.
    ReplicaCrashed,
    /// The first call to something that was never granted went through.
    FirstBreach,
    /// The walls ended a hostile run; nothing else noticed.
    FirstContained,
    /// The first write that was overwritten unseen.
    FirstLostUpdate,
    /// The first run that hit a time or processor limit.
    FirstLimitHit,
    /// The minute with the most arrivals; `count` is how many.
    PeakMinute,
}
