//! Two runs workload by workload, each figure with what it is on the other board.

use engine::report::WorkloadReport;
use engine::verdict::Verdict;
use leptos::prelude::*;

use super::pairs::Baseline;
use crate::export::{csv_line, save_buttons};
use crate::loaded_run::LoadedRun;
use crate::text;

/// One workload's row: its name, and each figure here and there.
struct Row {
    name: String,
    figures: Vec<(String, String)>,
}

/// What fits and what it costs, and the table.
pub(super) fn table(now: &LoadedRun, was: &LoadedRun, than: Baseline) -> AnyView {
    let rows = rows(now, was);
    let same_hour =
        now.scenario.seed == was.scenario.seed && now.scenario.workloads == was.scenario.workloads;
    let usd = |run: &LoadedRun| run.run.summary.report.usd_per_month();
    let head = text::compare::COLUMNS
        .map(|name| view! { <th scope="col">{name}</th> })
        .collect_view();
    let csv = csv_of(&rows, than);
    let body: Vec<AnyView> = rows.iter().map(|one| row(one, than)).collect();
    view! {
        <p>
            {text::compare::fitting(now.run.summary.fitting(), was.run.summary.fitting(), rows.len(), than)} " "
            {text::compare::cost(usd(now), usd(was), than)} " "
            {if same_hour { text::compare::SAME_HOUR.get() } else { text::compare::OTHER_HOUR.get() }}
        </p>
        <div class="wide-table" tabindex="0" role="group" aria-label=text::compare::TABLE>
            <table class="figures">
                <caption>{text::compare::TABLE}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        {save_buttons(text::compare::TABLE.get(), "compare", None, move || csv.clone())}
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

/// In the order of the columns.
fn figures(report: &WorkloadReport, verdict: &Verdict) -> [String; 9] {
    let time = |ms: Option<f64>| ms.map_or(text::compare::NONE.to_owned(), text::figures::time_ms);
    [
        text::board::lane(report.lane).to_owned(),
        text::board::standing(verdict),
        time(report.latency.p50_ms),
        time(report.latency.p95_ms),
        time(report.latency.p99_ms),
        text::figures::count(report.failed),
        text::figures::count(report.cold_starts),
        text::compare::duties(verdict.stay_with_you.len()),
        text::figures::usd(report.usd_per_month),
    ]
}

fn row(row: &Row, than: Baseline) -> AnyView {
    let cells: Vec<AnyView> = row
        .figures
        .iter()
        .map(|(now, was)| {
            let was = (was != now).then(|| {
                view! { <span class="was">{text::compare::than(than, was)}</span> }
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
    for (place, column) in text::compare::COLUMNS.into_iter().enumerate() {
        head.push(column.get().to_owned());
        if place > 0 {
            head.push(text::compare::than(than, column.get()));
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
