//! The head of a printed page: a line for a name, the board and the date.

use js_sys::Date;
use leptos::ev::Custom;
use leptos::prelude::*;
use web_sys::Event;

use crate::browser;
use crate::controls::reactive::reactive_view;
use crate::session::Session;
use crate::text;
use crate::text::language::date_and_time;
use crate::text::workloads::in_this_language;

/// A line that is on paper alone; its date is that of the print.
#[component]
pub(super) fn PrintHead() -> impl IntoView {
    let session = expect_context::<Session>();
    // The first date that a browser writes takes a slow machine 50 ms.
    let printed_ms = RwSignal::new(None);
    browser::on_window(Custom::<Event>::new("beforeprint"), move |_| {
        printed_ms.set(Some(Date::now()));
    });
    let board = reactive_view(move || {
        session
            .document
            .with(|document| in_this_language(&document.scenario().name))
    });
    view! {
        <p class="print-head" aria-hidden="true">
            <span>{text::board::PRINTED_NAME}</span>
            <span>{board}</span>
            <span>{reactive_view(move || printed_ms.get().map(date_and_time))}</span>
        </p>
    }
    .into_any()
}
