//! Keeps what a person would lose: in the browser's storage as they go, in a file, in a link.
//!
//! Must not know: what is in it. A storage that is full or forbidden costs a sentence, never the page.

use std::sync::Arc;

use engine::scenario::Scenario;
use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::Storage;

use crate::copying::{Copied, copy_or_show};
use crate::document::Document;
use crate::saved::{Saved, VERSION};
use crate::session::Session;
use crate::worker::{CallError, read_saved};
use crate::{browser, share_link, text};

/// Where the browser keeps it.
const KEPT_AS: &str = "lanewise.board";
/// And where what could not be read.
const PUT_ASIDE_AS: &str = "lanewise.board.unread";
/// Edits closer together than this are written once.
const REST_MS: u32 = 400;

/// What was kept when the page was last open; none where nothing was. The error is a sentence.
pub(crate) async fn kept() -> Option<Result<Saved, String>> {
    let text = storage().ok()?.get_item(KEPT_AS).ok()??;
    let saved = read_saved(text.clone()).await;
    if let Err(why) = &saved {
        put_aside(&text, why);
    }
    Some(saved.map_err(|error| text::saved::bad_autosave(error.why())))
}

/// Keeps the board from now on, whenever it has changed and as the page is left. `shipped` is the name of
/// the scenario that every visit opens.
pub(crate) fn keep(session: Session, shipped: String) {
    let shipped = StoredValue::new(shipped);
    let revision = Memo::new(move |_| session.document.with(Document::revision));
    let opened_with = revision.get_untracked();
    let waiting = StoredValue::new_local(None::<Timeout>);
    let told = StoredValue::new(false);
    let write = move || {
        if revision.get_untracked() == opened_with {
            return;
        }
        let mut state = state_of(session);
        let opened = session
            .document
            .with_untracked(|document| Arc::clone(document.opened()));
        if shipped.with_value(|shipped| opened.name != *shipped) {
            state.opened = Some(Box::new(Scenario::clone(&opened)));
        }
        let written = storage().and_then(|storage| storage.set_item(KEPT_AS, &state.to_text()));
        if written.is_err() && !told.get_value() {
            told.set_value(true);
            session.tell(text::saved::NOT_KEPT.get());
        }
    };
    Effect::new(move |_| {
        if revision.get() != opened_with {
            // The timer that it replaces is cancelled by being dropped.
            waiting.set_value(Some(Timeout::new(REST_MS, write)));
        }
    });
    browser::on_window(ev::pagehide, move |_| write());
}

fn storage() -> Result<Storage, JsValue> {
    let window = browser::window().ok_or(JsValue::NULL)?;
    window.local_storage()?.ok_or(JsValue::NULL)
}

/// What a person did is not thrown away, nor written over by the next edit. What was refused would be
/// refused at each visit; what found no reader may find one next time.
fn put_aside(text: &str, why: &CallError) {
    let Ok(storage) = storage() else { return };
    let copied = storage.set_item(PUT_ASIDE_AS, text);
    if copied.is_ok() && matches!(why, CallError::Refused(_)) {
        // Where the storage takes nothing, it stays where it was.
        storage.remove_item(KEPT_AS).ok();
    }
}

/// What would be lost now.
pub(crate) fn state_of(session: Session) -> Saved {
    Saved {
        version: VERSION,
        scenario: session
            .document
            .with_untracked(|document| document.scenario().as_ref().clone()),
        opened: None,
        at_s: session.playhead.now().as_secs(),
        workload: session
            .selection
            .with_untracked(|selection| selection.workload.clone()),
    }
}

/// Buttons that save the scenario as a file and copy a link to what is on the screen.
#[component]
pub(crate) fn Keeping() -> impl IntoView {
    let session = expect_context::<Session>();
    let save = move |_| {
        if save_file(session).is_err() {
            session.tell(text::saved::NOT_SAVED.get());
        }
    };
    let copy = move |_| spawn_local(copy_link(session));
    view! {
        <button type="button" class="button" on:click=save>
            {text::saved::SAVE}
        </button>
        <button type="button" class="button" on:click=copy>
            {text::saved::LINK}
        </button>
    }
    .into_any()
}

fn save_file(session: Session) -> Result<(), JsValue> {
    let scenario = state_of(session).scenario;
    let name = file_name(&scenario.name);
    browser::try_download(&name, "application/json", &scenario.to_json())
}

/// The scenario's name in letters that any file system takes.
fn file_name(name: &str) -> String {
    format!("{}.json", plain_letters(name, "scenario"))
}

/// A name in small letters, digits and hyphens, as file names and ids take them; `otherwise` where it has
/// none of them.
pub(crate) fn plain_letters(name: &str, otherwise: &str) -> String {
    let letters = name.to_lowercase();
    let words = letters.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        otherwise.to_owned()
    } else {
        words.join("-")
    }
}

/// Puts the link on the clipboard, or where it can be copied by hand, and into the address bar.
async fn copy_link(session: Session) {
    let fragment = match share_link::write(&state_of(session)).await {
        Ok(fragment) => fragment,
        Err(error) => {
            session.tell(&error.to_string());
            return;
        }
    };
    let Some(window) = browser::window() else {
        return;
    };
    if let Ok(history) = window.history() {
        // A frame may forbid it; the link is passed on all the same.
        history
            .replace_state_with_url(&JsValue::NULL, "", Some(&fragment))
            .ok();
    }
    let address = browser::with_fragment(&fragment).unwrap_or(fragment);
    if copy_or_show(&address).await == Copied::OnClipboard {
        session.tell(text::saved::COPIED.get());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        assert_eq!(file_name(name), expected);
    }

    #[test]
    fn a_file_has_a_name_that_any_system_takes() {
        check(
            "A learning platform, one evening",
            "a-learning-platform-one-evening.json",
        );
        check("../../etc: ✓", "etc.json");
        check("…", "scenario.json");
    }
}
