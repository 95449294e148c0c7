//! The picture in words: counts, lanes, failures, twice a second at most.

use leptos::prelude::*;
use model::catalog::LaneId;

use super::facts::Facts;
use super::words;
use crate::controls::reactive::{memo, reactive_view};
use crate::session::Session;
use crate::text;
use crate::timeline::clock::time_of_day;
use crate::timeline::clock_of;

/// Notes that are always visible, and the summary.
#[component]
pub fn Summary(
    /// The figures of the picture on the canvas.
    facts: RwSignal<Facts>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let note = memo(move || {
        facts.with(|facts| match facts {
            Facts { still: true, .. } => Some(words::STILL.get()),
            Facts { flowing: true, .. } => Some(words::FLOWING.get()),
            Facts { .. } => None,
        })
    });
    let stretched =
        reactive_view(move || facts.with(|facts| facts.stretched.then(|| words::STRETCHED.get())));
    let when = reactive_view(move || {
        let playhead = session.playhead;
        let clock = clock_of(session);
        words::when(
            &time_of_day(clock, playhead.time.get()),
            playhead.playing.get(),
            &text::figures::times(playhead.speed.get()),
        )
    });
    let in_flight =
        move || facts.with(|facts| words::in_flight(&facts.tally, facts.each_stands_for));
    let sample = reactive_view(move || {
        session.run.with(|run| {
            let trace = &run.as_ref()?.run.trace;
            words::sample(u64::from(trace.len()), trace.requests_in_run)
        })
    });
    let lanes = LaneId::ALL.map(|lane| {
        let sentence = reactive_view(move || {
            facts.with(|facts| {
                let tally = &facts.lanes[lane];
                words::lane_sentence(lane, tally, facts.busy_pops)
            })
        });
        view! { <li>{sentence}</li> }
    });
    let failures = reactive_view(move || facts.with(|facts| words::failures(&facts.failures)));
    view! {
        <p class="stage-note">
            {note}
        </p>
        <p class="stage-note">{sample}</p>
        <details class="stage-words">
            <summary>{words::IN_WORDS}</summary>
            <p>{when} " " {in_flight}</p>
            <p>{stretched}</p>
            <ul>{lanes}</ul>
            <p>{failures}</p>
        </details>
    }
    .into_any()
}
