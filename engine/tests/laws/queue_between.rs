//! A queue between: clients are answered when their request is stored, and the work follows when there is room.

use super::support::{board, burst, near, of, replicas, run, small};
use model::catalog::queue::{ACCEPT, PRICE_REQUESTS, REQUESTS_OF_A_MESSAGE};
use model::run::Run;
use model::scenario::{Capability, Change, ChangeKind, Remedy, Scenario, Trigger};

/// Two hundred learners within a second, each with a second of work, on two slots.
fn crowd(lane: &str, with_queue: bool) -> Scenario {
    let mut work = burst("work", 200, 1.0, 1_000.0);
    work.trigger = Trigger::Learner;
    // It has an effect that lasts, so that a client need not wait for a result.
    work.steps[0].reaches = vec![Capability::Http];
    let mut scenario = small([(work, lane)]);
    scenario.lanes.service.deployment = replicas(1, 2);
    scenario.lanes.service.deployment.queue = 10;
    scenario.lanes.serverless.account_concurrency = 2;
    if with_queue {
        let target = "work".to_owned();
        scenario.remedies.push(Remedy::QueueBetween { target });
    }
    scenario
}

#[test]
fn clients_are_answered_at_once_and_nothing_is_refused() {
    for lane in ["serverless", "service"] {
        let (without, with) = (run(&crowd(lane, false)), run(&crowd(lane, true)));
        assert!(of(&without, "work").failed > 100, "{lane}");
        let report = of(&with, "work");
        // Each request is accepted, then worked off; a queue may deliver one twice.
        let once = report.ok - report.redeliveries;
        assert_eq!((once, report.failed), (400, 0), "{lane}");
        assert_eq!(
            (report.chains, report.chains_finished),
            (200, 200),
            "{lane}"
        );
        let slowest_ms = report.latency.max_ms.unwrap_or_default();
        assert!(slowest_ms < ACCEPT.value + 30.0, "{lane}: {slowest_ms}");
        // The last of them is done after a hundred seconds.
        let last_s = report.finished.max_ms.unwrap_or_default() / 1e3;
        near(lane, last_s, 100.0, 0.1);
    }
}

#[test]
fn a_message_costs_three_requests_to_the_queue() {
    let usd = |run: &Run| of(run, "work").usd_per_month;
    let mut scenario = crowd("service", true);
    let with = usd(&run(&scenario));
    scenario.remedies.clear();
    let without = usd(&run(&scenario));
    let expected = 200.0 * REQUESTS_OF_A_MESSAGE.value * 730.0 / 1e6 * PRICE_REQUESTS.value;
    near("the queue", with - without, expected, 0.001);
}

/// A client who is told "received" has no result: work that only answers gets no queue between.
#[test]
fn work_without_a_lasting_effect_gets_no_queue() {
    let mut scenario = crowd("serverless", true);
    let with_effect = run(&scenario);
    scenario.workloads[0].steps[0].reaches.clear();
    let without = run(&scenario);
    scenario.remedies.clear();
    let never = run(&scenario);
    assert_eq!(of(&with_effect, "work").failed, 0);
    assert_eq!(of(&without, "work"), of(&never, "work"));
}

/// The shipped quiz on functions: a queue saves the answers that find no connection, and takes them through a database that is
/// down for ten minutes.
#[test]
fn a_queue_holds_what_the_database_cannot_take() {
    let quiz = |change: fn(&mut Scenario)| {
        let mut scenario = board("everything-on-serverless");
        let target = "quiz-submissions".to_owned();
        scenario.remedies.push(Remedy::QueueBetween { target });
        change(&mut scenario);
        let run = run(&scenario);
        let report = of(&run, "quiz-submissions").clone();
        let met = run.summary.verdict_on("quiz-submissions").unwrap().fits;
        (report, met)
    };
    let (usual, met) = quiz(|_| {});
    assert_eq!(usual.failed, 0, "{:?}", usual.failures);
    assert!(met);
    let (outage, _) = quiz(|scenario| {
        scenario.changes.push(Change {
            at_min: 45.0,
            until_min: Some(55.0),
            what: ChangeKind::DatabaseOutage,
        });
    });
    assert_eq!(outage.failed, 0, "{:?}", outage.failures);
}
