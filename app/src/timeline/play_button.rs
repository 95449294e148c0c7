//! The button that starts and pauses the playback: in the transport, and on the stage.

use leptos::prelude::*;

use super::words;
use crate::controls::reactive::on_event;
use crate::session::Session;

/// The play button. With `bare` it shows only the sign, and screen readers speak the name.
#[component]
pub fn PlayButton(class: &'static str, #[prop(optional)] bare: bool) -> impl IntoView {
    let playhead = expect_context::<Session>().playhead;
    let name = move || {
        if playhead.playing.get() {
            words::PAUSE.get()
        } else {
            words::PLAY.get()
        }
    };
    let sign = move || {
        if playhead.playing.get() {
            "M5 3.5H8.5V16.5H5ZM11.5 3.5H15V16.5H11.5Z"
        } else {
            "M6 3 17 10 6 17Z"
        }
    };
    view! {
        <button
            type="button"
            class=class
            aria-label=move || bare.then(name)
            // Tab leads to the button of the transport.
            tabindex=bare.then_some("-1")
            on:click=on_event(move |_| playhead.toggle())
        >
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                <path d=sign fill="currentColor" />
            </svg>
            {(!bare).then(|| view! { <span>{name}</span> })}
        </button>
    }
    .into_any()
}
