//! One answer to choose from, in the question of a task and in a prediction.

use leptos::prelude::*;

use crate::controls::reactive::on_event;

/// A radio button with its text, and what there is to say about the answer below it. Buttons of one `name` exclude each other.
pub(super) fn choice(
    name: &str,
    text: String,
    is_chosen: impl Fn() -> bool + Send + Sync + 'static,
    choose: impl Fn() + 'static,
    verdict: AnyView,
) -> AnyView {
    view! {
        <div>
            <label class="choice">
                <input
                    type="radio"
                    name=name.to_owned()
                    prop:checked=is_chosen
                    on:change=on_event(move |_| choose())
                />
                <span>{text}</span>
            </label>
            {verdict}
        </div>
    }
    .into_any()
}
