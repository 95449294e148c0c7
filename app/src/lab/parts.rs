//! Small parts of the page that occur several times, compiled once.

use leptos::prelude::*;

use crate::controls::reactive::{on_event, reactive};
use crate::text::language::Phrase;

/// A section with its heading.
pub(super) fn part(id: &'static str, name: Phrase, content: Vec<AnyView>) -> AnyView {
    view! {
        <section aria-labelledby=id class="lab-part">
            <h2 id=id>{name}</h2>
            {content}
        </section>
    }
    .into_any()
}

/// A control below its name.
pub(super) fn field(name: Phrase, control: AnyView) -> AnyView {
    view! {
        <label class="lab-field">
            <span class="lab-label">{name}</span>
            {control}
        </label>
    }
    .into_any()
}

/// A button that can always be pressed.
pub(super) fn button(name: Phrase, act: impl Fn() + 'static) -> AnyView {
    button_while(name, Signal::stored(true), act)
}

/// A button that can be pressed while `is_of_use`.
pub(super) fn button_while(
    name: Phrase,
    is_of_use: Signal<bool>,
    act: impl Fn() + 'static,
) -> AnyView {
    erased_button(name, is_of_use, Box::new(act))
}

fn erased_button(name: Phrase, is_of_use: Signal<bool>, act: Box<dyn Fn()>) -> AnyView {
    view! {
        <button
            type="button"
            class="button"
            disabled=reactive(move || !is_of_use.get())
            on:click=on_event(move |_| act())
        >
            {name}
        </button>
    }
    .into_any()
}

/// A row of controls.
pub(super) fn row(content: Vec<AnyView>) -> AnyView {
    view! { <div class="lab-row">{content}</div> }.into_any()
}

/// A name and its value in a list of facts.
pub(super) fn fact(name: Phrase, value: impl Into<String>) -> AnyView {
    let value: String = value.into();
    view! {
        <dt>{name}</dt>
        <dd>{value}</dd>
    }
    .into_any()
}
