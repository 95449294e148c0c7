//! Every list and every text of a scenario has a cap, and the sentence names the remedy.

use super::support::refused;
use serde_json::{Value, json};

fn many(count: usize, one: &Value) -> Value {
    Value::Array(vec![one.clone(); count])
}

fn check(pointer: &str, value: Value, path: &str, way_out: &str) {
    let sentence = refused(pointer, value, path);
    assert!(sentence.contains(way_out), "{sentence}");
}

#[test]
fn lists() {
    let need = json!({"kind": "failed", "at_most_share": 0.001});
    let city = json!({"city": "London", "country": "GB", "weight": 1});
    let peak = json!({"at_min": 1, "width_min": 1, "share": 0});
    let arrivals = json!({"kind": "peaks", "per_hour": 1, "peaks": many(65, &peak)});
    let preset = json!({"id": "a", "name": "A", "placements": {}});
    let surge = json!([{"at_min": 0, "what": {
        "kind": "surge", "factor": 2, "cities": many(101, &json!("London"))
    }}]);
    for (pointer, value, path) in [
        (
            "/workloads/1/needs",
            many(60_000, &need),
            "workloads[1].needs (its length)",
        ),
        ("/audience", many(1_001, &city), "audience (its length)"),
        (
            "/workloads/0/arrivals",
            arrivals,
            "workloads[0].arrivals.peaks (its length)",
        ),
        (
            "/workloads/0/steps/0/reaches",
            many(5, &json!("http")),
            "workloads[0].steps[0].reaches (its length)",
        ),
        (
            "/lanes/sandbox/grants",
            many(5, &json!("http")),
            "lanes.sandbox.grants (its length)",
        ),
        ("/boards", many(33, &preset), "boards (its length)"),
        ("/changes", surge, "changes[0].what.cities (its length)"),
    ] {
        let mut with_list = pointer;
        // A list that the shipped file leaves out is put beside the others.
        let value = match pointer {
            "/workloads/0/steps/0/reaches" | "/lanes/sandbox/grants" | "/changes" => {
                let (parent, field) = pointer.rsplit_once('/').unwrap();
                with_list = parent;
                let mut object: Value =
                    serde_json::from_str::<Value>(super::support::SHIPPED).unwrap();
                object = object.pointer(parent).unwrap().clone();
                object[field] = value;
                object
            }
            _ => value,
        };
        if with_list.is_empty() {
            let text = value.to_string();
            let error = model::scenario::Scenario::from_json(&text).unwrap_err();
            assert!(error.to_string().starts_with(path), "{error}");
        } else {
            check(with_list, value, path, "leave some out");
        }
    }
}

#[test]
fn texts() {
    for (pointer, path) in [
        ("/name", "name (its letters)"),
        ("/about", "about (its letters)"),
        ("/workloads/1/name", "workloads[1].name (its letters)"),
        ("/workloads/1/about", "workloads[1].about (its letters)"),
        (
            "/workloads/1/steps/0/name",
            "workloads[1].steps[0].name (its letters)",
        ),
        ("/boards/0/name", "boards[0].name (its letters)"),
    ] {
        check(
            pointer,
            json!("W".repeat(3_000_000)),
            path,
            "make it shorter",
        );
    }
}

#[test]
fn fuel_ends_within_seconds() {
    refused(
        "/lanes/sandbox/fuel",
        json!(100_000_000),
        "lanes.sandbox.fuel",
    );
}
