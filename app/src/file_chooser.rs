//! A button that lets a person choose a file.
//!
//! Must not know: what is in it, or what becomes of it.

use leptos::ev;
use leptos::prelude::*;
use web_sys::{File, HtmlInputElement};

use crate::text::language::Phrase;

/// The button, whose title says more, and behind it the browser's own field. `accept` is what the browser offers first.
pub(crate) fn file_chooser(
    button: Phrase,
    title: Phrase,
    field: Phrase,
    accept: &'static str,
    chosen: impl Fn(File) + 'static,
) -> AnyView {
    let input = NodeRef::<leptos::html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            // The same file can be chosen again once it has been corrected.
            input.set_value("");
            chosen(file);
        }
    };
    view! {
        <button type="button" class="button" title=title on:click=choose>
            {button}
        </button>
        <input
            type="file"
            accept=accept
            class="visually-hidden"
            tabindex="-1"
            aria-label=field
            node_ref=input
            on:change=chosen
        />
    }
    .into_any()
}
