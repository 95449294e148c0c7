//! The table of known results that `validate all` prints and the model page shows.

use super::validation::rows;

#[test]
fn every_known_result_is_met_within_its_error() {
    let rows = rows().unwrap();
    assert!(rows.len() > 20);
    let missed: Vec<String> = rows
        .iter()
        .filter(|row| row.error().abs() > row.within)
        .map(|row| {
            let (off, source) = (row.error() * 100.0, row.source);
            format!(
                "{}: {}, not {} ({off:+.2} %), by {source}",
                row.about, row.found, row.expected
            )
        })
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}
