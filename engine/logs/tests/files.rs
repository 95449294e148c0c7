//! Each kind of log comes out as what it tells: what tools write, what spreadsheets make of it, and what is refused.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

#[path = "shared/samples.rs"]
mod samples;

use samples::read;

/// What a log has to come out as.
#[derive(Debug, Default, PartialEq)]
struct Told {
    format: &'static str,
    /// Arrivals, seconds behind the first.
    at_s: Vec<f64>,
    durations_ms: Vec<Option<f32>>,
    groups: Vec<&'static str>,
    /// Requests that failed, by their place.
    failed: Vec<usize>,
    starts_ms: Vec<f32>,
    bad: Vec<&'static str>,
}

/// Compares the first requests; a list that is left empty is not compared.
fn check(file: &str, told: &Told) {
    let log = read(file).unwrap();
    assert_eq!(log.understood.format.id, told.format, "{file}");
    let first_s = log.records[0].at_s;
    let seconds = |place: usize| ((log.records[place].at_s - first_s) * 1e6).round() / 1e6;
    let count = told.at_s.len();
    assert_eq!(
        (0..count).map(seconds).collect::<Vec<_>>(),
        told.at_s,
        "{file}"
    );
    let durations = log.records.iter().take(told.durations_ms.len());
    let durations: Vec<Option<f32>> = durations.map(|one| one.duration_ms).collect();
    assert_eq!(durations, told.durations_ms, "{file}");
    if !told.groups.is_empty() {
        let groups: Vec<&str> = log.groups.iter().map(|group| &*group.name).collect();
        assert_eq!(groups, told.groups, "{file}");
    }
    let failed = (0..log.records.len()).filter(|place| log.records[*place].has_failed);
    assert_eq!(failed.collect::<Vec<_>>(), told.failed, "{file}");
    let starts: Vec<f32> = log.records.iter().filter_map(|one| one.start_ms).collect();
    assert_eq!(starts, told.starts_ms, "{file}");
    let bad: Vec<String> = log.bad.iter().map(ToString::to_string).collect();
    assert_eq!(bad, told.bad, "{file}");
}

fn check_refused(file: &str, part: &str) {
    let error = read(file).unwrap_err().to_string();
    assert!(error.contains(part), "{file}: {error}");
}

/// A table of which only arrivals and durations matter.
fn table(at_s: &[f64], durations_ms: &[f32]) -> Told {
    Told {
        format: "table",
        at_s: at_s.to_vec(),
        durations_ms: durations_ms.iter().copied().map(Some).collect(),
        ..Told::default()
    }
}

/// Two requests a second apart, of a quarter and of half a second, of which the second failed.
fn two(format: &'static str, groups: &[&'static str]) -> Told {
    Told {
        format,
        at_s: vec![0.0, 0.75],
        durations_ms: vec![Some(250.0), Some(500.0)],
        groups: groups.to_vec(),
        failed: vec![1],
        ..Told::default()
    }
}

#[test]
fn tables_that_spreadsheets_save() {
    let three = table(&[0.0, 1.25, 2.5], &[120.0, 310.0, 1_905.0]);
    check("semicolons_and_mark.csv", &three);
    check("separator_line.csv", &three);
    check("quoted.csv", &table(&[0.0, 1.25], &[120.0, 310.0]));
    check("utf16_tabs.csv", &table(&[0.0], &[120.0]));
    check(
        "relative_millis.csv",
        &table(&[0.0, 0.7, 1.4, 2.1], &[180.0, 181.0, 182.0, 183.0]),
    );
    check(
        "other_names.tsv",
        &Told {
            at_s: vec![0.0, 1.0],
            groups: vec!["/course/*"],
            ..two("table", &[])
        },
    );
}

#[test]
fn tables_that_say_too_little_are_refused() {
    check_refused(
        "two_commas_three_columns.csv",
        "the header has 3 fields, and the first row 5. Save the table with semicolons",
    );
    check_refused(
        "two_commas_two_columns.csv",
        "the header has 2 fields, and the first row 4",
    );
    check_refused(
        "rounded_seconds.csv",
        "a spreadsheet has rounded the times to \"1.77247E+09\"",
    );
    check_refused("rounded_millis.csv", "Export them as text");
    check_refused("wrk.txt", "wrk printed a summary");
}

#[test]
fn rows_that_cannot_be_used_are_named() {
    check(
        "ragged.csv",
        &Told {
            durations_ms: vec![Some(200.0), None],
            bad: vec![
                "line 4: expected 2 fields, found 1",
                "line 5: expected 2 fields, found 3",
            ],
            ..table(&[0.0, 1.0], &[])
        },
    );
    check(
        "zones.csv",
        &Told {
            bad: vec![
                "line 6: the time \"2026-03-29 01:00:09\" has no zone, and other rows have one",
            ],
            ..table(&[0.0, 2.0, 3.5, 6.0], &[200.0; 4])
        },
    );
}

#[test]
fn load_tests() {
    check(
        "k6.csv",
        &Told {
            format: "k6_csv",
            at_s: (0..10).map(|one| f64::from(one) * 0.999).collect(),
            durations_ms: vec![Some(12.5), Some(13.5)],
            groups: vec!["/submit"],
            ..Told::default()
        },
    );
    check(
        "jmeter.csv",
        &Told {
            format: "jmeter",
            at_s: vec![0.0, 0.7, 1.4, 2.1, 2.8, 3.5],
            durations_ms: (180..186).map(|ms| Some(f32::from(ms as u16))).collect(),
            groups: vec!["submit"],
            ..Told::default()
        },
    );
    check("k6.json", &two("k6_json", &["GET /course/*"]));
}

#[test]
fn access_logs() {
    check(
        "load_balancer.log",
        &Told {
            format: "aws_alb",
            at_s: vec![0.0, 0.253_113, 1.049_417, 1.779_009],
            durations_ms: vec![Some(343.0), Some(188.0), None, None],
            groups: vec!["POST /quiz/*/submit", "GET /course", "GET /a"],
            failed: vec![2],
            ..Told::default()
        },
    );
    check(
        "cloudfront.log",
        &Told {
            format: "cloudfront",
            at_s: vec![0.0, 0.411, 3.179],
            durations_ms: vec![Some(412.0), Some(1.0), Some(233.0)],
            ..Told::default()
        },
    );
    check(
        "cloudfront_real_time.log",
        &two("cloudfront_real_time", &["GET /course/*"]),
    );
    check(
        "nginx_with_times.log",
        &Told {
            format: "access_log",
            at_s: vec![0.0, 0.813],
            durations_ms: vec![None, Some(187.0)],
            ..Told::default()
        },
    );
    check(
        "apache_micros.log",
        &Told {
            at_s: vec![0.0, 0.25],
            durations_ms: vec![Some(250.0), Some(1_000.0)],
            ..two("access_log", &["GET /course/*"])
        },
    );
    check(
        "common.log",
        &Told {
            format: "access_log",
            at_s: vec![0.0, 4.0],
            durations_ms: vec![None, None],
            groups: vec!["GET /", "GET /course"],
            ..Told::default()
        },
    );
    check(
        "caddy.log",
        &two("caddy", &["GET /course/*", "POST /quiz/*/submit"]),
    );
    check(
        "cloudflare.log",
        &Told {
            at_s: vec![0.0, 2.5],
            durations_ms: vec![Some(1_000.0), Some(250.0)],
            ..two("cloudflare", &["GET /course/*"])
        },
    );
    check(
        "spans.jsonl",
        &Told {
            at_s: vec![0.0, 1.0],
            ..two("open_telemetry", &["GET /course/{id}", "POST /quiz"])
        },
    );
}

#[test]
fn reports_of_functions() {
    let reports = Told {
        format: "lambda_report",
        at_s: vec![0.0, 3.111_95, 4.986_45],
        durations_ms: vec![Some(1_201.12), Some(84.5), Some(3_000.0)],
        starts_ms: vec![287.33],
        failed: vec![2],
        ..Told::default()
    };
    check("lambda.log", &reports);
    assert_eq!(read("lambda.log").unwrap().records.len(), 4);
    check(
        "logs_insights.csv",
        &Told {
            format: "logs_insights",
            failed: Vec::new(),
            ..reports
        },
    );
    check(
        "application_insights.csv",
        &Told {
            at_s: vec![0.0, 1.0],
            durations_ms: vec![Some(250.5), Some(500.0)],
            ..two(
                "application_insights",
                &["GET Course/Show", "POST Quiz/Submit"],
            )
        },
    );
}

#[test]
fn public_traces() {
    let count = |file: &str, format: &str, requests: usize| {
        let log = read(file).unwrap();
        assert_eq!(log.understood.format.id, format);
        assert_eq!(log.records.len(), requests, "{file}");
        assert_eq!(log.bad_rows, 0, "{file}");
    };
    count("azure_2019.csv", "azure_2019", 678);
    count("azure_2021.csv", "azure_2021", 41);
    count("huawei_2025.csv", "huawei_2025", 6);
    count("alibaba_2021.csv", "alibaba_2021", 12);
}
