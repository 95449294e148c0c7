//! Which requests a run writes down in full.
//!
//! What is written down changes nothing of what happens: report, verdicts and fingerprint are the
//! same with every record, and a request recorded alone is the same as in the full run.
//! Must not know: how a trace keeps them.

use crate::units::Nanos;

/// What the trace keeps. Whatever is asked for, it also keeps the request behind each moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TraceSelection {
    /// A fair sample by the arrivals' identity, whole chains together, and on top of it the first
    /// failures of each workload and cause, so that what is rare can be looked at too.
    Sample {
        /// About how many requests; all of them where a run is expected to have no more.
        at_most: u32,
    },
    /// These requests, wherever the run has them.
    Named(Vec<RequestId>),
    /// Every request that arrives in this stretch of time, up to [`TraceSelection::MOST_ROWS`].
    Window {
        /// From.
        from: Nanos,
        /// Until just before.
        to: Nanos,
    },
    /// None.
    Nothing,
}

/// Names a request in every run of the same scenario and seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestId {
    /// Which step: an index into [`crate::run::Summary::steps`].
    pub step: u16,
    /// Its number among that workload's arrivals.
    pub number: u32,
}

impl TraceSelection {
    /// Rows that a trace has at most, about 40 MB of them.
    pub const MOST_ROWS: u32 = 400_000;
}

impl Default for TraceSelection {
    fn default() -> Self {
        Self::Sample {
            at_most: Self::MOST_ROWS,
        }
    }
}
