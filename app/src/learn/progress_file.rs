//! Buttons that save progress as a file, load it, and reset it.

use crate::controls::reactive::on_event;
use crate::learn::panel_words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use thiserror::Error;
use web_sys::File;

use super::context::{LearnContext, announce, warn};
use super::progress::{Progress, ProgressError};
use super::saved_file::save_file;
use crate::io::file_chooser::{FileError, MOST_PROGRESS_BYTES, file_chooser, text_of};
use crate::text;

/// Buttons that save progress as a file, read it from one, and reset it.
#[component]
pub(super) fn ProgressFile(context: LearnContext) -> impl IntoView {
    let save = move |_| match context.progress.with_untracked(Progress::to_text) {
        Ok(text) => save_file(
            "lanewise-progress.json",
            "application/json",
            text.as_bytes(),
        ),
        Err(_) => warn(text::storage::NOT_SAVED.get()),
    };
    let begin_anew = move |_| {
        context
            .progress
            .update(|progress| *progress = progress.cleared());
        announce(panel_words::BEGUN_ANEW.get());
    };
    let open = move |file: File| {
        spawn_local(async move {
            match read(&file).await {
                Ok(progress) => {
                    context.progress.set(progress);
                    announce(panel_words::PROGRESS_READ.get());
                }
                Err(error) => {
                    let why = match error {
                        NotLoaded::File(error) => panel_words::file_error(&error),
                        NotLoaded::Progress(error) => panel_words::progress_error(&error),
                    };
                    warn(&panel_words::progress_unreadable(&file.name(), &why));
                }
            }
        });
    };
    view! {
        <footer class="learn-keeping">
            <p>{panel_words::KEPT}</p>
            <div class="learn-actions">
                <button type="button" class="button" on:click=on_event(save)>
                    {panel_words::SAVE_PROGRESS}
                </button>
                {file_chooser(
                    panel_words::OPEN_PROGRESS,
                    panel_words::OPEN_PROGRESS_TITLE,
                    panel_words::PROGRESS_FILE,
                    ".json,application/json",
                    open,
                )}
                <button type="button" class="button" on:click=on_event(begin_anew)>
                    {panel_words::BEGIN_ANEW}
                </button>
            </div>
        </footer>
    }
    .into_any()
}

/// Why a file's progress was not loaded.
#[derive(Debug, Error)]
enum NotLoaded {
    /// The file was not read: choose a smaller file, or the same again.
    #[error("{0}")]
    File(#[from] FileError),
    /// The file's text is not progress of this version: choose another file.
    #[error("{0}")]
    Progress(#[from] ProgressError),
}

/// The progress in a file.
async fn read(file: &File) -> Result<Progress, NotLoaded> {
    let text = text_of(file, MOST_PROGRESS_BYTES).await?;
    Ok(Progress::from_text(&text)?)
}
