//! The table of workloads; beside another run, each figure has the other run's below it.

use leptos::prelude::*;
use model::report::WorkloadReport;
use model::verdict::Verdict;

use super::pairs::Baseline;
use super::words;
use crate::controls::reactive::{on_event, reactive};
use crate::io::export::{Export, csv_line, save_menu};
use crate::state::loaded_run::LoadedRun;
use crate::text;

/// One workload's row.
struct Row {
    id: String,
    name: String,
    rate: String,
    fits: bool,
    figures: Vec<Figure>,
}

/// A figure of the run on the screen, and the other run's where there is one.
struct Figure {
    now: Value,
    was: Option<Value>,
}

/// A figure as text, and its number where less of it is better.
struct Value {
    text: String,
    number: Option<f64>,
}

impl Figure {
    /// Whether the figure is better than the other run's; none where neither is.
    fn is_better(&self) -> Option<bool> {
        let (now, was) = (self.now.number?, self.was.as_ref()?.number?);
        (now.total_cmp(&was).is_ne()).then_some(now < was)
    }

    fn text_of_other(&self) -> Option<&str> {
        let was = self.was.as_ref()?.text.as_str();
        (was != self.now.text).then_some(was)
    }
}

/// The table of the run on the screen; beside another run with its figures, the number of fitting workloads
/// and the cost. `choose` selects a workload by its id, and `is_in_view` asks whether the evidence is about
/// it.
pub(super) fn table(
    now: &LoadedRun,
    was: Option<&LoadedRun>,
    than: Baseline,
    choose: impl Fn(&str) + Copy + 'static,
    is_in_view: impl Fn(&str) -> bool + Copy + Send + 'static,
) -> AnyView {
    let rows = rows(now, was);
    let head = words::COLUMNS
        .map(|name| view! { <th scope="col">{name}</th> })
        .collect_view();
    let csv = csv_of(&rows, than);
    let body: Vec<AnyView> = rows
        .iter()
        .map(|one| row(one, than, choose, is_in_view))
        .collect();
    view! {
        {was.map(|was| sums(now, was, than))}
        <div class="wide-table" tabindex="0" role="group" aria-label=words::TABLE>
            <table class="figures">
                <caption class="visually-hidden">{words::TABLE}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        {save_menu(vec![Export { title: words::TABLE.get(), file: "workloads", picture: None, table: Box::new(move || csv.clone()) }])}
    }
    .into_any()
}

/// The number of fitting workloads and the cost, in both runs.
fn sums(now: &LoadedRun, was: &LoadedRun, than: Baseline) -> AnyView {
    let same_hour =
        now.scenario.seed == was.scenario.seed && now.scenario.workloads == was.scenario.workloads;
    let usd = |run: &LoadedRun| run.run.summary.report.usd_per_month();
    let all = now.run.summary.verdicts.len();
    view! {
        <p>
            {words::fitting(now.run.summary.fitting(), was.run.summary.fitting(), all, than)} " "
            {words::cost(usd(now), usd(was), than)} " "
            {if same_hour { words::SAME_HOUR.get() } else { words::OTHER_HOUR.get() }}
        </p>
    }
    .into_any()
}

fn rows(now: &LoadedRun, was: Option<&LoadedRun>) -> Vec<Row> {
    let of = |run: &LoadedRun, id: &str| {
        let mut reports = run.run.summary.report.workloads.iter();
        let report = reports.find(|report| report.id == id)?;
        Some(figures(report, run.run.summary.verdict_on(id)?))
    };
    let workloads = now.scenario.workloads.iter();
    let rows = workloads.filter_map(|workload| {
        let id = workload.id.as_str();
        let here = of(now, id)?;
        let mut there = was.and_then(|was| of(was, id)).into_iter().flatten();
        let verdict = now.run.summary.verdict_on(id)?;
        let (rate, origin) = (
            text::workloads::rate(workload),
            text::workloads::origin(workload),
        );
        Some(Row {
            id: id.to_owned(),
            name: text::workloads::name(workload),
            rate: format!("{rate}; {origin}"),
            fits: verdict.is_judged() && verdict.fits,
            figures: here
                .into_iter()
                .map(|now| Figure {
                    now,
                    was: there.next(),
                })
                .collect(),
        })
    });
    rows.collect()
}

/// The figures of a row, in the order of the columns.
fn figures(report: &WorkloadReport, verdict: &Verdict) -> [Value; 9] {
    let word = |text: String| Value { text, number: None };
    let time = |ms: Option<f64>| Value {
        text: ms.map_or(words::NONE.to_owned(), text::figures::time_ms),
        number: ms,
    };
    let count = |count: u64| Value {
        text: text::figures::count(count),
        number: Some(count as f64),
    };
    let duties = verdict.stay_with_you.len();
    [
        word(text::lanes::name(report.lane).to_owned()),
        Value {
            text: text::board::standing(verdict),
            number: verdict.is_judged().then(|| verdict.missed() as f64),
        },
        time(report.latency.p50_ms),
        time(report.latency.p95_ms),
        time(report.latency.p99_ms),
        count(report.failed),
        count(report.cold_starts),
        Value {
            text: words::duties(duties),
            number: Some(duties as f64),
        },
        Value {
            text: text::figures::usd(report.usd_per_month),
            number: Some(report.usd_per_month),
        },
    ]
}

fn row(
    row: &Row,
    than: Baseline,
    choose: impl Fn(&str) + 'static,
    is_in_view: impl Fn(&str) -> bool + Send + 'static,
) -> AnyView {
    let cells: Vec<AnyView> = row
        .figures
        .iter()
        .map(|figure| {
            let is_better = figure.is_better();
            let arrow = match is_better {
                Some(true) => "↓ ",
                Some(false) => "↑ ",
                None => "",
            };
            let was = figure.text_of_other().map(|was| {
                view! {
                    <span
                        class="was"
                        class:is-better=is_better == Some(true)
                        class:is-worse=is_better == Some(false)
                    >
                        <span aria-hidden="true">{arrow}</span>
                        {words::than(than, was)}
                    </span>
                }
            });
            view! { <td>{figure.now.text.clone()} " " {was}</td> }.into_any()
        })
        .collect();
    let (id, in_view) = (row.id.clone(), row.id.clone());
    view! {
        <tr class:is-unfit=!row.fits>
            <th scope="row">
                <button
                    type="button"
                    class="row-name"
                    data-key=format!("row-{}", row.id)
                    aria-pressed=reactive(move || is_in_view(&in_view).to_string())
                    on:click=on_event(move |_| choose(&id))
                >
                    {row.name.clone()}
                </button>
                <span class="row-rate">{row.rate.clone()}</span>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

fn csv_of(rows: &[Row], than: Baseline) -> String {
    let mut figures = rows.iter().flat_map(|row| &row.figures);
    let has_other = figures.any(|figure| figure.was.is_some());
    let mut head = Vec::new();
    for (place, column) in words::COLUMNS.into_iter().enumerate() {
        head.push(column.get().to_owned());
        if place > 0 && has_other {
            head.push(words::than(than, column.get()));
        }
    }
    let line = |row: &Row| {
        let cells = row.figures.iter().flat_map(|figure| {
            // A workload that only one of the boards has leaves the other's cells empty.
            let was = figure.was.as_ref().map(|was| was.text.clone());
            let was = has_other.then(|| was.unwrap_or_default());
            std::iter::once(figure.now.text.clone()).chain(was)
        });
        let cells: Vec<String> = std::iter::once(row.name.clone()).chain(cells).collect();
        csv_line(&cells)
    };
    let mut lines = vec![csv_line(&head)];
    lines.extend(rows.iter().map(line));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workload_of_one_board_keeps_the_columns() {
        let value = |text: &str| Value {
            text: text.to_owned(),
            number: None,
        };
        let row = |name: &str, was: Option<&str>| Row {
            id: name.to_owned(),
            name: name.to_owned(),
            rate: String::new(),
            fits: true,
            figures: vec![
                Figure {
                    now: value("1"),
                    was: was.map(value),
                },
                Figure {
                    now: value("2"),
                    was: was.map(value),
                },
            ],
        };
        let csv = csv_of(
            &[row("both", Some("0")), row("new", None)],
            Baseline::Before,
        );
        let lines: Vec<&str> = csv.lines().skip(1).collect();
        assert_eq!(lines, ["both,1,0,2,0", "new,1,,2,"]);
    }
}
