//! A service without a waiting room is Erlang's loss system, which does not care how long work
//! varies.

use super::support::{count, near, of, replicas, run, small, steady};
use model::outcome::Cause;

/// Share of requests that find all `servers` busy at this offered load, by the usual recursion.
fn erlang_b(servers: u32, load: f64) -> f64 {
    (1..=servers).fold(1.0, |blocked, n| {
        load * blocked / (f64::from(n) + load * blocked)
    })
}

/// `tail`: 99th percentile of the work over its median; its mean is then exp(σ²/2) times that.
fn check(servers: u32, load: f64, tail: f64) {
    let sigma = libm::log(tail) / 2.326_347_874_040_841;
    let mean_s = 0.5;
    let median_ms = mean_s * 1e3 / libm::exp(sigma * sigma / 2.0);
    let mut workload = steady("calls", load / mean_s * 3_600.0, median_ms);
    workload.steps[0].work.cpu_ms.p99 = median_ms * tail;
    let mut scenario = small([(workload, "service")]);
    scenario.horizon_s = 200_000.0 * mean_s / load;
    scenario.lanes.service.deployment = replicas(servers, 1);
    scenario.lanes.service.deployment.queue = 0;
    let run = run(&scenario);
    let report = of(&run, "calls");
    let refused = count(&report.failures, Cause::QueueFull);
    assert_eq!(report.failed, refused, "refused for another reason");
    let what = format!("{servers} slots, load {load}, tail {tail}");
    near(
        &what,
        refused as f64 / report.requests as f64,
        erlang_b(servers, load),
        0.03,
    );
    // A request that is not refused never waits.
    assert_eq!(report.peak_queue, 0, "{what}");
}

#[test]
fn known_values_of_erlang_b() {
    near("2 servers, load 1", erlang_b(2, 1.0), 0.2, 1e-12);
    near(
        "10 servers, load 5",
        erlang_b(10, 5.0),
        0.018_384_570_336_648_137,
        1e-9,
    );
}

#[test]
fn refuses_as_many_as_erlang_says() {
    check(1, 0.5, 1.0);
    check(5, 4.0, 1.0);
    check(5, 4.0, 8.0);
    check(20, 18.0, 3.0);
}
