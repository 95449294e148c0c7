//! A button for work of a few seconds, which cannot begin again before it has ended.

use crate::controls::reactive::{on_event, reactive, reactive_view};
use crate::learn::panel_words;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::text::language::Phrase;

/// The state of the button: whether its work is running.
#[derive(Clone, Copy)]
pub(crate) struct BusyButton(RwSignal<bool>);

impl BusyButton {
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(false))
    }

    /// Begins the work, unless it is already running.
    pub(crate) fn begin(self, work: impl Future<Output = ()> + 'static) {
        if self.0.get_untracked() {
            return;
        }
        self.0.set(true);
        spawn_local(async move {
            work.await;
            // The signal is gone where the section was left meanwhile.
            self.0.try_set(false);
        });
    }

    /// The button that begins the work. A press calls `press` even while the button is not ready, so that
    /// `press` can say why.
    pub(crate) fn view(
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
                aria-disabled=reactive(move || (!is_ready.get() || self.0.get()).to_string())
                on:click=on_event(press)
            >
                {reactive_view(move || if self.0.get() { panel_words::SIMULATING.get() } else { label.get() })}
            </button>
        }
        .into_any()
    }
}
