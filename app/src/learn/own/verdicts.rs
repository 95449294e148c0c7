//! Which lanes a workload fits, with simulated evidence, and why the others do not.
//!
//! Must not know: where the workload comes from.

use engine::run::Summary;
use engine::scenario::{Placement, Scenario, Workload};
use leptos::prelude::*;

use crate::learn::desk::{Desk, put, say};
use crate::text;
use crate::text::learn::{own as words, record};

/// A card on each lane.
#[derive(Clone)]
pub(crate) struct Tried {
    /// The card alone.
    pub(crate) scenario: Scenario,
    /// Each way to lay it, with its hours.
    pub(crate) lanes: Vec<(Placement, Vec<Summary>)>,
}

impl Tried {
    /// The ways that keep every promise in every hour.
    pub(crate) fn fitting(&self) -> Vec<Placement> {
        let fits = |(way, hours): &(Placement, Vec<Summary>)| {
            (kept(hours) == hours.len() && !hours.is_empty()).then_some(*way)
        };
        self.lanes.iter().filter_map(fits).collect()
    }
}

/// In how many hours every promise was kept.
fn kept(hours: &[Summary]) -> usize {
    let fits = |hour: &&Summary| hour.fitting() == hour.verdicts.len();
    hours.iter().filter(fits).count()
}

/// What was found.
pub(super) fn verdicts(desk: Desk, tried: &Tried) -> AnyView {
    let Some(workload) = tried.scenario.workloads.first().cloned() else {
        return ().into_any();
    };
    let rows: Vec<AnyView> = tried
        .lanes
        .iter()
        .filter_map(|(way, hours)| Some(row(*way, hours.first()?, hours)))
        .collect();
    let reasons: Vec<AnyView> = tried
        .lanes
        .iter()
        .map(|(way, hours)| reason(desk, &workload, &tried.scenario, *way, hours))
        .collect();
    let head: Vec<AnyView> = words::COLUMNS
        .into_iter()
        .map(|column| view! { <th scope="col">{column}</th> }.into_any())
        .collect();
    view! {
        <section class="own-verdicts" aria-label=words::RESULT>
            <h3>{words::RESULT}</h3>
            <p>{words::found(tried)}</p>
            <div class="wide-table" tabindex="0" role="group" aria-label=words::TABLE_OF_LANES>
                <table class="figures">
                    <caption>{words::TABLE_OF_LANES}</caption>
                    <thead>
                        <tr>{head}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <ul class="learn-list">{reasons}</ul>
        </section>
    }
    .into_any()
}

fn row(way: Placement, first: &Summary, hours: &[Summary]) -> AnyView {
    let cells: Vec<AnyView> = record::card_figures(first, 0)
        .into_iter()
        .map(|cell| view! { <td>{cell}</td> }.into_any())
        .collect();
    view! {
        <tr>
            <th scope="row">{text::learn::way(way)}</th>
            <td>{words::hours(kept(hours), hours.len())}</td>
            {cells}
        </tr>
    }
    .into_any()
}

/// One lane: what it takes off the card and what comes with it, or why it does not fit.
fn reason(
    desk: Desk,
    workload: &Workload,
    board: &Scenario,
    way: Placement,
    hours: &[Summary],
) -> AnyView {
    let fits = kept(hours) == hours.len();
    let broken = |hour: &&Summary| hour.fitting() < hour.verdicts.len();
    let hour = hours.iter().find(broken).or(hours.first());
    let Some(verdict) = hour.and_then(|hour| hour.verdicts.first()) else {
        return ().into_any();
    };
    let mut sentences: Vec<String> = Vec::new();
    if fits {
        sentences.extend(record::relieved(verdict, board));
        sentences.extend(
            record::accepted(verdict, board)
                .into_iter()
                .map(|one| words::accepted(&one)),
        );
    }
    for result in verdict.needs.iter().filter(|result| !result.met) {
        sentences.push(record::missed(result, workload, board));
        sentences.extend(text::needs::behind(result, verdict.lane, board));
    }
    let items: Vec<AnyView> = sentences
        .into_iter()
        .map(|one| view! { <li>{one}</li> }.into_any())
        .collect();
    let card = workload.clone();
    let put = move |_| {
        let Some(seen) = desk.run.get_untracked() else {
            return;
        };
        let mut board = (*seen.scenario).clone();
        board.workloads.retain(|one| one.id != card.id);
        board.workloads.push(card.clone());
        board.placements.place(&card.id, way);
        let memory_mb = card.steps.iter().map(|step| step.work.memory_mb).max();
        let serverless = &mut board.lanes.serverless;
        serverless.fit_memory(&card.id, memory_mb.unwrap_or_default());
        for other in &mut board.boards {
            other.placements.place(&card.id, way);
        }
        put(board, Some(card.id.clone()));
        say(words::PUT.get());
    };
    let name = text::learn::way(way);
    view! {
        <li class="learn-box" class:is-done=fits>
            <h4>{words::lane(&name, fits)}</h4>
            <ul>{items}</ul>
            <div class="learn-actions">
                <button type="button" class="button" aria-label=words::put(&name) on:click=put>
                    {words::PUT_THERE}
                </button>
            </div>
        </li>
    }
    .into_any()
}
