//! The direction of every dial: the same hour with the same draws and one quantity increased or decreased.

use std::fmt::Debug;

use super::stage::reduced;
use super::support::{
    burst, city, count, near, place, replicas, requests, run, small, spent, steady,
};
use model::catalog::Runtime;
use model::index::CityIndex;
use model::outcome::Cause::ConnectionsExhausted;
use model::report::WorkloadReport;
use model::run::Run;
use model::scenario::{
    Arrivals, Capability, Change, ChangeKind, ClientRetries, Coordination, EdgeStore,
    FunctionSettings, Remedy, ResponseCache, Scenario, State, Trigger, Workload,
};
use model::trace::SegmentKind;

const SEEDS: [u64; 3] = [1, 2, 3];

/// A figure of the first workload.
type Figure = fn(&WorkloadReport) -> f64;

fn cold(report: &WorkloadReport) -> f64 {
    report.cold_starts as f64
}

fn failed(report: &WorkloadReport) -> f64 {
    report.failed as f64
}

fn usd(report: &WorkloadReport) -> f64 {
    report.usd_per_month
}

fn waits(report: &WorkloadReport) -> f64 {
    report.waits.mean_ms
}

fn median(report: &WorkloadReport) -> f64 {
    report.latency.p50_ms.unwrap()
}

fn hits(report: &WorkloadReport) -> f64 {
    report.cache_hits as f64
}

fn of_first(scenario: &Scenario, figure: Figure) -> f64 {
    figure(&run(scenario).summary.report.workloads[0])
}

/// Asserts that figures rise, or fall where `sign` is negative, with a dial.
fn check<T: Copy + Debug>(
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

fn asked(mut workload: Workload) -> Workload {
    workload.trigger = Trigger::Learner;
    workload
}

fn with_rows(mut workload: Workload, reads: u32) -> Workload {
    workload.steps[0].state = State::Records {
        reads,
        writes: 1,
        keys: 100_000,
        skew: 0.0,
        coordination: Coordination::None,
    };
    asked(workload)
}

fn page(ttl_s: f64) -> Workload {
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

#[test]
fn more_distance_is_slower() {
    for lane in ["serverless", "sandbox", "service"] {
        let cities = [
            ("Dublin", "IE"),
            ("New York City", "US"),
            ("Singapore", "SG"),
            ("Sydney", "AU"),
        ];
        check(
            lane,
            &cities,
            |(name, country)| {
                let mut scenario = small([(asked(steady("page", 3_600.0, 5.0)), lane)]);
                scenario.audience = vec![city(name, country)];
                scenario
            },
            &[("median", 1.0, median)],
        );
    }
}

#[test]
fn more_burst_is_colder() {
    check(
        "400 requests within seconds",
        &[300.0, 60.0, 10.0, 1.0],
        |over_s| small([(burst("rush", 400, over_s, 1_000.0), "serverless")]),
        &[("cold starts", 1.0, cold)],
    );
}

#[test]
fn more_replicas_wait_less() {
    check(
        "replicas",
        &[4, 5, 6, 8],
        |count| {
            let mut scenario = small([(steady("work", 12_000.0, 1_000.0), "service")]);
            scenario.lanes.service.deployment = replicas(count, 1);
            scenario
        },
        &[("wait", -1.0, waits), ("cost", 1.0, usd)],
    );
}

#[test]
fn longer_keep_alive_is_less_cold() {
    check(
        "keep-alive",
        &[10.0, 30.0, 90.0],
        |keep_alive_s| {
            let mut scenario = small([(steady("seldom", 60.0, 100.0), "serverless")]);
            scenario.lanes.serverless.keep_alive_s = Some(keep_alive_s);
            scenario
        },
        &[("cold starts", -1.0, cold)],
    );
}

#[test]
fn more_memory_runs_faster() {
    check(
        "memory",
        &[221, 442, 885, 1_769],
        |memory_mb| {
            let mut scenario = small([(asked(steady("work", 3_600.0, 200.0)), "serverless")]);
            let own = FunctionSettings {
                memory_mb: Some(memory_mb),
            };
            let functions = &mut scenario.lanes.serverless.functions;
            functions.insert("work".to_owned(), own);
            scenario
        },
        &[("median", -1.0, median)],
    );
}

#[test]
fn larger_dependencies_start_slower() {
    check(
        "dependencies",
        &[1.0, 10.0, 50.0],
        |dependencies_mb| {
            let mut work = steady("work", 360.0, 100.0);
            work.steps[0].work.runtime = Runtime::Node;
            work.steps[0].work.dependencies_mb = dependencies_mb;
            small([(work, "serverless")])
        },
        &[("cold start", 1.0, |report| report.cold_start_mean_ms)],
    );
}

/// How much slower the edge is with its state at home than the home region itself.
#[test]
fn chatty_code_is_slower_at_the_edge() {
    for seed in SEEDS {
        let longer_by = |reads: u32| {
            let of = |lane: &'static str| {
                let mut scenario = small([(with_rows(steady("work", 3_600.0, 5.0), reads), lane)]);
                scenario.seed = seed;
                scenario.audience = vec![city("Singapore", "SG")];
                scenario.lanes.edge.store = EdgeStore::HomeDatabase;
                of_first(&scenario, median)
            };
            of("edge") - of("service")
        };
        let found = [1, 4, 16].map(longer_by);
        assert!(
            found[0] > 0.0 && found[0] < found[1] && found[1] < found[2],
            "seed {seed}: with 1, 4 and 16 reads {found:?} ms"
        );
    }
}

#[test]
fn higher_ttl_hits_more() {
    check(
        "time to live",
        &[5.0, 60.0, 600.0],
        |ttl_s| small([(page(ttl_s), "edge")]),
        &[
            ("hits", 1.0, hits),
            ("misses", -1.0, |report| report.cache_misses as f64),
        ],
    );
}

#[test]
fn a_quiet_pop_has_a_colder_cache() {
    for seed in SEEDS {
        let mut scenario = small([(page(600.0), "edge")]);
        scenario.seed = seed;
        let cities = [("Dublin", "IE"), ("Tokyo", "JP"), ("Santiago", "CL")];
        scenario.audience = cities.map(|(name, country)| city(name, country)).into();
        for (city, weight) in scenario.audience.iter_mut().zip([100.0, 10.0, 1.0]) {
            city.weight = weight;
        }
        let run = run(&scenario);
        let share_of_misses = |city: u16| {
            let here =
                || requests(&run).filter(move |request| request.city == Some(CityIndex(city)));
            let missed = here().filter(|request| spent(request, SegmentKind::Origin).0 > 0);
            missed.count() as f64 / here().count() as f64
        };
        let found = [0, 1, 2].map(share_of_misses);
        assert!(
            found[0] < found[1] && found[1] < found[2],
            "seed {seed}: {found:?} of the requests miss"
        );
    }
}

/// Four hundred requests that arrive within forty seconds and run for twenty.
fn crowd() -> Scenario {
    let crowd = with_rows(burst("crowd", 400, 40.0, 20_000.0), 1);
    let mut scenario = small([(crowd, "serverless")]);
    scenario.datastore.connections = 50;
    scenario
}

fn refused(report: &WorkloadReport) -> f64 {
    count(&report.failures, ConnectionsExhausted) as f64
}

#[test]
fn more_connections_refuse_less() {
    check(
        "connections",
        &[20, 50, 100, 150],
        |connections| {
            let mut scenario = crowd();
            scenario.datastore.connections = connections;
            scenario
        },
        &[("refused", -1.0, refused)],
    );
}

/// One connection for a hundred a second.
#[test]
fn a_pooler_trades_refusals_for_waiting() {
    check(
        "pooler",
        &[false, true],
        |pooler| {
            let crowd = with_rows(burst("crowd", 400, 4.0, 100.0), 20);
            let mut scenario = small([(crowd, "serverless")]);
            scenario.datastore.connections = 1;
            if pooler {
                scenario.remedies.push(Remedy::ConnectionPooler);
            }
            scenario
        },
        &[
            ("refused", -1.0, refused),
            ("wait", 1.0, |report| {
                let waits = report.mean_ms_by_segment.iter();
                let waits = waits.filter(|part| part.kind == SegmentKind::Wait as u8);
                waits.map(|part| part.mean_ms).sum()
            }),
        ],
    );
}

#[test]
fn provisioned_instances_are_less_cold_and_cost_more() {
    check(
        "provisioned",
        &[0, 5, 20],
        |instances| {
            let mut scenario = small([(burst("rush", 100, 5.0, 1_000.0), "serverless")]);
            if instances > 0 {
                scenario.remedies.push(Remedy::Provisioned {
                    target: "rush".to_owned(),
                    instances,
                });
            }
            scenario
        },
        &[("cold starts", -1.0, cold), ("cost", 1.0, usd)],
    );
}

#[test]
fn clients_that_return_lose_less_and_ask_more() {
    check(
        "attempts",
        &[0, 1, 4],
        |attempts| {
            let mut scenario = crowd();
            scenario.workloads[0].retries = Some(ClientRetries {
                attempts,
                first_wait_s: 5.0,
            });
            scenario
        },
        &[
            ("failed", -1.0, failed),
            ("asked again", 1.0, |report| report.retries as f64),
        ],
    );
}

#[test]
fn a_slow_database_is_slower_everywhere_at_home() {
    for lane in ["serverless", "sandbox", "service", "edge"] {
        check(
            lane,
            &[1.0, 3.0, 10.0],
            |factor| {
                let mut scenario = small([(with_rows(steady("work", 3_600.0, 5.0), 5), lane)]);
                scenario.lanes.edge.store = EdgeStore::HomeDatabase;
                scenario.lanes.sandbox.grants = vec![Capability::Database];
                scenario.changes = vec![Change {
                    at_min: 0.0,
                    until_min: None,
                    what: ChangeKind::SlowDatabase { factor },
                }];
                scenario
            },
            &[("median", 1.0, median)],
        );
    }
}

#[test]
fn a_surge_is_worse_than_none() {
    fn hour(lane: &'static str, factor: f64) -> Scenario {
        let mut scenario = small([(asked(steady("work", 3_600.0, 1_000.0)), lane)]);
        scenario.lanes.service.deployment = replicas(1, 4);
        scenario.changes = vec![Change {
            at_min: 20.0,
            until_min: Some(25.0),
            what: ChangeKind::Surge {
                factor,
                cities: Vec::new(),
                workload: None,
            },
        }];
        scenario
    }
    let dial = [1.0, 3.0, 6.0];
    check(
        "on service",
        &dial,
        |factor| hour("service", factor),
        &[("wait", 1.0, waits)],
    );
    check(
        "on serverless",
        &dial,
        |factor| hour("serverless", factor),
        &[("cold starts", 1.0, cold)],
    );
}

#[test]
fn idle_functions_cost_nothing_and_idle_replicas_do() {
    let cost = |lane| of_first(&small([(burst("never", 0, 0.0, 100.0), lane)]), usd);
    assert_eq!(cost("serverless"), 0.0);
    assert!(cost("service") > 100.0, "{}", cost("service"));
}

/// The rate at which progress tracking costs as much on functions as on replicas: beyond it the
/// replicas, which run anyway, are cheaper. The evening that ships has a twentieth of it.
#[test]
fn progress_tracking_breaks_even() {
    fn cost(lane: &str, per_hour: f64) -> f64 {
        let mut scenario = reduced("progress-tracking", "edge", 1);
        scenario.placements.place("progress-tracking", place(lane));
        scenario.workloads[0].arrivals = Arrivals::Poisson { per_hour };
        // A month is made of hours like this ten minutes.
        scenario.horizon_s = 600.0;
        let run = run(&scenario);
        assert!(run.summary.verdicts[0].fits, "{per_hour} on {lane}");
        usd(&run.summary.report.workloads[0])
    }
    // Functions are paid by the request, replicas by the hour.
    let usual = 22_000.0;
    let rate = usual * cost("service", usual) / cost("serverless", usual);
    near("the rate that breaks even", rate, 425_000.0, 0.1);
    for (share, functions_are_cheaper) in [(0.8, true), (1.25, false)] {
        assert_eq!(
            cost("serverless", rate * share) < cost("service", rate * share),
            functions_are_cheaper,
            "at {share} of {rate} an hour"
        );
    }
}
