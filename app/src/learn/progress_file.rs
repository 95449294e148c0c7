//! Buttons that save progress as a file, load it, and begin anew.

use crate::learn::panel_words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::context::{LearnContext, announce, warn};
use super::progress::Progress;
use crate::file_chooser::{FileError, MOST_PROGRESS_BYTES, file_chooser, text_of};
use crate::{browser, text};

/// Buttons that save progress as a file, read it from one, and begin anew.
#[component]
pub(super) fn ProgressFile(context: LearnContext) -> impl IntoView {
    let save = move |_| {
        let text = context.progress.with_untracked(Progress::to_text).ok();
        let saved = text.and_then(|text| {
            browser::download("lanewise-progress.json", "application/json", &text).ok()
        });
        if saved.is_none() {
            warn(text::storage::NOT_SAVED.get());
        }
    };
    let begin_anew = move |_| {
        context
            .progress
            .update(|progress| *progress = progress.anew());
        announce(panel_words::BEGUN_ANEW.get());
    };
    let open = move |file: File| {
        spawn_local(async move {
            match read(&file).await {
                Ok(progress) => {
                    context.progress.set(progress);
                    announce(panel_words::PROGRESS_READ.get());
                }
                Err(why) => warn(&panel_words::progress_unreadable(&file.name(), &why)),
            }
        });
    };
    view! {
        <footer class="learn-keeping">
            <p>{panel_words::KEPT}</p>
            <div class="learn-actions">
                <button type="button" class="button" on:click=save>
                    {panel_words::SAVE_PROGRESS}
                </button>
                {file_chooser(
                    panel_words::OPEN_PROGRESS,
                    panel_words::OPEN_PROGRESS_TITLE,
                    panel_words::PROGRESS_FILE,
                    ".json,application/json",
                    open,
                )}
                <button type="button" class="button" on:click=begin_anew>
                    {panel_words::BEGIN_ANEW}
                </button>
            </div>
        </footer>
    }
    .into_any()
}

/// The progress in a file. The error says what is wrong with the file, without a full stop.
async fn read(file: &File) -> Result<Progress, String> {
    let text = match text_of(file, MOST_PROGRESS_BYTES).await {
        Ok(text) => text,
        Err(FileError::TooLarge { most_bytes, .. }) => {
            return Err(panel_words::too_large(most_bytes));
        }
        Err(FileError::Browser(why)) => return Err(why),
    };
    Progress::from_text(&text).map_err(|error| panel_words::progress_error(&error))
}
