//! Each remedy lifts the constraint that it is for, at its price, and no other.

use super::support::{burst, exactly, failed, of, records, replicas, run, small, steady, workload};
use model::outcome::Cause;
use model::report::WorkloadReport;
use model::scenario::{
    Arrivals, Coordination, FunctionSettings, Remedy, ResponseCache, Scenario, Trigger,
};

fn target() -> String {
    "work".to_owned()
}

/// The only workload's report, without the remedy and with it.
fn check(
    mut scenario: Scenario,
    remedy: Remedy,
    holds: impl FnOnce(&WorkloadReport, &WorkloadReport),
) {
    let without = run(&scenario);
    scenario.remedies.push(remedy);
    let with = run(&scenario);
    holds(of(&without, "work"), of(&with, "work"));
}

#[test]
fn provisioned_instances_are_there_before_anyone_asks() {
    let scenario = small([(burst("work", 20, 0.5, 200.0), "serverless")]);
    check(
        scenario,
        Remedy::Provisioned {
            target: target(),
            instances: 20,
        },
        |without, with| {
            assert!(without.cold_starts > 5);
            assert_eq!(with.cold_starts, 0);
            assert!(with.mean_instances >= 20.0 - 1e-9, "{with:?}");
        },
    );
}

#[test]
fn reserved_concurrency_keeps_others_out_and_is_a_limit() {
    let others = burst("others", 150, 1.0, 60_000.0);
    let mut mine = steady("work", 360.0, 100.0);
    mine.trigger = Trigger::Webhook;
    let mut scenario = small([(mine, "serverless"), (others, "serverless")]);
    scenario.lanes.serverless.account_concurrency = 150;
    scenario.workloads[1].trigger = Trigger::Webhook;
    check(
        scenario,
        Remedy::ReservedConcurrency {
            target: target(),
            concurrency: 5,
        },
        |without, with| {
            assert!(without.failed > 0, "{without:?}");
            assert_eq!(with.failed, 0, "{with:?}");
        },
    );
    let mut crowd = burst("work", 50, 1.0, 10_000.0);
    crowd.trigger = Trigger::Webhook;
    check(
        small([(crowd, "serverless")]),
        Remedy::ReservedConcurrency {
            target: target(),
            concurrency: 5,
        },
        |without, with| assert_eq!((without.failed, with.ok), (0, 5)),
    );
}

#[test]
fn a_pooler_makes_requests_wait_instead_of_failing() {
    let mut crowd = burst("work", 400, 1.0, 500.0);
    crowd.trigger = Trigger::Webhook;
    crowd.steps[0].state = records(100_000, Coordination::None);
    let mut scenario = small([(crowd, "serverless")]);
    scenario.datastore.connections = 2;
    check(scenario, Remedy::ConnectionPooler, |without, with| {
        assert_eq!(
            without.failures.first().map(|entry| entry.cause),
            Some(Cause::ConnectionsExhausted)
        );
        assert_eq!((without.waits.count, with.failed), (0, 0));
        assert!(with.waits.count > 0, "{with:?}");
    });
}

#[test]
fn an_idempotency_key_tells_the_second_delivery_from_the_first() {
    for lane in ["serverless", "service", "edge"] {
        let mut work = steady("work", 36_000.0, 1.0);
        work.trigger = Trigger::Queue;
        work.queue = Some(model::scenario::QueueSettings {
            visibility_s: 30.0,
            receives: 3,
            batch: None,
        });
        work.steps[0].state = records(100_000, Coordination::None);
        let mut scenario = small([(work, lane)]);
        scenario.lanes.edge.store = model::scenario::EdgeStore::HomeDatabase;
        check(
            scenario,
            Remedy::IdempotencyKey { target: target() },
            |without, with| {
                assert!(without.redeliveries > 10, "{lane}: {without:?}");
                assert_eq!(without.duplicates, without.redeliveries, "{lane}");
                assert_eq!(with.redeliveries, without.redeliveries, "{lane}");
                assert_eq!(with.duplicates, 0, "{lane}");
            },
        );
    }
}

#[test]
fn conditional_writes_lose_nothing_and_try_again() {
    let mut work = steady("work", 36_000.0, 200.0);
    work.steps[0].state = records(3, Coordination::PerKey);
    check(
        small([(work, "serverless")]),
        Remedy::ConditionalWrites { target: target() },
        |without, with| {
            assert!(without.lost_updates > 1_000, "{without:?}");
            assert_eq!(without.conflicts, 0);
            assert_eq!(with.lost_updates, 0);
            assert!(with.conflicts > 1_000, "{with:?}");
        },
    );
}

#[test]
fn a_plain_cdn_answers_what_needs_no_code() {
    fn page(without_code: bool) -> Scenario {
        let mut work = steady("work", 3_600.0, 20.0);
        work.trigger = Trigger::Learner;
        work.steps[0].cache = Some(ResponseCache {
            objects: 10,
            skew: 0.0,
            ttl_s: 86_400.0,
            stale_while_revalidate_s: 0.0,
            without_code,
        });
        let mut scenario = small([(work, "service")]);
        scenario.audience = vec![super::support::city("Sydney", "AU")];
        scenario
    }
    let cdn = || Remedy::PlainCdn { target: target() };
    check(page(true), cdn(), |without, with| {
        assert_eq!(without.cache_hits, 0);
        assert_eq!(with.cache_misses, 10);
        assert!(with.latency.p95_ms < without.latency.p50_ms);
    });
    // Where each answer is made for its reader, code must run at home all the same.
    check(page(false), cdn(), |without, with| {
        assert_eq!(with.cache_hits + with.cache_misses, 0);
        assert!(with.latency.p50_ms > Some(200.0), "{:?}", without.latency);
    });
}

#[test]
fn a_job_in_pieces_passes_the_time_limit() {
    let mut scenario = small([(steady("work", 10.0, 1_000_000.0), "serverless")]);
    scenario.drain_limit_s = 86_400.0;
    check(
        scenario,
        Remedy::Chunks {
            target: target(),
            at_most_s: 300.0,
        },
        |without, with| {
            assert_eq!(without.ok, 0, "{without:?}");
            assert_eq!(with.failed, 0, "{with:?}");
        },
    );
}

#[test]
fn more_replicas_wait_less_and_cost_more() {
    let mut scenario = small([(steady("work", 3.5 * 3_600.0, 1_000.0), "service")]);
    scenario.lanes.service.deployment = replicas(1, 4);
    check(
        scenario,
        Remedy::MoreReplicas {
            target: target(),
            min_replicas: 2,
            max_replicas: 2,
        },
        |without, with| {
            assert!(with.waits.mean_ms < without.waits.mean_ms / 5.0);
            assert!(with.usd_per_month > without.usd_per_month * 1.9);
        },
    );
}

#[test]
fn two_at_once_do_not_get_in_each_others_way() {
    let mut work = workload("work");
    work.arrivals = Arrivals::Poisson { per_hour: 7_200.0 };
    work.steps[0].work.cpu_ms = exactly(300.0);
    work.steps[0].state = records(5, Coordination::PerKey);
    let mut scenario = small([(work, "serverless")]);
    scenario.datastore.connections = 1;
    scenario.lanes.serverless.functions.insert(
        target(),
        FunctionSettings {
            memory_mb: Some(512),
        },
    );
    scenario.remedies = vec![
        Remedy::ConnectionPooler,
        Remedy::ConditionalWrites { target: target() },
    ];
    let run = run(&scenario);
    assert_eq!(failed(&run, Cause::ConnectionsExhausted), 0);
    assert_eq!(of(&run, "work").lost_updates, 0);
}

#[test]
fn each_kind_is_in_the_list() {
    let all = Remedy::of_each_kind("work");
    for (index, remedy) in all.iter().enumerate() {
        let twin = |other: &Remedy| other.is_in_place_of(remedy);
        assert_eq!(all.iter().position(twin), Some(index), "{remedy:?}");
    }
    // The error names every kind, after the one that it refuses.
    let error = serde_json::from_str::<Remedy>(r#"{"kind": "none"}"#).unwrap_err();
    let names = error.to_string().matches('`').count() / 2 - 1;
    assert_eq!(all.len(), names, "{error}");
}
