//! Every fact says where its number comes from, and the tables hold what they are said to hold.

use std::collections::BTreeSet;

use engine::catalog::{
    Bearer, Duty, DutyId, LaneId, Runtime, Unit, cities, duties, duty, fact, facts,
    keep_alive_curve, pops, reclaim_after, regions, serverless,
};
use engine::units::Nanos;

#[test]
fn every_fact_has_an_id_of_its_own_a_source_and_a_date() {
    let mut ids = BTreeSet::new();
    for fact in facts() {
        let id = fact.id;
        assert!(ids.insert(id), "{id} twice");
        assert!(
            !fact.what.is_empty() && !fact.source.is_empty(),
            "{id} says too little"
        );
        assert!(fact.as_of.starts_with("20"), "{id} has no date");
        assert!(
            fact.value.is_finite() && fact.value >= 0.0,
            "{id} is {}",
            fact.value
        );
        assert_eq!(fact.assumed, id.starts_with("assumed."), "{id}");
        let ours = fact.assumed || id.starts_with("meas.");
        assert_eq!(fact.address.is_empty(), ours, "{id} at `{}`", fact.address);
        assert!(
            ours || fact.address.starts_with("https://"),
            "{id} at `{}`",
            fact.address
        );
    }
    assert_eq!(ids.len(), 83);
}

#[test]
fn facts_are_found_and_read() {
    fn check(id: &str, shown: &str) {
        assert_eq!(
            fact(id).map(ToString::to_string).as_deref(),
            Some(shown),
            "{id}"
        );
    }
    check("lambda.timeout_max", "900 s");
    check("lambda.vcpu_per_mb", "1769 MB per vCPU");
    check("cfw.memory", "128 MB");
    check("cfw.warm_rate", "0.9999");
    check("k8s.hpa_up", "4");
    check("postgres.max_connections", "100");
    check("assumed.wasmtime.time_per_fuel", "0.53 ns");
    assert_eq!(fact("lambda"), None);
    assert_eq!(serverless::TIMEOUT_MAX.time(), Nanos(900_000_000_000));
    assert_eq!(serverless::PAYLOAD_SYNC.bytes(), 6 << 20);
    assert_eq!(serverless::CONCURRENCY.count(), 1000);
    assert_eq!(Unit::Micros.to_string(), "µs");
}

#[test]
fn start_up_times_are_read_off_the_measured_quantiles() {
    fn check(runtime: Runtime, name: &str, p50: f64, p99: f64, max: f64) {
        let init = runtime.init();
        assert_eq!(
            serde_json::to_string(&runtime).unwrap(),
            format!("\"{name}\"")
        );
        assert_eq!((init.p50_ms, init.p99_ms), (p50, p99), "{name}");
        assert_eq!(
            (init.quantile(0.5), init.quantile(0.99)),
            (p50, p99),
            "{name}"
        );
        assert_eq!(
            (init.quantile(1.0), init.quantile(7.0)),
            (max, max),
            "{name}"
        );
        assert_eq!(init.quantile(-1.0), init.quantile(0.0), "{name}");
        let steps = (0..=1000).map(|step| init.quantile(f64::from(step) / 1000.0));
        assert!(steps.is_sorted(), "{name}");
        // The fit and the table tell of the same runtime.
        assert!((libm::exp(init.mu) / p50 - 1.0).abs() < 0.05, "{name}");
    }
    check(Runtime::Node, "node", 141.89, 215.91, 497.58);
    check(Runtime::Python, "python", 100.57, 177.01, 347.14);
    check(Runtime::Java, "java", 261.85, 441.85, 854.19);
    check(Runtime::Go, "go", 50.59, 71.48, 101.92);
    check(Runtime::Rust, "rust", 16.2, 46.23, 71.36);
    check(Runtime::DotNet, "dot_net", 253.52, 598.72, 872.0);
}

#[test]
fn idle_instances_are_reclaimed_as_measured() {
    fn check(u: f64, seconds: f64) {
        let idle = reclaim_after(u).as_secs();
        assert!(
            (idle - seconds).abs() < 1e-6,
            "{u}: {idle} s, not {seconds} s"
        );
    }
    check(-1.0, 180.0);
    check(0.0, 180.0);
    check(0.00303, 240.0);
    check(0.40606, 360.0);
    check(0.70303, 390.0);
    check(1.0, 420.0);
    check(2.0, 420.0);
    assert!(keep_alive_curve().is_sorted());
    assert_eq!(keep_alive_curve().last(), Some(&(420.0, 1.0)));
}

#[test]
fn places_are_all_there() {
    let (cities, pops, regions) = (cities(), pops(), regions());
    assert_eq!((cities.len(), pops.len(), regions.len()), (810, 337, 32));
    assert_eq!(
        pops.iter()
            .map(|pop| pop.code)
            .collect::<BTreeSet<_>>()
            .len(),
        337
    );
    assert_eq!(
        regions
            .iter()
            .map(|region| region.id)
            .collect::<BTreeSet<_>>()
            .len(),
        32
    );
    let washington = cities.iter().find(|city| city.name == "Washington, D.C.");
    assert_eq!(
        washington.map(|city| (city.country, city.population)),
        Some(("US", 601_723))
    );
    let places = cities.iter().map(|city| (city.lat, city.lon));
    let places = places.chain(pops.iter().map(|pop| (pop.lat, pop.lon)));
    for (lat, lon) in places.chain(regions.iter().map(|region| (region.lat, region.lon))) {
        assert!(lat.abs() <= 90.0 && lon.abs() <= 180.0 && (lat, lon) != (0.0, 0.0));
    }
}

#[test]
fn every_duty_has_a_bearer_and_a_reason_on_every_lane() {
    fn check(lane: LaneId, id: DutyId, bearer: Bearer) {
        assert_eq!(duty(lane, id).bearer, bearer, "{lane}, {id:?}");
    }
    for lane in LaneId::ALL {
        assert_eq!(duties(lane).map(|duty| duty.id), DutyId::ALL, "{lane}");
        for Duty {
            id,
            reason,
            fact: basis,
            ..
        } in duties(lane).iter().copied()
        {
            assert!(
                !reason.is_empty() && !reason.ends_with('.'),
                "{lane}, {id:?}"
            );
            assert!(
                basis.is_none_or(|id| fact(id).is_some()),
                "{lane}, {id:?}: {basis:?}"
            );
        }
    }
    check(
        LaneId::Serverless,
        DutyId::CapacityPlanning,
        Bearer::Platform,
    );
    check(LaneId::Edge, DutyId::MultiRegionRollout, Bearer::Platform);
    check(LaneId::Sandbox, DutyId::SandboxInterface, Bearer::You);
    check(LaneId::Service, DutyId::ScalingPolicy, Bearer::Shared);
    let left = LaneId::ALL.map(|lane| {
        duties(lane)
            .iter()
            .filter(|duty| duty.bearer == Bearer::You)
            .count()
    });
    assert!(
        left[0] < left[3] && left[1] < left[3],
        "managed lanes leave fewer duties: {left:?}"
    );
}

#[test]
fn names_in_files_are_snake_case() {
    for lane in LaneId::ALL {
        assert_eq!(serde_json::to_string(&lane).unwrap(), format!("\"{lane}\""));
    }
    let duty = serde_json::to_string(&DutyId::MultiRegionRollout).unwrap();
    assert_eq!(duty, "\"multi_region_rollout\"");
    assert_eq!(
        serde_json::from_str::<Bearer>("\"platform\"").unwrap(),
        Bearer::Platform
    );
}
