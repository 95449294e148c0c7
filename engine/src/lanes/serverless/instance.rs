//! One instance of a function.

use crate::datastore::Link;
use model::index::StepIndex;
use model::random::Draws;
use model::units::Nanos;

/// One instance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Instance {
    pub step: StepIndex,
    /// Its number among all that were ever created.
    pub created: u32,
    /// Its position among its function's instances.
    pub position: u32,
    /// Its place in the trace's list.
    pub span: u32,
    /// Its connection to the home database, or its pool where several requests share it; `None` where its code needs
    /// none.
    pub link: Option<Link>,
    pub alive: bool,
    /// Whether it is provisioned, and never reclaimed.
    pub stays: bool,
    pub born: Nanos,
    pub running: u32,
    pub ready_at: Nanos,
    /// Since when it has had any request whose end is reported: it is billed for that time.
    pub active_from: Nanos,
    /// Whether its code has been loaded: a start that no run could finish leaves nothing to use again.
    pub is_loaded: bool,
    /// The end of the last run whose end was reported, and the draws that determine how long it is kept after
    /// its last run.
    pub idle_since: Nanos,
    pub keep_draws: Draws,
    /// When it is checked next, [`Nanos::MAX`] where no check is due.
    pub check_at: Nanos,
}
