//! A finished run with what it takes to play it back.
//!
//! Must not know: who shows it.

use std::sync::Arc;

use engine::run::Run;
use engine::scenario::Scenario;
use engine::trace::Checkpoints;

/// A run together with the scenario that it came from.
pub struct LoadedRun {
    /// What was simulated.
    pub scenario: Arc<Scenario>,
    /// What came of it.
    pub run: Run,
    /// Who is in flight when.
    pub checkpoints: Checkpoints,
    /// Counts up with every finished run.
    pub generation: u64,
}
