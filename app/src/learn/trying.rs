//! Work of a few seconds that a button begins, and not again before it has ended.
//!
//! Must not know: what is tried.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::text;
use crate::text::language::Phrase;

/// Whether it goes on.
#[derive(Clone, Copy)]
pub(crate) struct Trying(RwSignal<bool>);

impl Trying {
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(false))
    }

    /// Begins, unless it goes on already.
    pub(crate) fn begin(self, work: impl Future<Output = ()> + 'static) {
        if self.0.get_untracked() {
            return;
        }
        self.0.set(true);
        spawn_local(async move {
            work.await;
            // Gone where its corner is gone.
            self.0.try_set(false);
        });
    }

    /// The button that begins it; one that is not ready yet says why when it is pressed.
    pub(crate) fn button(
        self,
        label: Phrase,
        is_ready: Signal<bool>,
        press: impl Fn(MouseEvent) + Send + Sync + 'static,
    ) -> AnyView {
        view! {
            <button
                type="button"
                class="button"
                class:is-main=is_ready
                aria-disabled=move || (!is_ready.get() || self.0.get()).to_string()
                on:click=press
            >
                {move || if self.0.get() { text::learn::TRYING.get() } else { label.get() }}
            </button>
        }
        .into_any()
    }
}
