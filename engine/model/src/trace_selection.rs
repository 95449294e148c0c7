//! The selection of the requests that get a row of a run's trace.
//!
//! The selection does not change the run: report, verdicts and fingerprint are the same
//! with every selection, and a request that is recorded alone is the same as in the full run.

use crate::index::StepIndex;
use crate::request_number::RequestNumber;
use crate::units::Nanos;

/// The requests that the trace keeps, beside the request behind each moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TraceSelection {
    /// A fair sample by the arrivals' identity, whole chains together, and on top of it the first
    /// failures of each workload and cause, so that rare failures can be looked at too.
    Sample {
        /// The approximate number of requests; a run that is expected to have fewer keeps all.
        at_most: u32,
    },
    /// These requests, wherever the run has them.
    Named(Vec<RequestId>),
    /// Every request that arrives in this stretch of time, up to [`TraceSelection::MOST_ROWS`].
    Window {
        /// The first time within it.
        from: Nanos,
        /// The first time after it.
        to: Nanos,
    },
    /// The trace keeps no request.
    Nothing,
}

/// Names a request in every run of the same scenario and seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestId {
    /// Its step: an index into the steps of the run's summary.
    pub step: StepIndex,
    /// Its number among the arrivals of its workload.
    pub number: RequestNumber,
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
