//! A slice of work takes about as long in every scenario: an event that looks through a long list
//! counts for as many as that takes, and the end of a run is not one long slice.

use engine::interpreter::profile;
use engine::simulation::{Progress, Simulation};
use model::catalog::LaneId;
use model::outcome::Cause;
use model::run::Run;
use model::sandbox::Limits;
use model::scenario::{Arrivals, Author, Peak, Placement, Scenario, State, Trigger, caps};
use model::trace_selection::TraceSelection;

use super::support::SHIPPED;

/// The shipped scenario with this workload alone, on functions, with this many requests within a second.
fn at_once(id: &str, count: u32) -> Scenario {
    let mut scenario = Scenario::from_json(SHIPPED).unwrap();
    scenario.keep_only(|other| other == id);
    let functions = Placement::on(LaneId::Serverless);
    scenario.placements.place(id, functions);
    scenario.workloads[0].arrivals = Arrivals::Batch {
        count,
        at_min: 0.0,
        over_s: 1.0,
    };
    scenario
}

/// Runs the scenario in slices of this much work, and calls `on_slice` after each but the last with the
/// share of the horizon that is simulated.
fn run_in_slices(scenario: &Scenario, work: u32, mut on_slice: impl FnMut(f64)) -> Run {
    scenario.check().unwrap();
    let profiles = profile(&Limits::default());
    let selection = TraceSelection::Nothing;
    let mut simulation = Simulation::new(scenario, &profiles, &selection).unwrap();
    while let Progress::Running { share } = simulation.step(work) {
        on_slice(share);
    }
    simulation.finish()
}

/// Hostile plugins on functions, with tens of thousands of requests in flight beside them: each crash
/// looks for the requests that end with its instance.
fn crashes() -> Scenario {
    let mut scenario = at_once("grading-plugins", 10_000);
    if let Author::Partner { snippets, .. } = &mut scenario.workloads[0].author {
        snippets.retain(|share| share.snippet == "memory-bomb");
    }
    let serverless = &mut scenario.lanes.serverless;
    serverless.account_concurrency = 1_000_000;
    serverless.burst = 1_000_000;
    scenario
}

#[test]
fn crashes_count_for_what_they_look_through() {
    let mut slices = 0_u64;
    let run = run_in_slices(&crashes(), 2_000, |_| slices += 1);
    let crashed = run.summary.report.workloads[0].failed;
    let events = run.summary.report.requests * 4;
    assert!(crashed > 0);
    // If the entries that each crash searches did not count, there would be a slice for each 2,000 events.
    assert!(
        slices > 2 * events / 2_000,
        "{slices} slices for {events} events"
    );
}

/// Mails that one function sends one after another, far more than it can within a minute.
fn behind() -> Scenario {
    let mut scenario = at_once("email-queue", 40_000);
    scenario.lanes.serverless.account_concurrency = 1;
    scenario.horizon_s = 60.0;
    scenario.drain_limit_s = 1.0;
    scenario
}

#[test]
fn the_end_of_unfinished_requests_is_work_in_slices() {
    let mut slices_after_the_hour = 0;
    let run = run_in_slices(&behind(), 100, |share| {
        slices_after_the_hour += u64::from(share >= 1.0);
    });
    let failures = &run.summary.report.workloads[0].failures;
    let unfinished = failures.iter().find(|one| one.cause == Cause::Unfinished);
    let unfinished = unfinished.map_or(0, |one| one.count);
    assert!(unfinished > 30_000, "{unfinished} unfinished");
    assert!(
        slices_after_the_hour >= unfinished / 100,
        "{slices_after_the_hour} slices for {unfinished} ends"
    );
}

/// The slices of this much work before the first event.
fn slices_of_preparation(scenario: &Scenario, work: u32) -> u64 {
    let mut slices = 0;
    run_in_slices(scenario, work, |share| slices += u64::from(share <= 0.0));
    slices
}

#[test]
fn a_table_of_keys_is_prepared_in_slices() {
    let mut scenario = at_once("progress-tracking", 1);
    if let State::Records { keys, .. } = &mut scenario.workloads[0].steps[0].state {
        *keys = caps::KEYS;
    }
    let slices = slices_of_preparation(&scenario, 500);
    assert!(slices > u64::from(caps::KEYS) / 500 / 20, "{slices} slices");
}

#[test]
fn the_rates_of_a_long_horizon_are_prepared_in_slices() {
    let mut scenario = at_once("quiz-submissions", 1);
    scenario.horizon_s = 604_800.0;
    scenario.boards.clear();
    let workload = &mut scenario.workloads[0];
    workload.trigger = Trigger::Webhook;
    workload.arrivals = Arrivals::Peaks {
        per_hour: 1.0,
        peaks: vec![Peak {
            at_min: 5_000.0,
            width_min: 5_000.0,
            share: 0.5,
        }],
    };
    for number in 1..20 {
        let mut one = scenario.workloads[0].clone();
        one.id = format!("week-{number}");
        let functions = Placement::on(LaneId::Serverless);
        scenario.placements.place(&one.id, functions);
        scenario.workloads.push(one);
    }
    let slices = slices_of_preparation(&scenario, 500);
    assert!(slices >= 20, "{slices} slices");
}
