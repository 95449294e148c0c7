//! Challenges in addresses: reads one that the page was opened with, and writes one to pass on.

use leptos::prelude::*;
use web_sys::UrlSearchParams;

use crate::browser;
use crate::browser::address::CHALLENGE_MARK;
use crate::io::share_link::{self, NoLink};
use crate::learn::challenges::play;
use crate::learn::challenges::words;
use crate::learn::context::{LearnContext, warn};
use crate::learn::lesson;
use crate::learn::lesson::file::Lesson;
use crate::learn::progress::Section;
use crate::state::document::Origin;
use crate::text;
use crate::worker::read_challenge;

/// Opens what the address of the page asks for: a section (`?learn=check`), a chapter of the lesson (`?chapter=bursts`), a
/// challenge that ships (`?challenge=quiz-rush`), or one that the link itself holds.
pub(in crate::learn) async fn open_address(context: LearnContext) {
    let Some(location) = browser::window().map(|window| window.location()) else {
        return;
    };
    let search = location.search().unwrap_or_default();
    let asked = UrlSearchParams::new_with_str(&search).ok();
    let asked = |name: &str| asked.as_ref().and_then(|asked| asked.get(name));
    if let Some(name) = asked("learn") {
        match Section::of_name(&name) {
            Some(section) => context
                .progress
                .update(|progress| progress.section = section),
            // `?learn=1` opens the section that was open last.
            None if name.len() <= 1 => {}
            None => warn(&words::no_section(&name, &Section::ALL.map(Section::name))),
        }
    }
    if let Some(id) = asked("chapter") {
        open_chapter(context, id).await;
    }
    if let Some(id) = asked("challenge") {
        let ships = context
            .challenges
            .with_untracked(|all| all.iter().any(|one| one.id == id));
        if ships {
            context.progress.update(|progress| {
                progress.section = Section::Challenges;
                progress.challenge = Some(id);
            });
        } else {
            warn(&words::unknown(&id));
        }
    }
    open_link(context).await;
}

/// Opens a chapter of the lesson; where there is none of this name, the lesson as it was left, with a sentence.
async fn open_chapter(context: LearnContext, id: String) {
    // A lesson that does not arrive says so in its place.
    let lesson: Option<Lesson> = browser::fetch_packed(lesson::FILE).await.ok();
    let chapters = lesson.iter().flat_map(|lesson| &lesson.chapters);
    let ids: Vec<&str> = chapters.map(|one| one.id.as_str()).collect();
    let is_known = ids.is_empty() || ids.contains(&id.as_str());
    if !is_known {
        warn(&text::opening::no_value("chapter", &id, &ids));
    }
    context.progress.update(|progress| {
        progress.section = Section::Lesson;
        if is_known {
            progress.chapter = Some(id);
        }
    });
}

/// Opens the challenge that the link in the address bar holds, where it holds one.
pub(in crate::learn) async fn open_link(context: LearnContext) {
    let fragment = browser::fragment();
    let refused = |why: &str| warn(&words::no_challenge(words::the_link(), why));
    match share_link::read_text(&fragment, CHALLENGE_MARK).await {
        None => {}
        Some(Ok(text)) => match read_challenge(text, (*context.shipped()).clone()).await {
            Ok(challenge) => {
                context.open_challenge(challenge);
                start(context);
            }
            Err(error) => refused(error.why()),
        },
        Some(Err(error)) => refused(&error.to_string()),
    }
}

/// Puts the board of a linked challenge on the screen, except after a reload, where it is there as it was left.
fn start(context: LearnContext) {
    let Some(challenge) = untrack(move || context.challenge()) else {
        return;
    };
    let origin = Origin::Challenge(challenge.id.clone());
    if !untrack(move || context.is_active(&origin)) {
        play::start(&challenge);
    }
}

/// The full address of a challenge, from its file's text.
///
/// # Errors
///
/// [`NoLink`], whose text is a whole sentence.
pub(in crate::learn) async fn address_of(file: &str) -> Result<String, NoLink> {
    let fragment = share_link::write_text(CHALLENGE_MARK, file).await?;
    Ok(browser::with_fragment(&fragment).unwrap_or(fragment))
}
