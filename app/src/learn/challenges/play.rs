//! One challenge: its board, what may be done, its stars as the hour on the board has them, and the
//! score over hours that nobody has seen.
//!
//! Must not know: what a score says in words.

use std::sync::Arc;

use engine::challenge::Challenge;
use leptos::prelude::*;

use super::attempt::{Attempt, attempted};
use super::{debrief, stars};
use crate::learn::desk::{Desk, Seen, complain, say};
use crate::learn::progress::Played;
use crate::learn::trying::Trying;
use crate::text::learn::{challenges as words, goals};
use crate::text::workloads::in_this_language;
use crate::{browser, text};

/// A challenge.
pub(super) fn play(desk: Desk, challenge: &Arc<Challenge>) -> AnyView {
    let stored = StoredValue::new(Arc::clone(challenge));
    let name = challenge.name.clone();
    let is_laid = Memo::new(move |_| desk.laid().is_some_and(|laid| laid == name));
    let attempt = RwSignal::new(None::<Attempt>);
    let scoring = Trying::new();
    let lay = move |_| {
        let challenge = stored.get_value();
        let look_at = challenge.scenario.workloads.iter();
        let mut look_at = look_at.filter(|one| !challenge.moves.locks(&one.id));
        let look_at = look_at.next().map(|one| one.id.clone());
        let moves = Some(challenge.moves.clone());
        desk.lay(challenge.scenario.clone(), moves, look_at);
        attempt.set(None);
        say(words::LAID.get());
    };
    let count = move |_| {
        if !is_laid.get_untracked() {
            say(words::LAY_FIRST.get());
            return;
        }
        scoring.begin(async move {
            match attempted(desk, stored.get_value()).await {
                Ok(done) => {
                    let earned = done.score.stars;
                    desk.progress.update(|progress| {
                        let id = done.challenge.id.clone();
                        let played = progress.played.entry(id).or_insert(Played::default());
                        played.attempts += 1;
                        played.stars = played.stars.max(earned);
                    });
                    say(&words::scored(earned, done.challenge.stars.len()));
                    attempt.try_set(Some(done));
                }
                Err(why) => complain(&text::learn::not_tried(&why)),
            }
        });
    };
    let back = move |_| {
        desk.progress.update(|progress| progress.challenge = None);
        browser::focus_soon("#challenges".to_owned());
    };
    let next = next_challenge(desk, challenge);
    let id = challenge.id.clone();
    let best = move || {
        let played = desk
            .progress
            .with(|progress| progress.played.get(&id).copied());
        let played = played.unwrap_or_default();
        stars(played.stars, stored.get_value().stars.len())
    };
    view! {
        <article class="challenge" aria-label=in_this_language(&challenge.name)>
            <div class="learn-actions">
                <button type="button" class="button" on:click=back>
                    {words::BACK}
                </button>
            </div>
            <h3 id="challenge" tabindex="-1">
                {in_this_language(&challenge.name)}
            </h3>
            <p class="learn-soft">{words::level(challenge.level)} " · " {best}</p>
            <p>{in_this_language(&challenge.about)}</p>
            <p class="learn-soft" hidden=is_laid>
                {words::TO_LAY}
            </p>
            <div class="learn-actions">
                <button type="button" class="button" class:is-main=move || !is_laid.get() on:click=lay>
                    {move || if is_laid.get() { words::LAY_AGAIN.get() } else { words::LAY.get() }}
                </button>
                <a class="button" href="#lanes" hidden=move || !is_laid.get()>
                    {text::learn::LANES}
                </a>
            </div>
            <h4>{words::MOVES}</h4>
            <ul>
                {words::moves(challenge)
                    .into_iter()
                    .map(|one| view! { <li>{one}</li> })
                    .collect_view()}
            </ul>
            <h4>{words::STARS}</h4>
            {move || asked(&stored.get_value(), is_laid.get().then(|| desk.run.get()).flatten().as_ref())}
            {hints(challenge)}
            <div class="learn-actions">
                {scoring.button(words::SCORE, is_laid.into(), count)}
            </div>
            {move || attempt.get().map(|attempt| debrief::debrief(desk, &attempt))}
            <div class="learn-actions" hidden=move || attempt.with(Option::is_none)>
                {next}
            </div>
        </article>
    }
    .into_any()
}

/// A button that opens the one that follows in the list; none after the last.
fn next_challenge(desk: Desk, challenge: &Challenge) -> Option<AnyView> {
    let next = desk.challenges.with_untracked(|all| {
        let after = all.iter().skip_while(|one| one.id != challenge.id).nth(1);
        after.map(Arc::clone)
    })?;
    let label = words::next(&in_this_language(&next.name));
    let open = move |_| desk.enter_challenge(next.id.clone());
    Some(
        view! {
            <button type="button" class="button" on:click=open>
                {label}
            </button>
        }
        .into_any(),
    )
}

/// To be opened one after the other.
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

/// The stars and their goals, with what the hour on the board says of them.
fn asked(challenge: &Challenge, seen: Option<&Seen>) -> AnyView {
    let board = seen.map(|seen| challenge.board(&seen.scenario));
    let rows: Vec<AnyView> = challenge
        .stars
        .iter()
        .enumerate()
        .map(|(star, asked)| {
            let goals: Vec<AnyView> = asked
                .iter()
                .map(|goal| {
                    let judged = seen
                        .zip(board.as_ref())
                        .map(|(seen, board)| goal.judge(board, &seen.summary));
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
                    let now = judged.map(|judged| words::this_hour(goal, &judged));
                    view! {
                        <li>
                            <span class=class aria-hidden="true">
                                {sign}
                            </span>
                            " "
                            {goals::asked(goal, &challenge.scenario)}
                            <span class="learn-soft">{now}</span>
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
