//! A preset sets limits, start-up, keep-alive and prices together; each setting can then be set alone.

use super::support::{burst, of, run, small, steady};
use model::catalog::{
    EdgePreset, ServerlessPreset, edge_preset, edge_presets, preset_ids, serverless_preset,
    serverless_presets,
};
use model::run::Run;
use model::scenario::{EdgeSettings, Scenario, ServerlessSettings, Trigger};
use serde_json::json;

fn on(preset: &ServerlessPreset) -> Scenario {
    let mut work = burst("work", 300, 10.0, 500.0);
    work.trigger = Trigger::Webhook;
    let mut scenario = small([(work, "serverless")]);
    scenario.lanes.serverless = ServerlessSettings::of(preset);
    scenario
}

fn at(preset: &EdgePreset) -> Run {
    let mut scenario = small([(steady("work", 3_600.0, 5.0), "edge")]);
    scenario.lanes.edge = EdgeSettings::of(preset);
    run(&scenario)
}

#[test]
fn every_preset_runs_and_has_a_bill() {
    for preset in serverless_presets() {
        let run = run(&on(preset));
        let cost = &run.summary.report.costs[0];
        assert_eq!(cost.preset, preset.id);
        assert!(cost.usd_per_month > 0.0, "{}", preset.id);
        assert!(of(&run, "work").cold_starts > 0, "{}", preset.id);
    }
    for preset in edge_presets() {
        let run = at(preset);
        assert_eq!(run.summary.report.costs[0].preset, preset.id);
        assert!(of(&run, "work").requests > 3_000, "{}", preset.id);
    }
}

#[test]
fn they_differ_where_the_platforms_do() {
    let of_preset = |id: &str| {
        let run = run(&on(serverless_preset(id).unwrap()));
        of(&run, "work").clone()
    };
    let (aws, azure, gcp) = (
        of_preset("aws-lambda"),
        of_preset("azure-functions"),
        of_preset("google-cloud-run-functions"),
    );
    assert!(azure.cold_start_mean_ms > 3.0 * aws.cold_start_mean_ms);
    assert!(gcp.cold_start_mean_ms > aws.cold_start_mean_ms);
    // One instance there takes many requests.
    assert!(gcp.peak_instances < aws.peak_instances, "{gcp:?}");
    let cpu = |id: &str| at(edge_preset(id).unwrap()).summary.report.workloads[0].failed;
    assert_eq!(cpu("cloudflare-workers-paid"), 0);
    assert_eq!(cpu("fastly-compute"), 0);
    assert!(
        cpu("cloudfront-functions") > 3_000,
        "a millisecond is too little"
    );
}

/// A preset alone is enough; each setting beside it is changed on its own.
#[test]
fn what_is_left_out_is_the_presets() {
    let read =
        |text: serde_json::Value| -> ServerlessSettings { serde_json::from_value(text).unwrap() };
    let azure = serverless_preset("azure-functions").unwrap();
    assert_eq!(
        read(json!({ "preset": "azure-functions" })),
        ServerlessSettings::of(azure)
    );
    let set = read(json!({ "preset": "azure-functions", "timeout_s": 30 }));
    let expected = ServerlessSettings {
        timeout_s: 30.0,
        ..ServerlessSettings::of(azure)
    };
    assert_eq!(set, expected);
    let aws = read(json!({}));
    assert_eq!(aws, ServerlessSettings::of(&serverless_presets()[0]));
}

/// A scenario may name exactly the presets of the catalog.
#[test]
fn the_names_are_the_catalogs() {
    let known: Vec<&str> = preset_ids().map(|(_, id)| id).collect();
    for id in known {
        let mut scenario =
            serde_json::to_value(small([(steady("work", 1.0, 1.0), "edge")])).unwrap();
        let lane = preset_ids().find(|(_, other)| *other == id).unwrap().0;
        let field = if lane.as_str() == "sandbox" {
            "runtime"
        } else {
            "preset"
        };
        scenario["lanes"][lane.as_str()][field] = json!(id);
        scenario["lanes"]["serverless"]["memory_mb"] = json!(1_024);
        Scenario::from_json(&scenario.to_string()).unwrap();
    }
}

#[test]
fn choosing_another_keeps_what_is_the_owners_choice() {
    let mut settings = ServerlessSettings::of(&serverless_presets()[0]);
    settings.memory_mb = 10_240;
    settings.timeout_s = 1.0;
    let azure = serverless_preset("azure-functions").unwrap();
    settings.choose(&azure.limits());
    assert_eq!(settings.timeout_s, azure.timeout_max.value);
    assert_eq!(settings.memory_mb, azure.memory_max.count());
}
