//! The controls of a run, and its gauges.

use leptos::prelude::*;
use model::sandbox::{Gauges, Step};

use super::parts::{button, button_while, row};
use super::state::Lab;
use super::words;
use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
use crate::text::figures;
use crate::text::language::Phrase;

/// Buttons to run, to pause and to end, and what the run has used.
pub(super) fn run(lab: Lab) -> AnyView {
    let can_go_on = memo(move || {
        let step = lab.run.with(|run| run.as_ref().map(|run| run.step.clone()));
        !lab.is_running.get() && step == Some(Step::Paused)
    });
    let is_out_of_fuel = memo(move || {
        let step = lab.run.with(|run| run.as_ref().map(|run| run.step.clone()));
        !lab.is_running.get() && step == Some(Step::OutOfFuel)
    });
    let is_started = memo(move || lab.is_running.get() || lab.run.with(Option::is_some));
    let more = move || {
        let fuel = lab.limits.with_untracked(|limits| limits.fuel);
        lab.resume(fuel);
    };
    let is_idle = Signal::derive(move || !lab.is_running.get());
    let all = reactive_view(move || {
        let is_table = lab.table.with(Option::is_some);
        let name = if is_table {
            words::ALL_OF_TABLE
        } else {
            words::ALL_ANSWERS
        };
        button(name, move || lab.grade_all())
    });
    let buttons = vec![
        view! {
            <button
                type="button"
                class="button is-main"
                on:click=on_event(move |_| lab.begin(true))
            >
                {words::RUN}
            </button>
        }
        .into_any(),
        button_while(words::STEP, is_idle, move || lab.step()),
        button_while(words::PAUSE, lab.is_running.into(), move || lab.pause()),
        button_while(words::GO_ON, can_go_on.into(), move || lab.resume(0)),
        button_while(words::STOP, is_started.into(), move || lab.end()),
        all.into_any(),
    ];
    view! {
        {row(buttons)}
        <p class="lab-state" role="status">
            {reactive_view(move || state(lab).get())}
        </p>
        {reactive_view(move || {
            is_out_of_fuel
                .get()
                .then(|| button(words::MORE_FUEL, more))
        })}
        {reactive_view(move || {
            lab.trouble.get().map(|trouble| view! { <p class="notice" role="alert">{trouble}</p> })
        })}
        <div class="lab-gauges">
            {gauge(words::FUEL, lab, |gauges, _| (gauges.fuel, gauges.granted_fuel), words::of)}
            {gauge(
                words::MEMORY,
                lab,
                |gauges, memory| (gauges.memory_bytes, memory),
                words::bytes_of,
            )}
        </div>
    }
    .into_any()
}

/// Where the run is, in a sentence.
fn state(lab: Lab) -> Phrase {
    if lab.is_running.get() {
        return words::IS_RUNNING;
    }
    lab.run.with(|run| match run.as_ref().map(|run| &run.step) {
        None => words::NOT_RUN,
        Some(Step::Paused) => words::IS_PAUSED,
        Some(Step::OutOfFuel) => words::IS_OUT_OF_FUEL,
        Some(Step::Ended) => words::HAS_ENDED,
    })
}

/// A bar of what is used, beside what is granted. `read` gets the gauges and the memory wall, in bytes.
fn gauge(
    name: Phrase,
    lab: Lab,
    read: fn(&Gauges, u64) -> (u64, u64),
    in_words: fn(u64, u64) -> String,
) -> AnyView {
    let value = memo(move || {
        let limits = lab.limits.get();
        let gauges = lab.run.with(|run| run.as_ref().map(|run| run.gauges));
        let idle = Gauges {
            granted_fuel: limits.fuel,
            ..Gauges::default()
        };
        read(&gauges.unwrap_or(idle), limits.memory_bytes)
    });
    view! {
        <div class="lab-gauge">
            <span class="lab-label">{name}</span>
            <meter
                aria-label=name
                min="0"
                max=reactive(move || value.get().1.max(1).to_string())
                high=reactive(move || (value.get().1 / 10 * 9).to_string())
                value=reactive(move || value.get().0.to_string())
            ></meter>
            <span class="figure">
                {reactive_view(move || {
                    let (part, whole) = value.get();
                    in_words(part, whole)
                })}
            </span>
        </div>
    }
    .into_any()
}

/// The time of the run so far.
pub(super) fn time(lab: Lab) -> String {
    figures::time_ms(lab.took_ms.get())
}
