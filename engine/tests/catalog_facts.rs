//! Every fact names the source of its number, and the tables have the contents that they claim.

use std::collections::BTreeSet;

use model::catalog::{
    Bearer, Duty, DutyId, Evidence, LaneId, LimitKind, Runtime, Unit, azure, cities, duties, duty,
    duty_evidence, edge_preset, edge_presets, fact, facts, keep_alive_curve, known_limits, pops,
    preset_ids, preset_text, reclaim_after, regions, serverless, serverless_preset,
    serverless_presets,
};
use model::units::Nanos;

#[test]
fn every_fact_has_an_id_of_its_own_a_source_and_a_date() {
    let mut ids = BTreeSet::new();
    for fact in facts() {
        let id = fact.id;
        assert!(ids.insert(id), "{id} twice");
        assert!(
            !fact.text().what.is_empty() && !fact.text().source.is_empty(),
            "{id} says too little"
        );
        assert!(fact.text().as_of.starts_with("20"), "{id} has no date");
        assert!(
            fact.value.is_finite() && fact.value >= 0.0,
            "{id} is {}",
            fact.value
        );
        assert_eq!(fact.assumed, id.starts_with("assumed."), "{id}");
        let ours = fact.assumed || id.starts_with("meas.");
        assert_eq!(
            fact.text().address.is_empty(),
            ours,
            "{id} at `{}`",
            fact.text().address
        );
        assert!(
            ours || fact.text().address.starts_with("https://"),
            "{id} at `{}`",
            fact.text().address
        );
    }
    assert_eq!(ids.len(), 251);
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
    check("azure.payload_async", "64 KB");
    check("lambda.price_gbs_x86", "0.0000166667 USD per GB-s");
    check("cfw.price_base", "5 USD per month");
    assert_eq!(azure::PAYLOAD_ASYNC.bytes(), 64 << 10);
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
        // The fit and the table describe the same runtime.
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
fn presets_have_the_ids_that_files_use() {
    let ids: Vec<&str> = preset_ids().map(|(_, id)| id).collect();
    assert_eq!(
        ids,
        [
            "aws-lambda",
            "azure-functions",
            "google-cloud-run-functions",
            "cloudflare-workers-paid",
            "cloudflare-workers-free",
            "fastly-compute",
            "cloudfront-functions",
            "lambda-at-edge",
            "wasmtime",
            "wasmi",
            "fargate-kubernetes",
        ]
    );
    for (lane, id) in preset_ids() {
        let note = preset_text(lane, id).map(|text| (text.name, text.note));
        let (name, note) = note.unwrap();
        assert!(!name.is_empty() && note.ends_with('.'), "{id}");
    }
    assert!(serverless_preset("wasmtime").is_none());
}

#[test]
fn platforms_for_functions_start_as_measured() {
    fn check(id: &str, runtime: Runtime, median_ms: f64) {
        let (placement, init) = serverless_preset(id)
            .unwrap()
            .cold_start(runtime, false, 0.5, 0.5);
        let start = placement + init;
        let off = start.as_millis() / median_ms - 1.0;
        assert!(off.abs() < 0.001, "{id}, {runtime:?}: {start}");
    }
    // 99.48 ms of placement, then the measured medians.
    check("aws-lambda", Runtime::Node, 99.48 + 141.89);
    check("aws-lambda", Runtime::Rust, 99.48 + 16.2);
    // Medians of the fits of the raw samples.
    check("azure-functions", Runtime::DotNet, 1782.5);
    check("azure-functions", Runtime::Node, 2442.5);
    check("azure-functions", Runtime::Java, 4860.5);
    check("google-cloud-run-functions", Runtime::Node, 696.3);
    check("google-cloud-run-functions", Runtime::Go, 609.0);
    for preset in serverless_presets() {
        let id = preset.id;
        for runtime in Runtime::ALL {
            let starts = [0.01, 0.3, 0.6, 0.99].map(|u| {
                let (placement, init) = preset.cold_start(runtime, false, u, u);
                placement + init
            });
            assert!(starts.is_sorted(), "{id}, {runtime:?}");
            let loaded = preset.dependencies(runtime, 10.0);
            let of_script = preset.dependencies(Runtime::Node, 10.0);
            assert!(loaded > Nanos::ZERO && loaded <= of_script, "{id}");
        }
        let curve = preset.keep_alive;
        assert!(curve.is_sorted(), "{id}");
        assert!(curve.is_sorted_by_key(|&(_, cold)| cold), "{id}");
        assert_eq!(curve.last().map(|&(_, cold)| cold), Some(1.0), "{id}");
        let lives = [0.0, 0.2, 0.5, 0.9, 1.0].map(|u| preset.reclaim_after(u));
        assert!(lives.is_sorted(), "{id}");
        assert_eq!(lives[4], preset.keep_alive_max.time(), "{id}");
    }
    for u in [0.0, 0.002, 0.1, 0.7, 1.0] {
        assert_eq!(serverless_presets()[0].reclaim_after(u), reclaim_after(u));
    }
}

#[test]
fn processors_come_with_memory_as_each_platform_says() {
    fn check(id: &str, memory_mb: u32, vcpus: f64) {
        let preset = serverless_preset(id).unwrap();
        assert_eq!(preset.vcpus(memory_mb), vcpus, "{id}, {memory_mb} MB");
    }
    check("aws-lambda", 1769, 1.0);
    check("aws-lambda", 3538, 2.0);
    check("azure-functions", 512, 1.0);
    check("google-cloud-run-functions", 512, 0.333);
    check("google-cloud-run-functions", 513, 0.583);
    check("google-cloud-run-functions", 65_536, 8.0);
}

#[test]
fn the_edge_starts_as_its_kind_does() {
    let at = |id: &str| edge_preset(id).unwrap();
    let cold = |id: &str| at(id).cold_start(Runtime::Node, 1.0, 0.5);
    assert_eq!(cold("cloudflare-workers-paid"), Nanos::from_millis(5.0));
    assert_eq!(cold("fastly-compute"), Nanos(35_000));
    let node = at("lambda-at-edge").cold_start(Runtime::Node, 0.5, 0.5);
    assert!((node.as_millis() - at("lambda-at-edge").cold_start.value).abs() < 1.0);
    assert!(!at("fastly-compute").is_warm(0.000_1));
    assert!(at("cloudflare-workers-paid").is_warm(0.999));
    for preset in edge_presets() {
        let calls = preset.subrequests.value > 0.0;
        assert_eq!(preset.may_call, calls, "{}", preset.id);
        assert!(calls || !preset.has_raw_network, "{}", preset.id);
        assert!(
            preset.cpu_limit.time() <= preset.cpu_max.time(),
            "{}",
            preset.id
        );
    }
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
            is_published,
            fact: shown_by,
            ..
        } in duties(lane).iter().copied()
        {
            match duty_evidence(lane, id) {
                Evidence::Page(page) => {
                    assert!(is_published, "{lane}, {id:?}");
                    assert!(page.address.starts_with("https://"), "{lane}, {id:?}");
                    assert!(page.as_of.starts_with("20"), "{lane}, {id:?}");
                    assert!(!page.title.is_empty(), "{lane}, {id:?}");
                }
                Evidence::Judgement(why) => {
                    assert!(!is_published && why.len() > 20, "{lane}, {id:?}");
                }
            }
            assert!(
                !reason.is_empty() && !reason.ends_with('.'),
                "{lane}, {id:?}"
            );
            assert!(
                shown_by.is_none_or(|id| fact(id).is_some()),
                "{lane}, {id:?}: {shown_by:?}"
            );
        }
    }
    check(
        LaneId::Serverless,
        DutyId::CapacityPlanning,
        Bearer::Platform,
    );
    let patching = duty(LaneId::Service, DutyId::OsPatching);
    assert!(patching.is_published);
    let leaving = duty(LaneId::Service, DutyId::Portability);
    assert!(!leaving.is_published);
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
fn what_the_model_leaves_out_is_said() {
    let mut titles = BTreeSet::new();
    for limit in known_limits() {
        assert!(titles.insert(limit.title), "{} twice", limit.title);
        assert!(!limit.title.ends_with('.'), "{}", limit.title);
        assert!(limit.text.ends_with('.'), "{}", limit.title);
        let moved = limit.could_move;
        assert!(moved.is_empty() || moved.ends_with('.'), "{}", limit.title);
    }
    for kind in LimitKind::ALL {
        let count = known_limits().iter().filter(|limit| limit.kind == kind);
        assert!(count.count() >= 5, "{kind:?}");
    }
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

/// The reader of scenarios is built without the facts, so the number is written in both.
#[test]
fn a_replica_opens_the_usual_number_of_connections() {
    let usual = model::scenario::Deployment::USUAL_CONNECTIONS;
    assert_eq!(model::catalog::datastore::POOL_MAX.count(), usual);
}
