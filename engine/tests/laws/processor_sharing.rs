//! Requests that run in one instance share its processors while they compute, and the wait for others costs them nothing.

use super::support::{burst, exactly, failed, near, of, requests, run, small, spent, steady};
use model::catalog::serverless_preset;
use model::outcome::Cause;
use model::scenario::{
    Author, Scenario, ServerlessSettings, SnippetShare, Spread, Trigger, Workload,
};
use model::trace::SegmentKind;

/// A workload on one instance of one virtual processor, which takes a thousand requests at once.
fn one_instance(work: Workload) -> Scenario {
    let mut scenario = small([(work, "serverless")]);
    let preset = serverless_preset("google-cloud-run-functions").unwrap();
    scenario.lanes.serverless = ServerlessSettings {
        memory_mb: 2_048,
        account_concurrency: 1,
        requests_per_instance: 1_000,
        timeout_s: 900.0,
        ..ServerlessSettings::of(preset)
    };
    scenario
}

/// A mean time of 100 ms of this shape, at this utilisation: each run takes 1 / (1 − utilisation) times as long as alone,
/// whatever the shape (Kleinrock 1967). The wait for a third party, milliseconds, comes on top.
fn check(shape: Spread, utilisation: f64, outside_ms: f64) {
    let mut work = steady("work", utilisation * 36_000.0, 1.0);
    work.steps[0].work.cpu_ms = shape;
    if outside_ms > 0.0 {
        work.steps[0].work.outside_wait_ms = Some(exactly(outside_ms));
    }
    let mut scenario = one_instance(work);
    scenario.horizon_s = 7_200.0;
    let run = run(&scenario);
    let expected_s = 0.1 / (1.0 - utilisation) + outside_ms / 1e3;
    let per_s = of(&run, "work").requests as f64 / scenario.horizon_s;
    near(
        &format!("requests at once, {utilisation} busy"),
        of(&run, "work").mean_running,
        per_s * expected_s,
        0.05,
    );
}

#[test]
fn the_mean_time_does_not_depend_on_the_shape() {
    for utilisation in [0.3, 0.6, 0.8] {
        check(exactly(100.0), utilisation, 0.0);
        check(Spread::exponential(100.0), utilisation, 0.0);
    }
    // A median of 60.65 ms with a deviation of 1 has a mean of 100 ms.
    check(Spread::log_normal(60.653, 621.1), 0.6, 0.0);
}

#[test]
fn a_wait_for_others_takes_no_processor() {
    check(exactly(100.0), 0.6, 1_000.0);
    check(Spread::exponential(100.0), 0.6, 300.0);
}

/// Ten requests at once, a second of processor time each: all are done after ten seconds, or cut at the limit.
#[test]
fn a_limit_ends_those_that_share_for_too_long() {
    let run_with = |timeout_s: f64| {
        let mut work = burst("work", 10, 0.000_01, 1_000.0);
        work.trigger = Trigger::Webhook;
        let mut scenario = one_instance(work);
        scenario.lanes.serverless.timeout_s = timeout_s;
        run(&scenario)
    };
    let whole = run_with(60.0);
    assert_eq!(of(&whole, "work").ok, 10);
    for request in requests(&whole) {
        near(
            "ten seconds",
            spent(&request, SegmentKind::Execute).as_secs(),
            10.0,
            0.001,
        );
    }
    let cut = run_with(9.0);
    assert_eq!(failed(&cut, Cause::Timeout), 10);
    for request in requests(&cut) {
        near(
            "nine seconds",
            spent(&request, SegmentKind::Execute).as_secs(),
            9.0,
            0.001,
        );
    }
}

/// Code without walls that fills its memory takes its instance down, and every request that shares it.
#[test]
fn a_crash_ends_all_that_share_the_instance() {
    let mut work = steady("work", 36_000.0, 50.0);
    work.author = Author::Partner {
        prying_share: 0.0,
        snippets: vec![
            SnippetShare {
                snippet: "multiple-choice".to_owned(),
                weight: 99.0,
                code: None,
            },
            SnippetShare {
                snippet: "memory-bomb".to_owned(),
                weight: 1.0,
                code: None,
            },
        ],
    };
    let mut scenario = one_instance(work);
    scenario.horizon_s = 600.0;
    let run = run(&scenario);
    let report = of(&run, "work");
    assert!(failed(&run, Cause::Crashed) > 10);
    assert!(report.neighbours_hurt > 10);
    assert_eq!(
        failed(&run, Cause::NeighbourCrashed),
        report.neighbours_hurt
    );
    assert_eq!(report.ok + report.late + report.failed, report.requests);
}

/// Two instances share a hundred and twenty requests a second, each of 12 ms of processor and 700 ms of waiting: neither is
/// filled while the other idles, so that both are 72 % busy and a request takes 700 + 12 / (1 - 0.72) = 743 ms.
#[test]
fn requests_are_spread_over_the_instances() {
    let mut work = steady("work", 432_000.0, 12.0);
    work.steps[0].work.outside_wait_ms = Some(exactly(700.0));
    let mut scenario = one_instance(work);
    scenario.lanes.serverless.account_concurrency = 1_000;
    scenario.lanes.serverless.requests_per_instance = 80;
    scenario.horizon_s = 900.0;
    let run = run(&scenario);
    let p50_ms = of(&run, "work").latency.p50_ms.unwrap();
    near("the median", p50_ms, 743.0, 0.04);
}
