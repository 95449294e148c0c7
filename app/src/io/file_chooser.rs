//! A button for choosing a file, and the text of the chosen file.

use js_sys::Uint8Array;
use leptos::ev;
use leptos::prelude::*;
use model::scenario::caps;
use thiserror::Error;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList, HtmlInputElement};

use crate::browser;
use crate::controls::reactive::on_event;
use crate::text::language::Phrase;

/// The most bytes of a scenario or a challenge that are read.
pub(crate) const MOST_SCENARIO_BYTES: u32 = caps::FILE_BYTES as u32;
/// The most bytes of a file with progress that are read.
pub(crate) const MOST_PROGRESS_BYTES: u32 = caps::PROGRESS_BYTES as u32;

/// The reason why a file was not read.
#[derive(Clone, Debug, PartialEq, Error)]
pub(crate) enum FileError {
    /// The file is larger than any such file: choose another, or cut it into parts.
    #[error("{bytes} bytes; at most {most_bytes} are read")]
    TooLarge {
        /// The file's size.
        bytes: f64,
        /// The most that is read.
        most_bytes: u32,
    },
    /// The browser did not read the file; the text is the browser's message. Choose the file again.
    #[error("{0}")]
    Browser(String),
}

/// The text of a file that a person chose. The size is checked first, because a file may be larger than
/// the page's memory.
pub(crate) async fn text_of(file: &File, most_bytes: u32) -> Result<String, FileError> {
    let bytes = file.size();
    if bytes > f64::from(most_bytes) {
        return Err(FileError::TooLarge { bytes, most_bytes });
    }
    let text = JsFuture::from(file.text()).await;
    let text = text.map_err(|error| FileError::Browser(browser::thrown(&error)))?;
    Ok(text.as_string().unwrap_or_default())
}

/// So many bytes of a file from a place on, fewer at its end.
pub(crate) async fn piece_of(file: &File, from: f64, bytes: f64) -> Result<Vec<u8>, FileError> {
    let piece = async {
        let piece = file.slice_with_f64_and_f64(from, from + bytes)?;
        JsFuture::from(piece.array_buffer()).await
    };
    let buffer = piece.await;
    let buffer = buffer.map_err(|error| FileError::Browser(browser::thrown(&error)))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The button for one file, with a longer title, and behind it the browser's own file field. `accept` lists the types
/// that the browser offers first.
pub(crate) fn file_chooser(
    button: Phrase,
    title: Phrase,
    field: Phrase,
    accept: &'static str,
    chosen: impl Fn(File) + 'static,
) -> AnyView {
    let first = move |files: &FileList| {
        if let Some(file) = files.get(0) {
            chosen(file);
        }
    };
    chooser(button, field, Some((title, accept)), Box::new(first))
}

/// The button for any number of files of any type, and behind it the browser's own file field, which empties the list
/// afterwards.
pub(crate) fn files_chooser(
    button: Phrase,
    field: Phrase,
    chosen: impl Fn(&FileList) + 'static,
) -> AnyView {
    chooser(button, field, None, Box::new(chosen))
}

/// The title and the accepted types of a button for one file are absent where any number can be chosen.
fn chooser(
    button: Phrase,
    field: Phrase,
    of_one: Option<(Phrase, &'static str)>,
    chosen: Box<dyn Fn(&FileList)>,
) -> AnyView {
    let input = NodeRef::<leptos::html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(files) = input.files() {
            chosen(&files);
            // The same file can be chosen again once it has been corrected.
            input.set_value("");
        }
    };
    view! {
        <button type="button" class="button" title=of_one.map(|(title, _)| title.get()) on:click=on_event(choose)>
            {button}
        </button>
        <input
            type="file"
            multiple=of_one.is_none()
            accept=of_one.map(|(_, accept)| accept)
            class="visually-hidden"
            tabindex="-1"
            aria-label=field
            node_ref=input
            on:change=on_event(chosen)
        />
    }
    .into_any()
}
