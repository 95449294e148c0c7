//! Scenario files of older formats are read, and keep their meaning.

use super::support::{SHIPPED, run, small, steady};
use model::scenario::{FORMAT, Scenario};
use serde_json::{Value, json};

/// A scenario as the first format had it: no presets, no remedies, no changes.
fn first_format() -> Value {
    let mut scenario =
        serde_json::to_value(small([(steady("work", 3_600.0, 50.0), "serverless")])).unwrap();
    scenario["format"] = json!(1);
    let lanes = scenario["lanes"].as_object_mut().unwrap();
    let serverless = lanes["serverless"].as_object_mut().unwrap();
    serverless.remove("burst");
    lanes["edge"].as_object_mut().unwrap().remove("subrequests");
    scenario
}

#[test]
fn the_first_format_opens_as_the_latest() {
    let scenario = Scenario::from_json(&first_format().to_string()).unwrap();
    assert_eq!(scenario.format, FORMAT);
    let ramp = scenario.lanes.serverless.ramp_per_10_s;
    assert_eq!(
        scenario.lanes.serverless.burst, ramp,
        "one bucket, as it was"
    );
    let now = small([(steady("work", 3_600.0, 50.0), "serverless")]);
    assert_eq!(
        run(&scenario).summary.fingerprint,
        run(&now).summary.fingerprint
    );
}

#[test]
fn writing_and_reading_is_the_identity() {
    let scenario = Scenario::from_json(SHIPPED).unwrap();
    let again = Scenario::from_json(&scenario.to_json()).unwrap();
    assert_eq!(again, scenario);
}
