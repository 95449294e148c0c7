//! Scenario files of older formats are read, and keep their meaning.

use super::support::{SHIPPED, records, run, small, steady};
use model::scenario::{Coordination, FORMAT, Remedy, Scenario};
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
    let again = Scenario::from_json(&scenario.to_json().unwrap()).unwrap();
    assert_eq!(again, scenario);
}

/// Before format 3 a service locked the rows of writers that have to agree, and no other lane did.
#[test]
fn a_service_of_the_second_format_locks_its_rows() {
    let opened = |lane: &'static str, format: u32| {
        let mut work = steady("work", 36_000.0, 20.0);
        work.steps[0].state = records(5, Coordination::PerKey);
        let mut scenario = serde_json::to_value(small([(work, lane)])).unwrap();
        scenario["format"] = json!(format);
        Scenario::from_json(&scenario.to_string()).unwrap()
    };
    let lost = |scenario: &Scenario| run(scenario).summary.report.workloads[0].lost_updates;
    let lock = Remedy::RowLock {
        target: "work".to_owned(),
    };
    for (lane, format, is_locked) in [
        ("service", 2, true),
        ("service", 3, false),
        ("serverless", 2, false),
    ] {
        let scenario = opened(lane, format);
        let what = format!("{lane}, format {format}");
        assert_eq!(scenario.format, FORMAT, "{what}");
        assert_eq!(scenario.remedies.contains(&lock), is_locked, "{what}");
        assert_eq!(lost(&scenario) == 0, is_locked, "{what}");
    }
}
