//! The service lane is a queue and follows queueing theory.

use super::support::{near, replicas, requests, run, small, spent, steady};
use model::trace::{Checkpoints, SegmentKind};
use model::units::Nanos;

/// One slot, arrivals at random, work that always takes a second: M/D/1. The mean wait is
/// ρ / (2 μ (1 − ρ)).
fn check_wait(load: f64) {
    let mut scenario = small([(steady("jobs", load * 3_600.0, 1_000.0), "service")]);
    scenario.horizon_s = 500_000.0;
    scenario.lanes.service.deployment = replicas(1, 1);
    let run = run(&scenario);
    let waited: f64 = requests(&run)
        .map(|request| spent(&request, SegmentKind::Wait).as_secs())
        .sum();
    let mean = waited / f64::from(run.trace.len());
    near(
        &format!("wait at ρ = {load}"),
        mean,
        load / (2.0 * (1.0 - load)),
        0.05,
    );
    assert!(
        requests(&run).all(|request| spent(&request, SegmentKind::Execute)
            .0
            .abs_diff(1_000_000_000)
            < 9),
        "work does not always take a second"
    );
}

#[test]
fn mean_wait_at_one_slot() {
    check_wait(0.3);
    check_wait(0.6);
    check_wait(0.8);
}

/// Mean in flight = rate × mean time, whatever the lane, here counted by playing the trace.
fn check_flight(lane: &'static str, per_hour: f64, cpu_ms: f64) {
    let mut workload = steady("jobs", per_hour, cpu_ms);
    workload.steps[0].work.cpu_ms.p99 = cpu_ms * 4.0;
    let mut scenario = small([(workload, lane)]);
    scenario.horizon_s = 10_000.0;
    scenario.lanes.service.deployment = replicas(2, 4);
    scenario.lanes.sandbox.workers = 12;
    let run = run(&scenario);
    let checkpoints = Checkpoints::new(&run.trace);
    let (mut looks, mut seen) = (0_u64, 0_u64);
    let (from, to) = (500_000, 10_000_000);
    for milli in (from..to).step_by(500) {
        looks += 1;
        checkpoints.for_each_in_flight(&run.trace, Nanos(milli * 1_000_000), |_| seen += 1);
    }
    let steady = |request: &model::trace::RequestView<'_>| {
        (from * 1_000_000..to * 1_000_000).contains(&request.arrived.0)
    };
    let times: Vec<f64> = requests(&run)
        .filter(steady)
        .map(|request| request.ended.since(request.arrived).as_secs())
        .collect();
    let rate = times.len() as f64 / ((to - from) as f64 / 1e3);
    let mean_time = times.iter().sum::<f64>() / times.len() as f64;
    near(lane, seen as f64 / looks as f64, rate * mean_time, 0.01);
    assert!(seen / looks >= 3, "{lane} is all but idle");
}

#[test]
fn littles_law() {
    check_flight("service", 5.2 * 3_600.0, 1_000.0);
    check_flight("serverless", 20.0 * 3_600.0, 400.0);
    check_flight("sandbox", 5.2 * 3_600.0, 1_000.0);
    check_flight("edge", 5.2 * 3_600.0, 1_000.0);
}
