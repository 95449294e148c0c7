//! A field for a number, which accepts the number formats of several languages.
//!
//! It is a text field with the role of a spin button: the browser's own field for numbers hides a typed
//! text that it cannot read, and changes the number when the wheel turns.

mod words;
mod written;

use std::rc::Rc;

use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;
use model::decimal;
use web_sys::HtmlInputElement;

use crate::controls::reactive::on_event;
use crate::session::Session;
pub(crate) use written::NotANumber;
use written::read;

/// The content of a field, and the numbers that it accepts.
pub(crate) struct NumberField {
    /// The number; none where the scenario has no such number now.
    pub(crate) value: Signal<Option<f64>>,
    /// The least accepted number; a smaller one becomes this.
    pub(crate) least: f64,
    /// The greatest accepted number; a greater one becomes this.
    pub(crate) most: f64,
    /// The difference that an arrow key makes.
    pub(crate) step: f64,
    /// The name for assistive technology, where no label is around the field.
    pub(crate) label: Option<String>,
    /// The hint for a pointer that rests on the field.
    pub(crate) title: Option<String>,
}

/// A field for a number. `set` gets each number that a person enters, within the bounds.
pub(crate) fn number_field(
    session: Session,
    field: NumberField,
    set: impl Fn(f64) + 'static,
) -> AnyView {
    let report = move |sentence: &str| session.refuse(sentence);
    view_of(Rc::new(report), field, Rc::new(set))
}

/// The same field for a program without a session. `report` gets the notice about a text that is not a number.
pub(crate) fn reporting_number_field(
    report: fn(&str),
    field: NumberField,
    set: impl Fn(f64) + 'static,
) -> AnyView {
    view_of(Rc::new(report), field, Rc::new(set))
}

/// One function for all fields, so that each program contains it once.
fn view_of(report: Rc<dyn Fn(&str)>, field: NumberField, set: Rc<dyn Fn(f64)>) -> AnyView {
    let NumberField {
        value,
        least,
        most,
        step,
        label,
        title,
    } = field;
    let text = move || value.get().map(shown).unwrap_or_default();
    let set_by_key = Rc::clone(&set);
    let within = move |number: f64| decimal::within(number, least, most);
    let change = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        match read(&input.value()) {
            Ok(number) => {
                let nearest = within(number);
                set(nearest);
                if nearest != number {
                    report(&words::out_of_range(number, least, most));
                }
            }
            Err(error) => report(&words::not_a_number(&error)),
        }
        // The typed text may be no number, or a number that is not accepted.
        input.set_value(&untrack(text));
    };
    let step_by_key = move |event: KeyboardEvent| {
        let steps = match event.key().as_str() {
            "ArrowUp" => 1.0,
            "ArrowDown" => -1.0,
            _ => return,
        };
        event.prevent_default();
        let input: HtmlInputElement = event_target(&event);
        let from = read(&input.value()).ok().or(value.get_untracked());
        set_by_key(within(from.unwrap_or(least) + steps * step));
        input.set_value(&untrack(text));
    };
    view! {
        <input
            type="text"
            inputmode="decimal"
            role="spinbutton"
            autocomplete="off"
            class="number"
            aria-label=label
            title=title
            aria-valuemin=shown(least)
            aria-valuemax=shown(most)
            aria-valuenow=text
            prop:value=text
            on:change=on_event(change)
            on:keydown=on_event(step_by_key)
        />
    }
    .into_any()
}

/// The text of a number in a field, without digits that a person did not enter.
pub(crate) fn shown(value: f64) -> String {
    // A share below 1 keeps the digits that three decimals would round away.
    let decimals = if value.abs() < 1.0 { 6 } else { 3 };
    let text = decimal::write(value, decimals);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
