//! Fixtures of several modules' tests: the shipped scenario, and the summary of a board's run.

use std::sync::OnceLock;

use engine::interpreter::profile;
use engine::simulation::{Progress, Simulation};
use model::run::Summary;
use model::sandbox::SnippetProfiles;
use model::scenario::Scenario;
use model::trace_selection::TraceSelection;

/// The shipped scenario.
pub(crate) fn shipped() -> Scenario {
    let text = include_str!("../../public/scenarios/learning-platform.json");
    Scenario::from_json(text).expect("the shipped scenario is sound")
}

/// The summary of a run of this board.
pub(crate) fn simulated(board: &Scenario) -> Summary {
    static PROFILES: OnceLock<SnippetProfiles> = OnceLock::new();
    let profiles = PROFILES.get_or_init(|| profile(&board.lanes.sandbox.limits()));
    let mut simulation =
        Simulation::new(board, profiles, &TraceSelection::default()).expect("a sound board");
    while matches!(simulation.step(1 << 20), Progress::Running { .. }) {}
    simulation.finish().summary
}
