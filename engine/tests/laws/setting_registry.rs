//! The registry of settings and the rules of a scenario are one.

use super::support::PLATFORM;
use model::scenario::{Change, ChangeKind, SETTINGS, Scenario, SettingId};

/// Every setting at both ends of its range, for every workload that has it: the number is the one
/// that was set. A lane's setting then breaks no rule.
#[test]
fn ranges_are_the_rules_of_a_scenario() {
    for setting in &SETTINGS {
        for index in 0..PLATFORM.workloads.len() {
            if setting.get(&PLATFORM, index).is_none() {
                continue;
            }
            for value in [setting.least, setting.most, setting.most * 2.0] {
                let mut scenario = PLATFORM.clone();
                setting.set(&mut scenario, index, value);
                let now = setting.get(&scenario, index).unwrap();
                let expected = value.min(setting.most);
                // A function's memory has the platform's own limits besides.
                let is_set = (now - expected).abs() < 1e-6;
                assert!(
                    is_set || setting.id == SettingId::FunctionMemory,
                    "{:?} {now}",
                    setting.id
                );
                // The arrivals and the work of one workload are also bounded by the requests in flight.
                let is_size = matches!(setting.id, SettingId::Arrivals | SettingId::Work);
                let is_kept = scenario.check();
                assert!(
                    is_size || is_kept.is_ok(),
                    "{:?} {value}: {is_kept:?}",
                    setting.id
                );
            }
        }
    }
}

#[test]
fn what_is_no_number_changes_nothing() {
    for setting in &SETTINGS {
        let mut scenario = PLATFORM.clone();
        setting.set(&mut scenario, 0, f64::NAN);
        assert_eq!(scenario, *PLATFORM);
    }
}

#[test]
fn every_name_has_its_setting() {
    for setting in &SETTINGS {
        assert_eq!(setting.id.setting(), setting);
    }
}

/// A change may set live settings only, to the values that a scenario may have from the start.
#[test]
fn changes_set_what_is_live() {
    for setting in &SETTINGS {
        let with = |value: f64| {
            let what = ChangeKind::Set {
                setting: setting.id,
                value,
            };
            Scenario {
                changes: vec![Change {
                    at_min: 1.0,
                    until_min: None,
                    what,
                }],
                ..PLATFORM.clone()
            }
        };
        for (value, is_allowed) in [
            (setting.least, setting.is_live()),
            (setting.most, setting.is_live()),
            (setting.most * 2.0, false),
        ] {
            let is_kept = with(value).check().is_ok();
            assert_eq!(is_kept, is_allowed, "{:?} {value}", setting.id);
        }
        // A file names live settings only.
        let is_named = serde_json::to_string(&setting.id).is_ok();
        assert_eq!(is_named, setting.is_live(), "{:?}", setting.id);
    }
}

/// Files and links name the settings that are live by these names, in messages by this order.
#[test]
fn names_in_files_stay() {
    for (place, name) in [
        "account_concurrency",
        "keep_alive_s",
        "function_timeout_s",
        "edge_cpu_limit_ms",
        "sandbox_workers",
        "sandbox_queue",
    ]
    .into_iter()
    .enumerate()
    {
        let id: SettingId = serde_json::from_str(&format!("\"{name}\"")).unwrap();
        assert_eq!(id as usize, place);
    }
}
