//! A setting that lifts one constraint at a price.

use std::ops::RangeInclusive;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{LaneSettings, SettingId, Target};

/// The most provisioned instances of one function.
const MOST_PROVISIONED: u32 = 10_000;
/// The longest piece of a job that is cut, seconds.
const LONGEST_CHUNK_S: u32 = 900;

/// A remedy that is switched on. Targets are workload ids, or `workload/step` where a step is meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Remedy {
    /// Function instances that are ready from the start and are never reclaimed.
    Provisioned {
        /// The function that it applies to.
        target: String,
        /// The number of provisioned instances.
        instances: u32,
    },
    /// A share of the account's concurrency that is this function's alone, and its limit.
    ReservedConcurrency {
        /// The function that it applies to.
        target: String,
        /// The most requests of the function that run at once.
        concurrency: u32,
    },
    /// A pooler between functions and the database: an instance holds no connection of its own,
    /// and a request borrows one for its trips, waiting for it where all are lent.
    ConnectionPooler,
    /// The effect of a workload counts once, however often it is delivered.
    IdempotencyKey {
        /// The workload that it applies to.
        target: String,
    },
    /// A write goes through only where the version is the one that was read; else the request
    /// reads again and tries again.
    ConditionalWrites {
        /// The workload that it applies to.
        target: String,
    },
    /// A plain CDN before the lane: learners reach the nearest POP, which serves the answers that it
    /// has kept and runs no code.
    PlainCdn {
        /// The workload that it applies to.
        target: String,
    },
    /// A long job is cut into pieces that each end with a checkpoint and call the next.
    Chunks {
        /// The function that it applies to.
        target: String,
        /// The longest time of a piece, in seconds by the clock.
        at_most_s: f64,
    },
    /// A higher least and greatest number of replicas.
    MoreReplicas {
        /// The deployment that it applies to.
        target: String,
        /// The least number of replicas.
        min_replicas: u32,
        /// The greatest number of replicas.
        max_replicas: u32,
    },
}

impl Remedy {
    /// Its target; none where it applies to all workloads.
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

    /// Its number, in its own unit: instances, requests at once, seconds of a piece, replicas at least.
    /// `None` for a remedy without a number.
    pub fn number(&self) -> Option<u32> {
        match *self {
            Self::Provisioned { instances, .. } => Some(instances),
            Self::ReservedConcurrency { concurrency, .. } => Some(concurrency),
            Self::Chunks { at_most_s, .. } => Some(at_most_s as u32),
            Self::MoreReplicas { min_replicas, .. } => Some(min_replicas),
            Self::ConnectionPooler
            | Self::IdempotencyKey { .. }
            | Self::ConditionalWrites { .. }
            | Self::PlainCdn { .. } => None,
        }
    }

    /// The range of its number on these lanes; 1 alone for a remedy without a number.
    pub fn range(&self, lanes: &LaneSettings) -> RangeInclusive<u32> {
        match self {
            Self::Provisioned { .. } => 1..=MOST_PROVISIONED,
            Self::ReservedConcurrency { .. } => 1..=lanes.serverless.account_concurrency,
            Self::Chunks { .. } => 1..=LONGEST_CHUNK_S,
            Self::MoreReplicas { .. } => 1..=SettingId::MinReplicas.setting().most as u32,
            Self::ConnectionPooler
            | Self::IdempotencyKey { .. }
            | Self::ConditionalWrites { .. }
            | Self::PlainCdn { .. } => 1..=1,
        }
    }

    /// The same remedy with the nearest number that is allowed.
    #[must_use]
    pub fn with_number(mut self, number: u32, lanes: &LaneSettings) -> Self {
        let range = self.range(lanes);
        let number = number.clamp(*range.start(), *range.end());
        match &mut self {
            Self::Provisioned { instances, .. } => *instances = number,
            Self::ReservedConcurrency { concurrency, .. } => *concurrency = number,
            Self::Chunks { at_most_s, .. } => *at_most_s = f64::from(number),
            Self::MoreReplicas {
                min_replicas,
                max_replicas,
                ..
            } => {
                *min_replicas = number;
                *max_replicas = (*max_replicas).clamp(number, *range.end());
            }
            Self::ConnectionPooler
            | Self::IdempotencyKey { .. }
            | Self::ConditionalWrites { .. }
            | Self::PlainCdn { .. } => {}
        }
        self
    }

    /// Whether the two are one remedy for one target, whatever their numbers: a scenario has
    /// only one of them.
    pub fn is_in_place_of(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
            && self.target() == other.target()
    }

    /// Whether it applies to this step of this workload.
    pub(crate) fn is_for(&self, workload: &str, step: &str) -> bool {
        let target = self.target().map(Target::parse);
        target.is_none_or(|target| target.is_for(workload, step))
    }
}
