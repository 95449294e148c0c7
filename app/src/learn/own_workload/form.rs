//! The form with the questions about a workload.

use leptos::prelude::*;

use crate::controls::number_field::{NumberField, reporting_number_field};
use crate::controls::reactive::{on_event, reactive};
use crate::learn::context::warn;
use crate::learn::own_workload::words;
use crate::learn::progress_slice::ProgressSlice;
use crate::learn::workload_answers::{Answers, KeptState, Often, Shape, TRIGGERS, Users};
use crate::text::language::Phrase;

/// The form. A number outside of what can be simulated becomes the nearest that can.
pub(super) fn form(answers: ProgressSlice<Answers>) -> AnyView {
    let has_table = reactive(move || answers.with(|answers| answers.table.is_some()));
    let forget = move |_| answers.update(|answers| answers.table = None);
    let table = move || {
        let table = answers.with(|answers| answers.table.clone())?;
        Some(view! {
            <p class="learn-soft">
                {words::table(&table)}
                " "
                <button type="button" class="button" on:click=on_event(forget)>
                    {words::FORGET_TABLE}
                </button>
            </p>
        })
    };
    view! {
        <label>
            <span>{words::NAME}</span>
            <input
                type="text"
                maxlength="80"
                prop:value=reactive(move || answers.with(|answers| answers.name.clone()))
                on:input=move |event| {
                    answers.update(|answers| answers.name = event_target_value(&event));
                }
            />
        </label>
        {choice(
            words::TRIGGER,
            TRIGGERS.map(|one| (one, words::trigger(one))).to_vec(),
            answers,
            |answers| &mut answers.trigger,
        )}
        {table}
        <div class="two" hidden=has_table>
            {choice(
                words::SHAPE,
                Shape::ALL.map(|one| (one, words::shape(one))).to_vec(),
                answers,
                |answers| &mut answers.shape,
            )}
            {number(
                words::PER_HOUR,
                (1.0, 1_000_000.0),
                answers,
                |answers| answers.per_hour,
                |answers, value| answers.per_hour = value,
            )}
        </div>
        {size(answers)}
        {choice(
            words::KEEPS,
            KeptState::ALL.map(|one| (one, words::keeps(one))).to_vec(),
            answers,
            |answers| &mut answers.state,
        )}
        {choice(
            words::AUTHOR,
            [false, true].map(|one| (one, words::author(one))).to_vec(),
            answers,
            |answers| &mut answers.is_third_party,
        )}
        {choice(
            words::USERS,
            Users::ALL.map(|one| (one, words::users(one))).to_vec(),
            answers,
            |answers| &mut answers.users,
        )}
        <div class="two">
            {number(
                words::WITHIN,
                (1.0, 86_400_000.0),
                answers,
                |answers| answers.within_ms,
                |answers, value| answers.within_ms = value,
            )}
            {choice(
                words::LOSE,
                [true, false].map(|one| (one, words::may_lose(one))).to_vec(),
                answers,
                |answers| &mut answers.may_lose,
            )}
        </div>
    }
    .into_any()
}

/// The questions about how often it comes, how long a run takes and how much memory it needs.
fn size(answers: ProgressSlice<Answers>) -> AnyView {
    view! {
        {choice(
            words::OFTEN,
            Often::ALL.map(|one| (one, words::often(one))).to_vec(),
            answers,
            |answers| &mut answers.often,
        )}
        <div class="two">
            {number(
                words::WORK,
                (0.1, 36_000_000.0),
                answers,
                |answers| answers.work_ms,
                |answers, value| answers.work_ms = value,
            )}
            {number(
                words::WAIT,
                (0.0, 3_600_000.0),
                answers,
                |answers| answers.wait_ms,
                |answers, value| answers.wait_ms = value,
            )}
        </div>
        <div class="two">
            {number(
                words::MEMORY,
                (1.0, 65_536.0),
                answers,
                |answers| answers.memory_mb.into(),
                |answers, value| answers.memory_mb = value.round() as u32,
            )}
            {number(
                words::RESIDENT,
                (0.0, 65_536.0),
                answers,
                |answers| answers.resident_mb.into(),
                |answers, value| answers.resident_mb = value.round() as u32,
            )}
        </div>
    }
    .into_any()
}

/// A question with a few answers; `of` is the field of the answer.
fn choice<T: Copy + PartialEq + Send + Sync + 'static>(
    label: Phrase,
    offered: Vec<(T, &'static str)>,
    answers: ProgressSlice<Answers>,
    of: fn(&mut Answers) -> &mut T,
) -> AnyView {
    let chosen = move || answers.with(|answers| *of(&mut answers.clone()));
    let values: Vec<T> = offered.iter().map(|(value, _)| *value).collect();
    let options: Vec<AnyView> = offered
        .into_iter()
        .enumerate()
        .map(|(at, (value, words))| {
            view! {
                <option value=at.to_string() selected=move || chosen() == value>
                    {words}
                </option>
            }
            .into_any()
        })
        .collect();
    let choose = move |event| {
        let at = event_target_value(&event).parse::<usize>();
        if let Some(value) = at.ok().and_then(|at| values.get(at)) {
            answers.update(|answers| *of(answers) = *value);
        }
    };
    view! {
        <label>
            <span>{label}</span>
            <select on:change=on_event(choose)>{options}</select>
        </label>
    }
    .into_any()
}

/// A question with a number.
fn number(
    label: Phrase,
    (least, most): (f64, f64),
    answers: ProgressSlice<Answers>,
    get: fn(&Answers) -> f64,
    set: fn(&mut Answers, f64),
) -> AnyView {
    let field = NumberField {
        value: Signal::derive(move || Some(answers.with(get))),
        least,
        most,
        step: 1.0,
        label: None,
        title: None,
    };
    let set = move |value| answers.update(|answers| set(answers, value));
    view! {
        <label>
            <span>{label}</span>
            {reporting_number_field(warn, field, set)}
        </label>
    }
    .into_any()
}
