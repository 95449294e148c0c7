//! The polite status region, and the notice that a person can dismiss.
//!
//! The region speaks at most once a second, and the last sentence wins: after several quick moves a
//! screen reader speaks the result and not each move.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use model::decimal;

use crate::browser;
use crate::controls::reactive::{on_event, reactive_view};
use crate::session::{EngineState, Session};
use crate::text;
use crate::text::announcement::Announcement;

/// Sentences closer together than this become one.
const PACE_MS: f64 = 1_000.0;

/// The pace of the status region's sentences.
#[derive(Debug, Default)]
struct Pace {
    spoke_at_ms: Option<f64>,
}

impl Pace {
    /// The time that a sentence which arrives now has to wait, milliseconds.
    fn wait_ms(&self, now_ms: f64) -> f64 {
        self.spoke_at_ms.map_or(0.0, |spoke| {
            decimal::within(spoke + PACE_MS - now_ms, 0.0, PACE_MS)
        })
    }
}

/// The status region; the page has one, from its beginning. It announces no figures while the page hides
/// its verdicts, and announces them when they are shown.
#[component]
pub(crate) fn StatusRegion(hides_verdicts: Signal<bool>) -> impl IntoView {
    let session = expect_context::<Session>();
    let spoken = RwSignal::new(String::new());
    let pace = StoredValue::new(Pace::default());
    let timer = StoredValue::new_local(None::<Timeout>);
    // This is an effect and no derived value, because it depends on the time, too.
    Effect::new(move |before: Option<(Announcement, bool)>| {
        let (announcement, hides) = (session.announcement.get(), hides_verdicts.get());
        let is_old = before.is_some_and(|(old, did_hide)| old == announcement && !did_hide);
        let sentence = announcement.text(hides);
        let now = (announcement, hides);
        if sentence.is_empty() || (is_old && hides) {
            // What was announced before the verdicts were hidden is not read out again.
            timer.set_value(None);
            spoken.set(String::new());
            return now;
        }
        let speak = move || {
            pace.update_value(|pace| pace.spoke_at_ms = Some(browser::now_ms()));
            spoken.set(sentence);
        };
        let wait_ms = pace.with_value(|pace| pace.wait_ms(browser::now_ms()));
        // A sentence that waits is dropped with its timer.
        timer.set_value((wait_ms > 0.0).then(|| Timeout::new(wait_ms as u32, speak.clone())));
        if wait_ms <= 0.0 {
            speak();
        }
        now
    });
    view! {
        <p class="status" role="status" aria-live="polite" aria-atomic="true">
            {spoken}
        </p>
    }
    .into_any()
}

/// A sentence about a problem, in sight until a person dismisses it.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let session = expect_context::<Session>();
    let lasting = move || match session.engine_state.get() {
        EngineState::Unavailable(sentence) => Some(sentence),
        _ => None,
    };
    view! {
        {reactive_view(move || {
            lasting()
                .map(|sentence| {
                    view! {
                        <div class="notice notice-lasting">
                            <p role="alert">{sentence}</p>
                            <button
                                type="button"
                                class="button"
                                on:click=on_event(move |_| session.engine_restarts.update(|count| *count += 1))
                            >
                                {text::engine::TRY_AGAIN}
                            </button>
                        </div>
                    }
                })
        })}
        {reactive_view(move || {
            session.notice.get().map(|sentence| {
                view! {
                    <div class="notice">
                        <p>{sentence}</p>
                        <button
                            type="button"
                            class="button"
                            on:click=move |_| {
                                session.notice.set(None);
                                browser::focus_soon("#lanes".to_owned());
                            }
                        >
                            {text::board::PUT_AWAY}
                        </button>
                    </div>
                }
            })
        })}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(spoke_at_ms: Option<f64>, now_ms: f64, expected: f64) {
        assert_eq!(Pace { spoke_at_ms }.wait_ms(now_ms), expected);
    }

    #[test]
    fn sentences_keep_their_distance() {
        check(None, 5.0, 0.0);
        check(Some(1_000.0), 1_250.0, 750.0);
        check(Some(1_000.0), 2_000.0, 0.0);
        check(Some(1_000.0), 9_000.0, 0.0);
    }
}
