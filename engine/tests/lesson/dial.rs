//! A dial: the same hour with the same draws and one quantity increased or decreased, and the figures that
//! rise or fall with it.

use super::support::{run, steady};
use model::report::WorkloadReport;
use model::run::Run;
use model::scenario::{Coordination, ResponseCache, Scenario, State, Trigger, Workload};
use std::fmt::Debug;

pub const SEEDS: [u64; 3] = [1, 2, 3];

/// A figure of the first workload.
pub type Figure = fn(&WorkloadReport) -> f64;

pub fn cold(report: &WorkloadReport) -> f64 {
    report.cold_starts as f64
}

pub fn failed(report: &WorkloadReport) -> f64 {
    report.failed as f64
}

pub fn usd(report: &WorkloadReport) -> f64 {
    report.usd_per_month
}

pub fn waits(report: &WorkloadReport) -> f64 {
    report.waits.mean_ms
}

pub fn median(report: &WorkloadReport) -> f64 {
    report.latency.p50_ms.unwrap()
}

pub fn hits(report: &WorkloadReport) -> f64 {
    report.cache_hits as f64
}

pub fn of_first(scenario: &Scenario, figure: Figure) -> f64 {
    figure(&run(scenario).summary.report.workloads[0])
}

/// Asserts that figures rise, or fall where `sign` is negative, with a dial.
pub fn check<T: Copy + Debug>(
    what: &str,
    dial: &[T],
    hour: impl Fn(T) -> Scenario,
    figures: &[(&str, f64, Figure)],
) {
    for seed in SEEDS {
        let runs: Vec<Run> = dial
            .iter()
            .map(|&at| {
                let mut scenario = hour(at);
                scenario.seed = seed;
                run(&scenario)
            })
            .collect();
        for &(name, sign, figure) in figures {
            let of = |run: &Run| figure(&run.summary.report.workloads[0]);
            let found: Vec<f64> = runs.iter().map(of).collect();
            assert!(
                found
                    .windows(2)
                    .all(|pair| (pair[1] - pair[0]) * sign > 0.0),
                "{what}, seed {seed}: {name} at {dial:?} is {found:?}"
            );
        }
    }
}

pub fn asked(mut workload: Workload) -> Workload {
    workload.trigger = Trigger::Learner;
    workload
}

pub fn with_rows(mut workload: Workload, reads: u32) -> Workload {
    workload.steps[0].state = State::Records {
        reads,
        writes: 1,
        keys: 100_000,
        skew: 0.0,
        coordination: Coordination::None,
        users: model::scenario::KeyUsers::OneCity,
    };
    asked(workload)
}

pub fn page(ttl_s: f64) -> Workload {
    let mut workload = asked(steady("page", 3_600.0, 5.0));
    workload.steps[0].cache = Some(ResponseCache {
        objects: 50,
        skew: 0.8,
        ttl_s,
        stale_while_revalidate_s: 0.0,
        without_code: true,
    });
    workload
}
