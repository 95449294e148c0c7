//! A disclosure whose content is computed and shown only while it is open.

use crate::controls::reactive::{on_event, reactive_view};
use leptos::html;
use leptos::prelude::*;

/// A disclosure; `content` runs while it is open, and again whenever a signal that it reads changes.
pub(crate) fn disclosure(
    class: &'static str,
    summary: AnyView,
    content: impl Fn() -> Option<AnyView> + Send + 'static,
) -> AnyView {
    let is_open = RwSignal::new(false);
    let details = NodeRef::<html::Details>::new();
    let toggled = move |_| {
        if let Some(details) = details.get_untracked() {
            is_open.set(details.open());
        }
    };
    view! {
        <details class=class node_ref=details on:toggle=on_event(toggled)>
            <summary>{summary}</summary>
            {reactive_view(move || is_open.get().then(&content).flatten())}
        </details>
    }
    .into_any()
}

/// A region of the page that is closed until a person opens it.
pub(crate) fn region(
    id: &'static str,
    title: &'static str,
    content: impl Fn() -> Option<AnyView> + Send + 'static,
) -> AnyView {
    let heading = view! { <h2>{title}</h2> }.into_any();
    view! {
        <section id=id class="closed-region" aria-label=title>
            {disclosure("", heading, content)}
        </section>
    }
    .into_any()
}
