//! An error repeats at most eighty letters of foreign text.

use model::scenario::Scenario;
use serde_json::json;

use super::support::{MOST_LETTERS_OF_AN_ERROR, SHIPPED, refused};

const LETTERS: usize = 3_900_000;

/// The refusal of a file with a field that no scenario has.
fn refusal(text: &str) -> String {
    let sentence = Scenario::from_json(text).unwrap_err().to_string();
    let letters = sentence.chars().count();
    assert!(letters <= 2 * MOST_LETTERS_OF_AN_ERROR, "{letters} letters");
    sentence
}

#[test]
fn ids_that_nothing_has() {
    let long = || json!("x".repeat(LETTERS));
    refused("/home_region", long(), "home_region");
    refused("/audience/0/city", long(), "audience[0].city");
    refused("/workloads/12/id", long(), "workloads[12].id");
}

#[test]
fn fields_and_variants_that_nothing_has() {
    let long = "x".repeat(LETTERS);
    let sentence = refusal(&SHIPPED.replacen("\"seed\"", &format!("\"{long}\""), 1));
    assert!(sentence.contains("expected one of `format`"), "{sentence}");
    let sentence = refusal(&SHIPPED.replacen("\"learner\"", &format!("\"{long}\""), 1));
    assert!(sentence.contains("expected one of `learner`"), "{sentence}");
    let sentence = refusal(&SHIPPED.replacen(
        "\"horizon_s\": 3600",
        &format!("\"horizon_s\": \"{long}\""),
        1,
    ));
    assert!(sentence.contains("expected f64"), "{sentence}");
}

#[test]
fn names_of_settings() {
    let long = "x".repeat(LETTERS);
    let deployments = json!({long.clone(): {
        "min_replicas": 0, "max_replicas": 1, "slots": 1, "vcpu": 1, "memory_mb": 128, "queue": 1
    }});
    let mut service: serde_json::Value = serde_json::from_str(SHIPPED).unwrap();
    service["lanes"]["service"]["deployments"] = deployments;
    let sentence = refusal(&service.to_string());
    assert!(
        sentence.starts_with("lanes.service.deployments"),
        "{sentence}"
    );
    let mut placements: serde_json::Value = serde_json::from_str(SHIPPED).unwrap();
    placements["placements"][long] = json!({"lane": "edge"});
    let sentence = refusal(&placements.to_string());
    assert!(sentence.starts_with("placements"), "{sentence}");
}
