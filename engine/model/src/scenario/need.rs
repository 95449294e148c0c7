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
        /// 50, 95 or 99.
        percentile: f64,
        /// The target.
        at_most_ms: f64,
        /// The learners whose latency counts.
        #[serde(default)]
        over: Over,
    },
    /// A chain or job is done in time, from its arrival to the end of its last step.
    Finished {
        /// 50, 95, 99 or 100.
        percentile: f64,
        /// The target.
        within_s: f64,
    },
    /// Requests that failed for any cause, of all.
    Failed {
        /// 0 to 1.
        at_most_share: f64,
    },
    /// Work that is gone: refused, failed, or overwritten by a writer that had not seen it.
    Lost {
        /// A count.
        at_most: u64,
    },
    /// Effects that happened more than once.
    Duplicated {
        /// A count.
        at_most: u64,
    },
    /// Reads that missed a write that had been acknowledged before.
    Stale {
        /// 0 to 1, of all reads.
        at_most_share: f64,
    },
    /// Sessions that found their memory gone.
    SessionsLost {
        /// 0 to 1, of all requests.
        at_most_share: f64,
    },
    /// The code reaches nothing that was not granted.
    Contained,
    /// No other request dies or starves because of this code.
    NeighboursUnharmed,
    /// Unwanted requests are turned away before they travel to the home region.
    RejectedNearSource {
        /// 0 to 1, of the unwanted ones.
        at_least_share: f64,
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
    /// From here on a learner counts as far, great-circle kilometres: beyond it the round trip of
    /// the measured distance law alone passes 90 ms.
    pub const FAR_KM: f64 = 5_000.0;
}
