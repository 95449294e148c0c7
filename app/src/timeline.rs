//! The timeline: the playhead and its controls with one chart, and all charts and events on request.

pub mod clock;
mod crosshair;
mod incidents;
pub(crate) mod jumps;
mod play_button;
mod series;
mod stepping;
mod track;
mod transport;
mod twin;
pub(crate) mod words;

use leptos::prelude::*;
use model::units::Nanos;

use crate::controls::more_button::more_button;
use crate::controls::reactive::{effect, reactive, reactive_view};
use crate::session::Session;
use crate::state::playhead::start::worth_seeing;
pub(crate) use clock::hour_and_minute;
use crosshair::Crosshair;
pub(crate) use incidents::{BreakSomething, at_playhead, when};
use jumps::Moments;
pub use play_button::PlayButton;
use track::{Charts, Track};
use transport::Transport;
pub(crate) use transport::clock_of;
use twin::Twin;

/// The screen time that the opening shows before the first failure or late request, seconds.
const OPENING_LEAD_S: f64 = 3.0;

/// The timeline.
#[component]
pub fn Timeline() -> impl IntoView {
    let session = expect_context::<Session>();
    let playhead = session.playhead;
    // This is an effect and no derived value: a new run keeps the playhead, and the first run places it.
    effect(move || {
        session.run.with(|run| {
            let Some(loaded) = run else { return };
            playhead.set_end(Nanos::from_secs(loaded.scenario.horizon_s));
            if !playhead.placed.get_untracked() {
                let lead = Nanos::from_secs(OPENING_LEAD_S * playhead.speed.get_untracked());
                playhead.seek(worth_seeing(&loaded.run.summary.moments, lead));
            }
        });
    });
    let waiting = reactive_view(move || {
        session
            .run
            .with(Option::is_none)
            .then_some(words::NO_RUN.get())
    });
    provide_context(Crosshair::new(session));
    let is_open = RwSignal::new(false);
    let details = reactive_view(move || {
        is_open.get().then(|| {
            view! {
                <div class="timeline-details" id="timeline-details">
                    <Charts />
                    <Moments />
                    <Twin />
                </div>
            }
        })
    });
    view! {
        <section class="timeline" class:is-open=reactive(move || is_open.get()) aria-label=words::REGION>
            <Transport />
            <Track />
            <p class="timeline-waiting">{waiting}</p>
            {more_button("button timeline-more", words::DETAILS, "timeline-details", is_open)}
            {details}
        </section>
    }
    .into_any()
}
