//! Clients stop waiting: they leave the queue, and work that was begun for them is wasted.

use super::support::{burst, ended, failed, near, of, records, replicas, run, small, steady};
use model::catalog::Runtime;
use model::outcome::{Cause, Outcome};
use model::scenario::{
    Arrivals, ClientRetries, Coordination, Peak, Remedy, Scenario, Spread, Trigger,
};

/// Twenty a second for five minutes at a slot that serves ten; clients wait for five seconds.
fn overload(change: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut work = burst("work", 6_000, 300.0, 100.0);
    work.trigger = Trigger::Learner;
    work.steps[0].work.give_up_s = 5.0;
    let mut scenario = small([(work, "service")]);
    scenario.lanes.service.deployment = replicas(1, 1);
    change(&mut scenario);
    scenario
}

/// In a queue in order of arrival each client that reaches the slot has waited almost to its end, and leaves in the middle
/// of its run: the slot is busy all the time, and hardly anybody is served.
#[test]
fn clients_leave_a_queue_that_is_too_long() {
    let run = run(&overload(|_| {}));
    let left = failed(&run, Cause::GivenUp);
    assert!((5_800..=5_950).contains(&left), "{left} left");
    assert_eq!(of(&run, "work").ok, 6_000 - left);
    let longest = ended(&run, Outcome::Ok)
        .map(|request| (request.ended - request.arrived).as_secs())
        .fold(0.0, f64::max);
    assert!(longest <= 5.0, "answered after {longest} s");
    for request in ended(&run, Outcome::Failed(Cause::GivenUp)) {
        let waited = (request.ended - request.arrived).as_secs();
        assert!((waited - 5.0).abs() < 1e-6, "left after {waited} s");
    }
    // Ten runs a second for 305 seconds, less those that were in time.
    let wasted = of(&run, "work").abandoned_runs;
    assert!(
        (2_800..=3_000).contains(&wasted),
        "{wasted} runs for nobody"
    );
}

/// Patience ends no event: nobody waits for it.
#[test]
fn events_wait_as_long_as_it_takes() {
    let run = run(&overload(|scenario| {
        scenario.workloads[0].trigger = Trigger::Event;
    }));
    assert_eq!(of(&run, "work").ok, 6_000);
}

/// A slot that can serve ten a second, nine that arrive, and a short peak. Without retries the queue is gone soon after it;
/// clients that come back keep it so long that nearly nobody is served, long after the peak.
#[test]
fn retries_keep_a_queue_long_after_its_peak() {
    let failed_share_after = |attempts: u32| {
        let run = run(&overload(|scenario| {
            scenario.workloads[0].arrivals = Arrivals::Peaks {
                per_hour: 34_200.0,
                peaks: vec![Peak {
                    at_min: 10.0,
                    width_min: 2.0,
                    share: 0.05,
                }],
            };
            scenario.workloads[0].retries = Some(ClientRetries {
                attempts,
                first_wait_s: 0.5,
            });
        }));
        let after = |request: &model::trace::RequestView<'_>| request.arrived.as_secs() > 1_800.0;
        let requests: Vec<_> = super::support::requests(&run).filter(after).collect();
        let failed = requests.iter().filter(|request| !request.outcome.is_done());
        failed.count() as f64 / requests.len() as f64
    };
    let (never, four_times) = (failed_share_after(0), failed_share_after(4));
    assert!(never < 0.05, "{never}");
    assert!(four_times > 0.5, "{four_times}");
}

/// M/M/1 with patience of a fixed length τ (M/M/1+D). The work that an arrival finds has the density λ P0 e^(-(μ-λ)x) up to
/// τ, and falls with e^(-μ(x-τ)) after it, since nobody joins beyond. Those who find more than τ leave the queue.
#[test]
fn a_queue_with_patience_loses_what_theory_says() {
    let check = |rate_per_s: f64, patience_s: f64| {
        let mut work = steady("work", 0.0, 100.0);
        work.arrivals = Arrivals::Poisson {
            per_hour: rate_per_s * 3_600.0,
        };
        work.trigger = Trigger::Webhook;
        work.steps[0].work.cpu_ms = Spread::exponential(100.0);
        work.steps[0].work.give_up_s = patience_s;
        let mut scenario = small([(work, "service")]);
        scenario.lanes.service.deployment = replicas(1, 1);
        scenario.horizon_s = 40_000.0;
        let run = run(&scenario);
        let report = of(&run, "work");
        let (lambda, mu, tau) = (rate_per_s, 10.0, patience_s);
        let decay = libm::exp(-(mu - lambda) * tau);
        let idle = 1.0 / (1.0 + lambda * (1.0 - decay) / (mu - lambda) + lambda * decay / mu);
        let leaves = idle * lambda * decay / mu;
        let left_the_queue = failed(&run, Cause::GivenUp) - report.abandoned_runs;
        let found = left_the_queue as f64 / report.requests as f64;
        near(
            &format!("{rate_per_s}/s, patience {patience_s} s"),
            found,
            leaves,
            0.04,
        );
    };
    check(9.0, 0.5);
    check(12.0, 0.5);
    check(15.0, 1.0);
}

/// A function runs on, and is billed, when its caller has gone.
#[test]
fn a_function_works_on_for_nobody() {
    let mut work = steady("work", 360.0, 10_000.0);
    work.trigger = Trigger::Learner;
    work.steps[0].work.give_up_s = 3.0;
    let mut scenario = small([(work, "serverless")]);
    scenario.lanes.serverless.account_concurrency = 1_000;
    let run = run(&scenario);
    let report = of(&run, "work");
    assert_eq!(failed(&run, Cause::GivenUp), report.requests);
    assert_eq!(report.abandoned_runs, report.requests);
    let gb_s = report.requests as f64 * 10.0 * 1_769.0 / 1_024.0;
    let items = &run.summary.report.costs[0].items;
    let billed = items.iter().find(|item| item.unit == "GB-s").unwrap();
    near("GB-s of the hour", billed.quantity / 730.0, gb_s, 0.01);
}

/// A sender that timed out sends again, and the first run has had its effect: it counts twice, unless a key shows it.
#[test]
fn an_attempt_after_a_timeout_counts_twice() {
    let duplicates = |has_key: bool| {
        let mut work = steady("work", 0.0, 100.0);
        work.trigger = Trigger::Webhook;
        work.arrivals = Arrivals::Schedule {
            first_min: 1.0,
            every_min: 20.0,
        };
        work.steps[0].state = records(100_000, Coordination::None);
        work.steps[0].work.runtime = Runtime::Node;
        // Two seconds until an instance has started, and one of patience; the next attempt finds it warm.
        work.steps[0].work.dependencies_mb = 20.0;
        work.steps[0].work.give_up_s = 1.0;
        work.retries = Some(ClientRetries {
            attempts: 1,
            first_wait_s: 4.0,
        });
        let mut scenario = small([(work, "serverless")]);
        scenario.lanes.serverless.keep_alive_s = Some(300.0);
        if has_key {
            scenario.remedies = vec![Remedy::IdempotencyKey {
                target: "work".to_owned(),
            }];
        }
        let run = run(&scenario);
        let report = of(&run, "work");
        assert_eq!((report.ok, report.abandoned_runs), (3, 3), "{report:?}");
        report.duplicates
    };
    assert_eq!((duplicates(false), duplicates(true)), (3, 0));
}
