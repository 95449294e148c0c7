//! The transport: play, pause, step, speed, and the clock.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use super::clock::{self, time_of_day, time_of_day_ms};
use super::play_button::PlayButton;
use super::stepping::{next_event, previous_event};
use super::words;
use crate::controls::reactive::{on_event, reactive, reactive_view};
use crate::session::Session;
use crate::state::playhead::Looped;
use crate::state::playhead::speed::{SPEEDS, speed_of_step, step_of_speed};
use crate::text;
use model::units::Nanos;

/// The buttons, the clock and the speed.
#[component]
pub fn Transport() -> impl IntoView {
    let session = expect_context::<Session>();
    let playhead = session.playhead;
    let step = move |forward: bool| {
        let now = playhead.now();
        let to = session.run.with_untracked(|run| {
            let loaded = run.as_ref()?;
            let find = if forward { next_event } else { previous_event };
            find(&loaded.run.trace, &loaded.checkpoints, now)
        });
        // Where no further event exists, the step goes to the hour's edge.
        let edge = if forward { Nanos::MAX } else { Nanos::ZERO };
        playhead.stop_at(to.unwrap_or(edge));
    };
    view! {
        <div
            class="transport"
            role="group"
            aria-label=words::TRANSPORT
            on:keydown=on_event(move |event| space_toggles(&event, session))
        >
            <div class="transport-buttons">
                {sign_button(words::TO_START.get(), "M4 4V16M16 4 7 10 16 16Z", move || {
                    playhead.seek(Nanos::ZERO);
                })}
                {sign_button(words::STEP_BACK.get(), "M14 4 8 10 14 16", move || step(false))}
                <PlayButton class="transport-play" />
                {sign_button(words::STEP_FORWARD.get(), "M6 4 12 10 6 16", move || step(true))}
            </div>
            <LoopButton />
            <Clock />
            <Speed />
        </div>
    }
    .into_any()
}

fn sign_button(name: &'static str, sign: &'static str, act: impl Fn() + 'static) -> AnyView {
    let press = on_event(move |_| act());
    sign_of(name, sign, press)
}

fn sign_of(name: &'static str, sign: &'static str, press: Box<dyn FnMut(MouseEvent)>) -> AnyView {
    view! {
        <button
            type="button"
            class="transport-sign"
            aria-label=name
            on:click=press
        >
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                <path
                    d=sign
                    fill="none"
                    stroke="currentColor"
                    stroke-width="2"
                    stroke-linecap="round"
                    stroke-linejoin="round"
                />
            </svg>
        </button>
    }
    .into_any()
}

/// One button for the loop, with three presses: its start, its end, and its removal.
#[component]
fn LoopButton() -> impl IntoView {
    let playhead = expect_context::<Session>().playhead;
    let name = move || match playhead.range.get() {
        None => words::LOOP_FROM.get(),
        Some(Looped::From(_)) => words::LOOP_TO.get(),
        Some(Looped::Between(..)) => words::LOOP_OFF.get(),
    };
    let press = move |_| {
        let now = playhead.now();
        playhead.range.update(|range| {
            *range = match *range {
                None => Some(Looped::From(now)),
                Some(Looped::From(from)) => Some(Looped::between(from, now)),
                Some(Looped::Between(..)) => None,
            };
        });
        if let Some(Looped::Between(from, _)) = playhead.range.get_untracked() {
            playhead.seek(from);
        }
    };
    view! {
        <button type="button" class="transport-sign" aria-label=name on:click=on_event(press)>
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                <path
                    d="M6 6H13A4 4 0 0 1 13 14H7A4 4 0 0 1 4 12M8 3 5 6 8 9"
                    fill="none"
                    stroke="currentColor"
                    stroke-width="2"
                    stroke-linecap="round"
                    stroke-linejoin="round"
                />
            </svg>
        </button>
    }
    .into_any()
}

/// The time of day; with thousandths of a second while a person can read them.
#[component]
fn Clock() -> impl IntoView {
    let session = expect_context::<Session>();
    let playhead = session.playhead;
    let clock = move || {
        let clock = clock_of(session);
        let slow = playhead.speed.get() < 1.0 || !playhead.playing.get();
        let time = playhead.time.get();
        if slow {
            time_of_day_ms(clock, time)
        } else {
            time_of_day(clock, time)
        }
    };
    view! { <p class="transport-clock">{clock}</p> }.into_any()
}

/// The slider of the playback speed.
#[component]
fn Speed() -> impl IntoView {
    let playhead = expect_context::<Session>().playhead;
    let step = move || step_of_speed(playhead.speed.get());
    let set = move |event| {
        if let Ok(step) = event_target_value(&event).parse::<usize>() {
            playhead.speed.set(speed_of_step(step));
        }
    };
    view! {
        <label class="transport-speed">
            <span>{words::SPEED}</span>
            <input
                type="range"
                min="0"
                max=SPEEDS.len() - 1
                step="1"
                prop:value=reactive(move || step().to_string())
                aria-valuetext=reactive(move || words::speed_spoken(playhead.speed.get()))
                on:input=on_event(set)
            />
            <span class="transport-times" aria-hidden="true">
                {reactive_view(move || text::figures::times(playhead.speed.get()))}
            </span>
        </label>
    }
    .into_any()
}

/// The clock of the scenario on the board.
pub fn clock_of(session: Session) -> clock::Clock {
    session
        .document
        .with(|document| clock::Clock::of(document.scenario()))
}

/// Makes the space key play and pause while the focus is on a slider here; a focused button uses the key
/// itself.
pub fn space_toggles(event: &KeyboardEvent, session: Session) {
    let on_slider = event_target::<web_sys::Element>(event).tag_name() == "INPUT";
    if event.key() == " " && on_slider {
        event.prevent_default();
        session.playhead.toggle();
    }
}
