//! Challenges that come by an address, and go by one.
//!
//! Must not know: how a link is spelled.

use engine::challenge::Challenge;
use leptos::prelude::*;
use web_sys::UrlSearchParams;

use crate::address::CHALLENGE_MARK;
use crate::learn::desk::{Desk, complain};
use crate::learn::progress::Corner;
use crate::text::learn::challenges as words;
use crate::worker::read_challenge;
use crate::{browser, share_link};

/// Opens what the address of the page asks for: a corner (`?learn=check`), a challenge that ships
/// (`?challenge=quiz-rush`), or one that the link itself holds.
pub(in crate::learn) async fn open_address(desk: Desk) {
    let Some(location) = browser::window().map(|window| window.location()) else {
        return;
    };
    let search = location.search().unwrap_or_default();
    let asked = UrlSearchParams::new_with_str(&search).ok();
    let asked = |name: &str| asked.as_ref().and_then(|asked| asked.get(name));
    if let Some(corner) = asked("learn").as_deref().and_then(Corner::of_name) {
        desk.progress.update(|progress| progress.corner = corner);
    }
    if let Some(id) = asked("challenge") {
        let ships = desk
            .challenges
            .with_untracked(|all| all.iter().any(|one| one.id == id));
        if ships {
            desk.progress.update(|progress| {
                progress.corner = Corner::Challenges;
                progress.challenge = Some(id);
            });
        } else {
            complain(&words::unknown(&id));
        }
    }
    open_link(desk).await;
}

/// Opens the challenge that the link in the address bar holds, where it holds one.
pub(in crate::learn) async fn open_link(desk: Desk) {
    let fragment = browser::fragment();
    let refused = |why: &str| complain(&words::no_challenge(words::the_link(), why));
    match share_link::read_text(&fragment, CHALLENGE_MARK).await {
        None => {}
        Some(Ok(text)) => match read_challenge(text, (*desk.shipped()).clone()).await {
            Ok(challenge) => desk.open_challenge(challenge),
            Err(error) => refused(error.why()),
        },
        Some(Err(error)) => refused(&error.to_string()),
    }
}

/// The full address of a challenge. The error is a sentence.
pub(in crate::learn) async fn address_of(challenge: &Challenge) -> Result<String, String> {
    let fragment = share_link::write_text(CHALLENGE_MARK, &challenge.to_json()).await?;
    Ok(browser::with_fragment(&fragment).unwrap_or(fragment))
}
