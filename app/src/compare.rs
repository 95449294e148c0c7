//! The region "Compare": two runs side by side, workload by workload, and the requests that fared
//! differently.
//!
//! Must not know: how a run comes about. Two runs of the same hour have the same requests, so that a
//! difference is the placement's and not the dice's.

pub(crate) mod pairs;

use std::sync::Arc;

use engine::report::WorkloadReport;
use leptos::prelude::*;
use pairs::{Pair, Pairs};

use crate::disclosure::region;
use crate::document::Edit;
use crate::loaded_run::LoadedRun;
use crate::session::Session;
use crate::text;

/// How many requests of each kind are listed.
const LISTED: usize = 5;

/// The run to compare with: the one that a person kept, else the one before the last change.
fn other(session: Session) -> Option<Arc<LoadedRun>> {
    session.kept_run.get().or_else(|| session.earlier_run.get())
}

/// The region.
#[component]
pub(crate) fn Compare() -> impl IntoView {
    let session = expect_context::<Session>();
    let keep = move |_| session.kept_run.set(session.run.get_untracked());
    let forget = move |_| session.kept_run.set(None);
    let swap = move |_| {
        if let Some(other) = untrack(|| other(session)) {
            session.kept_run.set(session.run.get_untracked());
            let scenario = other.scenario.as_ref().clone();
            session.edit(Edit::Restore(Box::new(scenario)));
        }
    };
    let is_kept = move || session.kept_run.with(Option::is_some);
    let has_other = move || is_kept() || session.earlier_run.with(Option::is_some);
    let hint = move || {
        if is_kept() {
            text::compare::WITH_KEPT.get()
        } else if has_other() {
            text::compare::WITH_EARLIER.get()
        } else {
            text::compare::NOTHING_YET.get()
        }
    };
    let tables = move || Some(both(session, &session.run.get()?, &other(session)?));
    region("compare", text::compare::TITLE.get(), move || {
        let content = view! {
            <p class="hint">{hint}</p>
            <div class="compare-actions">
                <button type="button" class="button" on:click=keep>
                    {text::compare::KEEP}
                </button>
                <button type="button" class="button" hidden=move || !is_kept() on:click=forget>
                    {text::compare::FORGET}
                </button>
                <button type="button" class="button" hidden=move || !has_other() on:click=swap>
                    {text::compare::SWAP}
                </button>
            </div>
            {tables}
        };
        Some(content.into_any())
    })
}

fn both(session: Session, now: &Arc<LoadedRun>, was: &Arc<LoadedRun>) -> AnyView {
    let reports = &now.run.summary.report.workloads;
    let before = |id: &str| {
        let mut reports = was.run.summary.report.workloads.iter();
        reports.find(|report| report.id == id)
    };
    let rows: Vec<AnyView> = reports
        .iter()
        .filter_map(|report| Some(row(now, was, report, before(&report.id)?)))
        .collect();
    let same_hour =
        now.scenario.seed == was.scenario.seed && now.scenario.workloads == was.scenario.workloads;
    let usd = |run: &LoadedRun| run.run.summary.report.usd_per_month();
    view! {
        <p>{text::compare::fitting(fitting(now), fitting(was), rows.len())} " "
            {text::compare::cost(usd(now), usd(was))} " "
            {if same_hour { text::compare::SAME_HOUR.get() } else { text::compare::OTHER_HOUR.get() }}</p>
        <div class="wide-table" tabindex="0" role="group" aria-label=text::compare::TABLE>
            <table class="figures">
                <caption>{text::compare::TABLE}</caption>
                <thead>
                    <tr>
                        {text::compare::COLUMNS
                            .map(|name| view! { <th scope="col">{name}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {requests(session, now, was)}
    }
    .into_any()
}

fn fitting(run: &LoadedRun) -> usize {
    let verdicts = run.run.summary.verdicts.iter();
    verdicts.filter(|verdict| verdict.fits).count()
}

fn row(
    now: &LoadedRun,
    was: &LoadedRun,
    report: &WorkloadReport,
    before: &WorkloadReport,
) -> AnyView {
    let name = text::workloads::name_of(&now.scenario, &report.id);
    let fits = |run: &LoadedRun| {
        let mut verdicts = run.run.summary.verdicts.iter();
        let verdict = verdicts.find(|verdict| verdict.workload == report.id);
        verdict.map_or_else(String::new, text::board::standing)
    };
    let lane = |report: &WorkloadReport| text::board::lane(report.lane).to_owned();
    let time = |ms: Option<f64>| ms.map_or(text::compare::NONE.to_owned(), text::figures::time_ms);
    let cells = [
        (lane(report), lane(before)),
        (fits(now), fits(was)),
        (time(report.latency.p50_ms), time(before.latency.p50_ms)),
        (time(report.latency.p95_ms), time(before.latency.p95_ms)),
        (
            text::figures::count(report.failed),
            text::figures::count(before.failed),
        ),
        (
            text::figures::count(report.cold_starts),
            text::figures::count(before.cold_starts),
        ),
        (
            text::figures::usd(report.usd_per_month),
            text::figures::usd(before.usd_per_month),
        ),
    ];
    let cells: Vec<AnyView> = cells
        .into_iter()
        .map(|(now, was)| {
            let was = (was != now).then(|| {
                view! { <span class="was">{text::evidence::was(&was)}</span> }
            });
            view! { <td>{now} " " {was}</td> }.into_any()
        })
        .collect();
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells}
        </tr>
    }
    .into_any()
}

/// Requests of the workload in view that fared better or worse, to be followed.
fn requests(session: Session, now: &Arc<LoadedRun>, was: &Arc<LoadedRun>) -> AnyView {
    let Some(id) = session.workload_in_view() else {
        return ().into_any();
    };
    let pairs = Pairs::of(now, was, &id);
    let name = text::workloads::name_of(&now.scenario, &id);
    let list = |title: &'static str, pairs: Vec<Pair>| {
        if pairs.is_empty() {
            return ().into_any();
        }
        let items: Vec<AnyView> = pairs
            .into_iter()
            .map(|pair| {
                let arrived = pair.arrived;
                let look = move |_| session.show_request(pair.row, arrived);
                view! {
                    <li>
                        <button type="button" class="button" on:click=look>
                            {text::compare::pair(&pair)}
                        </button>
                    </li>
                }
                .into_any()
            })
            .collect();
        view! {
            <h4>{title}</h4>
            <ul class="choices">{items}</ul>
        }
        .into_any()
    };
    view! {
        <h3>{text::compare::requests(&name)}</h3>
        <p>{text::compare::counts(&pairs)}</p>
        {list(text::compare::WORSE.get(), pairs.worse(LISTED))}
        {list(text::compare::BETTER.get(), pairs.better(LISTED))}
    }
    .into_any()
}
