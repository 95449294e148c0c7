//! The debrief: the targets that were met in the scored hours, those that were missed and on which
//! constraint, and the moves that would have helped.
//!
//! What would have helped is simulated, never guessed.

use crate::controls::reactive::{on_event, reactive_view};
use crate::learn::panel_words;
use leptos::prelude::*;
use model::challenge::Level;
use model::scenario::Scenario;
use model::sort::sort_by;
use model::verdict::Verdict;

use super::attempt::Attempt;
use super::helpful_moves::{Help, helps};
use super::round::{Detail, Round};
use super::stars;
use crate::learn::busy_button::BusyButton;
use crate::learn::challenges::words;
use crate::learn::context::{LearnContext, load_board, warn};
use crate::learn::goal_words as goals;
use crate::state::document::Origin;
use crate::text::needs;

/// The debrief of an attempt.
pub(super) fn debrief(context: LearnContext, attempt: &Attempt, round: RwSignal<Round>) -> AnyView {
    let score = &attempt.score;
    let of = attempt.challenge.stars.len();
    let worst = score.worst();
    let look = {
        let attempt = attempt.clone();
        move |_| {
            let seed = attempt.seeds.get(worst).copied().unwrap_or_default();
            let hour = Scenario {
                seed,
                ..(*attempt.board).clone()
            };
            let moves = Some(attempt.challenge.moves.clone());
            let look_at = broken(&attempt).first().map(|(id, ..)| id.clone());
            let origin = Origin::Challenge(attempt.challenge.id.clone());
            load_board(hour, origin, moves, look_at);
        }
    };
    let scored = attempt.clone();
    let has_moved = move || {
        let now = context.run_of(&Origin::Challenge(scored.challenge.id.clone()));
        now.is_some_and(|now| scored.challenge.board(&now.scenario) != *scored.board)
    };
    let is_full = score.stars == of;
    view! {
        <section class="learn-box debrief" aria-label=words::DEBRIEF>
            <h4>{words::DEBRIEF}</h4>
            <p class="learn-old" hidden=move || !has_moved()>
                {words::MOVED_SINCE}
            </p>
            <p>{stars(attempt.counted(), of)} " " {words::scored(attempt)}</p>
            {hours(attempt)}
            <h4>{words::HELD}</h4>
            {list(met_targets(attempt), words::NOTHING_HELD.get())}
            <h4>{words::BROKE}</h4>
            {list(what_broke(attempt), words::NOTHING_BROKE.get())}
            <div hidden=is_full>
                {further_help(context, attempt, round)}
                <div class="learn-actions">
                    <button type="button" class="button" on:click=on_event(look)>
                        {words::LOOK}
                    </button>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// What the next attempt will say; or a move that would have helped, on request.
fn further_help(context: LearnContext, attempt: &Attempt, round: RwSignal<Round>) -> AnyView {
    let level = attempt.challenge.level;
    match attempt.detail {
        Detail::Constraints => view! { <p class="learn-soft">{words::CARDS_NEXT}</p> }.into_any(),
        Detail::Cards => view! { <p class="learn-soft">{words::MOVE_NEXT}</p> }.into_any(),
        Detail::Moves => {
            let helped = RwSignal::new(None::<Vec<Help>>);
            let finding = BusyButton::new();
            let attempt = attempt.clone();
            let find = move |_| {
                let attempt = attempt.clone();
                finding.begin(move |on_share| async move {
                    match helps(&attempt, context.profiles.get_untracked(), on_share).await {
                        // The signals are gone where the challenge was left meanwhile.
                        Ok(found) => {
                            round.try_update(Round::help);
                            helped.try_set(Some(found));
                        }
                        Err(why) => warn(&panel_words::not_simulated(&why)),
                    }
                });
            };
            view! {
                <h4>{words::WOULD_HELP}</h4>
                {reactive_view(move || helped.get().map(|found| moves(&found)))}
                <div class="learn-actions" hidden=move || helped.with(Option::is_some)>
                    {finding.view(words::SHOW_MOVE, Signal::stored(true), find)}
                </div>
                <p class="learn-soft" hidden=level == Level::OneMove>
                    {words::PRICE_OF_HELP}
                </p>
            }
            .into_any()
        }
    }
}

/// The single moves that would have helped.
fn moves(found: &[Help]) -> AnyView {
    if found.is_empty() {
        return view! { <p>{words::NO_SINGLE_MOVE}</p> }.into_any();
    }
    let moves: Vec<AnyView> = found
        .iter()
        .map(|help| view! { <li>{words::help(help)}</li> }.into_any())
        .collect();
    view! { <ul>{moves}</ul> }.into_any()
}

/// What broke, in as much detail as the attempt has earned.
fn what_broke(attempt: &Attempt) -> Vec<String> {
    match attempt.detail {
        Detail::Constraints => constraints(attempt),
        Detail::Cards | Detail::Moves => {
            let cards = broken(attempt).into_iter();
            cards.map(|(_, sentence)| sentence).collect()
        }
    }
}

/// How many cards missed a target, and the constraints behind it, each once.
fn constraints(attempt: &Attempt) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut cards = 0;
    for workload in &attempt.board.workloads {
        let verdicts = verdicts(attempt, &workload.id);
        let Some(verdict) = verdicts.into_iter().find(|verdict| !verdict.fits) else {
            continue;
        };
        cards += 1;
        for result in verdict.needs.iter().filter(|result| !result.met) {
            let sentences = needs::behind(result, verdict.lane, &attempt.board);
            found.extend(sentences);
        }
    }
    if cards == 0 {
        return Vec::new();
    }
    let mut said = vec![words::cards_missed(cards)];
    for sentence in found {
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    said
}

/// Each goal in each hour, as a table.
fn hours(attempt: &Attempt) -> AnyView {
    let challenge = &attempt.challenge;
    let head: Vec<AnyView> = (1..=attempt.hours.len())
        .map(|hour| view! { <th scope="col">{words::hour(hour)}</th> }.into_any())
        .collect();
    let many = attempt.hours.len().to_string();
    let mut goals_in_hours: Vec<AnyView> = Vec::new();
    for (star, asked) in challenge.stars.iter().enumerate() {
        for (place, goal) in asked.iter().enumerate() {
            let cells: Vec<AnyView> = attempt
                .score
                .hours
                .iter()
                .filter_map(|hour| hour.judged.get(star)?.get(place))
                .map(|judged| {
                    let (sign, class) = if judged.met {
                        ("✓", "learn-right")
                    } else {
                        ("✕", "learn-wrong")
                    };
                    let state = if judged.met {
                        words::REACHED
                    } else {
                        words::NOT_REACHED
                    };
                    view! {
                        <td>
                            <span class=class aria-hidden="true">
                                {sign}
                            </span>
                            <span class="visually-hidden">{state}</span>
                            " "
                            {goals::measured(goal, judged)}
                        </td>
                    }
                    .into_any()
                })
                .collect();
            // The goal is above its hours, not beside them, because the panel is narrow.
            goals_in_hours.push(
                view! {
                    <tbody>
                        <tr>
                            <th scope="rowgroup" colspan=many.clone()>
                                {goals::asked(goal, &challenge.scenario)}
                            </th>
                        </tr>
                        <tr>{cells}</tr>
                    </tbody>
                }
                .into_any(),
            );
        }
    }
    view! {
        <div class="wide-table" tabindex="0" role="group" aria-label=words::HOURS>
            <table class="figures hours-table">
                <caption>{words::HOURS}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                {goals_in_hours}
            </table>
        </div>
    }
    .into_any()
}

fn list(sentences: Vec<String>, otherwise: &'static str) -> AnyView {
    if sentences.is_empty() {
        return view! { <p>{otherwise}</p> }.into_any();
    }
    let items: Vec<AnyView> = sentences
        .into_iter()
        .map(|one| view! { <li>{one}</li> }.into_any())
        .collect();
    view! { <ul>{items}</ul> }.into_any()
}

/// The verdicts on a card, one for each hour.
fn verdicts<'a>(attempt: &'a Attempt, card: &str) -> Vec<&'a Verdict> {
    let hours = attempt.hours.iter();
    hours.filter_map(|hour| hour.verdict_on(card)).collect()
}

/// A sentence for each card that met every target in every hour, with the pressures that its lane removes.
fn met_targets(attempt: &Attempt) -> Vec<String> {
    let workloads = attempt.board.workloads.iter();
    workloads
        .filter_map(|workload| {
            let verdicts = verdicts(attempt, &workload.id);
            let all = verdicts.iter().all(|verdict| verdict.fits);
            let first = verdicts.first().filter(|_| all)?;
            Some(words::met_targets(workload, first))
        })
        .collect()
}

/// Cards that missed a target, the most often missed first: the card's id, and a sentence with the number
/// of hours and the cause in one of them.
fn broken(attempt: &Attempt) -> Vec<(String, String)> {
    let mut found: Vec<(usize, String, String)> = attempt
        .board
        .workloads
        .iter()
        .filter_map(|workload| {
            let verdicts = verdicts(attempt, &workload.id);
            let missed = verdicts.iter().filter(|verdict| !verdict.fits).count();
            let first = verdicts.iter().find(|verdict| !verdict.fits)?;
            let sentence = words::broke(workload, first, missed, &attempt.board);
            Some((missed, workload.id.clone(), sentence))
        })
        .collect();
    sort_by(&mut found, |a, b| b.0.cmp(&a.0));
    found
        .into_iter()
        .map(|(_, id, sentence)| (id, sentence))
        .collect()
}
