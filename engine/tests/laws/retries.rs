//! Repeated attempts: by clients, by the platform, by a queue.

use super::support::{burst, ended, of, run, small, spent, steady};
use model::catalog::LaneId;
use model::outcome::{Cause, Outcome};
use model::scenario::{ClientRetries, Trigger};
use model::trace::SegmentKind;

#[test]
fn clients_that_return_lose_less_and_ask_more() {
    let crowd = |attempts: Option<u32>| {
        let mut work = burst("work", 300, 1.0, 1_000.0);
        work.trigger = Trigger::Webhook;
        work.retries = attempts.map(|attempts| ClientRetries {
            attempts,
            first_wait_s: 1.0,
        });
        let mut scenario = small([(work, "serverless")]);
        scenario.lanes.serverless.account_concurrency = 100;
        run(&scenario)
    };
    let (never, once, often) = (crowd(None), crowd(Some(1)), crowd(Some(5)));
    let failed = [&never, &once, &often].map(|run| of(run, "work").failed);
    let retries = [&never, &once, &often].map(|run| of(run, "work").retries);
    assert!(failed[0] > failed[1] && failed[1] > failed[2], "{failed:?}");
    assert_eq!(retries[0], 0);
    assert!(
        retries[0] < retries[1] && retries[1] < retries[2],
        "{retries:?}"
    );
    assert_eq!(failed[2], 0);
}

/// Half to the whole of the wait, doubled each time.
#[test]
fn a_client_waits_longer_each_time() {
    let mut work = burst("work", 200, 0.5, 60_000.0);
    work.trigger = Trigger::Webhook;
    work.retries = Some(ClientRetries {
        attempts: 3,
        first_wait_s: 1.0,
    });
    let mut scenario = small([(work, "serverless")]);
    scenario.lanes.serverless.account_concurrency = 1;
    let run = run(&scenario);
    let mut seen = 0;
    for request in ended(&run, Outcome::Failed(Cause::Throttled)) {
        let waited = spent(&request, SegmentKind::Backoff).as_secs();
        assert!((3.5..=7.0).contains(&waited), "{waited} s in all");
        seen += 1;
    }
    assert_eq!(seen, 199);
}

/// After a failure: 60 s, then 120 s, then never again.
#[test]
fn the_platform_runs_a_failed_event_twice_more() {
    let mut work = steady("work", 60.0, 30_000.0);
    work.trigger = Trigger::Event;
    let mut scenario = small([(work, "serverless")]);
    scenario.lanes.serverless.timeout_s = 10.0;
    let run = run(&scenario);
    let report = of(&run, "work");
    assert!(report.requests > 30);
    assert_eq!(
        (report.failed, report.retries),
        (report.requests, 2 * report.requests)
    );
    for request in ended(&run, Outcome::Failed(Cause::Timeout)) {
        assert_eq!(spent(&request, SegmentKind::Execute).as_secs(), 30.0);
        assert_eq!(spent(&request, SegmentKind::Backoff).as_secs(), 180.0);
    }
}

#[test]
fn no_other_lane_does() {
    for lane in LaneId::ALL
        .into_iter()
        .filter(|lane| *lane != LaneId::Serverless)
    {
        let mut work = steady("work", 60.0, 30_000.0);
        work.steps[0].work.give_up_s = 10.0;
        let run = run(&small([(work, lane.as_str())]));
        let report = of(&run, "work");
        assert_eq!(
            (report.failed, report.retries),
            (report.requests, 0),
            "{lane}"
        );
    }
}

/// Cut short while its writes were on their way, it writes again when it is run again.
#[test]
fn a_second_attempt_after_a_write_counts_twice() {
    let scenario = |idempotent: bool| {
        let mut work = steady("work", 60.0, 5_000.0);
        work.trigger = Trigger::Queue;
        work.steps[0].state = model::scenario::State::Records {
            reads: 0,
            writes: 1_000,
            keys: 100_000,
            skew: 0.0,
            coordination: model::scenario::Coordination::None,
            users: model::scenario::KeyUsers::OneCity,
        };
        let mut scenario = small([(work, "serverless")]);
        // The first attempts end in the middle of the writes, the last is given more time.
        scenario.lanes.serverless.timeout_s = 6.0;
        scenario.changes.push(model::scenario::Change {
            at_min: 30.0,
            until_min: None,
            what: model::scenario::ChangeKind::Set {
                setting: model::scenario::SettingId::FunctionTimeoutS,
                value: 60.0,
            },
        });
        if idempotent {
            scenario
                .remedies
                .push(model::scenario::Remedy::IdempotencyKey {
                    target: "work".to_owned(),
                });
        }
        scenario
    };
    let report = |idempotent| of(&run(&scenario(idempotent)), "work").clone();
    assert!(report(false).duplicates > 0);
    assert_eq!(report(true).duplicates, 0);
}

#[test]
fn what_was_refused_before_it_ran_duplicates_nothing() {
    let mut work = burst("work", 300, 1.0, 1_000.0);
    work.trigger = Trigger::Event;
    work.steps[0].state = super::support::records(10_000, model::scenario::Coordination::None);
    let mut scenario = small([(work, "serverless")]);
    scenario.lanes.serverless.account_concurrency = 10;
    let run = run(&scenario);
    let report = of(&run, "work");
    assert_eq!(report.failed, 0);
    assert_eq!(report.duplicates, report.redeliveries);
}
