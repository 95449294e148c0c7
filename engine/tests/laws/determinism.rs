//! The same scenario and seed give the same run, however it is cut into slices.

use super::support::{HOURS, SHIPPED, run};
use engine::interpreter::profile;
use engine::simulation::{Progress, Simulation};
use model::run::Run;
use model::scenario::Scenario;
use model::trace_selection::TraceSelection;

fn sliced(scenario: &Scenario, events: u32) -> Run {
    let profiles = profile(&scenario.lanes.sandbox.limits());
    let mut simulation = Simulation::new(scenario, &profiles, &TraceSelection::default()).unwrap();
    let mut last_share = 0.0;
    while let Progress::Running { share } = simulation.step(events) {
        assert!(
            (last_share..=1.0).contains(&share),
            "{share} done after {last_share}"
        );
        last_share = share;
    }
    assert!(
        last_share > 0.0,
        "a run of {events} events a slice never said how far it was"
    );
    simulation.finish()
}

#[test]
fn equal_scenarios_make_equal_runs() {
    let again = Scenario::from_json(SHIPPED).unwrap();
    let first = &HOURS[0];
    assert_eq!(first.0, again, "the scenario lies on its first board");
    let second = run(&again);
    assert_eq!(first.1.summary.fingerprint, second.summary.fingerprint);
    assert_eq!(first.1.summary, second.summary);
    assert!(
        first.1.trace.to_bytes() == second.trace.to_bytes(),
        "equal runs, other bytes"
    );
}

#[test]
fn another_seed_makes_another_run() {
    let (scenario, first) = &HOURS[2];
    let mut scenario = scenario.clone();
    scenario.seed += 1;
    let second = run(&scenario);
    assert_ne!(first.summary.fingerprint, second.summary.fingerprint);
    assert_ne!(first.trace.arrivals_ns(), second.trace.arrivals_ns());
}

#[test]
fn slices_do_not_matter() {
    let (scenario, whole) = &HOURS[2];
    for events in [1, 17, 20_000] {
        let cut = sliced(scenario, events);
        assert!(&cut == whole, "slices of {events} events make another run");
    }
}
