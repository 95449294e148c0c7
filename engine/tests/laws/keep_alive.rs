//! How long an idle function lives decides how often the next request finds it cold.

use super::support::{of, requests, run, small, spent, steady};
use model::trace::SegmentKind;

/// Requests far apart and short: cold where the gap was longer than the keep-alive.
fn check(per_s: f64, keep_alive_s: f64) {
    let mut scenario = small([(steady("rare", per_s * 3_600.0, 1.0), "serverless")]);
    scenario.horizon_s = 600_000.0;
    scenario.lanes.serverless.keep_alive_s = Some(keep_alive_s);
    let run = run(&scenario);
    let report = of(&run, "rare");
    let found = report.cold_starts as f64 / report.requests as f64;
    let expected = libm::exp(-per_s * keep_alive_s);
    let deviation = (expected * (1.0 - expected) / report.requests as f64).sqrt();
    assert!(
        (found - expected).abs() <= 3.0 * deviation,
        "λ = {per_s}, T = {keep_alive_s}: {found} cold, not {expected} ± {deviation}"
    );
}

#[test]
fn cold_as_often_as_the_gap_is_longer() {
    check(1.0 / 60.0, 30.0);
    check(1.0 / 60.0, 60.0);
    check(1.0 / 60.0, 120.0);
    check(1.0 / 300.0, 600.0);
}

#[test]
fn always_cold_where_nothing_is_kept() {
    let mut scenario = small([(steady("rare", 360.0, 1.0), "serverless")]);
    scenario.lanes.serverless.keep_alive_s = Some(0.0);
    let run = run(&scenario);
    let report = of(&run, "rare");
    assert!(report.requests > 300);
    assert_eq!(report.cold_starts, report.requests);
    assert_eq!(u64::from(run.trace.instances.len()), report.requests);
}

#[test]
fn cold_once_where_all_is_kept() {
    let mut scenario = small([(steady("rare", 360.0, 1.0), "serverless")]);
    scenario.lanes.serverless.keep_alive_s = Some(86_400.0);
    let run = run(&scenario);
    assert!(of(&run, "rare").requests > 300);
    assert!(
        of(&run, "rare").cold_starts <= 2,
        "only a request during the first start makes another"
    );
}

/// By the measured curve an instance almost surely lives five minutes and never seven.
#[test]
fn the_measured_curve_reclaims_between_five_and_seven_minutes() {
    fn check(every_min: f64, cold: bool) {
        let mut workload = steady("timer", 0.0, 1.0);
        workload.arrivals = model::scenario::Arrivals::Schedule {
            first_min: 0.0,
            every_min,
        };
        let mut scenario = small([(workload, "serverless")]);
        scenario.lanes.serverless.keep_alive_s = None;
        let run = run(&scenario);
        let after_first = requests(&run).skip(1);
        for request in after_first {
            let waited = spent(&request, SegmentKind::ColdStart);
            assert_eq!(waited.0 > 0, cold, "every {every_min} min: {request:?}");
        }
    }
    check(3.0, false);
    check(7.1, true);
}
