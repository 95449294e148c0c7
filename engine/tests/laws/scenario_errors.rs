//! A scenario that breaks a rule is refused with the path of the field and the expected value.

use super::support::{PLATFORM, SHIPPED, small, step, workload};
use model::scenario::{Scenario, ScenarioError};
use serde_json::{Value, json};

/// Path of the refused field, and the sentence.
pub fn refusal(text: &str) -> Option<(String, String)> {
    let error = Scenario::from_json(text).err()?;
    let sentence = error.to_string();
    match error {
        ScenarioError::Shape { path, .. } | ScenarioError::Rule { path, .. } => {
            Some((path, sentence))
        }
    }
}

/// Puts a value somewhere into the scenario that ships and compares the refusal.
fn check(pointer: &str, value: Value, path: &str, expected: &str) {
    let mut json: Value = serde_json::from_str(SHIPPED).unwrap();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    match json.pointer_mut(parent).unwrap() {
        Value::Object(fields) => {
            fields.insert(field.replace("~1", "/"), value);
        }
        Value::Array(places) => places[field.parse::<usize>().unwrap()] = value,
        other => panic!("{other} has no fields"),
    }
    check_text(&json.to_string(), path, expected);
}

fn check_text(text: &str, path: &str, expected: &str) {
    let Some((found, sentence)) = refusal(text) else {
        panic!("taken, though {path} is not {expected}");
    };
    assert_eq!(found, path, "{sentence}");
    assert!(
        sentence.starts_with(path),
        "{sentence:?} does not begin with {path:?}"
    );
    assert!(
        sentence.contains(expected),
        "{sentence:?} does not say {expected:?}"
    );
}

#[test]
fn whole_texts_that_are_no_scenario() {
    check_text("", "the scenario", "EOF");
    check_text("lanewise", "the scenario", "expected value");
    check_text("[]", "the scenario", "expected struct Scenario");
    check_text("{}", "the scenario", "missing field `format`");
    check_text(
        "{\"format\": 1, \"home_region\": \"eu-w",
        "home_region",
        "EOF",
    );
    check_text(
        &format!("{SHIPPED} x"),
        "the scenario",
        "trailing characters",
    );
    check_text(
        &" ".repeat(1 << 24),
        "the scenario",
        "at most 8388608 bytes",
    );
    check_text(&"[".repeat(1 << 19), "the scenario", "expected u32");
    let deep = format!("{{\"name\": {}", "[".repeat(1 << 19));
    check_text(&deep, "name", "expected a string");
}

#[test]
fn fields_of_the_wrong_shape() {
    check("/seed", json!(-1), "seed", "expected u64");
    check("/seed", json!("31"), "seed", "expected u64");
    check("/horizon_s", json!(null), "horizon_s", "expected f64");
    check(
        "/surprise",
        json!(1),
        "surprise",
        "unknown field `surprise`",
    );
    check(
        "/audience/3/city",
        json!(7),
        "audience[3].city",
        "expected a string",
    );
    check(
        "/lanes/edge/store",
        json!("disk"),
        "lanes.edge.store",
        "`key_value`",
    );
    check(
        "/workloads/0/trigger",
        json!("moon"),
        "workloads[0].trigger",
        "`learner`",
    );
    check(
        "/workloads/0/arrivals",
        json!({"kind": "tides"}),
        "workloads[0].arrivals.kind",
        "`poisson`",
    );
    check(
        "/workloads/1/needs/0",
        json!({"kind": "fast"}),
        "workloads[1].needs[0].kind",
        "`latency`",
    );
    check(
        "/workloads/0/steps/0/work/runtime",
        json!("cobol"),
        "workloads[0].steps[0].work.runtime",
        "`python`",
    );
    check(
        "/placements/email-queue",
        json!({"lane": "moon"}),
        "placements.email-queue.lane",
        "`edge`",
    );
}

#[test]
fn numbers_outside_their_range() {
    check("/format", json!(4), "format", "a number from 1 to 3");
    check("/format", json!(0), "format", "a number from 1 to 3");
    check(
        "/horizon_s",
        json!(0),
        "horizon_s",
        "a number from 1 to 604800",
    );
    check(
        "/drain_limit_s",
        json!(-1),
        "drain_limit_s",
        "a number from 0 to 86400",
    );
    check(
        "/starts_at_min",
        json!(1440),
        "starts_at_min",
        "a number from 0 to 1439",
    );
    check(
        "/audience/0/weight",
        json!(0),
        "audience[0].weight",
        "a number from",
    );
    check(
        "/connections/open",
        json!(-0.1),
        "connections.(each weight)",
        "a number from 0",
    );
    check(
        "/lanes/edge/cpu_limit_ms",
        json!(0),
        "lanes.edge.cpu_limit_ms",
        "a number from 0.1",
    );
    check(
        "/lanes/serverless/functions/term-report/memory_mb",
        json!(10_241),
        "lanes.serverless.functions.term-report.memory_mb",
        "a number from 128 to 10240",
    );
    check(
        "/lanes/service/deployment/max_replicas",
        json!(1),
        "lanes.service.deployment.max_replicas",
        "a number from 2 to 1000",
    );
    check(
        "/datastore/connections_for_services",
        json!(101),
        "datastore.connections_for_services",
        "a number from 0 to 100",
    );
    check(
        "/workloads/0/steps/0/work/cpu_ms/p99",
        json!(59),
        "workloads[0].steps[0].work.cpu_ms.p99",
        "a number from 60",
    );
    check(
        "/workloads/0/arrivals/peaks/0/share",
        json!(0.9),
        "workloads[0].arrivals.peaks (sum of shares)",
        "a number from 0 to 1",
    );
    check(
        "/workloads/0/arrivals/peaks/1/at_min",
        json!(61),
        "workloads[0].arrivals.peaks[1].at_min",
        "a number from 0 to 60",
    );
    check(
        "/workloads/1/needs/0/percentile",
        json!(97),
        "workloads[1].needs[0].percentile",
        "50, 95, 99 or 100",
    );
}

#[test]
fn names_of_nothing() {
    check(
        "/audience/2/city",
        json!("Atlantis"),
        "audience[2].city",
        "a city of the catalog",
    );
    check(
        "/audience/2/country",
        json!("US"),
        "audience[2].city",
        "a city of the catalog",
    );
    check(
        "/home_region",
        json!("eu-moon-1"),
        "home_region",
        "a region of the catalog",
    );
    check(
        "/workloads/1/id",
        json!("Course landing"),
        "workloads[1].id",
        "lower-case letters",
    );
    check(
        "/placements/extra",
        json!({"lane": "edge"}),
        "placements.extra",
        "the id of a workload",
    );
    check(
        "/boards/1/placements/extra",
        json!({"lane": "edge"}),
        "boards[1].placements.extra",
        "the id of a workload",
    );
    check(
        "/lanes/serverless/functions/video-upload~1sound",
        json!({"memory_mb": 512}),
        "lanes.serverless.functions",
        "keys that are a workload's id, or `workload/step`",
    );
    check(
        "/lanes/edge/stores/nobody",
        json!("key_value"),
        "lanes.edge.stores",
        "a workload's id",
    );
    check(
        "/lanes/edge/stores/quiz-submissions~1submit",
        json!("key_value"),
        "lanes.edge.stores",
        "a workload's id",
    );
    check(
        "/lanes/service/target_utilisation",
        json!(1.0),
        "lanes.service.target_utilisation",
        "a number from 0.05 to 0.9",
    );
    check(
        "/workloads/5/author/snippets/0/snippet",
        json!("poem"),
        "workloads[5].author.snippets[0].snippet",
        "a snippet of the sandbox",
    );
}

#[test]
fn chains_that_cannot_run() {
    check(
        "/workloads/0/steps/1/after",
        json!([]),
        "workloads[0].steps[1].after",
        "every other step after an earlier one",
    );
    check(
        "/workloads/0/steps/1/after",
        json!(["preview"]),
        "workloads[0].steps[1].after[0]",
        "ids of earlier steps",
    );
    check(
        "/workloads/0/steps/3/after",
        json!(["preview", "preview"]),
        "workloads[0].steps[3].after[1]",
        "each once",
    );
    let mut twins = workload("twins");
    twins.steps = vec![step("a"), step("b"), step("b")];
    twins.steps[1].after = vec!["a".to_owned()];
    twins.steps[2].after = vec!["a".to_owned()];
    let twins = small([(twins, "edge")]).to_json().unwrap();
    check_text(
        &twins,
        "workloads[0].steps[2].id",
        "an id that no other step has",
    );
    let mut stepless = workload("stepless");
    stepless.steps.clear();
    let stepless = small([(workload("other"), "edge"), (stepless, "edge")])
        .to_json()
        .unwrap();
    check_text(&stepless, "workloads[1].steps (its length)", "1 to 8");
}

#[test]
fn whole_parts_that_are_missing_or_too_many() {
    let mut twins = PLATFORM.clone();
    twins.workloads[6].id = "course-landing".to_owned();
    check_text(
        &twins.to_json().unwrap(),
        "workloads[6].id",
        "an id that no other workload has",
    );
    let mut unplaced = PLATFORM.clone();
    unplaced.placements.0.remove("bot-check");
    check_text(
        &unplaced.to_json().unwrap(),
        "placements.bot-check",
        "a lane for every workload",
    );
    let mut empty = PLATFORM.clone();
    empty.audience.clear();
    check_text(
        &empty.to_json().unwrap(),
        "audience (its length)",
        "1 to 1000",
    );
    let mut idle = PLATFORM.clone();
    idle.workloads.clear();
    check_text(
        &idle.to_json().unwrap(),
        "workloads (its length)",
        "1 to 64",
    );
    // A row of the trace keeps its step in one byte.
    let many = (0..64).map(|number| {
        let mut workload = workload(&format!("w{number}"));
        workload.steps = (0..5).map(|number| step(&format!("s{number}"))).collect();
        for number in 1..5 {
            workload.steps[number].after = vec![format!("s{}", number - 1)];
        }
        (workload, "edge")
    });
    check_text(
        &small(many).to_json().unwrap(),
        "workloads (their steps)",
        "1 to 256",
    );
}
