//! The words for the thing under the pointer, under a finger that rests, or at the place that keys have
//! reached, and for its state now.

use crate::controls::css;
use model::decimal;
use std::fmt::Write;

use leptos::prelude::*;
use model::catalog::LaneId;
use model::units::Nanos;
use web_sys::PointerEvent;

use super::geo::Point;
use super::hit_test::{Picture, Thing};
use super::places::Place;
use super::shapes::CellState;
use super::words;
use crate::controls::reactive::{on_event, reactive_view};
use crate::session::Session;
use crate::state::loaded_run::LoadedRun;
use crate::text;

/// The words and the place of the tip.
#[derive(Clone, Debug, PartialEq)]
pub struct Tip {
    /// The lane whose strip has the thing; none for a thing on the map.
    pub lane: Option<LaneId>,
    /// A point of the map or of the strip, CSS pixels.
    pub at: Point,
    /// The width of the map or of the strip, CSS pixels.
    pub room: f64,
    /// The name and the state of the thing.
    pub words: String,
    /// Whether a screen reader speaks the words, because the person has reached the thing with keys.
    pub aloud: bool,
}

impl Tip {
    /// The distance from the left edge of the map or the strip, CSS pixels, within it.
    fn left(&self) -> f64 {
        decimal::within(self.at.x, 0.0, self.room)
    }
}

/// The words beside a thing on the map, and the same for screen readers. `leave` is called where a pointer
/// leaves the words.
pub(super) fn tip(
    tip: RwSignal<Option<Tip>>,
    leave: impl Fn(&PointerEvent) + Copy + Send + 'static,
) -> AnyView {
    let aloud = reactive_view(move || {
        tip.with(|tip| {
            let tip = tip.as_ref().filter(|tip| tip.aloud)?;
            Some(tip.words.clone())
        })
    });
    // The place that keys have reached has no pointer, so a ring shows it.
    let ring = move || {
        tip.with(|tip| {
            let tip = tip.as_ref().filter(|tip| tip.aloud)?;
            Some((css::px(tip.at.x), css::px(tip.at.y)))
        })
    };
    view! {
        {reactive_view(move || {
            ring().map(|(left, top)| {
                view! { <span class="stage-ring" style:left=left style:top=top></span> }
            })
        })}
        {reactive_view(move || shown(tip, None, leave))}
        <p class="visually-hidden" aria-live="polite">
            {aloud}
        </p>
    }
    .into_any()
}

/// The words beside a thing in a lane's strip.
pub(super) fn tip_in_lane(
    tip: RwSignal<Option<Tip>>,
    lane: LaneId,
    leave: impl Fn(&PointerEvent) + Copy + Send + 'static,
) -> AnyView {
    reactive_view(move || shown(tip, Some(lane), leave)).into_any()
}

fn shown(
    tip: RwSignal<Option<Tip>>,
    lane: Option<LaneId>,
    leave: impl Fn(&PointerEvent) + 'static,
) -> Option<AnyView> {
    let tip = tip.get().filter(|tip| tip.lane == lane)?;
    let left = tip.left();
    // The tip extends towards the middle, so that no part of it is cut off.
    let back = css::percent(-left / tip.room.max(1.0) * 100.0);
    Some(
        view! {
            <p
                class="stage-tip"
                style:left=css::px(left)
                style:top=css::px(tip.at.y)
                style:--back=back
                aria-hidden="true"
                on:pointerleave=on_event(move |event| leave(&event))
            >
                {tip.words}
            </p>
        }
        .into_any(),
    )
}

/// The name of a thing, and its state now.
pub fn words(thing: Thing, picture: &Picture<'_>, loaded: &LoadedRun, session: Session) -> String {
    let scene = picture.scene;
    let places = &picture.index.places;
    let request = |row: u32| {
        let steps = &picture.index.steps;
        let time = session.playhead.now();
        super::in_flight::sentence_of(loaded, steps, row, time).unwrap_or_default()
    };
    let faults = |place: Place| faults_at(place, picture, loaded, session.playhead.now());
    match thing {
        Thing::Request(row) => request(row),
        Thing::Instance(cell) => {
            let what = match cell.state {
                CellState::Starting(share) => text::lanes::starting(cell.lane, share),
                CellState::Ready(_) if cell.row.is_none() => text::lanes::idle(cell.lane),
                CellState::Ready(level) => text::lanes::at_work(cell.lane, level),
            };
            match cell.row {
                Some(row) => format!("{what} {}", request(row)),
                None => what,
            }
        }
        Thing::Place(Place::Home) => text::things::home(&places.home_name) + &faults(Place::Home),
        Thing::Place(Place::Region(region)) => {
            let name = places.name(Place::Region(region));
            text::things::second_region(name)
        }
        Thing::Place(Place::Pop(pop)) => {
            let key = loaded.run.summary.pops.get(usize::from(pop));
            let running = scene.pop_runs.get(usize::from(pop)).copied().unwrap_or(0);
            key.map_or_else(String::new, |key| {
                let answered = picture.index.traffic.answered_at(pop);
                let words =
                    text::things::pop(&key.code, &text::places::city(&key.city), running, answered);
                words + &faults(Place::Pop(pop))
            })
        }
        Thing::Place(Place::City(city)) => {
            let index = usize::from(city);
            let summary = &loaded.run.summary;
            let pop = summary.pop_of_city.get(index);
            let pop = pop.and_then(|pop| summary.pops.get(usize::from(*pop)));
            let on_their_way = scene.city_counts.get(index).copied().unwrap_or(0);
            places.cities.get(index).map_or_else(String::new, |city| {
                text::things::city(
                    &city.name,
                    city.share,
                    on_their_way,
                    pop.map(|pop| pop.code.as_str()),
                )
            })
        }
        Thing::Queue(lane) => {
            let waiting = scene.lanes[lane].requests.in_queue();
            text::things::queue(lane, waiting)
        }
        Thing::Lane(lane) => {
            let busy_pops = scene.pop_runs.iter().filter(|&&runs| runs > 0).count();
            let tally = &scene.lanes[lane];
            words::lane_sentence(lane, tally, busy_pops as u32)
        }
    }
}

/// A sentence for each fault that hits a place now.
fn faults_at(place: Place, picture: &Picture<'_>, loaded: &LoadedRun, now: Nanos) -> String {
    let faults = picture.index.faults.iter();
    let here = faults.filter(|fault| fault.place == place && fault.acts_at(now));
    let changes = here.filter_map(|fault| loaded.scenario.changes.get(fault.change));
    let mut words = String::new();
    for change in changes {
        let what = text::incidents::what(change, &loaded.scenario);
        write!(words, " {what}.").ok(); // writing into a text cannot fail
    }
    words
}
