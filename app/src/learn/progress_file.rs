//! Buttons that save progress as a file, load it, and begin anew.
//!
//! Must not know: what is in the progress.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::context::{LearnContext, announce, warn};
use super::progress::Progress;
use super::progress::bounds::MOST_BYTES;
use crate::file_chooser::file_chooser;
use crate::{browser, text};

/// Buttons that save progress as a file, read it from one, and begin anew.
#[component]
pub(super) fn ProgressFile(context: LearnContext) -> impl IntoView {
    let save = move |_| {
        let text = context.progress.with_untracked(Progress::to_text).ok();
        let saved = text.and_then(|text| {
            browser::try_download("lanewise-progress.json", "application/json", &text).ok()
        });
        if saved.is_none() {
            warn(text::saved::NOT_SAVED.get());
        }
    };
    let begin_anew = move |_| {
        context
            .progress
            .update(|progress| *progress = progress.anew());
        announce(text::learn::BEGUN_ANEW.get());
    };
    let open = move |file: File| {
        spawn_local(async move {
            match read(&file).await {
                Ok(progress) => {
                    context.progress.set(progress);
                    announce(text::learn::PROGRESS_READ.get());
                }
                Err(why) => warn(&text::learn::progress_unreadable(&file.name(), &why)),
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

/// The progress in a file. The error says what is wrong with the file, without a full stop.
async fn read(file: &File) -> Result<Progress, String> {
    if file.size() > MOST_BYTES as f64 {
        return Err(text::learn::too_large(MOST_BYTES));
    }
    let text = browser::text_of(file).await?;
    Progress::from_text(&text).map_err(|error| text::learn::progress_error(&error))
}
