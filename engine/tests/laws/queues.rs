//! A queue hides a message that was received for its visibility timeout, and delivers it again after that: at most so
//! often, and never sooner than a function may run.

use super::support::{burst, exactly, of, records, requests, run, small, spent, steady};
use model::catalog::LaneId;
use model::outcome::Cause;
use model::report::WorkloadReport;
use model::run::Run;
use model::scenario::{Coordination, QueueSettings, Remedy, Scenario, Trigger, Workload};
use model::trace::SegmentKind;

/// Messages that each wait for another server for this long, and write a row.
fn mail(per_hour: f64, wait_s: f64) -> Workload {
    let mut mail = steady("mail", per_hour, 5.0);
    mail.trigger = Trigger::Queue;
    mail.steps[0].work.outside_wait_ms = Some(exactly(wait_s * 1e3));
    mail.steps[0].work.give_up_s = 900.0;
    mail.steps[0].state = records(1_000_000, Coordination::None);
    mail
}

fn with_queue(mut mail: Workload, visibility_s: f64, receives: u32) -> Workload {
    mail.queue = Some(QueueSettings {
        visibility_s,
        receives,
        batch: None,
    });
    mail
}

fn report(scenario: &Scenario) -> WorkloadReport {
    of(&run(scenario), "mail").clone()
}

/// How many seconds after its first delivery each second one arrives.
fn second_after_s(run: &Run) -> Vec<f64> {
    let all: Vec<_> = requests(run).collect();
    let seconds = all
        .iter()
        .filter(|request| request.number.is_second_delivery());
    seconds
        .filter_map(|second| {
            let first = all
                .iter()
                .find(|first| first.number == second.number.first_delivery())?;
            Some(second.arrived.as_secs() - first.arrived.as_secs())
        })
        .collect()
}

/// The queue's own second deliveries: one message in a thousand.
#[test]
fn no_message_comes_again_while_its_run_may_go_on() {
    let mut scenario = small([(mail(20_000.0, 45.0), "serverless")]);
    scenario.lanes.serverless.timeout_s = 900.0;
    let run = run(&scenario);
    let after_s = second_after_s(&run);
    assert!(after_s.len() > 5, "{after_s:?}");
    let at_most_off = 1e-6;
    let is_hidden = |s: &f64| *s >= 900.0 - at_most_off;
    assert!(after_s.iter().all(is_hidden), "{after_s:?}");
}

/// A function's queue hides a message for at least as long as the function may run.
#[test]
fn a_functions_queue_has_no_shorter_timeout() {
    let mut scenario = small([(with_queue(mail(1_000.0, 45.0), 30.0, 3), "serverless")]);
    scenario.lanes.serverless.timeout_s = 60.0;
    let run = run(&scenario);
    let after_s = second_after_s(&run);
    assert!(after_s.iter().all(|&s| s > 59.999), "{after_s:?}");
    assert_eq!(of(&run, "mail").failed, 0);
}

/// On replicas nobody prevents it: each message that takes longer than it is hidden is delivered twice, and its effect
/// happens twice, unless it has a key.
#[test]
fn a_timeout_below_the_run_delivers_everything_twice() {
    let mut scenario = small([(with_queue(mail(1_000.0, 45.0), 30.0, 3), "service")]);
    scenario.lanes.service.deployment = super::support::replicas(60, 1);
    let twice = report(&scenario);
    let first = twice.requests - twice.redeliveries;
    assert_eq!(twice.redeliveries, first);
    assert_eq!(twice.duplicates, first);
    let target = "mail".to_owned();
    scenario.remedies = vec![Remedy::IdempotencyKey { target }];
    assert_eq!(report(&scenario).duplicates, 0);
}

/// A message that fails becomes visible again when its timeout is over, on every lane, until it has been received so
/// often.
#[test]
fn a_failed_message_is_received_again() {
    for lane in LaneId::ALL {
        for receives in [1, 2, 4] {
            let mut mail = mail(60.0, 100.0);
            mail.steps[0].state = model::scenario::State::None;
            mail.steps[0].work.give_up_s = 10.0;
            let mail = with_queue(mail, 300.0, receives);
            let mut scenario = small([(mail, lane.as_str())]);
            scenario.lanes.serverless.timeout_s = 20.0;
            let run = run(&scenario);
            let report = of(&run, "mail");
            let all = report.requests;
            let retries = u64::from(receives - 1) * all;
            assert_eq!((report.failed, report.retries), (all, retries), "{lane}");
            for request in requests(&run) {
                let ran_s = spent(&request, SegmentKind::Execute).as_secs();
                let hidden_s = spent(&request, SegmentKind::Backoff).as_secs();
                let each = 300.0 - 10.0;
                assert!((ran_s - 10.0 * f64::from(receives)).abs() < 0.5, "{lane}");
                let expected = each * f64::from(receives - 1);
                assert!((hidden_s - expected).abs() < 2.0, "{lane}: {hidden_s} s");
            }
        }
    }
}

/// Waiting messages are in their queue, and not in the lane's, which may be full.
#[test]
fn what_a_queue_holds_is_not_refused() {
    for lane in ["service", "sandbox"] {
        let of_trigger = |trigger: Trigger| {
            let mut work = burst("mail", 500, 1.0, 500.0);
            work.trigger = trigger;
            let mut scenario = small([(work, lane)]);
            scenario.lanes.service.deployment.queue = 10;
            scenario.lanes.sandbox.queue = 10;
            let report = report(&scenario);
            report
                .failures
                .iter()
                .any(|entry| entry.cause == Cause::QueueFull)
        };
        assert!(of_trigger(Trigger::Event), "{lane}");
        assert!(!of_trigger(Trigger::Queue), "{lane}");
    }
}

/// A run that ends at its limit ends before its message is visible again, however long its start took.
#[test]
fn a_run_within_its_limit_is_not_delivered_twice() {
    for lane in ["serverless", "edge"] {
        let mut mail = mail(60.0, 1_200.0);
        mail.steps[0].work.give_up_s = 3_600.0;
        let mut scenario = small([(mail, lane)]);
        scenario.lanes.serverless.timeout_s = 900.0;
        let report = report(&scenario);
        assert_eq!(report.redeliveries, 0, "{lane}");
        assert_eq!(report.failed, report.requests, "{lane}");
    }
}

/// A message that fails each time is received as often as the queue allows, and set aside; what walls have stopped is
/// reported, not repeated.
#[test]
fn a_message_that_always_fails_becomes_a_dead_letter() {
    let mut scenario = small([(with_queue(mail(3_600.0, 1.0), 900.0, 4), "serverless")]);
    scenario.lanes.serverless.timeout_s = 0.5;
    let failing = report(&scenario);
    assert_eq!(
        failing.dead_letters,
        failing.requests - failing.redeliveries
    );
    assert_eq!(failing.retries, 3 * failing.dead_letters);
    scenario.lanes.serverless.timeout_s = 60.0;
    assert_eq!(report(&scenario).dead_letters, 0);
}
