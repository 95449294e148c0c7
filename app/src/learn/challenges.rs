//! The corner for challenges: those that ship, and those that somebody brings.
//!
//! Must not know: what a challenge is about, or how a board is scored.

mod attempt;
mod debrief;
pub(crate) mod help;
mod play;
pub(super) mod sharing;

use std::sync::Arc;

use borsh::BorshDeserialize;
use engine::challenge::Challenge;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::desk::{Desk, complain};
use crate::file_chooser::file_chooser;
use crate::file_chooser::{MOST_SCENARIO_BYTES, text_of};
use crate::text::learn::challenges as words;
use crate::text::workloads::in_this_language;
use crate::worker::read_challenge;
use crate::{browser, text};

/// Where the shipped ones are, packed; a test holds the file to their own files.
const FILE: &str = "challenges/challenges.bin";

/// Fetches those that ship.
pub(super) async fn fetch(desk: Desk) {
    let bytes = browser::fetch_bytes(FILE).await;
    let all = bytes.and_then(|bytes| {
        Vec::<Challenge>::try_from_slice(&bytes).map_err(|error| error.to_string())
    });
    match all {
        Ok(all) => desk.challenges.update(|known| {
            known.extend(all.into_iter().map(Arc::new));
        }),
        Err(why) => complain(&text::learn::not_fetched(FILE, &why)),
    }
}

/// The corner.
pub(super) fn corner(desk: Desk) -> AnyView {
    let open = Memo::new(move |_| desk.challenge());
    (move || match open.get() {
        Some(challenge) => play::play(desk, &challenge),
        None => list(desk),
    })
    .into_any()
}

fn list(desk: Desk) -> AnyView {
    let rows = move || {
        let all = desk.challenges.get();
        all.iter()
            .map(|challenge| row(desk, challenge))
            .collect_view()
    };
    let earned = move || {
        let (all, progress) = (desk.challenges.get(), desk.progress.get());
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
                move |file| spawn_local(open_file(desk, file)),
            )}
        </div>
    }
    .into_any()
}

fn row(desk: Desk, challenge: &Arc<Challenge>) -> AnyView {
    let played = desk
        .progress
        .with_untracked(|progress| progress.played.get(&challenge.id).copied());
    let stars = played.map_or(0, |played| played.stars);
    let id = challenge.id.clone();
    let name = in_this_language(&challenge.name);
    let label = words::play(&name);
    let open = move |_| desk.enter_challenge(id.clone());
    view! {
        <li class="learn-box" class:is-done=move || stars != 0>
            <h3>{name}</h3>
            <p class="learn-soft">
                {words::level(challenge.level)} " · "
                {self::stars(stars, challenge.stars.len())}
            </p>
            <p>{in_this_language(&challenge.about)}</p>
            <div class="learn-actions">
                <button type="button" class="button" aria-label=label on:click=open>
                    {words::PLAY}
                </button>
            </div>
        </li>
    }
    .into_any()
}

/// Stars as a person sees them, and as one hears them.
pub(super) fn stars(earned: usize, of: usize) -> AnyView {
    let drawn = "★".repeat(earned) + &"☆".repeat(of.saturating_sub(earned));
    view! {
        <span class="stars" role="img" aria-label=words::stars(earned, of)>
            {drawn}
        </span>
    }
    .into_any()
}

async fn open_file(desk: Desk, file: File) {
    let text = match text_of(&file, MOST_SCENARIO_BYTES).await {
        Ok(text) => text,
        Err(why) => {
            complain(&text::opening::not_fetched(&file.name(), &why.to_string()));
            return;
        }
    };
    match read_challenge(text, (*desk.shipped()).clone()).await {
        Ok(challenge) => desk.open_challenge(challenge),
        Err(error) => complain(&words::no_challenge(&file.name(), error.why())),
    }
}
