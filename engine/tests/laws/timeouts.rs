//! A run ends at the platform's limit, or at its owner's where that is shorter.

use super::placements::{compare, moved};
use super::support::{board, ended, exactly, failed, of, run, small, spent, steady};
use model::outcome::{Cause, Outcome};
use model::scenario::{Scenario, Trigger};
use model::trace::SegmentKind;

/// Two minutes of work each, under a platform limit of one.
fn long(lane: &'static str, change: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut long = steady("long", 60.0, 120_000.0);
    // A client waits: the platform does not run it again by itself.
    long.trigger = Trigger::Webhook;
    let mut scenario = small([(long, lane)]);
    scenario.lanes.serverless.timeout_s = 60.0;
    change(&mut scenario);
    scenario
}

fn give_up(after_s: f64) -> impl FnOnce(&mut Scenario) {
    move |scenario| scenario.workloads[0].steps[0].work.give_up_s = after_s
}

/// All end for this cause, after this long.
fn check(scenario: &Scenario, cause: Cause, after_s: f64) {
    let run = run(scenario);
    let report = of(&run, "long");
    assert!(report.requests > 20);
    assert_eq!(
        failed(&run, cause),
        report.requests,
        "{:?}",
        report.failures
    );
    for request in ended(&run, Outcome::Failed(cause)) {
        // A client stops waiting by its own clock, and its run goes on.
        let ran = if cause == Cause::GivenUp {
            (request.ended - request.arrived).as_secs()
        } else {
            spent(&request, SegmentKind::Execute).as_secs()
        };
        assert!(
            (ran - after_s).abs() < 1e-6,
            "ended after {ran} s, not {after_s} s"
        );
    }
}

fn check_done(scenario: &Scenario) {
    let run = run(scenario);
    assert_eq!(
        of(&run, "long").failed,
        0,
        "{:?}",
        of(&run, "long").failures
    );
}

#[test]
fn the_platform_ends_it() {
    check(&long("serverless", |_| {}), Cause::Timeout, 60.0);
}

#[test]
fn the_client_leaves_first() {
    check(&long("serverless", give_up(30.0)), Cause::GivenUp, 30.0);
    check(&long("service", give_up(30.0)), Cause::GivenUp, 30.0);
    check(&long("sandbox", give_up(30.0)), Cause::GivenUp, 30.0);
}

#[test]
fn waiting_for_others_counts() {
    let waits = |scenario: &mut Scenario| {
        let work = &mut scenario.workloads[0].steps[0].work;
        work.cpu_ms = exactly(1.0);
        work.outside_wait_ms = Some(exactly(120_000.0));
        work.give_up_s = 30.0;
    };
    check(&long("edge", waits), Cause::GivenUp, 30.0);
    check(&long("serverless", waits), Cause::GivenUp, 30.0);
}

#[test]
fn a_longer_limit_cures_it_and_nothing_else_does() {
    check_done(&long("serverless", |scenario| {
        scenario.lanes.serverless.timeout_s = 121.0;
    }));
    check_done(&long("service", |_| {}));
    let other = |scenario: &mut Scenario| {
        scenario.lanes.serverless.account_concurrency = 1_000_000;
        scenario.lanes.edge.cpu_limit_ms = 300_000.0;
        scenario.datastore.connections = 100_000;
    };
    check(&long("serverless", other), Cause::Timeout, 60.0);
    // One thread does not gain from the second processor that memory brings; two threads do.
    let memory = |scenario: &mut Scenario| scenario.lanes.serverless.memory_mb = 5_307;
    check(&long("serverless", memory), Cause::Timeout, 60.0);
    let threads = |scenario: &mut Scenario| {
        memory(scenario);
        scenario.workloads[0].steps[0].work.threads = 3;
    };
    check_done(&long("serverless", threads));
}

#[test]
fn starting_does_not_count_and_the_instance_lives_on() {
    let run = run(&long("serverless", |_| {}));
    let report = of(&run, "long");
    assert!(report.cold_starts > 0 && report.cold_starts < report.requests);
}

#[test]
fn the_term_report() {
    let mut scenario = board("matched-to-shape");
    compare(
        &moved(&scenario, "term-report", "serverless"),
        "serverless",
        &[Cause::Timeout, Cause::Timeout],
    );
    scenario.datastore.connections = 10_000;
    scenario.lanes.serverless.memory_mb = 10_240;
    compare(
        &moved(&scenario, "term-report", "serverless"),
        "serverless with more of all else",
        &[Cause::Timeout, Cause::Timeout],
    );
    scenario.lanes.serverless.timeout_s = 14_000.0;
    compare(
        &moved(&scenario, "term-report", "serverless"),
        "serverless without its limit",
        &[],
    );
}
