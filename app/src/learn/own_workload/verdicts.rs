//! The lanes on which a workload meets its targets, with simulated evidence, and why it misses them on
//! the others.

use crate::controls::reactive::on_event;
use crate::learn::panel_words;
use leptos::prelude::*;
use model::run::Summary;
use model::scenario::{Placement, Scenario, Workload};

use super::lane_trials::{LaneTrials, hours_met};
use crate::bridge::{self, FromLearning};
use crate::learn::decision_record::words as record;
use crate::learn::own_workload::words;
use crate::text;

/// The result: a table of the lanes, and the reasons for each.
pub(super) fn verdicts(tried: &LaneTrials) -> AnyView {
    let Some(workload) = tried.scenario.workloads.first().cloned() else {
        return ().into_any();
    };
    let rows: Vec<AnyView> = tried
        .lanes
        .iter()
        .filter_map(|(option, hours)| Some(row(*option, hours.first()?, hours)))
        .collect();
    let reasons: Vec<AnyView> = tried
        .lanes
        .iter()
        .map(|(option, hours)| reason(&workload, &tried.scenario, *option, hours))
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

fn row(option: Placement, first: &Summary, hours: &[Summary]) -> AnyView {
    let cells: Vec<AnyView> = record::card_figures(first, 0)
        .into_iter()
        .map(|cell| view! { <td>{cell}</td> }.into_any())
        .collect();
    view! {
        <tr>
            <th scope="row">{panel_words::placement(option)}</th>
            <td>{words::hours(hours_met(hours), hours.len())}</td>
            {cells}
        </tr>
    }
    .into_any()
}

/// One lane: the pressures that it takes off the card and its constraints, or why its targets are
/// missed.
fn reason(workload: &Workload, board: &Scenario, option: Placement, hours: &[Summary]) -> AnyView {
    let fits = hours_met(hours) == hours.len();
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
        bridge::send(&FromLearning::AddWorkload {
            workload: Box::new(card.clone()),
            placement: option,
        });
    };
    let name = panel_words::placement(option);
    view! {
        <li class="learn-box" class:is-done=fits>
            <h4>{words::lane(&name, fits)}</h4>
            <ul>{items}</ul>
            <div class="learn-actions">
                <button type="button" class="button" aria-label=words::put(&name) on:click=on_event(put)>
                    {words::PUT_THERE}
                </button>
            </div>
        </li>
    }
    .into_any()
}
