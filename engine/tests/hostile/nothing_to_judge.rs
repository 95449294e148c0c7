//! A run without requests has no need to judge, and no requirement is below zero.

use engine::interpreter::profile;
use engine::simulation::simulate;
use model::sandbox::Limits;
use model::scenario::{Arrivals, Scenario};
use model::verdict::Amount;

use super::support::SHIPPED;

#[test]
fn no_request_misses_no_need() {
    let mut scenario = Scenario::from_json(SHIPPED).unwrap();
    for workload in &mut scenario.workloads {
        workload.arrivals = Arrivals::Poisson { per_hour: 0.0 };
    }
    let summary = simulate(&scenario, &profile(&Limits::default()))
        .unwrap()
        .summary;
    for verdict in &summary.verdicts {
        assert!(!verdict.is_judged(), "{}", verdict.workload);
        let missed: Vec<_> = verdict.needs.iter().filter(|need| !need.met).collect();
        assert!(missed.is_empty(), "{}: {missed:?}", verdict.workload);
    }
    assert_eq!(model::verdict::most_harmful(&summary.verdicts), None);
}

#[test]
fn an_axis_asks_for_no_less_than_nothing() {
    let scenario = Scenario::from_json(include_str!("negative_ask.json")).unwrap();
    let summary = simulate(&scenario, &profile(&Limits::default()))
        .unwrap()
        .summary;
    let readings = summary.verdicts.iter().flat_map(|verdict| &verdict.axes);
    for reading in readings {
        if let Amount::Number(asked) = reading.required {
            assert!(asked >= 0.0, "{reading:?}");
        }
    }
}
