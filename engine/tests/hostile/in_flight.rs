//! The number of requests in flight is bounded: by an estimate where a scenario is read, and by the
//! simulation itself where a board does not keep up.

use engine::interpreter::profile;
use engine::simulation::simulate;
use model::sandbox::Limits;
use model::sandbox::SnippetProfiles;
use model::scenario::{Scenario, caps};
use serde_json::json;

use super::support::{read_with, refused};

fn batch(count: u32, over_s: f64) -> serde_json::Value {
    json!({"kind": "batch", "count": count, "at_min": 0, "over_s": over_s})
}

fn profiles(scenario: &Scenario) -> SnippetProfiles {
    profile(&Limits {
        fuel: 1_000,
        ..scenario.lanes.sandbox.limits()
    })
}

#[test]
fn ten_million_at_once_are_refused_when_they_are_read() {
    for count in [4_000_000, 10_000_000] {
        let sentence = refused(
            "/workloads/0/arrivals",
            batch(count, 0.0),
            "workloads (requests in flight at once)",
        );
        assert!(sentence.contains("spread the arrivals"), "{sentence}");
    }
}

#[test]
fn a_board_that_does_not_keep_up_is_stopped() {
    // Spread evenly they would fit; functions take a thousand at once, and the others wait.
    let mut scenario = read_with("/workloads/8/arrivals", batch(1_500_000, 3_000.0)).unwrap();
    scenario.lanes.serverless.account_concurrency = 1;
    let id = scenario.workloads[8].id.clone();
    scenario.keep_only(|workload| workload == id);
    let on_functions = model::scenario::Placement::on(model::catalog::LaneId::Serverless);
    scenario.placements.place(&id, on_functions);
    scenario.check().unwrap();
    let error = simulate(&scenario, &profiles(&scenario)).unwrap_err();
    let sentence = error.to_string();
    let most = format!("at most {}", caps::IN_FLIGHT);
    assert!(sentence.contains(&most), "{sentence}");
}

#[test]
fn what_is_kept_is_counted_in_bytes() {
    let state = json!({
        "kind": "records", "reads": 1, "writes": 1, "keys": 1_000_000, "skew": 0,
        "coordination": "none"
    });
    refused(
        "/workloads/4/steps/0/state",
        state,
        "workloads (bytes of keys, sessions and cached answers",
    );
}
