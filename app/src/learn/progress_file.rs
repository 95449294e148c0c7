//! Buttons that save progress as a file, load it, and reset it.

use crate::browser;
use crate::controls::reactive::{on_event, reactive_view};
use crate::learn::panel_words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use thiserror::Error;
use web_sys::File;

use super::context::{LearnContext, announce, warn};
use super::progress::merge::merged;
use super::progress::{Progress, ProgressError};
use super::saved_file::save_file;
use crate::io::escape;
use crate::io::file_chooser::{FileError, MOST_PROGRESS_BYTES, file_chooser, text_of};
use crate::text;

/// Buttons that save progress as a file, read it from one, and reset it.
#[component]
pub(super) fn ProgressFile(context: LearnContext) -> impl IntoView {
    let save = move |_| {
        let today = browser::today();
        let mut progress = context.progress.get_untracked();
        progress.saved_on = Some(today.clone());
        match progress.to_text() {
            Ok(text) => save_file(
                &format!(
                    "{}.json",
                    escape::file_name(&["lanewise", "progress", &progress.nickname, &today])
                ),
                "application/json",
                text.as_bytes(),
            ),
            Err(_) => warn(text::storage::NOT_SAVED.get()),
        }
    };
    let offered = RwSignal::new(None::<Offered>);
    let take = move |mut progress: Progress| {
        progress.saved_on = None;
        context.progress.set(progress);
        offered.set(None);
        announce(panel_words::PROGRESS_READ.get());
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
                Ok(progress) if context.progress.with_untracked(Progress::holds_work) => {
                    let file = file.name();
                    announce(&panel_words::progress_offered(
                        &file,
                        progress.saved_on.as_deref(),
                    ));
                    offered.set(Some(Offered { file, progress }));
                    browser::focus_soon("#progress-add".to_owned());
                }
                Ok(progress) => take(progress),
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
            {reactive_view(move || {
                offered.get().map(|offered_now| question(context, offered_now, take, move || offered.set(None)))
            })}
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

/// The progress of a file, while a person has not said what becomes of it.
#[derive(Clone)]
struct Offered {
    file: String,
    progress: Progress,
}

/// The question what becomes of a file's progress beside the person's own.
fn question(
    context: LearnContext,
    offered: Offered,
    take: impl Fn(Progress) + Copy + 'static,
    leave: impl Fn() + 'static,
) -> AnyView {
    let Offered { file, progress } = offered;
    let sentence = panel_words::progress_offered(&file, progress.saved_on.as_deref());
    let theirs = progress.clone();
    let add = move |_| {
        let ours = context.progress.get_untracked();
        take(merged(&Progress::default(), &ours, &theirs).progress);
    };
    let replace = move |_| take(progress.clone());
    view! {
        <div class="learn-box" role="group" aria-label=panel_words::OPEN_PROGRESS>
            <p>{sentence}</p>
            <div class="learn-actions">
                <button type="button" id="progress-add" class="button is-main" on:click=on_event(add)>
                    {panel_words::ADD_PROGRESS}
                </button>
                <button type="button" class="button" on:click=on_event(replace)>
                    {panel_words::REPLACE_PROGRESS}
                </button>
                <button type="button" class="button" on:click=on_event(move |_| leave())>
                    {panel_words::LEAVE_PROGRESS}
                </button>
            </div>
        </div>
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
