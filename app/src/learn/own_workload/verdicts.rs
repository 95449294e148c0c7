//! The lanes on which a workload meets its targets, with simulated evidence, and why it misses them on
//! the others.

use crate::controls::reactive::on_event;
use leptos::prelude::*;
use model::scenario::{Scenario, Workload};

use super::lane_trials::{LaneTrial, LaneTrials};
use crate::bridge::{self, FromLearning};
use crate::learn::decision_record::words as record;
use crate::learn::own_workload::words;
use crate::text;

/// The result: a table of the lanes, and the reasons for each.
pub(super) fn verdicts(tried: &LaneTrials) -> AnyView {
    let Some(workload) = tried.scenario.workloads.first().cloned() else {
        return ().into_any();
    };
    let rows: Vec<AnyView> = tried.lanes.iter().map(row).collect();
    let reasons: Vec<AnyView> = tried
        .lanes
        .iter()
        .map(|trial| reason(&workload, &tried.scenario, trial))
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

fn row(trial: &LaneTrial) -> AnyView {
    let cells: Vec<AnyView> = trial
        .figures()
        .into_iter()
        .map(|cell| view! { <td>{cell}</td> }.into_any())
        .collect();
    view! {
        <tr>
            <th scope="row">{words::way(trial)}</th>
            <td>{words::hours(trial.hours_met(), trial.hours.len())}</td>
            {cells}
        </tr>
    }
    .into_any()
}

/// One lane: the pressures that it takes off the card and its constraints, or why its targets are
/// missed.
fn reason(workload: &Workload, scenario: &Scenario, trial: &LaneTrial) -> AnyView {
    let board = &trial.board(scenario, 0);
    let fits = trial.fits();
    let hour = trial.telling_hour();
    let Some(verdict) = hour.and_then(|hour| hour.verdicts.first()) else {
        return ().into_any();
    };
    let mut sentences: Vec<String> = Vec::new();
    sentences.extend(trial.remedies.iter().map(text::remedies::name_and_duty));
    if fits {
        let counts = hour.and_then(|hour| hour.report.workloads.first());
        sentences.extend(
            counts
                .filter(|counts| counts.cold_starts > 0)
                .map(|counts| {
                    text::evidence::cold_starts(
                        counts.cold_starts,
                        counts.requests,
                        counts.cold_start_mean_ms,
                    )
                }),
        );
        sentences.extend(record::relieved(verdict));
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
    let (card, option, remedies) = (workload.clone(), trial.placement, trial.remedies.clone());
    let put = move |_| {
        bridge::send(&FromLearning::AddWorkload {
            workload: Box::new(card.clone()),
            placement: option,
            remedies: remedies.clone(),
        });
    };
    let name = words::way(trial);
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
