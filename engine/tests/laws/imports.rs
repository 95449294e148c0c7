//! The requests of a log become the arrivals of a scenario.

use super::support::{near, of, requests, run, small, spent, steady};
use logs::{Choices, Log, LogReader, arrivals};
use model::imported_arrivals::{ImportError, Imported};
use model::scenario::Scenario;
use model::trace::SegmentKind;

fn read(bytes: &[u8]) -> Log {
    let mut reader = LogReader::begin(bytes, &Choices::default()).unwrap();
    reader.push(bytes);
    reader.finish().unwrap()
}

fn imported(log: &Log, scenario: &Scenario) -> Imported {
    let hour = log.busiest_hour(scenario.horizon_s);
    arrivals(log, &hour, scenario).0
}

#[test]
fn the_rows_become_the_arrivals() {
    let scenario = small([
        (steady("one", 3_600.0, 10.0), "serverless"),
        (steady("two", 3_600.0, 10.0), "serverless"),
    ]);
    let text = "timestamp,workload,duration\n0,one,0.25\n5,two,1\n9,nobody,2\n";
    let imported = imported(&read(text.as_bytes()), &scenario);
    let run = run(&imported.into_scenario(&scenario, "two").unwrap());
    let found: Vec<(u64, f64)> = requests(&run)
        .map(|request| {
            let ran = spent(&request, SegmentKind::Execute).as_secs();
            (request.arrived.0 / 1_000_000_000, ran)
        })
        .collect();
    assert_eq!(found.len(), 3);
    for ((at_s, ran_s), (expected_at, expected_ran)) in
        found.into_iter().zip([(0, 0.25), (5, 1.0), (9, 2.0)])
    {
        assert_eq!(at_s, expected_at);
        near("run", ran_s, expected_ran, 1e-6);
    }
    assert_eq!((of(&run, "one").requests, of(&run, "two").requests), (1, 2));
    let nobody = imported.into_scenario(&scenario, "three").unwrap_err();
    assert_eq!(nobody, ImportError::NoWorkload("three".to_owned()));
}

/// The sample that ships, of the Azure Functions Invocation Trace 2021.
#[test]
fn the_sample_that_ships_is_read_whole() {
    let log = read(include_bytes!(
        "../../../public/traces/azure-2021-sample.csv"
    ));
    assert_eq!((log.records.len(), log.bad_rows), (199, 0));
    assert!(
        log.records
            .iter()
            .all(|record| record.duration_ms.is_some())
    );
    let mut scenario = small([(steady("work", 3_600.0, 10.0), "serverless")]);
    scenario.lanes.serverless.timeout_s = 86_400.0;
    let hour = log.busiest_hour(scenario.horizon_s);
    let imported = imported(&log, &scenario);
    let run = run(&imported.into_scenario(&scenario, "work").unwrap());
    let report = of(&run, "work");
    let within = hour.records.len() as u64;
    assert!(within > 100, "{within} of 199 requests");
    assert_eq!(report.requests - report.redeliveries, within);
    assert_eq!(report.failed, 0, "{:?}", report.failures);
}
