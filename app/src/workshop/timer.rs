//! A timer for the parts of a workshop.

use gloo_timers::future::TimeoutFuture;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Workshop, words};
use crate::browser;
use crate::controls::reactive::{memo, on_event, reactive, reactive_view};

const DEFAULT_MINUTES: u32 = 10;
const MOST_MINUTES: u32 = 180;
const TICK_MS: u32 = 200;

/// The timer's state.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// This much is left, milliseconds.
    Paused { left_ms: f64 },
    /// It ends at this time of the page's clock, milliseconds.
    Runs { until_ms: f64 },
}

impl State {
    fn left_ms(self, now_ms: f64) -> f64 {
        match self {
            Self::Paused { left_ms } => left_ms,
            Self::Runs { until_ms } => (until_ms - now_ms).max(0.0),
        }
    }
}

/// The timer.
pub(super) fn timer(workshop: Workshop) -> AnyView {
    let minutes = RwSignal::new(DEFAULT_MINUTES);
    let state = RwSignal::new(State::Paused {
        left_ms: to_ms(DEFAULT_MINUTES),
    });
    // The page's clock at the last tick, milliseconds.
    let now_ms = RwSignal::new(browser::now_ms());
    let left = memo(move || clock_of(state.get().left_ms(now_ms.get())));
    let is_over = move || state.get() == (State::Paused { left_ms: 0.0 });
    let is_running = move || matches!(state.get(), State::Runs { .. });
    let reset = move || {
        state.set(State::Paused {
            left_ms: to_ms(minutes.get_untracked()),
        });
    };
    let set = move |event: ev::Event| {
        let Ok(asked) = event_target_value(&event).parse::<u32>() else {
            return;
        };
        minutes.set(asked.clamp(1, MOST_MINUTES));
        reset();
    };
    let turn = move |_| {
        now_ms.set(browser::now_ms());
        let left_ms = state.get_untracked().left_ms(now_ms.get_untracked());
        if matches!(state.get_untracked(), State::Runs { .. }) {
            state.set(State::Paused { left_ms });
            return;
        }
        let left_ms = if left_ms > 0.0 {
            left_ms
        } else {
            to_ms(minutes.get_untracked())
        };
        let running = State::Runs {
            until_ms: now_ms.get_untracked() + left_ms,
        };
        state.set(running);
        spawn_local(async move {
            // Another start has another end, so that this loop ends.
            while state.get_untracked() == running {
                now_ms.set(browser::now_ms());
                let left_ms = running.left_ms(now_ms.get_untracked());
                if left_ms <= 0.0 {
                    state.set(State::Paused { left_ms });
                    workshop.announce(words::TIME_IS_UP.get().to_owned());
                }
                TimeoutFuture::new(TICK_MS).await;
            }
        });
    };
    view! {
        <div class="workshop-timer" role="group" aria-label=words::TIMER class:is-over=is_over>
            <span class="workshop-clock" role="timer" aria-label=words::TIME_LEFT>
                {reactive_view(move || left.get())}
            </span>
            <label>
                <span class="visually-hidden">{words::MINUTES}</span>
                <input type="number" min="1" max=MOST_MINUTES value=DEFAULT_MINUTES on:change=on_event(set) />
                <span aria-hidden="true">{words::MINUTES_SHORT}</span>
            </label>
            <button type="button" class="button" on:click=on_event(turn)>
                {reactive(move || if is_running() { words::PAUSE.get() } else { words::START.get() })}
            </button>
            <button type="button" class="button" on:click=on_event(move |_| reset())>
                {words::RESET}
            </button>
        </div>
    }
    .into_any()
}

fn to_ms(minutes: u32) -> f64 {
    f64::from(minutes) * 60_000.0
}

/// Minutes and seconds, the last second shown whole.
fn clock_of(left_ms: f64) -> String {
    let seconds = (left_ms / 1_000.0).ceil() as u32;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_counts_whole_seconds() {
        for (left_ms, expected) in [
            (600_000.0, "10:00"),
            (599_999.0, "10:00"),
            (59_000.1, "1:00"),
            (1.0, "0:01"),
            (0.0, "0:00"),
        ] {
            assert_eq!(clock_of(left_ms), expected, "{left_ms}");
        }
        assert_eq!(State::Paused { left_ms: 5.0 }.left_ms(99.0), 5.0);
        assert_eq!(State::Runs { until_ms: 100.0 }.left_ms(99.0), 1.0);
        assert_eq!(State::Runs { until_ms: 100.0 }.left_ms(199.0), 0.0);
    }
}
