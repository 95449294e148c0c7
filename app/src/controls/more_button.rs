//! The button that opens and closes another part of the page.

use leptos::prelude::*;

use crate::controls::reactive::{on_event, reactive};
use crate::text::language::Phrase;

/// A button with this label for the part that has the id `controls`.
pub(crate) fn more_button(
    class: &'static str,
    label: Phrase,
    controls: &'static str,
    is_open: RwSignal<bool>,
) -> AnyView {
    view! {
        <button
            type="button"
            class=class
            aria-expanded=reactive(move || is_open.get().to_string())
            aria-controls=controls
            on:click=on_event(move |_| is_open.update(|is_open| *is_open = !*is_open))
        >
            {label}
        </button>
    }
    .into_any()
}
