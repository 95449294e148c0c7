//! The buttons that bring a pane to the front. A style sheet hides those of panes that are shown anyway.

use leptos::prelude::*;

use crate::controls::reactive::{on_event, reactive};
use crate::state::panes::{Pane, Panes};
use crate::text::language::{Phrase, phrase};

const VIEWS: Phrase = phrase("Views");

const fn name(pane: Pane) -> Phrase {
    match pane {
        Pane::Lanes => phrase("Lanes"),
        Pane::World => phrase("Map"),
        Pane::Evidence => phrase("Evidence"),
        Pane::Tables => phrase("Table"),
        Pane::Learn => phrase("Reading"),
    }
}

/// The group of the buttons.
#[component]
pub(crate) fn PaneButtons() -> impl IntoView {
    let panes = expect_context::<Panes>();
    let buttons = Pane::ALL.map(|pane| {
        view! {
            <button
                type="button"
                class=format!("view-{}", pane.class())
                hidden=!panes.offers(pane)
                aria-pressed=reactive(move || panes.is_front(pane).to_string())
                on:click=on_event(move |_| panes.show(pane))
            >
                {name(pane)}
            </button>
        }
        .into_any()
    });
    view! {
        <div class="views" role="group" aria-label=VIEWS>
            {buttons.into_iter().collect_view()}
        </div>
    }
    .into_any()
}
