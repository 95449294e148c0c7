//! Progress as the browser keeps it, and the buttons that save it as a file, load it, and forget it.
//!
//! Must not know: what is in it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::desk::{Desk, complain, say};
use super::progress::{KEPT_AS, Progress};
use crate::file_chooser::{MOST_PROGRESS_BYTES, file_chooser, text_of};
use crate::{browser, text};

/// Keeps it from now on, whenever it changes. A storage that takes nothing costs one sentence.
pub(super) fn keep(progress: RwSignal<Progress>) {
    Effect::new(move |was_told: Option<bool>| {
        let is_kept = browser::keep(KEPT_AS, &progress.with(Progress::to_text));
        let was_told = was_told.unwrap_or(false);
        if !is_kept && !was_told {
            complain(text::learn::NOT_KEPT.get());
        }
        was_told || !is_kept
    });
}

/// Buttons that save progress as a file, read it from one, and begin anew.
#[component]
pub(super) fn Keeping(desk: Desk) -> impl IntoView {
    let save = move |_| {
        let text = desk.progress.with_untracked(Progress::to_text);
        if browser::try_download("lanewise-progress.json", "application/json", &text).is_err() {
            complain(text::saved::NOT_SAVED.get());
        }
    };
    let begin_anew = move |_| {
        desk.progress.update(|progress| *progress = progress.anew());
        say(text::learn::BEGUN_ANEW.get());
    };
    let open = move |file: File| {
        spawn_local(async move {
            let read = match text_of(&file, MOST_PROGRESS_BYTES).await {
                Ok(text) => Progress::from_text(&text),
                Err(why) => Err(why.to_string()),
            };
            match read {
                Ok(mut read) => {
                    read.laid = desk
                        .progress
                        .with_untracked(|progress| progress.laid.clone());
                    desk.progress.set(read);
                    say(text::learn::PROGRESS_READ.get());
                }
                Err(why) => complain(&text::learn::progress_unreadable(&file.name(), &why)),
            }
        });
    };
    view! {
        <footer class="learn-keeping">
            <p>{text::learn::KEPT}</p>
            <div class="learn-actions">
                <button type="button" class="button" on:click=save>
                    {text::learn::SAVE_PROGRESS}
                </button>
                {file_chooser(
                    text::learn::OPEN_PROGRESS,
                    text::learn::OPEN_PROGRESS_TITLE,
                    text::learn::PROGRESS_FILE,
                    ".json,application/json",
                    open,
                )}
                <button type="button" class="button" on:click=begin_anew>
                    {text::learn::BEGIN_ANEW}
                </button>
            </div>
        </footer>
    }
    .into_any()
}
