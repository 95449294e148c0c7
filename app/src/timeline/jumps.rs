//! The interesting moments of a run, as buttons.

use leptos::prelude::*;
use model::moments::Moment;
use model::units::Nanos;

use super::clock::{Clock, time_of_day};
use super::words;
use crate::browser;
use crate::controls::reactive::{on_event, reactive_view};
use crate::session::Session;
use crate::state::loaded_run::LoadedRun;
use crate::text;

/// The screen time that the playback shows before a moment, seconds.
const LEAD_S: f64 = 2.0;

/// A button with one sentence for each moment.
#[component]
pub fn Moments() -> impl IntoView {
    let session = expect_context::<Session>();
    let run = session.later_run();
    let list = reactive_view(move || {
        run.with(|run| {
            let loaded = run.as_ref()?;
            let moments = &loaded.run.summary.moments;
            if moments.is_empty() {
                return Some(view! { <p>{words::NO_MOMENTS}</p> }.into_any());
            }
            let entries = moments
                .iter()
                .map(|moment| entry(session, loaded, moment))
                .collect_view();
            Some(view! { <ol class="moments-list">{entries}</ol> }.into_any())
        })
    });
    view! {
        <div class="moments">
            <h3>{words::MOMENTS}</h3>
            {list}
        </div>
    }
    .into_any()
}

/// The moment whose mark is under the pointer at this time; none where no mark is that near.
pub(super) fn near(loaded: &LoadedRun, at: Nanos, end: Nanos) -> Option<&Moment> {
    /// Half the width of a mark on a narrow chart, as a share of the hour.
    const REACH: f64 = 0.006;
    let apart = |moment: &&Moment| moment.at.since(at).max(at.since(moment.at));
    let moments = loaded.run.summary.moments.iter();
    let nearest = moments.min_by_key(apart)?;
    (apart(&nearest) <= end.scaled(REACH)).then_some(nearest)
}

/// One sentence for a moment.
pub(super) fn sentence(loaded: &LoadedRun, moment: &Moment) -> String {
    let workload = moment
        .workload
        .and_then(|i| loaded.scenario.workloads.get(usize::from(i)));
    let name = workload.map_or_else(|| words::SOMETHING.into(), text::workloads::name);
    words::moment(moment, &name)
}

/// Plays from two seconds before a moment, and selects its request. Where motion is reduced, it pauses at
/// the moment itself.
pub(super) fn jump(session: Session, at: Nanos, row: Option<u32>) {
    let playhead = session.playhead;
    if browser::matches_media("(prefers-reduced-motion: reduce)") {
        playhead.stop_at(at);
    } else {
        let lead = Nanos::from_secs(LEAD_S * playhead.speed.get_untracked());
        playhead.play_before(at, lead);
    }
    if row.is_some() {
        session.selection.update(|chosen| chosen.request = row);
    }
}

/// Pauses at the next moment of the run, or at the one before, and announces it.
pub(crate) fn step(session: Session, is_ahead: bool) {
    let now = session.playhead.now();
    let found = session.run.with_untracked(|run| {
        let loaded = run.as_ref()?;
        let mut moments = loaded.run.summary.moments.iter();
        let moment = if is_ahead {
            moments.find(|moment| moment.at > now)
        } else {
            moments.rfind(|moment| moment.at < now)
        };
        moment.map(|moment| (moment.at, sentence(loaded, moment)))
    });
    if let Some((at, sentence)) = found {
        session.playhead.stop_at(at);
        session.announce(sentence);
    }
}

fn entry(session: Session, loaded: &LoadedRun, moment: &Moment) -> impl IntoView + use<> {
    let sentence = sentence(loaded, moment);
    let clock = time_of_day(Clock::of(&loaded.scenario), moment.at);
    let (at, row) = (moment.at, moment.row);
    view! {
        <li>
            <button type="button" class="moment" on:click=on_event(move |_| jump(session, at, row))>
                <time>{clock}</time>
                <span>{sentence}</span>
            </button>
        </li>
    }
}
