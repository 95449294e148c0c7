//! The memory that a scenario takes: the heaviest ones that are accepted, one at each cap and one at all of
//! them, stay under 500 MB from the first plan to the encoded result.
//!
//! Bytes are counted by the allocator, so that the figure is the same on every machine. The test is a program
//! of its own with one test in it: no other test allocates meanwhile.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "../hostile/support.rs"]
#[expect(dead_code, reason = "refusals are another program's tests")]
mod support;

mod scenarios;

use engine::interpreter::profile;
use engine::simulation::{Progress, Simulation};
use model::sandbox::Limits;
use model::scenario::Scenario;
use model::trace_selection::TraceSelection;
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// The bound that `scenario/caps.rs` states.
const MOST_BYTES: usize = 500_000_000;
/// The events of one slice, as the worker asks for them.
const SLICE: u32 = 2_000;

/// The most bytes that were allocated at once while a scenario was simulated and its result encoded, beyond
/// those of the scenario itself.
fn peak_bytes(scenario: &Scenario) -> usize {
    // The snippets that ship run in a moment with little fuel, and their profiles have the same size.
    let profiles = profile(&Limits {
        fuel: 1_000,
        ..scenario.lanes.sandbox.limits()
    });
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    let mut simulation = Simulation::new(scenario, &profiles, &TraceSelection::default()).unwrap();
    let stopped = loop {
        match simulation.step(SLICE) {
            Progress::Running { .. } => {}
            progress => break matches!(progress, Progress::Refused),
        }
    };
    if !stopped {
        let run = simulation.finish();
        let trace = run.trace.to_bytes();
        let summary = borsh::to_vec(&run.summary).unwrap();
        assert!(!trace.is_empty() && !summary.is_empty());
    }
    ALLOCATOR.peak_usage() - before
}

#[test]
fn the_heaviest_scenarios_stay_under_500_megabytes() {
    for (what, scenario) in scenarios::all() {
        let checked = scenario.check();
        assert!(checked.is_ok(), "{what} is not accepted: {checked:?}");
        let peak = peak_bytes(&scenario);
        println!("{what}: {} MB", peak / 1_000_000);
        assert!(peak < MOST_BYTES, "{what} takes {peak} bytes");
    }
}
