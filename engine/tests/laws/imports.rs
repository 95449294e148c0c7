//! An imported trace: good rows are used, bad ones named.

use super::support::{near, of, requests, run, small, spent, steady};
use model::imported_arrivals::{ImportError, Imported, read_csv};
use model::trace::SegmentKind;

fn check(text: &str, times: &[f64], bad: &[(u64, &str)]) -> Imported {
    let imported = read_csv(text).unwrap();
    let found: Vec<f64> = imported.rows.iter().map(|row| row.at_s).collect();
    assert_eq!(found, times, "{text}");
    let named: Vec<(u64, &str)> = imported
        .bad
        .iter()
        .map(|row| (row.line, row.reason.as_str()))
        .collect();
    assert_eq!(named, bad, "{text}");
    imported
}

#[test]
fn times_count_from_the_earliest() {
    check("timestamp\n3\n1.5\n2\n", &[0.0, 0.5, 1.5], &[]);
    check(
        "Timestamp , workload\n1700000000,a\n1700000060,b\n",
        &[0.0, 60.0],
        &[],
    );
}

#[test]
fn bad_rows_are_named_and_the_others_used() {
    check(
        "timestamp,duration\n1,0.5\nsoon,1\n2,-1\n3,\n,1\n4,1e300\n",
        &[0.0, 2.0],
        &[
            (3, "expected a time in seconds, found \"soon\""),
            (4, "expected a duration in seconds, found \"-1\""),
            (6, "expected a time in seconds, found \"\""),
            (7, "expected a duration in seconds, found \"1e300\""),
        ],
    );
}

/// A row that breaks a rule of the scenario is named by its line, and takes no other row with it.
#[test]
fn one_row_that_no_scenario_takes_is_left_out() {
    let scenario = small([(steady("one", 3_600.0, 10.0), "serverless")]);
    let check = |text: &str, times: &[f64], bad: &[(u64, &str)]| {
        let imported = check(text, times, bad);
        imported.into_scenario(&scenario, "one").unwrap();
    };
    check(
        "timestamp,duration\n1,0.5\n2,9999999999\n3,1\n",
        &[0.0, 2.0],
        &[(3, "expected a duration in seconds, found \"9999999999\"")],
    );
    check(
        "timestamp\n1700000000\n0\n1700000060\n",
        &[0.0, 60.0],
        &[(3, "expected a time near those of the other rows")],
    );
}

/// The layout of the Azure Functions Invocation Trace 2021: a row has the end of a run.
#[test]
fn the_layout_of_azure_2021_begins_at_end_less_duration() {
    let imported = check(
        "app,func,end_timestamp,duration\na,f,10.5,0.5\na,g,11,4\n",
        &[0.0, 3.0],
        &[],
    );
    assert_eq!(imported.rows[0].duration_s, Some(4.0));
}

#[test]
fn what_is_no_trace_says_why() {
    let error = |text: &str| read_csv(text).unwrap_err();
    assert!(matches!(error("a,b\n1,2\n"), ImportError::NoHeader(_)));
    assert!(matches!(error(""), ImportError::NoHeader(_)));
    assert!(matches!(error("timestamp\nx\n"), ImportError::NoRows(_)));
    assert!(matches!(error("timestamp\n"), ImportError::NoRows(_)));
}

#[test]
fn the_rows_become_the_arrivals() {
    let scenario = small([
        (steady("one", 3_600.0, 10.0), "serverless"),
        (steady("two", 3_600.0, 10.0), "serverless"),
    ]);
    let text = "timestamp,workload,duration\n0,one,0.25\n5,two,1\n9,nobody,2\n";
    let imported = read_csv(text).unwrap();
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
    let imported = read_csv(include_str!("../../../public/traces/azure-2021-sample.csv")).unwrap();
    assert_eq!((imported.rows.len(), imported.bad_count), (199, 0));
    assert!(imported.rows.iter().all(|row| row.duration_s.is_some()));
    let mut scenario = small([(steady("work", 3_600.0, 10.0), "serverless")]);
    scenario.lanes.serverless.timeout_s = 86_400.0;
    let run = run(&imported.into_scenario(&scenario, "work").unwrap());
    let report = of(&run, "work");
    assert_eq!(report.requests - report.redeliveries, 199);
    assert_eq!(report.failed, 0, "{:?}", report.failures);
}
