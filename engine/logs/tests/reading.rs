//! What a person decides of a log counts, what is about persons is not kept, and what is no log is refused.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

#[path = "shared/samples.rs"]
mod samples;

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use logs::{Choices, LogError, LogReader, format_names};
use samples::{bytes, read};

/// One early request moves the others beyond an hour that begins with it.
#[test]
fn an_hour_is_chosen_and_the_rest_is_counted() {
    let log = read("azure_2021.csv").unwrap();
    let (first_s, _) = log.span_s().unwrap();
    let from_first = log.hour(first_s, 3_600.0);
    assert_eq!(
        (
            from_first.before,
            from_first.records.len(),
            from_first.after
        ),
        (0, 2, 39)
    );
    let busiest = log.busiest_hour(3_600.0);
    assert_eq!(
        (busiest.before, busiest.records.len(), busiest.after),
        (1, 20, 20)
    );
    let beyond = read("beyond_the_hour.csv").unwrap();
    let hour = beyond.hour(0.0, 3_600.0);
    assert_eq!((hour.records.len(), hour.after), (3, 2));
}

#[test]
fn what_is_about_a_person_is_not_kept() {
    for file in [
        "load_balancer.log",
        "caddy.log",
        "cloudflare.log",
        "application_insights.csv",
        "other_names.tsv",
        "apache_micros.log",
    ] {
        let log = read(file).unwrap();
        assert!(!log.understood.personal.is_empty(), "{file}");
        let told = format!("{log:?}");
        for personal in [
            "198.51.100",
            "203.0.113",
            "Mozilla",
            "page=2",
            "user=ana",
            "Dublin",
        ] {
            assert!(!told.contains(personal), "{file}: {personal}");
        }
    }
}

#[test]
fn each_choice_of_a_person_counts() {
    let at = |file: &str, choices: &Choices| {
        let bytes = bytes(file);
        let mut reader = LogReader::begin(&bytes, choices).unwrap();
        reader.push(&bytes);
        let log = reader.finish().unwrap();
        let last = log.records[log.records.len() - 1];
        (last.at_s - log.records[0].at_s, last.duration_ms)
    };
    let choices = Choices {
        time_unit: Some(logs::Unit::Seconds),
        duration_unit: Some(logs::Unit::Seconds),
        ..Choices::default()
    };
    assert_eq!(
        at("relative_millis.csv", &choices),
        (2_100.0, Some(183_000.0))
    );
    let choices = Choices {
        format: Some("table".to_owned()),
        time_column: Some("timeStamp".to_owned()),
        duration_column: Some("Latency".to_owned()),
        duration_unit: Some(logs::Unit::Millis),
        ..Choices::default()
    };
    assert_eq!(at("jmeter.csv", &choices), (3.5, Some(175.0)));
    let unknown = Choices {
        time_column: Some("when".to_owned()),
        ..choices
    };
    let error = LogReader::begin(&bytes("jmeter.csv"), &unknown).unwrap_err();
    assert_eq!(error, LogError::NoColumn("when".to_owned()));
}

#[test]
fn a_compressed_log_is_read_as_it_is() {
    let plain = read("jmeter.csv").unwrap();
    let mut packed = Vec::new();
    // Two parts, as programs write that append to a log.
    for part in [&bytes("jmeter.csv")[..400], &bytes("jmeter.csv")[400..]] {
        let mut encoder = GzEncoder::new(&mut packed, Compression::default());
        encoder.write_all(part).unwrap();
        encoder.finish().unwrap();
    }
    for piece in [1, 100, packed.len()] {
        let mut reader = LogReader::begin(&packed, &Choices::default()).unwrap();
        for piece in packed.chunks(piece) {
            reader.push(piece);
        }
        assert_eq!(reader.finish().unwrap(), plain, "{piece}");
    }
}

#[test]
fn a_file_that_is_no_log_is_refused() {
    let check = |bytes: &[u8], part: &str| {
        let error = LogReader::begin(bytes, &Choices::default())
            .unwrap_err()
            .to_string();
        assert!(error.contains(part), "{error}");
    };
    check(b"", "the file is empty");
    check(b"\n\n", "the file is empty");
    check(b"PK\x03\x04 a zip", "the format is unknown");
    check(b"<html><body>no log</body></html>", "the format is unknown");
    assert!(format_names().count() > 15);
}
