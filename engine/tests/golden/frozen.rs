//! The frozen figures of a run: for each workload its counts, rounded times, causes and verdict.

use model::report::{CauseCount, Percentiles, WorkloadReport};
use model::run::Summary;
use model::verdict::{NeedResult, Verdict};
use serde_json::{Map, Value, json};

/// A run in as few lines as distinguish it from another.
pub fn frozen(summary: &Summary) -> Value {
    let report = &summary.report;
    let workloads: Map<String, Value> = report
        .workloads
        .iter()
        .zip(&summary.verdicts)
        .map(|(report, verdict)| (report.id.clone(), workload(report, verdict)))
        .collect();
    json!({
        "fingerprint": summary.fingerprint,
        "requests": report.requests,
        "moments": summary.moments.len(),
        "workloads": workloads,
    })
}

fn workload(report: &WorkloadReport, verdict: &Verdict) -> Value {
    json!({
        "requests": report.requests,
        "ok": report.ok,
        "late": causes(&report.late_causes),
        "failed": causes(&report.failures),
        "latency": percentiles(&report.latency),
        "far_latency": percentiles(&report.far_latency),
        "finished": percentiles(&report.finished),
        "chains_finished": report.chains_finished,
        "cold_starts": report.cold_starts,
        "stale_reads": report.stale_reads,
        "sessions_lost": report.sessions_lost,
        "breaches": report.breaches,
        "neighbours_hurt": report.neighbours_hurt,
        "cache_hits": report.cache_hits,
        "peak_instances": report.peak_instances,
        "peak_queue": report.peak_queue,
        "mean_instances": rounded(report.mean_instances),
        "mean_running": rounded(report.mean_running),
        "fits": verdict.fits,
        "needs": needs(verdict),
    })
}

/// How often each cause struck.
fn causes(counts: &[CauseCount]) -> Value {
    let name = |entry: &CauseCount| match json!(entry.cause) {
        Value::String(name) => name,
        other => other.to_string(),
    };
    let counts = counts.iter().map(|entry| (name(entry), json!(entry.count)));
    Value::Object(counts.collect())
}

/// Milliseconds; those that too few requests have are left out.
fn percentiles(times: &Percentiles) -> Value {
    let named = [
        ("p50", times.p50_ms),
        ("p95", times.p95_ms),
        ("p99", times.p99_ms),
        ("max", times.max_ms),
    ];
    let known = named
        .into_iter()
        .filter_map(|(name, ms)| Some((name.to_owned(), json!(rounded(ms?)))));
    Value::Object(known.collect())
}

/// Each need by its place and kind: whether it was met, and the measured figure.
fn needs(verdict: &Verdict) -> Value {
    let need = |(place, result): (usize, &NeedResult)| {
        let kind = json!(result.need)["kind"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let met = if result.met { "met" } else { "missed" };
        let measured = result
            .measured
            .map_or_else(|| "too few".to_owned(), |value| rounded(value).to_string());
        (
            format!("{place} {kind}"),
            json!(format!("{met}: {measured}")),
        )
    };
    Value::Object(verdict.needs.iter().enumerate().map(need).collect())
}

/// Three significant digits.
fn rounded(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}
