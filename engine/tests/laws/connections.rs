//! All functions share the home database's connections, and each instance holds one while it lives.

use super::support::{board, burst, count, of, place, records, run, small, steady};
use model::outcome::Cause::{ConnectionsExhausted, Throttled};
use model::run::Run;
use model::scenario::{Coordination, Scenario, State, Trigger, Workload};

fn with_rows(mut workload: Workload) -> Workload {
    workload.trigger = Trigger::Webhook;
    workload.steps[0].state = records(100_000, Coordination::None);
    workload
}

/// Ten a second for forty seconds that run for a minute each, and a few now and then.
fn rush(change: impl FnOnce(&mut Scenario)) -> Run {
    let mut scenario = small([
        (with_rows(burst("rush", 400, 40.0, 60_000.0)), "serverless"),
        (with_rows(steady("quiet", 3_600.0, 50.0)), "serverless"),
    ]);
    // Instances that rest for a second only, so that the quiet one needs new ones all the time.
    scenario.lanes.serverless.keep_alive_s = Some(1.0);
    scenario.datastore.connections = 100;
    change(&mut scenario);
    run(&scenario)
}

fn exhausted(run: &Run, workload: &str) -> u64 {
    count(&of(run, workload).failures, ConnectionsExhausted)
}

#[test]
fn a_burst_of_one_function_starves_another() {
    let run = rush(|_| {});
    let rush = exhausted(&run, "rush");
    assert!(
        (300..310).contains(&rush),
        "{rush} of 400 found no connection, of which there are 100"
    );
    let quiet = exhausted(&run, "quiet");
    assert!(quiet >= 5, "{quiet} of the quiet one's found no connection");
    assert_eq!(quiet, of(&run, "quiet").failed);
}

#[test]
fn more_connections_cure_it() {
    let run = rush(|scenario| scenario.datastore.connections = 800);
    assert_eq!((of(&run, "rush").failed, of(&run, "quiet").failed), (0, 0));
}

#[test]
fn other_settings_do_not() {
    fn check(change: impl FnOnce(&mut Scenario)) {
        let run = rush(change);
        assert!(exhausted(&run, "rush") >= 300);
        assert!(exhausted(&run, "quiet") > 0);
        assert_eq!(count(&of(&run, "rush").failures, Throttled), 0);
    }
    check(|scenario| scenario.lanes.serverless.account_concurrency = 500);
    check(|scenario| scenario.lanes.serverless.account_concurrency = 1_000_000);
    check(|scenario| {
        scenario.lanes.serverless.burst = 300;
        scenario.lanes.serverless.ramp_per_10_s = 300;
    });
    check(|scenario| scenario.lanes.serverless.memory_mb = 10_240);
}

#[test]
fn functions_without_state_hold_none() {
    let run = rush(|scenario| scenario.workloads[0].steps[0].state = State::None);
    assert_eq!((exhausted(&run, "rush"), exhausted(&run, "quiet")), (0, 0));
}

#[test]
fn those_of_the_services_are_not_for_functions() {
    let run = rush(|scenario| {
        scenario.workloads.remove(1);
        scenario.placements.0.remove("quiet");
        scenario.datastore.connections_for_services = 30;
    });
    assert_eq!((of(&run, "rush").ok, exhausted(&run, "rush")), (70, 330));
}

#[test]
fn a_service_has_its_own() {
    let run = rush(|scenario| scenario.placements.place("rush", place("service")));
    assert_eq!((of(&run, "rush").failed, of(&run, "quiet").failed), (0, 0));
}

#[test]
fn idle_instances_hold_theirs_until_they_are_reclaimed() {
    fn check(keep_alive_s: f64, refused: bool) {
        let mut late = with_rows(burst("late", 1, 0.0, 50.0));
        let model::scenario::Arrivals::Batch { at_min, .. } = &mut late.arrivals else {
            return;
        };
        *at_min = 15.0;
        let crowd = with_rows(burst("crowd", 100, 1.0, 20_000.0));
        let mut scenario = small([(crowd, "serverless"), (late, "serverless")]);
        scenario.datastore.connections = 100;
        scenario.lanes.serverless.keep_alive_s = Some(keep_alive_s);
        let run = run(&scenario);
        assert_eq!(of(&run, "crowd").ok, 100);
        assert_eq!(
            exhausted(&run, "late") == 1,
            refused,
            "kept for {keep_alive_s} s"
        );
    }
    check(600.0, true);
    check(60.0, false);
}

#[test]
fn events_wait_for_a_connection() {
    let run = rush(|scenario| {
        for workload in &mut scenario.workloads {
            workload.trigger = Trigger::Event;
        }
    });
    let rush = of(&run, "rush");
    assert_eq!(
        (rush.ok - rush.redeliveries, of(&run, "quiet").failed),
        (400, 0)
    );
}

/// The scenario that ships: the quiz on serverless takes the payments' connections. Their sender tries again, so that
/// none is lost.
#[test]
fn the_quiz_starves_the_payments() {
    fn check(connections: u32, starves: bool) {
        let mut scenario = board("matched-to-shape");
        scenario
            .placements
            .place("quiz-submissions", place("serverless"));
        scenario.datastore.connections = connections;
        let run = run(&scenario);
        let refused = exhausted(&run, "quiz-submissions");
        assert_eq!(refused > 0, starves, "{refused} of {connections}");
        let payments = of(&run, "payment-webhooks");
        assert_eq!(payments.retries > 0, starves, "{payments:?}");
        assert_eq!(payments.failed, 0, "{payments:?}");
    }
    check(100, true);
    check(2_000, false);
}
