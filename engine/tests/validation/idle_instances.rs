//! The serverless lane with a fixed idle time against `SimFaaS`, and against the consequences of the
//! definition of a keep-alive.
//!
//! `SimFaaS` 0.2.2 (Mahmoudi & Khazaei, pacslab/simfaas) was run again with long horizons; its README
//! has one shorter run. Cold starts are rare: their share is compared within 3 % or three standard
//! errors of the reference, whichever is wider. The deviation between two or three runs says little by
//! itself, so that an error is never taken as less than that of the number of cold starts counted.
//!
//! At 0.9/s the references have few: a simulation written apart from both, over 10⁸ requests, finds
//! 0.001334 and 7.698 instances there, which the engine finds too.

use super::keepalive::Keepalive;
use super::support::{counted, near, refused, within};
use model::outcome::Cause;
use model::report::WorkloadReport;

const ALLOWED: f64 = 0.03;

/// The results of another simulator.
struct Found {
    p_cold: f64,
    standard_error: f64,
    servers: f64,
    running: f64,
    idle: f64,
}

fn setting(rate_per_s: f64, threshold_s: f64, warm_mean_s: f64, cold_mean_s: f64) -> Keepalive {
    Keepalive {
        rate_per_s,
        warm_mean_s,
        cold_mean_s,
        threshold_s,
        horizon_s: 0.0,
        cap: 1_000_000,
        seed: 1,
    }
}

fn counted_over(mut setting: Keepalive, horizon_s: f64) -> WorkloadReport {
    setting.horizon_s = horizon_s;
    counted(&setting.scenario())
}

fn p_cold(report: &WorkloadReport) -> f64 {
    report.cold_starts as f64 / (report.requests - report.failed) as f64
}

fn check(setting: Keepalive, horizon_s: f64, found: &Found) {
    let report = counted_over(setting, horizon_s);
    let what = format!("{}/s, {} s", setting.rate_per_s, setting.threshold_s);
    let most = (found.p_cold * ALLOWED).max(3.0 * found.standard_error);
    within(
        &format!("{what}: P(cold)"),
        p_cold(&report),
        found.p_cold,
        most,
    );
    let near = |figure: &str, value: f64, expected: f64| {
        near(&format!("{what}: {figure}"), value, expected, ALLOWED);
    };
    near("servers", report.mean_instances, found.servers);
    near("running", report.mean_running, found.running);
    let idle = report.mean_instances - report.mean_running;
    near("idle", idle, found.idle);
}

/// 1,213 cold starts of 898,469 requests. Source: the README of `SimFaaS`, 2021-02.
#[test]
fn the_example_of_the_readme() {
    let p_cold = 1_213.0 / 898_469.0;
    let found = Found {
        p_cold,
        standard_error: (p_cold / 898_469.0).sqrt(),
        servers: 7.6612,
        running: 1.7879,
        idle: 5.8733,
    };
    check(setting(0.9, 600.0, 1.991, 2.244), 4e6, &found);
}

/// The means of two or three runs each, and the deviation between them.
#[test]
fn longer_runs_of_the_same_simulator() {
    fn row(
        setting: Keepalive,
        horizon_s: f64,
        [p_cold, deviation, runs, seconds_each]: [f64; 4],
        [servers, running, idle]: [f64; 3],
    ) {
        let requests = setting.rate_per_s * seconds_each * runs;
        let found = Found {
            p_cold,
            standard_error: (deviation / runs.sqrt()).max((p_cold / requests).sqrt()),
            servers,
            running,
            idle,
        };
        check(setting, horizon_s, &found);
    }
    row(
        setting(0.9, 600.0, 1.991, 2.244),
        8e6,
        [0.001_296, 2.1e-5, 2.0, 1e6],
        [7.664_187, 1.790_306, 5.873_881],
    );
    row(
        setting(0.001, 600.0, 2.016, 2.163),
        1e9,
        [0.552_485, 7.68e-4, 3.0, 2e7],
        [0.454_239, 0.002_083, 0.452_155],
    );
    row(
        setting(0.1, 600.0, 2.016, 2.163),
        2e7,
        [0.007_025, 8.8e-5, 3.0, 1e6],
        [2.657_258, 0.201_332, 2.455_926],
    );
    row(
        setting(0.1, 10.0, 2.016, 2.163),
        5e6,
        [0.440_652, 4.09e-4, 3.0, 1e6],
        [0.884_063, 0.208_241, 0.675_822],
    );
    row(
        setting(1.0, 60.0, 2.016, 2.163),
        2e6,
        [0.014_905, 1.69e-4, 3.0, 2e5],
        [6.335_262, 2.020_78, 4.314_482],
    );
}

/// More requests than an account may run at once: Erlang B with a thousand servers at a load of
/// 2,016, whether the instances are warm or not.
#[test]
fn refused_at_the_cap_as_erlang_says() {
    let load: f64 = 1_000.0 * 2.016;
    let blocked = (1..=1_000).fold(1.0, |blocked, n| {
        load * blocked / (f64::from(n) + load * blocked)
    });
    near("Erlang B", blocked, 0.5045, 1e-3);
    let mut setting = setting(1_000.0, 600.0, 2.016, 2.016);
    setting.cap = 1_000;
    let report = counted_over(setting, 2_000.0);
    let share = refused(&report, Cause::Throttled) as f64 / report.requests as f64;
    near("share that is refused", share, blocked, 0.01);
    assert_eq!(report.peak_instances, 1_000);
}

/// Where work takes next to no time, a request is cold if the one before was longer ago than the
/// keep-alive: exp(-λT).
#[test]
fn one_instance_is_cold_as_often_as_gaps_are_long() {
    fn check(rate_per_s: f64, threshold_s: f64) {
        let setting = setting(rate_per_s, threshold_s, 1e-6, 1e-6);
        let report = counted_over(setting, 500_000.0 / rate_per_s);
        let expected = libm::exp(-rate_per_s * threshold_s);
        let deviation = (expected * (1.0 - expected) / report.requests as f64).sqrt();
        let what = format!("{rate_per_s}/s, {threshold_s} s: P(cold)");
        within(&what, p_cold(&report), expected, 3.0 * deviation);
        assert_eq!(report.peak_instances, 1, "{what}");
    }
    check(0.01, 10.0);
    check(0.01, 100.0);
    check(0.001, 600.0);
    check(0.002, 1_800.0);
}

#[test]
fn every_request_is_cold_where_nothing_is_kept() {
    let report = counted_over(setting(2.0, 0.0, 1.0, 1.5), 100_000.0);
    assert!(report.requests > 190_000);
    assert_eq!(report.cold_starts, report.requests);
    // No instance is ever idle.
    near("servers", report.mean_instances, report.mean_running, 1e-9);
}

/// M/G/∞: where all is kept, λ E[S] run on average.
#[test]
fn as_many_run_as_arrive_in_the_time_of_one() {
    fn check(rate_per_s: f64, mean_s: f64) {
        let setting = setting(rate_per_s, 1e9, mean_s, mean_s);
        let report = counted_over(setting, 1e6 / rate_per_s);
        let what = format!("{rate_per_s}/s of {mean_s} s");
        let running = format!("{what}: running");
        near(&running, report.mean_running, rate_per_s * mean_s, 0.01);
        assert_eq!(report.cold_starts, report.peak_instances, "{what}");
    }
    check(0.9, 1.991);
    check(50.0, 2.0);
    check(0.01, 3.0);
}
