//! Over the account's concurrency and over the ramp: a request that a client waits for is refused,
//! and an event comes again.

use super::support::{burst, ended, failed, of, requests, run, small, spent};
use model::outcome::{Cause, Outcome};
use model::run::Run;
use model::scenario::{Scenario, Trigger};
use model::trace::SegmentKind;
use model::units::Nanos;

/// A thousand within a second that each run for five.
fn crowd(trigger: Trigger, change: impl FnOnce(&mut Scenario)) -> Run {
    let mut workload = burst("crowd", 1_000, 1.0, 5_000.0);
    workload.trigger = trigger;
    let mut scenario = small([(workload, "serverless")]);
    change(&mut scenario);
    run(&scenario)
}

fn concurrency(limit: u32) -> impl Fn(&mut Scenario) {
    move |scenario| scenario.lanes.serverless.account_concurrency = limit
}

fn ramp(limit: u32) -> impl Fn(&mut Scenario) {
    move |scenario| {
        scenario.lanes.serverless.burst = limit;
        scenario.lanes.serverless.ramp_per_10_s = limit;
    }
}

#[test]
fn beyond_the_concurrency_those_who_wait_are_refused() {
    for trigger in [Trigger::Learner, Trigger::Webhook] {
        let run = crowd(trigger, concurrency(300));
        assert_eq!(failed(&run, Cause::Throttled), 700);
        assert_eq!(of(&run, "crowd").ok, 300);
        assert_eq!(of(&run, "crowd").peak_instances, 300);
    }
}

#[test]
fn more_concurrency_cures_it_and_a_faster_ramp_does_not() {
    let cured = crowd(Trigger::Learner, concurrency(1_000));
    assert_eq!(of(&cured, "crowd").failed, 0);
    let still = crowd(Trigger::Learner, |scenario| {
        concurrency(300)(scenario);
        ramp(100_000)(scenario);
    });
    assert_eq!(failed(&still, Cause::Throttled), 700);
}

#[test]
fn beyond_the_concurrency_events_are_put_off_and_done_later() {
    for trigger in [Trigger::Event, Trigger::Timer] {
        let run = crowd(trigger, concurrency(300));
        let report = of(&run, "crowd");
        assert_eq!((report.ok, report.failed), (1_000, 0));
        let put_off: Vec<Nanos> = ended(&run, Outcome::Ok)
            .map(|request| spent(&request, SegmentKind::Backoff))
            .filter(|&wait| wait > Nanos::ZERO)
            .collect();
        assert_eq!(put_off.len(), 700);
        // Three hundred at once, five seconds each: the last of the thousand waits for three rounds.
        let longest = put_off.iter().max().unwrap().as_secs();
        assert!((14.0..16.5).contains(&longest), "put off for {longest} s");
        assert_eq!(
            report.peak_instances, 300,
            "never more at once than the account has"
        );
    }
}

/// Twenty thousand events of a second each on a thousand slots: twenty rounds, and nobody tries again in step with
/// all others.
#[test]
fn a_queue_of_events_drains_as_slots_come_free() {
    let mut crowd = burst("crowd", 20_000, 0.0, 1_000.0);
    crowd.trigger = Trigger::Event;
    let mut scenario = small([(crowd, "serverless")]);
    scenario.lanes.serverless.account_concurrency = 1_000;
    let run = run(&scenario);
    let last = requests(&run)
        .map(|request| request.ended.as_secs())
        .fold(0.0, f64::max);
    assert_eq!(of(&run, "crowd").ok, 20_000);
    assert!((620.0..621.5).contains(&last), "the last ends at {last} s");
}

/// Ten thousand events that each run for two minutes: a thousand start at once, then a hundred a second.
#[test]
fn the_ramp_lets_waiting_events_start_one_by_one() {
    let mut crowd = burst("crowd", 10_000, 0.0, 120_000.0);
    crowd.trigger = Trigger::Event;
    let mut scenario = small([(crowd, "serverless")]);
    scenario.lanes.serverless.burst = 1_000;
    scenario.lanes.serverless.ramp_per_10_s = 1_000;
    let run = run(&scenario);
    let longest = requests(&run)
        .map(|request| spent(&request, SegmentKind::Backoff).as_secs())
        .fold(0.0, f64::max);
    assert_eq!(of(&run, "crowd").ok, 10_000);
    assert!((89.0..91.0).contains(&longest), "{longest} s");
}

/// A thousand messages that each run for five minutes: a queue begins with five at once, and five more each second.
#[test]
fn a_queue_is_worked_off_more_and_more_quickly() {
    let mut crowd = burst("crowd", 1_000, 0.0, 300_000.0);
    crowd.trigger = Trigger::Queue;
    let mut scenario = small([(crowd, "serverless")]);
    scenario.lanes.serverless.burst = 1_000;
    scenario.lanes.serverless.ramp_per_10_s = 1_000;
    let run = run(&scenario);
    let mut waits: Vec<f64> = requests(&run)
        .map(|request| spent(&request, SegmentKind::Backoff).as_secs())
        .collect();
    waits.sort_by(f64::total_cmp);
    assert_eq!(of(&run, "crowd").ok, 1_000);
    for (at, wait) in waits.iter().enumerate() {
        let expected = (at as f64 - 4.0).max(0.0) / 5.0;
        assert!((wait - expected).abs() < 0.5, "message {at}: {wait} s");
    }
}

/// A function that has all of the account makes the events of another wait, and both are done.
#[test]
fn events_of_two_functions_take_turns() {
    let [mut first, mut second] = ["first", "second"].map(|id| burst(id, 500, 0.0, 1_000.0));
    (first.trigger, second.trigger) = (Trigger::Event, Trigger::Timer);
    let mut scenario = small([(first, "serverless"), (second, "serverless")]);
    scenario.lanes.serverless.account_concurrency = 100;
    let run = run(&scenario);
    for id in ["first", "second"] {
        assert_eq!(of(&run, id).ok, 500, "{id}");
        let p95 = of(&run, id).latency.p95_ms.unwrap();
        assert!((8_000.0..11_500.0).contains(&p95), "{id}: {p95}");
    }
}

#[test]
fn events_are_dropped_after_six_hours() {
    let mut workload = burst("crowd", 3, 0.0, 30_000_000.0);
    workload.trigger = Trigger::Event;
    let mut scenario = small([(workload, "serverless")]);
    scenario.drain_limit_s = 86_400.0;
    scenario.lanes.serverless.account_concurrency = 1;
    scenario.lanes.serverless.timeout_s = 40_000.0;
    let run = run(&scenario);
    assert_eq!(failed(&run, Cause::Throttled), 2);
    for request in ended(&run, Outcome::Failed(Cause::Throttled)) {
        let waited = spent(&request, SegmentKind::Backoff).as_secs();
        assert!(
            (21_600.0..=21_900.0).contains(&waited),
            "dropped after {waited} s"
        );
    }
}

#[test]
fn beyond_the_ramp_those_who_wait_are_refused() {
    let run = crowd(Trigger::Learner, ramp(300));
    // The allowance refills by 30 in the second that the crowd takes to come.
    let refused = failed(&run, Cause::RampLimit);
    assert!((669..=700).contains(&refused), "{refused} refused");
    assert_eq!(of(&run, "crowd").failed, refused);
    let cured = crowd(Trigger::Learner, ramp(1_000));
    assert_eq!(of(&cured, "crowd").failed, 0);
}

#[test]
fn unused_ramp_does_not_add_up() {
    // Ten minutes without a request must not let more than ten seconds' worth start at once.
    let run = crowd(Trigger::Learner, |scenario| {
        ramp(300)(scenario);
        scenario.workloads[0].arrivals = model::scenario::Arrivals::Batch {
            count: 1_000,
            at_min: 59.0,
            over_s: 1.0,
        };
    });
    assert!(failed(&run, Cause::RampLimit) >= 669);
}

#[test]
fn one_function_starves_another() {
    fn check(limit: u32, refused: bool) {
        let mut quiet = super::support::steady("quiet", 3_600.0, 50.0);
        quiet.trigger = Trigger::Learner;
        let crowd = burst("crowd", 400, 1.0, 60_000.0);
        let mut scenario = small([(quiet, "serverless"), (crowd, "serverless")]);
        scenario.lanes.serverless.account_concurrency = limit;
        let run = run(&scenario);
        let throttled = super::support::count(&of(&run, "quiet").failures, Cause::Throttled);
        assert_eq!(
            throttled > 20,
            refused,
            "{throttled} refused under a limit of {limit}"
        );
        assert!(refused || throttled == 0);
    }
    check(400, true);
    check(500, false);
}
