//! The engine's results for a bare scenario, and the tolerance against the known figures.

use engine::simulation::simulate_recording;
use model::outcome::Cause;
use model::report::WorkloadReport;
use model::run::Run;
use model::sandbox::{Limits, SnippetProfiles};
use model::scenario::Scenario;
use model::trace_selection::TraceSelection;

/// A run of a scenario in which no snippet runs, with this much of it written down.
pub fn run(scenario: &Scenario, selection: &TraceSelection) -> Run {
    let no_snippets = SnippetProfiles {
        limits: Limits::default(),
        snippets: Vec::new(),
    };
    simulate_recording(scenario, &no_snippets, selection).unwrap()
}

/// The report on the only workload.
pub fn counted(scenario: &Scenario) -> WorkloadReport {
    let mut workloads = run(scenario, &TraceSelection::Nothing)
        .summary
        .report
        .workloads;
    assert_eq!(workloads.len(), 1);
    workloads.remove(0)
}

/// How many requests failed for a cause; none may have failed for another.
pub fn refused(report: &WorkloadReport, cause: Cause) -> u64 {
    let of_cause = report.failures.iter().find(|entry| entry.cause == cause);
    let refused = of_cause.map_or(0, |entry| entry.count);
    assert_eq!(report.failed, refused, "{:?}", report.failures);
    refused
}

/// Asserts that a figure is within a share of the expected one, and prints its error.
pub fn near(what: &str, found: f64, expected: f64, share: f64) {
    within(what, found, expected, expected.abs() * share);
}

/// Asserts that a figure differs from the expected one by at most `most`.
pub fn within(what: &str, found: f64, expected: f64, most: f64) {
    let off = (found / expected - 1.0) * 100.0;
    println!("{what}: {found:.6}, expected {expected:.6}, off by {off:+.2} %");
    assert!(
        (found - expected).abs() <= most,
        "{what}: {found}, not {expected} ± {most} (off by {off:+.2} %)"
    );
}
