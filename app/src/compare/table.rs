//! A table of two runs, workload by workload; each figure has the other run's beside it.

use leptos::prelude::*;
use model::report::WorkloadReport;
use model::verdict::Verdict;

use super::pairs::Baseline;
use super::words;
use crate::io::export::{csv_line, save_buttons};
use crate::state::loaded_run::LoadedRun;
use crate::text;

/// One workload's row: its name, and each figure in both runs.
struct Row {
    name: String,
    figures: Vec<(String, String)>,
}

/// The number of fitting workloads, the cost, and the table.
pub(super) fn table(now: &LoadedRun, was: &LoadedRun, than: Baseline) -> AnyView {
    let rows = rows(now, was);
    let same_hour =
        now.scenario.seed == was.scenario.seed && now.scenario.workloads == was.scenario.workloads;
    let usd = |run: &LoadedRun| run.run.summary.report.usd_per_month();
    let head = words::COLUMNS
        .map(|name| view! { <th scope="col">{name}</th> })
        .collect_view();
    let csv = csv_of(&rows, than);
    let body: Vec<AnyView> = rows.iter().map(|one| row(one, than)).collect();
    view! {
        <p>
            {words::fitting(now.run.summary.fitting(), was.run.summary.fitting(), rows.len(), than)} " "
            {words::cost(usd(now), usd(was), than)} " "
            {if same_hour { words::SAME_HOUR.get() } else { words::OTHER_HOUR.get() }}
        </p>
        <div class="wide-table" tabindex="0" role="group" aria-label=words::TABLE>
            <table class="figures">
                <caption>{words::TABLE}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        {save_buttons(words::TABLE.get(), "compare", None, move || csv.clone())}
    }
    .into_any()
}

fn rows(now: &LoadedRun, was: &LoadedRun) -> Vec<Row> {
    let reports = now.run.summary.report.workloads.iter();
    let rows = reports.filter_map(|report| {
        let mut others = was.run.summary.report.workloads.iter();
        let before = others.find(|other| other.id == report.id)?;
        let here = figures(report, now.run.summary.verdict_on(&report.id)?);
        let there = figures(before, was.run.summary.verdict_on(&report.id)?);
        Some(Row {
            name: text::workloads::name_of(&now.scenario, &report.id),
            figures: here.into_iter().zip(there).collect(),
        })
    });
    rows.collect()
}

/// The figures of a row, in the order of the columns.
fn figures(report: &WorkloadReport, verdict: &Verdict) -> [String; 9] {
    let time = |ms: Option<f64>| ms.map_or(words::NONE.to_owned(), text::figures::time_ms);
    [
        text::lanes::name(report.lane).to_owned(),
        text::board::standing(verdict),
        time(report.latency.p50_ms),
        time(report.latency.p95_ms),
        time(report.latency.p99_ms),
        text::figures::count(report.failed),
        text::figures::count(report.cold_starts),
        words::duties(verdict.stay_with_you.len()),
        text::figures::usd(report.usd_per_month),
    ]
}

fn row(row: &Row, than: Baseline) -> AnyView {
    let cells: Vec<AnyView> = row
        .figures
        .iter()
        .map(|(now, was)| {
            let was = (was != now).then(|| {
                view! { <span class="was">{words::than(than, was)}</span> }
            });
            view! { <td>{now.clone()} " " {was}</td> }.into_any()
        })
        .collect();
    view! {
        <tr>
            <th scope="row">{row.name.clone()}</th>
            {cells}
        </tr>
    }
    .into_any()
}

fn csv_of(rows: &[Row], than: Baseline) -> String {
    let mut head = Vec::new();
    for (place, column) in words::COLUMNS.into_iter().enumerate() {
        head.push(column.get().to_owned());
        if place > 0 {
            head.push(words::than(than, column.get()));
        }
    }
    let line = |row: &Row| {
        let figures = row.figures.iter();
        let cells = figures.flat_map(|(now, was)| [now.clone(), was.clone()]);
        let cells: Vec<String> = std::iter::once(row.name.clone()).chain(cells).collect();
        csv_line(&cells)
    };
    let mut lines = vec![csv_line(&head)];
    lines.extend(rows.iter().map(line));
    lines.join("\n")
}
