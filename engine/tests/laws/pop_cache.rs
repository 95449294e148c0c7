//! Each POP keeps its own answers: a quiet one has a cold cache, and a hit ends there.

use super::support::{city, of, requests, run, small, spent, steady, way};
use model::catalog::LaneId;
use model::index::CityIndex;
use model::run::Run;
use model::scenario::{ResponseCache, Scenario, Trigger};
use model::trace::SegmentKind;

const CACHE: ResponseCache = ResponseCache {
    objects: 500,
    skew: 0.8,
    ttl_s: 86_400.0,
    stale_while_revalidate_s: 0.0,
    without_code: true,
};

/// Requests for pictures from London, and now and then from Tokyo.
fn pictures(per_hour: f64, change: impl FnOnce(&mut Scenario)) -> Run {
    let mut pictures = steady("pictures", per_hour, 20.0);
    pictures.trigger = Trigger::Learner;
    pictures.steps[0].cache = Some(CACHE);
    let mut scenario = small([(pictures, "edge")]);
    scenario.audience = vec![city("London", "GB"), city("Tokyo", "JP")];
    scenario.audience[0].weight = 50.0;
    change(&mut scenario);
    run(&scenario)
}

fn hit_share(run: &Run) -> f64 {
    let report = of(run, "pictures");
    assert_eq!(report.cache_hits + report.cache_misses, report.requests);
    report.cache_hits as f64 / report.requests as f64
}

#[test]
fn traffic_warms_a_cache() {
    let shares =
        [100.0, 1_000.0, 10_000.0, 100_000.0].map(|rate| hit_share(&pictures(rate, |_| {})));
    assert!(shares.is_sorted_by(|less, more| less < more), "{shares:?}");
    assert!(shares[0] < 0.4 && shares[3] > 0.98, "{shares:?}");
}

#[test]
fn the_quiet_pop_is_the_cold_one() {
    let run = pictures(10_000.0, |_| {});
    let hit_share = |city: u16| {
        let there: Vec<bool> = requests(&run)
            .filter(|request| request.city == Some(CityIndex(city)))
            .map(|request| !way(&request).contains(&SegmentKind::Origin))
            .collect();
        assert!(there.len() > 100);
        there.iter().filter(|&&hit| hit).count() as f64 / there.len() as f64
    };
    assert!(
        hit_share(0) > hit_share(1) + 0.3,
        "{} and {}",
        hit_share(0),
        hit_share(1)
    );
    let pops = &run.summary.pop_of_city;
    assert_ne!(pops[0], pops[1], "London and Tokyo share a POP");
}

#[test]
fn a_hit_ends_at_the_pop_and_a_miss_pays_the_way() {
    let run = pictures(3_600.0, |_| {});
    let mut hits = 0;
    for request in requests(&run) {
        let way = way(&request);
        let miss = way.contains(&SegmentKind::Origin);
        hits += u64::from(!miss);
        assert_eq!(miss, way.contains(&SegmentKind::PopToHome), "{request:?}");
        assert_eq!(miss, way.contains(&SegmentKind::Execute), "{request:?}");
        assert!(!way.contains(&SegmentKind::ToHome) && !way.contains(&SegmentKind::FromHome));
        if miss && request.city == Some(CityIndex(1)) {
            let leg = spent(&request, SegmentKind::PopToHome).as_millis();
            assert!(leg > 100.0, "Tokyo is {leg} ms from Ireland");
        }
    }
    assert_eq!(hits, of(&run, "pictures").cache_hits);
}

#[test]
fn code_that_must_run_runs_on_a_hit_too() {
    let run = pictures(3_600.0, |scenario| {
        scenario.workloads[0].steps[0].cache = Some(ResponseCache {
            without_code: false,
            ..CACHE
        });
    });
    assert!(hit_share(&run) > 0.5);
    assert!(requests(&run).all(|request| way(&request).contains(&SegmentKind::Execute)));
}

#[test]
fn nothing_is_kept_without_time_or_room() {
    let share = |change: fn(&mut Scenario)| hit_share(&pictures(10_000.0, change));
    let no_time = |scenario: &mut Scenario| {
        scenario.workloads[0].steps[0].cache = Some(ResponseCache {
            ttl_s: 0.0,
            ..CACHE
        });
    };
    assert_eq!(share(no_time), 0.0);
    assert_eq!(share(|scenario| scenario.lanes.edge.cache_objects = 0), 0.0);
    let little = share(|scenario| scenario.lanes.edge.cache_objects = 20);
    let short = share(|scenario| {
        scenario.workloads[0].steps[0].cache = Some(ResponseCache {
            ttl_s: 60.0,
            ..CACHE
        });
    });
    let all = share(|_| {});
    assert!(
        0.0 < little && little < all && 0.0 < short && short < all,
        "{little} {short} {all}"
    );
}

#[test]
fn only_the_edge_keeps_answers() {
    for lane in LaneId::ALL.into_iter().filter(|lane| *lane != LaneId::Edge) {
        let run = pictures(1_000.0, |scenario| {
            scenario
                .placements
                .place("pictures", super::support::place(lane.as_str()));
        });
        let report = of(&run, "pictures");
        assert_eq!((report.cache_hits, report.cache_misses), (0, 0), "{lane}");
    }
}
