//! The stage: the playback of a run on a map and in the rows of the lanes, and the same in words.
//!
//! `scene` turns run and playhead into shapes and is pure; `paint` draws shapes; `view` runs in the
//! animation loop between them.

mod camera;
mod facts;
mod fault_marks;
mod geo;
mod history;
mod hit_test;
mod in_flight;
mod index;
mod land;
mod layout;
mod legend;
pub(crate) mod live;
mod meter;
mod paint;
mod palette;
mod places;
mod pointing;
mod pulse;
#[cfg(test)]
pub mod sample;
mod scene;
mod shapes;
mod slots;
mod summary;
pub mod tally;
mod tip;
mod traffic;
mod view;
mod watch;
pub mod whereabouts;
mod words;
pub(crate) mod world;
mod zoom;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlCanvasElement;

use crate::browser::on_window;
use crate::controls::reactive::{effect, on_event, reactive};
use crate::session::Session;
use crate::state::loaded_run::LoadedRun;
use crate::text;
use crate::timeline::PlayButton;
use facts::Facts;
use history::{Histories, History};
use in_flight::InFlight;
use index::Preparing;
use legend::Legend;
use live::LivePicture;
use model::catalog::LaneId;
use model::units::Nanos;
use pulse::{Next, Pulse};
use summary::Summary;
use view::View;
use watch::{Change, Watch};

/// The parts behind the canvas, which exist as long as the canvas does.
struct Stagehand {
    view: Rc<RefCell<View>>,
    pulse: Pulse,
    watch: Watch,
}

/// The stage.
#[component]
pub fn Stage() -> impl IntoView {
    let session = expect_context::<Session>();
    let LivePicture {
        hand,
        facts,
        pointing,
        strips,
        histories,
    } = expect_context::<LivePicture>();
    let canvas = NodeRef::<html::Canvas>::new();
    let room = NodeRef::<html::Div>::new();
    effect(move || {
        if let (Some(canvas), Some(room)) = (canvas.get(), room.get()) {
            hand.set_value(Stagehand::new(session, facts, canvas, &room));
            show(session, hand, histories, session.run.get_untracked());
        }
    });
    // The board and the stage are mounted one after the other, in any order.
    effect(move || {
        canvas.track();
        for (lane, strip) in strips.iter() {
            let strip = strip.get();
            hand.try_update_value(|hand| {
                if let (Some(hand), Some(strip)) = (hand, strip) {
                    hand.take_strip(lane, &strip);
                }
            });
        }
    });
    effect(move || {
        show(session, hand, histories, session.run.get());
    });
    // Every other change of the picture only wakes the loop, which reads the signals itself.
    effect(move || {
        session.playhead.playing.track();
        session.playhead.speed.track();
        session.playhead.seeks.track();
        session.selection.track();
        session.profiles.track();
        session.pointed_at.track();
        wake(hand);
    });
    // Escape takes the tip away wherever the focus is.
    on_window(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" {
            pointing.dismiss();
        }
    });
    on_window(leptos::ev::visibilitychange, move |_| {
        wake(hand);
    });
    on_cleanup(move || {
        if let Some(Some(hand)) = hand.try_update_value(Option::take) {
            hand.pulse.stop();
        }
    });
    // The state of the thing under the pointer changes with the playhead.
    effect(move || {
        facts.track();
        pointing.say_again();
    });
    let is_near = reactive(move || pointing.zoom.get() > 1.0);
    view! {
        <section class="stage" aria-label=words::REGION>
            <div
                class="stage-frame"
                role="group"
                tabindex="0"
                aria-label=format!("{} {}", words::KEYS, text::things::KEYS)
                node_ref=room
                on:keydown=on_event(move |event| pointing.key(&event))
            >
                <canvas
                    class="stage-canvas"
                    class:is-near=is_near
                    role="img"
                    aria-label=words::CANVAS
                    node_ref=canvas
                    on:pointerdown=on_event(move |event| pointing.press(&event))
                    on:pointermove=on_event(move |event| pointing.follow(&event))
                    on:pointerup=on_event(move |event| pointing.lift(&event))
                    on:pointercancel=on_event(move |event| pointing.lose(&event))
                    on:pointerleave=on_event(move |event| pointing.leave(&event))
                ></canvas>
                {zoom::buttons(pointing.zoom, move |wanted| pointing.look(wanted))}
                <PlayButton class="stage-play" bare=true />
                {tip::tip(pointing.tip, move |event| pointing.leave(event))}
            </div>
            <Legend />
            <Summary facts />
            <InFlight />
        </section>
    }
    .into_any()
}

type Hand = StoredValue<Option<Stagehand>, LocalStorage>;

/// Wakes the animation loop.
fn wake(hand: Hand) {
    hand.try_with_value(|hand| {
        if let Some(hand) = hand {
            hand.pulse.wake();
        }
    });
}

/// Puts a run on the stage, prepared in tasks of its own: the words about the run are drawn first, and
/// no other task waits for the whole preparation.
fn show(
    session: Session,
    hand: Hand,
    histories: RwSignal<Histories>,
    loaded: Option<Arc<LoadedRun>>,
) {
    let is_shown = |loaded: &LoadedRun| {
        let shows = hand.try_with_value(|hand| {
            let view = hand.as_ref()?.view.try_borrow().ok()?;
            Some(view.shows(loaded))
        });
        shows.flatten() == Some(true)
    };
    let Some(loaded) = loaded.filter(|loaded| !is_shown(loaded)) else {
        return wake(hand);
    };
    spawn_local(async move {
        TimeoutFuture::new(0).await;
        let (scenario, run) = (&loaded.scenario, &loaded.run);
        let mut preparing = Preparing::new(scenario, &run.summary, &run.trace);
        while !preparing.advance(&run.trace) {
            TimeoutFuture::new(0).await;
        }
        let index = preparing.finish(scenario, &run.trace, loaded.generation);
        // A newer run may have arrived meanwhile.
        let is_newest = session.run.try_with_untracked(|newest| {
            let newest = newest.as_ref();
            newest.is_some_and(|newest| newest.generation == loaded.generation)
        });
        if is_newest != Some(true) {
            return;
        }
        histories.try_update(|histories| {
            let end = Nanos::from_secs(scenario.horizon_s);
            histories.replace(History::of(&index, end), &scenario.name);
        });
        hand.try_with_value(|hand| {
            if let Some(hand) = hand
                && let Ok(mut view) = hand.view.try_borrow_mut()
            {
                view.take_run(Arc::clone(&loaded), index);
            }
        });
        wake(hand);
    });
}

impl Stagehand {
    fn new(
        session: Session,
        facts: RwSignal<Facts>,
        canvas: HtmlCanvasElement,
        room: &web_sys::HtmlDivElement,
    ) -> Option<Self> {
        let view = Rc::new(RefCell::new(View::new(session, facts, canvas)?));
        let beating = view.clone();
        let pulse = Pulse::new(move |time| {
            // The view is borrowed twice only if a frame ran inside a frame, which browsers do not do.
            beating
                .try_borrow_mut()
                .map_or(Next::Rest, |mut view| view.beat(time))
        });
        let watch = Watch::new(room, teller(&view, &pulse));
        Some(Self { view, pulse, watch })
    }

    /// Draws the strip of a lane on this canvas from now on.
    fn take_strip(&mut self, lane: LaneId, canvas: &HtmlCanvasElement) {
        let is_new = self
            .view
            .try_borrow_mut()
            .is_ok_and(|mut view| view.take_strip(lane, canvas));
        if is_new {
            let tell = teller(&self.view, &self.pulse);
            self.watch.add_strip(lane, canvas, tell);
        }
    }
}

/// Hands a change around the canvases to the view, which draws it in the next frame.
fn teller(view: &Rc<RefCell<View>>, pulse: &Pulse) -> impl Fn(Change) + Clone + 'static {
    let (view, pulse) = (view.clone(), pulse.clone());
    move |change| {
        if let Ok(mut view) = view.try_borrow_mut() {
            view.hear(change);
        }
        pulse.wake();
    }
}
