//! One challenge: its board, what may be done, its stars as the hour on the board has them, and the
//! score over hours that no attempt had before.

use crate::controls::css;
use crate::controls::lab_link::lab_link;
use crate::controls::reactive::{on_event, reactive_view};
use crate::learn::panel_words;
use std::sync::Arc;

use leptos::prelude::*;
use model::challenge::Challenge;
use model::goal::{Goal, Judged};

use super::attempt::{Attempt, attempted};
use super::round::Round;
use super::{debrief, hand_in, stars};
use crate::browser;
use crate::learn::busy_button::BusyButton;
use crate::learn::challenges::words;
use crate::learn::context::{LearnContext, ShownRun, announce, load_board, warn};
use crate::learn::goal_words as goals;
use crate::state::document::Origin;
use crate::text::workloads::in_this_language;

/// The view of a challenge.
pub(super) fn play(context: LearnContext, challenge: &Arc<Challenge>) -> AnyView {
    let stored = StoredValue::new(Arc::clone(challenge));
    let origin = Origin::Challenge(challenge.id.clone());
    let is_loaded = Memo::new({
        let origin = origin.clone();
        move |_| context.is_active(&origin)
    });
    let attempt = RwSignal::new(None::<Attempt>);
    let round = RwSignal::new(Round::default());
    let scoring = BusyButton::new();
    let load = move |_| {
        start(&stored.get_value());
        attempt.set(None);
        round.set(Round::default());
        announce(words::LOADED.get());
    };
    let count = move |_| {
        if !is_loaded.get_untracked() {
            announce(words::LOAD_FIRST.get());
            return;
        }
        scoring.begin(move |on_share| async move {
            match attempted(context, stored.get_value(), round, on_share).await {
                Ok(done) => {
                    let earned = done.counted();
                    context.progress.update(|progress| {
                        progress.book_attempt(&done.challenge.id, earned);
                        progress.player.get_or_insert_with(drawn_number);
                        let line = hand_in::line_of(&done, progress);
                        progress.book_result(&done.challenge, line);
                    });
                    context.solution.update(|solution| {
                        if let Some(solution) = solution {
                            solution.count(&done.challenge, done.score.stars);
                        }
                    });
                    announce(&words::scored(&done));
                    attempt.try_set(Some(done));
                }
                Err(why) => warn(&panel_words::not_simulated(&why)),
            }
        });
    };
    let back = move |_| {
        context
            .progress
            .update(|progress| progress.challenge = None);
        browser::focus_soon("#challenges".to_owned());
    };
    let next = next_challenge(context, challenge);
    let best = best(context, challenge);
    view! {
        <article class="challenge" aria-label=in_this_language(&challenge.name)>
            <div class="learn-actions">
                <button type="button" class="button" on:click=on_event(back)>
                    {words::BACK}
                </button>
            </div>
            <h3 id="challenge" tabindex="-1">
                {in_this_language(&challenge.name)}
            </h3>
            <p class="learn-soft">{words::level(challenge.level)} " · " {best}</p>
            <p>{in_this_language(&challenge.about)}</p>
            <p class="learn-soft" hidden=is_loaded>
                {words::TO_LOAD}
            </p>
            <div class="learn-actions">
                <button type="button" class="button" class:is-main=move || !is_loaded.get() on:click=on_event(load)>
                    {reactive_view(move || if is_loaded.get() { words::LOAD_AGAIN.get() } else { words::LOAD.get() })}
                </button>
                <a class="button" href="#lanes" hidden=move || !is_loaded.get()>
                    {panel_words::LANES}
                </a>
                {challenge.moves.code.then(|| program(context, origin.clone()))}
            </div>
            <h4>{words::MOVES}</h4>
            <ul>
                {words::moves(challenge)
                    .into_iter()
                    .map(|one| view! { <li>{one}</li> })
                    .collect_view()}
            </ul>
            <h4>{words::STARS}</h4>
            {reactive_view(move || asked(&stored.get_value(), context.run_of(&origin).as_ref()))}
            {hints(challenge)}
            <div class="learn-actions">
                {scoring.view(words::SCORE, is_loaded.into(), count)}
            </div>
            {reactive_view(move || attempt.get().map(|attempt| debrief::debrief(context, &attempt, round)))}
            {reactive_view(move || stored.with_value(|challenge| hand_in::hand_in(context, challenge, attempt.get())))}
            <div class="learn-actions" hidden=move || attempt.with(Option::is_none)>
                {next}
            </div>
        </article>
    }
    .into_any()
}

/// The way to the lab with the program that the board runs.
fn program(context: LearnContext, origin: Origin) -> AnyView {
    reactive_view(move || {
        let shown = context.run_of(&origin)?;
        let (snippet, code) = shown.scenario.own_code().into_iter().next()?;
        lab_link(words::PROGRAM, "button", snippet, 0, Some(code.clone()))
    })
    .into_any()
}

/// A number that tells this browser from others.
fn drawn_number() -> u16 {
    (js_sys::Math::random() * f64::from(u16::MAX)) as u16
}

/// Puts the challenge's board on the screen. The person's own board is kept.
pub(super) fn start(challenge: &Challenge) {
    load_board(
        challenge.scenario.clone(),
        Origin::Challenge(challenge.id.clone()),
        Some(challenge.moves.clone()),
        first_free(challenge),
    );
}

/// The most stars of an attempt at the challenge.
fn best(context: LearnContext, challenge: &Challenge) -> AnyView {
    let (id, of) = (challenge.id.clone(), challenge.stars.len());
    reactive_view(move || {
        let played = context
            .progress
            .with(|progress| progress.played.get(&id).copied());
        stars(played.unwrap_or_default().stars, of)
    })
    .into_any()
}

/// The first workload that may be moved, by id.
fn first_free(challenge: &Challenge) -> Option<String> {
    let mut workloads = challenge.scenario.workloads.iter();
    let free = workloads.find(|one| !challenge.moves.locks(&one.id))?;
    Some(free.id.clone())
}

/// A button that opens the next challenge of the list; none after the last.
fn next_challenge(context: LearnContext, challenge: &Challenge) -> Option<AnyView> {
    let next = context.challenges.with_untracked(|all| {
        let after = all.iter().skip_while(|one| one.id != challenge.id).nth(1);
        after.map(Arc::clone)
    })?;
    let label = words::next(&in_this_language(&next.name));
    let open = move |_| context.enter_challenge(next.id.clone());
    Some(
        view! {
            <button type="button" class="button" on:click=on_event(open)>
                {label}
            </button>
        }
        .into_any(),
    )
}

/// The hints, each behind a heading, to be opened one after the other.
fn hints(challenge: &Challenge) -> Vec<AnyView> {
    challenge
        .hints
        .iter()
        .enumerate()
        .map(|(at, hint)| {
            view! {
                <details>
                    <summary>{words::hint(at + 1)}</summary>
                    <p>{in_this_language(hint)}</p>
                </details>
            }
            .into_any()
        })
        .collect()
}

/// The figure of this hour as a bar, with a mark at the target; the sentence before it says the same.
fn bar(goal: &Goal, judged: &Judged) -> Option<AnyView> {
    let share = goals::share_of_target(goal, judged)?;
    let width = css::percent(share * 100.0);
    Some(
        view! {
            <span class="goal-bar" class:is-over=!judged.met aria-hidden="true">
                <span style:width=width></span>
            </span>
        }
        .into_any(),
    )
}

/// The stars and their goals, with what the hour on the board says of them.
fn asked(challenge: &Challenge, shown: Option<&ShownRun>) -> AnyView {
    let board = shown.map(|run| challenge.board(&run.scenario));
    let rows: Vec<AnyView> = challenge
        .stars
        .iter()
        .enumerate()
        .map(|(star, asked)| {
            let goals: Vec<AnyView> = asked
                .iter()
                .map(|goal| {
                    let judged = shown
                        .zip(board.as_ref())
                        .map(|(run, board)| goal.judge(board, &run.summary));
                    let sign = match &judged {
                        Some(judged) if judged.met => "✓",
                        Some(_) => "✕",
                        None => "○",
                    };
                    let class = match &judged {
                        Some(judged) if judged.met => "learn-right",
                        Some(_) => "learn-wrong",
                        None => "",
                    };
                    let bar = judged.as_ref().and_then(|judged| bar(goal, judged));
                    let now = judged.map(|judged| words::this_hour(goal, &judged));
                    view! {
                        <li>
                            <span class=class aria-hidden="true">
                                {sign}
                            </span>
                            " "
                            {goals::asked(goal, &challenge.scenario)}
                            <span class="learn-soft">{now}</span>
                            {bar}
                        </li>
                    }
                    .into_any()
                })
                .collect();
            view! {
                <li class="learn-box">
                    <p>{stars(star + 1, star + 1)}</p>
                    <ul class="learn-list">{goals}</ul>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ol class="learn-list">{rows}</ol> }.into_any()
}
