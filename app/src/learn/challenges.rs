//! The section for challenges: those that ship, and those that a person opens or builds.

mod attempt;
mod debrief;
mod hand_in;
pub(crate) mod helpful_moves;
mod play;
mod round;
pub(super) mod sharing;
pub(super) mod words;

use crate::controls::reactive::{memo, on_event, reactive_view};
use crate::learn::panel_words;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::challenge::Challenge;
use web_sys::File;

use super::context::{LearnContext, warn};
use crate::browser;
use crate::io::file_chooser::{MOST_SCENARIO_BYTES, file_chooser, text_of};
use crate::text;
use crate::text::workloads::in_this_language;
use crate::worker::read_challenge;

/// The packed file of all challenges that ship; a test compares it with their own files.
pub(crate) const FILE: &str = "challenges/challenges.bin";

/// Fetches the challenges that ship.
pub(super) async fn fetch(context: LearnContext) {
    match browser::fetch_packed(FILE).await {
        Ok(all) => context.add_shipped_challenges(all),
        Err(error) => {
            let why = text::opening::fetch_fault(&error);
            warn(&panel_words::not_fetched(FILE, &why));
        }
    }
}

/// The section: the open challenge, else the list.
pub(super) fn section(context: LearnContext) -> AnyView {
    let open = memo(move || context.challenge());
    (move || match open.get() {
        Some(challenge) => play::play(context, &challenge),
        None => list(context),
    })
    .into_any()
}

fn list(context: LearnContext) -> AnyView {
    let rows = reactive_view(move || {
        let all = context.challenges.get();
        all.iter()
            .map(|challenge| row(context, challenge))
            .collect_view()
    });
    let earned = move || {
        let (all, progress) = (context.challenges.get(), context.progress.get());
        let stars = |challenge: &Arc<Challenge>| {
            let played = progress.played.get(&challenge.id);
            played.map_or(0, |played| played.stars)
        };
        let of = all.iter().map(|challenge| challenge.stars.len()).sum();
        words::earned(all.iter().map(stars).sum(), of)
    };
    view! {
        <p id="challenges" tabindex="-1">
            {words::ABOUT}
        </p>
        <p class="learn-soft">{earned}</p>
        <ul class="learn-list">{rows}</ul>
        <div class="learn-actions">
            {file_chooser(
                words::OPEN,
                words::OPEN_TITLE,
                words::FILE,
                ".json,application/json",
                move |file| spawn_local(open_file(context, file)),
            )}
        </div>
    }
    .into_any()
}

fn row(context: LearnContext, challenge: &Arc<Challenge>) -> AnyView {
    let played = context
        .progress
        .with_untracked(|progress| progress.played.get(&challenge.id).copied());
    let stars = played.map_or(0, |played| played.stars);
    let id = challenge.id.clone();
    let name = in_this_language(&challenge.name);
    let label = words::play(&name);
    let open = move |_| context.enter_challenge(id.clone());
    view! {
        <li class="learn-box" class:is-done=move || stars != 0>
            <h3>{name}</h3>
            <p class="learn-soft">
                {words::level(challenge.level)} " · "
                {self::stars(stars, challenge.stars.len())}
            </p>
            <p>{in_this_language(&challenge.about)}</p>
            <div class="learn-actions">
                <button type="button" class="button" aria-label=label on:click=on_event(open)>
                    {words::PLAY}
                </button>
            </div>
        </li>
    }
    .into_any()
}

/// Stars as they are drawn, with their number as the name for a screen reader.
pub(super) fn stars(earned: usize, of: usize) -> AnyView {
    let earned = earned.min(of);
    let drawn = "★".repeat(earned) + &"☆".repeat(of - earned);
    view! {
        <span class="stars" role="img" aria-label=words::stars(earned, of)>
            {drawn}
        </span>
    }
    .into_any()
}

async fn open_file(context: LearnContext, file: File) {
    let text = match text_of(&file, MOST_SCENARIO_BYTES).await {
        Ok(text) => text,
        Err(why) => {
            warn(&words::no_challenge(
                &file.name(),
                &panel_words::file_error(&why),
            ));
            return;
        }
    };
    match read_challenge(text, (*context.shipped()).clone()).await {
        Ok(challenge) => context.open_challenge(challenge),
        Err(error) => warn(&words::no_challenge(&file.name(), error.why())),
    }
}
