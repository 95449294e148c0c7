//! Where the room placed each workload of a challenge, as a table whose cells are darker where more boards have it.

use crate::controls::css;
use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use model::catalog::LaneId;
use model::challenge::Challenge;
use model::scenario::Scenario;

use super::collected::by_challenge;
use super::placement_counts::{PlacementCounts, placement_counts, remedy_counts};
use super::{Workshop, words};
use crate::browser;
use crate::controls::reactive::{on_event, reactive_view};
use crate::text::workloads::{in_this_language, name_of};
use crate::text::{lanes, remedies};

/// The map of one challenge, with a choice where the room has played several.
pub(super) fn placement_map(workshop: Workshop) -> AnyView {
    let chosen = RwSignal::new(None::<String>);
    reactive_view(move || {
        let played = played(workshop);
        let shown = played
            .iter()
            .find(|(challenge, _)| Some(&challenge.id) == chosen.get().as_ref());
        let Some((challenge, boards)) = shown.or(played.first()) else {
            return view! { <p class="workshop-soft">{words::NO_BOARD_YET}</p> }.into_any();
        };
        let boards: Vec<&Scenario> = boards.iter().map(AsRef::as_ref).collect();
        view! {
            {choice(&played, &challenge.id, chosen)}
            <p class="workshop-soft">{words::boards(boards.len())}</p>
            {table(challenge, &placement_counts(challenge, &boards), boards.len())}
            {remedies_of(challenge, &boards)}
        }
        .into_any()
    })
    .into_any()
}

/// The challenges of which there are boards, with the best board of each person.
fn played(workshop: Workshop) -> Vec<(Arc<Challenge>, Vec<Arc<Scenario>>)> {
    let challenges = workshop.challenges.get();
    workshop.collected.with(|collected| {
        let groups = by_challenge(collected.rows(), &challenges).into_iter();
        let played = groups.map(|(challenge, rows)| {
            let boards = rows.iter().filter_map(|row| row.best.board.as_ref());
            let boards = boards.map(|(board, _)| Arc::clone(board)).collect();
            (challenge, boards)
        });
        played
            .filter(|(_, boards): &(_, Vec<_>)| !boards.is_empty())
            .collect()
    })
}

fn choice(
    played: &[(Arc<Challenge>, Vec<Arc<Scenario>>)],
    shown: &str,
    chosen: RwSignal<Option<String>>,
) -> Option<AnyView> {
    if played.len() < 2 {
        return None;
    }
    let choose = move |event: ev::Event| {
        browser::keep_focus();
        chosen.set(Some(event_target_value(&event)));
    };
    let options: Vec<AnyView> = played
        .iter()
        .map(|(challenge, _)| {
            view! {
                <option value=challenge.id.clone() selected=challenge.id == shown>
                    {in_this_language(&challenge.name)}
                </option>
            }
            .into_any()
        })
        .collect();
    Some(
        view! {
            <label>
                {words::CHALLENGE} " "
                <select data-key="workshop-challenge" on:change=on_event(choose)>{options}</select>
            </label>
        }
        .into_any(),
    )
}

fn table(challenge: &Challenge, counts: &[PlacementCounts], boards: usize) -> AnyView {
    let has_walls = counts.iter().any(|one| one.walled > 0);
    let heads: Vec<AnyView> = LaneId::ALL
        .into_iter()
        .map(|lane| view! { <th scope="col">{lanes::name(lane)}</th> }.into_any())
        .collect();
    let rows: Vec<AnyView> = counts
        .iter()
        .map(|counts| {
            let cells: Vec<AnyView> = LaneId::ALL
                .into_iter()
                .zip(counts.on)
                .map(|(lane, count)| cell(count, boards, lane == counts.start))
                .collect();
            view! {
                <tr>
                    <th scope="row">{name_of(&challenge.scenario, &counts.workload)}</th>
                    {cells}
                    {has_walls.then(|| view! { <td>{words::walled(counts.walled)}</td> })}
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="workshop-scroll" tabindex="0" role="group" aria-labelledby="map-title">
            <table class="workshop-map">
                <thead>
                    <tr>
                        <th scope="col">{words::WORKLOAD}</th>
                        {heads}
                        {has_walls.then(|| view! { <th scope="col">{words::WALLS}</th> })}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn cell(count: usize, boards: usize, is_start: bool) -> AnyView {
    let share = count as f64 / boards.max(1) as f64;
    // The paper stays lighter than half, so that the figure is readable on it.
    let cover = css::percent(share * 45.0);
    let start = is_start.then(|| words::START_LANE.get());
    view! {
        <td style:--shade=cover>
            {(count > 0).then_some(count)} " " {start}
        </td>
    }
    .into_any()
}

fn remedies_of(challenge: &Challenge, boards: &[&Scenario]) -> Option<AnyView> {
    let counts = remedy_counts(challenge, boards);
    if counts.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = counts
        .iter()
        .map(|(remedy, count)| {
            let of = remedy.target().map(|target| {
                let target = model::scenario::Target::parse(target);
                name_of(&challenge.scenario, target.workload)
            });
            let said = words::remedy(remedies::name(remedy), of.as_deref(), *count, boards.len());
            view! { <li>{said}</li> }.into_any()
        })
        .collect();
    Some(
        view! {
            <h3>{remedies::TITLE}</h3>
            <ul>{rows}</ul>
        }
        .into_any(),
    )
}
