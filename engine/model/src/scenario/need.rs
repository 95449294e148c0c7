//! One checkable promise of a workload.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// A promise that a run keeps or breaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Need {
    /// The latency that a person feels, from arrival to answer.
    Latency {
        /// The percentile of the latencies: 50, 95 or 99.
        percentile: f64,
        /// The longest latency at that percentile, in milliseconds.
        at_most_ms: f64,
        /// The learners whose latency counts; absent: all.
        #[serde(default, skip_serializing_if = "Over::is_audience")]
        over: Over,
    },
    /// A chain or job is done in time, from its arrival to the end of its last step.
    Finished {
        /// The percentile of the times: 50, 95, 99 or 100.
        percentile: f64,
        /// The longest time at that percentile, in seconds.
        within_s: f64,
    },
    /// The share of requests that fail for any cause.
    Failed {
        /// The highest share of all requests, 0 to 1.
        at_most_share: f64,
    },
    /// Work that is lost: refused, failed, or overwritten by a writer that had not seen it.
    Lost {
        /// The highest number of losses.
        at_most: u64,
    },
    /// Effects that happened more than once.
    Duplicated {
        /// The highest number of repeated effects.
        at_most: u64,
    },
    /// Reads that missed a write that had been acknowledged before.
    Stale {
        /// The highest share of all reads, 0 to 1.
        at_most_share: f64,
    },
    /// Requests whose session's memory was lost.
    SessionsLost {
        /// The highest share of all requests, 0 to 1.
        at_most_share: f64,
    },
    /// The code makes no unauthorised access.
    Contained,
    /// No other request dies or starves because of this code.
    NeighboursUnharmed,
    /// Unwanted requests are refused before they travel to the home region.
    RejectedNearSource {
        /// The least share of the unwanted requests, 0 to 1.
        at_least_share: f64,
    },
    /// The cost of a month in which every hour is like this one, without its faults.
    Cost {
        /// The highest cost, US dollars.
        at_most_usd: f64,
    },
}

/// The learners whose latency counts.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// All learners.
    #[default]
    Audience,
    /// Learners at least [`Over::FAR_KM`] from the home region.
    Far,
}

impl Over {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference to the field"
    )]
    fn is_audience(&self) -> bool {
        *self == Self::Audience
    }

    /// The distance from which a learner counts as far, great-circle kilometres: beyond it the round trip of
    /// the measured distance law alone passes 90 ms.
    pub const FAR_KM: f64 = 5_000.0;
}
