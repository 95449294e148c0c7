//! The figures of a run in the tables of a record.

use model::report::WorkloadReport;
use model::run::Summary;

use crate::text::figures;
use crate::text::language::say;

/// The p95 latency of a workload. A job without a person who waits is measured to the end of its last step.
pub(crate) fn p95_ms(counts: &WorkloadReport) -> Option<f64> {
    counts.latency.p95_ms.or(counts.finished.p95_ms)
}

/// p95, failures, cold starts and cost of one card.
pub(crate) fn card_figures(run: &Summary, workload: usize) -> Vec<String> {
    let Some(counts) = run.report.workloads.get(workload) else {
        return Vec::new();
    };
    row(
        p95_ms(counts),
        counts.honest_failed,
        counts.cold_starts,
        counts.usd_per_month,
    )
}

/// p95, failures, cold starts and cost, a cell each.
pub(crate) fn row(
    p95_ms: Option<f64>,
    failed: u64,
    cold_starts: u64,
    usd_per_month: f64,
) -> Vec<String> {
    vec![
        p95_ms.map_or_else(|| say!("too few to say"), figures::time_ms),
        figures::count(failed),
        figures::count(cold_starts),
        figures::usd(usd_per_month),
    ]
}

/// Failures, cold starts and cost of a board.
pub(crate) fn board_figures(run: &Summary) -> Vec<String> {
    let counts = || run.report.workloads.iter();
    vec![
        figures::count(counts().map(|one| one.honest_failed).sum()),
        figures::count(counts().map(|one| one.cold_starts).sum()),
        figures::usd(run.report.usd_per_month()),
    ]
}
