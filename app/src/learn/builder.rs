//! The corner for building: the board that lies there becomes a scenario or a challenge of one's own,
//! tried in the page, saved as a file or a link.
//!
//! Must not know: how a challenge is played or scored by a player.

pub(crate) mod check;
pub(crate) mod draft;
mod form;

use check::Passed;
use draft::Draft;
use engine::challenge::Challenge;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::challenges::sharing;
use super::desk::{Desk, complain, put, say};
use super::trying::Trying;
use crate::copying::{Copied, copy_or_show};
use crate::text::learn::{builder as words, challenges};
use crate::worker::read_challenge;
use crate::{browser, text};

/// The corner.
pub(super) fn corner(desk: Desk) -> AnyView {
    let draft = desk.part(|progress| &mut progress.draft);
    let passed = RwSignal::new(None::<Passed>);
    // What was found holds for the challenge that was tried, not for another.
    Effect::new(move |before: Option<()>| {
        draft.track();
        if before.is_some() {
            passed.set(None);
        }
    });
    let trying = Trying::new();
    let find_out = move |_| {
        trying.begin(async move {
            if let Some(challenge) = built(desk, draft).await {
                match check::passed(&challenge, desk.profiles.get_untracked()).await {
                    Ok(found) => {
                        say(&words::passed(&found));
                        passed.try_set(Some(found));
                    }
                    Err(why) => complain(&text::learn::not_tried(&why)),
                }
            }
        });
    };
    let play = move |_| {
        spawn_local(async move {
            if let Some(challenge) = built(desk, draft).await {
                desk.open_challenge(challenge);
            }
        });
    };
    view! {
        <p>{words::ABOUT}</p>
        {move || desk.run.get().map(|seen| form::form(draft, &seen))}
        <h3>{words::TEST}</h3>
        <div class="learn-actions">
            {trying.button(words::CHECK, Signal::stored(true), find_out)}
            <button type="button" class="button" on:click=play>
                {words::PLAY}
            </button>
        </div>
        <p>{move || passed.get().map(|passed| words::passed(&passed))}</p>
        {pass_on(desk, draft)}
    }
    .into_any()
}

/// A file, a link, or the board itself.
fn pass_on(desk: Desk, draft: RwSignal<Draft>) -> AnyView {
    let save = move |_| {
        spawn_local(async move {
            if let Some(challenge) = built(desk, draft).await {
                let name = format!("{}.json", challenge.id);
                let saved = browser::try_download(&name, "application/json", &challenge.to_json());
                if saved.is_err() {
                    complain(text::saved::NOT_SAVED.get());
                }
            }
        });
    };
    let link = move |_| {
        spawn_local(async move {
            if let Some(challenge) = built(desk, draft).await {
                match sharing::address_of(&challenge).await {
                    Ok(address) => {
                        if copy_or_show(&address).await == Copied::OnClipboard {
                            say(words::LINKED.get());
                        }
                    }
                    Err(sentence) => complain(&sentence),
                }
            }
        });
    };
    let lay = move |_| {
        if let Some(seen) = desk.run.get_untracked() {
            let scenario = draft.with_untracked(|draft| draft.scenario(&seen.scenario));
            put(scenario, None);
            say(words::LAID.get());
        }
    };
    view! {
        <h3>{words::KEEP}</h3>
        <div class="learn-actions">
            <button type="button" class="button" on:click=save>
                {words::SAVE}
            </button>
            <button type="button" class="button" on:click=link>
                {words::LINK}
            </button>
            <button type="button" class="button" on:click=lay>
                {words::LAY}
            </button>
        </div>
    }
    .into_any()
}

/// The challenge of the draft and the board that lies there, read as a file would be; none where it
/// breaks a rule, which is said.
async fn built(desk: Desk, draft: RwSignal<Draft>) -> Option<Challenge> {
    let seen = desk.settled().await?;
    let challenge = draft.with_untracked(|draft| draft.challenge(&seen.scenario));
    match read_challenge(challenge.to_json(), (*desk.shipped()).clone()).await {
        Ok(challenge) => Some(challenge),
        Err(error) => {
            complain(&challenges::no_challenge(&challenge.name, error.why()));
            None
        }
    }
}
