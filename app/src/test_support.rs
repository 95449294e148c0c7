//! What tests of several modules start from: the scenario that ships, and what a run says of a board.

use std::sync::OnceLock;

use engine::run::Summary;
use engine::sandbox::{SnippetProfiles, profile};
use engine::scenario::Scenario;
use engine::simulation::{Progress, Simulation};
use engine::trace_selection::TraceSelection;

/// The scenario that ships.
pub(crate) fn shipped() -> Scenario {
    let text = include_str!("../../public/scenarios/learning-platform.json");
    Scenario::from_json(text).expect("the shipped scenario is sound")
}

/// What a run says of a board.
pub(crate) fn simulated(board: &Scenario) -> Summary {
    static PROFILES: OnceLock<SnippetProfiles> = OnceLock::new();
    let profiles = PROFILES.get_or_init(|| profile(&board.lanes.sandbox.limits()));
    let mut simulation =
        Simulation::new(board, profiles, &TraceSelection::default()).expect("a sound board");
    while matches!(simulation.step(1 << 20), Progress::Running { .. }) {}
    simulation.finish().summary
}
