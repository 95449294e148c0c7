//! A button for work of a few seconds, which cannot begin again before it has ended. It shows the share that is done, and
//! the work can be stopped.

use model::decimal;
use std::rc::Rc;

use crate::controls::reactive::{on_event, reactive, reactive_view};
use crate::learn::panel_words;
use futures::future::{AbortHandle, abortable};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::announce;
use crate::text::language::Phrase;
use crate::worker::OnShare;

/// The state of the button.
#[derive(Clone, Copy)]
pub(crate) struct BusyButton {
    /// The share of the work that is done, in hundredths; none while no work is running.
    done: RwSignal<Option<u8>>,
    /// Stops the work that is running.
    stop: StoredValue<Option<AbortHandle>>,
}

impl BusyButton {
    pub(crate) fn new() -> Self {
        Self {
            done: RwSignal::new(None),
            stop: StoredValue::new(None),
        }
    }

    /// Begins the work, unless it is already running. It gets a function for the share that is done.
    pub(crate) fn begin<Work: Future<Output = ()> + 'static>(
        self,
        work: impl FnOnce(OnShare) -> Work,
    ) {
        if self.done.get_untracked().is_some() {
            return;
        }
        self.done.set(Some(0));
        let on_share = Rc::new(move |share: f64| {
            let now = decimal::within(share * 100.0, 0.0, 99.0) as u8;
            // Work in rounds begins again at zero; the figure does not go back.
            let is_ahead = |done: &Option<u8>| done.is_some_and(|done| done < now);
            if self.done.try_with_untracked(is_ahead) == Some(true) {
                self.done.try_set(Some(now));
            }
        });
        let (work, handle) = abortable(work(on_share));
        self.stop.set_value(Some(handle));
        spawn_local(async move {
            if work.await.is_err() {
                announce(panel_words::STOPPED.get());
            }
            // The signal is gone where the section was left meanwhile.
            self.done.try_set(None);
        });
    }

    /// The button that begins the work, and while it runs one that stops it. A press calls `press` even while the button is
    /// not ready, so that `press` can say why.
    pub(crate) fn view(
        self,
        label: Phrase,
        is_ready: Signal<bool>,
        press: impl Fn(MouseEvent) + Send + Sync + 'static,
    ) -> AnyView {
        let stop = move |_| {
            if let Some(handle) = self.stop.get_value() {
                handle.abort();
            }
        };
        view! {
            <button
                type="button"
                class="button"
                class:is-main=is_ready
                aria-disabled=reactive(move || (!is_ready.get() || self.done.get().is_some()).to_string())
                on:click=on_event(press)
            >
                {reactive_view(move || match self.done.get() {
                    Some(done) => panel_words::simulating(done),
                    None => label.get().to_owned(),
                })}
            </button>
            <button
                type="button"
                class="button"
                hidden=reactive(move || self.done.get().is_none())
                on:click=on_event(stop)
            >
                {panel_words::STOP}
            </button>
        }
        .into_any()
    }
}
