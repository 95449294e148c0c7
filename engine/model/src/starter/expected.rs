//! The head of a file: its board, what the model expects of the workload, and what its code has to do.

use super::Placed;
use super::sheet::{Sheet, counted, short};
use crate::decimal;
use crate::report::WorkloadReport;
use crate::scenario::Remedy;

impl Placed<'_> {
    /// Writes the head of a file.
    pub(super) fn head(&self, sheet: &mut Sheet, what: &str) {
        let (board, workload) = (self.board, self.workload);
        sheet.note(&format!(
            "{what} for “{}”, written by Lanewise from the board “{}”, seed {}.",
            workload.name, board.name, board.seed
        ));
        sheet.note(
            "A comment above a line says where its figure comes from. TODO marks a question that the model cannot answer.",
        );
        if let Some(counts) = self.counts() {
            sheet.note(&expectation(counts));
        }
        for remedy in board.remedies_of(workload) {
            if let Some(task) = task_of_code(remedy) {
                sheet.todo(task);
            }
        }
    }

    /// What the hour reported of the workload, where it was simulated.
    pub(super) fn counts(&self) -> Option<&WorkloadReport> {
        let reports = &self.report?.workloads;
        reports.iter().find(|one| one.id == self.workload.id)
    }
}

fn expectation(counts: &WorkloadReport) -> String {
    let time = |label: &str, ms: Option<f64>| {
        ms.map(|ms| format!("{label} {} ms, ", short(ms)))
            .unwrap_or_default()
    };
    let of = |count: u64, unit: &str| counted(count as f64, unit);
    // The edge and the plugin host count no instances.
    let instances = match counts.peak_instances {
        0 => String::new(),
        peak => format!("at most {} at once, ", of(peak, "instance")),
    };
    format!(
        "Compare after a month: the model expects {} in an hour like this one, {}{}{}, {}, {instances}and ${} a month.",
        of(counts.requests, "request"),
        time("p50", counts.latency.p50_ms),
        time("p95", counts.latency.p95_ms),
        of(counts.failed, "failure"),
        of(counts.cold_starts, "cold start"),
        decimal::write(counts.usd_per_month, 2),
    )
}

/// What the team's own code has to do for a remedy that is on.
fn task_of_code(remedy: &Remedy) -> Option<&'static str> {
    Some(match remedy {
        Remedy::IdempotencyKey { .. } => {
            "which key names one effect? The model assumes that the code stores it in the transaction of the effect, and that a \
             second delivery changes nothing."
        }
        Remedy::RowLock { .. } => {
            "which rows have to agree? The model assumes a transaction that locks them (SELECT … FOR UPDATE) from the first read \
             to the last write."
        }
        Remedy::ConditionalWrites { .. } => {
            "which column is the version? The model assumes that a write names the version that was read, and that the code reads \
             again where it has changed."
        }
        Remedy::Chunks { .. } => {
            "where does a piece of the job end? The model assumes a checkpoint after each piece, and that each piece calls the \
             next."
        }
        Remedy::SessionRow { .. } => {
            "what is in a session? The model assumes that each request reads it from a row and writes it back under a lock."
        }
        Remedy::Objects { .. } => {
            "which key names an object? The model assumes that all requests of a key go to its object."
        }
        Remedy::SecondRegion { .. } => {
            "who deploys these files in the second region too, with a replica of the database and a name that answers with the \
             nearer region?"
        }
        _ => return None,
    })
}
