//! The direction of every dial of code and of its place.

use super::dial::{SEEDS, asked, check, cold, hits, median, of_first, page, usd, waits, with_rows};
use super::support::{burst, city, replicas, requests, run, small, spent, steady};
use model::catalog::Runtime;
use model::index::CityIndex;
use model::scenario::{EdgeStore, FunctionSettings};
use model::trace::SegmentKind;

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
