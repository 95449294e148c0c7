//! More capacity never loses more requests.
//!
//! Exact, request by request, where the system is a loss system and a run takes as long wherever it
//! runs: with one server more, every request that runs in the smaller system runs in the larger one
//! too, and at most one other beside them.

use std::collections::BTreeSet;

use model::outcome::{Cause, Outcome};
use model::request_number::RequestNumber;
use model::run::Run;
use model::scenario::{Arrivals, Scenario, Spread, Trigger, Workload};
use proptest::prelude::*;
use proptest::sample::select;

use crate::draw::for_all;
use crate::support::{replicas, requests, run, small, steady};

fn work() -> impl Strategy<Value = Spread> {
    prop_oneof![
        (20.0..3_000.0).prop_map(Spread::exponential),
        (20.0..3_000.0, 1.0..20.0).prop_map(|(ms, tail)| Spread::log_normal(ms, ms * tail)),
        Just(Spread::log_normal(1_000.0, 1_000.0)),
    ]
}

fn arrivals() -> impl Strategy<Value = Arrivals> {
    prop_oneof![
        (100.0..20_000.0).prop_map(|per_hour| Arrivals::Poisson { per_hour }),
        (1..2_000_u32, select(vec![0.0, 60.0])).prop_map(|(count, over_s)| Arrivals::Batch {
            count,
            at_min: 1.0,
            over_s
        }),
        // As often as fixed work takes: arrivals and ends meet.
        Just(Arrivals::Schedule {
            first_min: 0.0,
            every_min: 1.0 / 60.0
        }),
    ]
}

fn workload() -> impl Strategy<Value = Workload> {
    (arrivals(), work()).prop_map(|(arrivals, cpu_ms)| {
        let mut workload = steady("calls", 0.0, 1.0);
        // No client retries a refused request.
        workload.trigger = Trigger::Webhook;
        workload.arrivals = arrivals;
        workload.steps[0].work.cpu_ms = cpu_ms;
        workload
    })
}

fn bare(workload: Workload, lane: &'static str, seed: u64) -> Scenario {
    let mut scenario = small([(workload, lane)]);
    scenario.seed = seed;
    scenario.horizon_s = 600.0;
    scenario
}

/// The requests that were refused, all for the same cause.
fn refused(run: &Run, cause: Cause) -> BTreeSet<RequestNumber> {
    let failed = requests(run).filter(|request| !request.outcome.is_done());
    failed
        .map(|request| {
            assert_eq!(request.outcome, Outcome::Failed(cause));
            request.number
        })
        .collect()
}

/// The smaller system refuses every request that the larger one refuses.
fn check(smaller: &Scenario, larger: &Scenario, cause: Cause) {
    let (smaller, larger) = (run(smaller), run(larger));
    assert_eq!(smaller.trace.len(), larger.trace.len());
    let (few, many) = (refused(&larger, cause), refused(&smaller, cause));
    assert!(
        few.is_subset(&many),
        "refused with more room only: {:?}",
        few.difference(&many)
    );
}

fn drawn() -> impl Strategy<Value = (Workload, u64, u32, u32)> {
    (workload(), any::<u64>(), 1..8_u32, 1..4_u32)
}

#[test]
fn slots_and_replicas_of_a_service() {
    for_all(60, &drawn(), |(workload, seed, servers, more)| {
        let with = |count, slots| {
            let mut scenario = bare(workload.clone(), "service", seed);
            scenario.lanes.service.deployment = replicas(count, slots);
            scenario.lanes.service.deployment.queue = 0;
            scenario
        };
        let smaller = with(servers, 2);
        check(&smaller, &with(servers + more, 2), Cause::QueueFull);
        check(&smaller, &with(servers, 2 + more), Cause::QueueFull);
    });
}

#[test]
fn workers_of_a_plugin_host() {
    for_all(60, &drawn(), |(workload, seed, servers, more)| {
        let with = |workers| {
            let mut scenario = bare(workload.clone(), "sandbox", seed);
            scenario.lanes.sandbox.workers = workers;
            scenario.lanes.sandbox.queue = 0;
            scenario
        };
        check(&with(servers), &with(servers + more), Cause::QueueFull);
    });
}

#[test]
fn concurrency_of_an_account() {
    let keep_alive_s = select(vec![0.0, 2.0, 600.0]);
    for_all(
        60,
        &(drawn(), keep_alive_s),
        |((workload, seed, servers, more), keep_alive_s)| {
            let with = |cap| {
                let mut scenario = bare(workload.clone(), "serverless", seed);
                let lane = &mut scenario.lanes.serverless;
                lane.account_concurrency = cap;
                lane.keep_alive_s = Some(keep_alive_s);
                // A run takes as long on a new instance, so that it does not matter which request is cold.
                lane.cold_run_ms = Some(workload.steps[0].work.cpu_ms);
                scenario
            };
            check(&with(servers), &with(servers + more), Cause::Throttled);
        },
    );
}
