//! Buttons that save the board as a file and copy a link to it.
//!
//! Must not know: what is in a scenario or in a link.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use crate::session::Session;
use crate::{browser, link, text};

/// Buttons that save the scenario as a file and copy a link to what is on the screen.
#[component]
pub(crate) fn ShareButtons() -> impl IntoView {
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
    let scenario = session
        .document
        .with_untracked(|document| document.scenario().clone());
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

/// Puts the link into the address bar, where it can be copied by hand as well, and on the clipboard.
async fn copy_link(session: Session) {
    let fragment = match link::write(&session.shared_snapshot()).await {
        Ok(fragment) => fragment,
        Err(sentence) => {
            session.tell(&sentence);
            return;
        }
    };
    let Some(window) = browser::window() else {
        return;
    };
    let in_address = window
        .history()
        .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&fragment)));
    let address = window.location().href().unwrap_or_default();
    let copied = browser::copy(&address).await;
    session.tell(match (copied, in_address) {
        (true, _) => text::saved::COPIED.get(),
        (false, Ok(())) => text::saved::IN_ADDRESS.get(),
        (false, Err(_)) => text::saved::NOT_COPIED.get(),
    });
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
