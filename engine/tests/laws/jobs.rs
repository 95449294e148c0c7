//! Containers that start on demand: one for each run of a job, and the first replica of a service that scales to zero.

use super::support::{burst, near, of, replicas, requests, run, small, spent, steady};
use model::catalog::service::{PRICE_MEMORY, PRICE_VCPU};
use model::run::Run;
use model::scenario::{Arrivals, Deployment, Remedy, Scenario, Trigger, Workload};
use model::trace::SegmentKind;
use model::units::Nanos;

/// A job on replicas of one processor and a gigabyte, at most this many at once.
fn job(work: Workload, at_once: u32) -> Scenario {
    let mut scenario = small([(work, "service")]);
    scenario.lanes.service.deployment = Deployment {
        min_replicas: 2,
        max_replicas: at_once,
        memory_mb: 1_024,
        ..replicas(2, 1)
    };
    let target = "work".to_owned();
    scenario.remedies.push(Remedy::Job { target });
    scenario
}

fn starts(run: &Run) -> Vec<Nanos> {
    requests(run)
        .map(|request| spent(&request, SegmentKind::ColdStart))
        .collect()
}

#[test]
fn each_run_starts_a_container_and_is_billed_for_its_life() {
    let mut work = steady("work", 0.0, 600_000.0);
    work.trigger = Trigger::Timer;
    work.arrivals = Arrivals::Schedule {
        first_min: 5.0,
        every_min: 60.0,
    };
    let run = run(&job(work, 10));
    let report = of(&run, "work");
    assert_eq!(
        (report.ok, report.cold_starts, report.peak_instances),
        (1, 1, 1)
    );
    let start_s = starts(&run)[0].as_secs();
    assert!((53.0..62.0).contains(&start_s), "{start_s}");
    let hours = (600.0 + start_s) / 3_600.0;
    let each_hour = hours * (PRICE_VCPU.value + PRICE_MEMORY.value);
    near("a month", report.usd_per_month, each_hour * 730.0, 0.003);
}

#[test]
fn no_more_run_at_once_than_are_allowed() {
    let run = run(&job(burst("work", 6, 0.001, 100_000.0), 2));
    let report = of(&run, "work");
    assert_eq!(
        (report.ok, report.peak_instances, report.cold_starts),
        (6, 2, 6)
    );
    // Three rounds, each with a start and a run.
    let last_s = report.latency.max_ms.unwrap_or_default() / 1e3;
    assert!((3.0 * 153.0..3.0 * 162.0).contains(&last_s), "{last_s}");
}

#[test]
fn a_service_that_scales_to_zero_starts_with_the_first_request() {
    let scenario = |least: u32| {
        let mut scenario = small([(burst("work", 20, 1.0, 100.0), "service")]);
        scenario.lanes.service.deployment = Deployment {
            min_replicas: least,
            max_replicas: 4,
            ..replicas(1, 4)
        };
        run(&scenario)
    };
    let (from_zero, from_one) = (scenario(0), scenario(1));
    let (zero, one) = (of(&from_zero, "work"), of(&from_one, "work"));
    assert_eq!((zero.ok, zero.cold_starts, zero.peak_instances), (20, 1, 1));
    assert_eq!((one.ok, one.cold_starts), (20, 0));
    let wait_s = |ms: Option<f64>| ms.unwrap_or_default() / 1e3;
    assert!(wait_s(zero.latency.max_ms) > 50.0 && wait_s(one.latency.max_ms) < 5.0);
    // It goes when nothing has come for five minutes: an hour costs the fraction in which it was there.
    assert!(zero.usd_per_month < one.usd_per_month / 5.0);
}
