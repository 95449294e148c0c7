//! The model beside known results: closed forms, reference programs and price lists. One row for each.
//!
//! Every figure of the model comes from the lanes that the playground uses; only the scenarios are bare.

#[path = "validation/bills.rs"]
mod bills;
#[path = "validation/laws.rs"]
mod laws;
#[path = "validation/platforms.rs"]
mod platforms;
#[path = "validation/queues.rs"]
mod queues;

use engine::simulation::simulate_recording;
use model::outcome::Cause;
use model::report::WorkloadReport;
use model::sandbox::{Limits, SnippetProfiles};
use model::scenario::Scenario;
use model::trace_selection::TraceSelection;

/// A known result, and the model's.
#[derive(Clone, Debug)]
pub struct Row {
    /// The question, with its unit.
    pub about: String,
    /// Where the known result is from.
    pub source: &'static str,
    /// The known result.
    pub expected: f64,
    /// The model's figure.
    pub found: f64,
    /// The share by which the model may miss it: chance within the length of the run, or the error of an approximation.
    pub within: f64,
}

impl Row {
    fn new(about: &str, source: &'static str, expected: f64, found: f64, within: f64) -> Self {
        Self {
            about: about.to_owned(),
            source,
            expected,
            found,
            within,
        }
    }

    /// How far the model is from the known result, as a share of it.
    pub fn error(&self) -> f64 {
        self.found / self.expected - 1.0
    }
}

/// All rows.
///
/// # Errors
///
/// A sentence where a scenario cannot be simulated.
pub fn rows() -> Result<Vec<Row>, String> {
    let mut rows = queues::rows()?;
    rows.extend(laws::rows()?);
    rows.extend(platforms::rows()?);
    rows.extend(bills::rows()?);
    Ok(rows)
}

/// The report on a scenario's first workload.
///
/// # Errors
///
/// A sentence where the scenario cannot be simulated.
pub fn simulated(scenario: &Scenario) -> Result<WorkloadReport, String> {
    // No scenario here runs a snippet.
    let no_snippets = SnippetProfiles {
        limits: Limits::default(),
        snippets: Vec::new(),
    };
    let run = simulate_recording(scenario, &no_snippets, &TraceSelection::Nothing)
        .map_err(|error| error.to_string())?;
    let first = run.summary.report.workloads.into_iter().next();
    first.ok_or_else(|| "no workload".to_owned())
}

/// How many requests failed for a cause.
pub fn failures(counts: &WorkloadReport, cause: Cause) -> u64 {
    let of_cause = counts.failures.iter().find(|entry| entry.cause == cause);
    of_cause.map_or(0, |entry| entry.count)
}

/// A part of the requests.
fn share(part: u64, counts: &WorkloadReport) -> f64 {
    part as f64 / counts.requests.max(1) as f64
}
