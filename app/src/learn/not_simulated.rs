//! Why boards beside the one on the screen have no runs.

use thiserror::Error;

use crate::worker::CallError;

/// Why there is no run. A person can try once more; the variants say what else would help.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum NotSimulated {
    /// The board on the screen has no run: the engine does not run here, or the board breaks a rule.
    #[error("the board on the screen has no run")]
    NoRun,
    /// There is no workload to simulate: a workload has to be added first.
    #[error("there is no workload")]
    NoWorkload,
    /// The worker refused a board or failed; the reason says which.
    #[error("{0}")]
    Worker(#[from] CallError),
}
