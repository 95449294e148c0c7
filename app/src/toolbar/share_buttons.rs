//! Buttons that save the board as a file and copy a link to it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::browser::{NotSaved, address};
use crate::controls::neighbour::neighbour;
use crate::controls::reactive::on_event;
use crate::io::copying::{Copied, copy_or_show};
use crate::io::escape;
use crate::io::share_link;
use crate::session::Session;
use crate::state::snapshot::Writing;
use crate::teach_dialogs::EmbedButton;
use crate::text;
use crate::text::language::Language;
use model::scenario::Scenario;
use web_sys::Element;

/// Buttons that save the scenario as a file and copy a link to the state on the screen.
#[component]
pub(crate) fn ShareButtons() -> impl IntoView {
    let session = expect_context::<Session>();
    let save = move |_| {
        spawn_local(async move {
            if save_file(session).await.is_err() {
                session.tell(text::storage::NOT_SAVED.get());
            }
        });
    };
    let copy = move |_| spawn_local(copy_link(session));
    view! {
        <div
            class="toolbar-share"
            role="toolbar"
            aria-label=text::storage::SHARE
            on:keydown=on_event(|event| move_focus(&event))
        >
            <button type="button" class="button" on:click=on_event(save)>
                {text::storage::SAVE}
            </button>
            <button type="button" class="button" tabindex="-1" on:click=on_event(copy)>
                {text::storage::LINK}
            </button>
            // A file on a disk has no address that a course page could show.
            {(!browser::is_in_one_file()).then(|| view! { <EmbedButton /> })}
        </div>
    }
    .into_any()
}

/// Moves the focus among the buttons, of which Tab reaches one.
fn move_focus(event: &KeyboardEvent) {
    let (ahead, back) = Language::now().arrows();
    let step = match event.key() {
        key if key == ahead => 1,
        key if key == back => -1,
        _ => return,
    };
    if let Some(from) = browser::target_of::<Element>(event)
        && let Some(to) = neighbour(&from, ".toolbar-share", "button", step)
    {
        event.prevent_default();
        // An element that is in the document accepts the focus, or keeps it where it is.
        to.focus().ok();
    }
}

async fn save_file(session: Session) -> Result<(), NotSaved> {
    let scenario = session
        .document
        .with_untracked(|document| Scenario::clone(document.scenario()));
    let name = file_name(&scenario.name);
    let writing = Writing::Scenario(Box::new(scenario));
    let json = session.written(writing).await.ok_or(NotSaved)?;
    browser::download(&name, "application/json", json.as_bytes())
}

/// The scenario's name in letters that every file system accepts.
fn file_name(name: &str) -> String {
    format!("{}.json", escape::plain_letters(name, "scenario"))
}

/// Copies the link to the clipboard, or shows it for copying by hand, and writes it into the address
/// bar.
async fn copy_link(session: Session) {
    let fragment = match share_link::for_people(session, session.shared_snapshot()).await {
        Ok(fragment) => fragment,
        Err(error) => {
            session.tell(&error.to_string());
            return;
        }
    };
    address::replace(&fragment);
    let address = address::link(&fragment);
    if copy_or_show(&address).await == Copied::OnClipboard {
        session.tell(text::storage::COPIED.get());
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
