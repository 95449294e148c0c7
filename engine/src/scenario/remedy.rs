//! A setting that lifts one constraint at a price.
//!
//! Must not know: how a lane uses it, or what it costs.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::Target;

/// A remedy that is switched on. Targets are workload ids, or `workload/step` where a step is meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Remedy {
    /// Function instances that stand ready from the start and are never reclaimed.
    Provisioned {
        /// A function.
        target: String,
        /// How many.
        instances: u32,
    },
    /// A share of the account's concurrency that is this function's alone, and its limit.
    ReservedConcurrency {
        /// A function.
        target: String,
        /// How much.
        concurrency: u32,
    },
    /// A pooler between functions and the database: an instance holds no connection of its own,
    /// and a request borrows one for its trips, waiting for it where all are lent.
    ConnectionPooler,
    /// The effect of a workload counts once, however often it is delivered.
    IdempotencyKey {
        /// A workload.
        target: String,
    },
    /// A write goes through only where the version is the one that was read; else the request
    /// reads again and tries again.
    ConditionalWrites {
        /// A workload.
        target: String,
    },
    /// A plain CDN before the lane: learners reach the nearest POP, which serves what it has kept
    /// and runs no code.
    PlainCdn {
        /// A workload.
        target: String,
    },
    /// A long job is cut into pieces that each end with a checkpoint and call the next.
    Chunks {
        /// A function.
        target: String,
        /// The longest piece, seconds by the clock.
        at_most_s: f64,
    },
    /// More replicas that always run, and more at most.
    MoreReplicas {
        /// A deployment.
        target: String,
        /// At least.
        min_replicas: u32,
        /// At most.
        max_replicas: u32,
    },
}

impl Remedy {
    /// What it is for; none where it is for all.
    pub fn target(&self) -> Option<&str> {
        match self {
            Self::Provisioned { target, .. }
            | Self::ReservedConcurrency { target, .. }
            | Self::IdempotencyKey { target }
            | Self::ConditionalWrites { target }
            | Self::PlainCdn { target }
            | Self::Chunks { target, .. }
            | Self::MoreReplicas { target, .. } => Some(target),
            Self::ConnectionPooler => None,
        }
    }

    /// Whether the two are one remedy for one target, whatever their numbers: only one can stand.
    pub fn is_in_place_of(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
            && self.target() == other.target()
    }

    /// Whether it is for this step of this workload.
    pub(crate) fn is_for(&self, workload: &str, step: &str) -> bool {
        let target = self.target().map(Target::parse);
        target.is_none_or(|target| target.is_for(workload, step))
    }
}
