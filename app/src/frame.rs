//! The page's side of its interface for other pages that show it in a frame.
//!
//! `frame.js` talks to the other page: it checks who sends a message and bounds their number. Here a command of it is an
//! event of the window, whose answer is ready when the event has been dispatched, and each run and each change is an event
//! for it. `docs/embedding.md` says what the other page sends and receives.

use js_sys::{Array, Object, Reflect};
use leptos::prelude::*;
use model::run::Summary;
use model::scenario::Placement;
use model::units::Nanos;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;
use web_sys::{CustomEvent, CustomEventInit, Event};

use crate::browser;
use crate::browser::address;
use crate::browser::program;
use crate::controls::reactive::effect;
use crate::io::asked_moves::lane_of_name;
use crate::io::share_link;
use crate::session::Session;
use crate::state::document::{Document, Edit};

/// The script that talks to the other page.
const SCRIPT: &str = "frame.js";
/// The event with a command of that script, and the one with news for it.
const COMMAND: &str = "lanewise-command";
const NEWS: &str = "lanewise-news";

/// Loads the script, answers its commands and tells it the news from now on.
pub(crate) fn start(session: Session) {
    answer_commands(session);
    // Without the script the board works, and the other page hears nothing of it.
    program::add_script(SCRIPT).ok();
    effect(move || {
        if let Some(loaded) = session.run.get() {
            tell("result", &result(&loaded.run.summary));
        }
    });
    let playing = session.playhead.playing;
    effect(move || {
        let event = if playing.get() { "played" } else { "paused" };
        tell("event", &object(&[("event", event.into())]));
    });
}

/// Commands are objects with a `type`; their answer or their error becomes a property of the same object.
fn answer_commands(session: Session) {
    let hear = Closure::<dyn FnMut(CustomEvent)>::new(move |event: CustomEvent| {
        let command = event.detail();
        let (name, value) = match answer(session, &command) {
            Ok(answer) => ("answer", answer),
            Err(refusal) => ("error", refusal.into()),
        };
        // The script's own object takes any property.
        Reflect::set(&command, &name.into(), &value).ok();
    });
    if let Some(window) = browser::window() {
        let listener = hear.as_ref().unchecked_ref();
        // A window takes listeners for any name.
        window
            .add_event_listener_with_callback(COMMAND, listener)
            .ok();
    }
    hear.forget();
}

fn answer(session: Session, command: &JsValue) -> Result<JsValue, &'static str> {
    let field = |name: &str| Reflect::get(command, &name.into()).unwrap_or_default();
    let text = |name: &str| field(name).as_string().unwrap_or_default();
    let playhead = session.playhead;
    match text("type").as_str() {
        "play" => playhead.playing.set(true),
        "pause" => playhead.playing.set(false),
        "seek" => {
            let at_s = field("at_s").as_f64().filter(|at_s| *at_s >= 0.0);
            playhead.seek(Nanos::from_secs(at_s.ok_or("at_s: expected seconds")?));
        }
        "place" => {
            let lane = lane_of_name(&text("lane")).ok_or("lane: expected a lane")?;
            let workload = text("workload");
            let scenario = session
                .document
                .with_untracked(|document| document.scenario().clone());
            scenario
                .workload(&workload)
                .ok_or("workload: expected an id of the board")?;
            let to = Placement {
                lane,
                sandboxed: field("walls").is_truthy(),
            };
            if !session.try_edit(Edit::Place { workload, to }) {
                return Err("workload: it is locked");
            }
        }
        "reset" => session.edit(Edit::Reset),
        "load" => {
            let link = text("link");
            if !address::is_board_link(&link) {
                return Err("link: expected the fragment of a link, with its #");
            }
            // The page follows its own address, and reads no link unchecked.
            let is_same = browser::fragment() == link;
            address::set_fragment(&link).map_err(|_| "link: the browser refused it")?;
            if is_same && let Ok(event) = Event::new("hashchange") {
                // The browser tells of no change; the board may be another one meanwhile.
                browser::dispatch(&event);
            }
        }
        "state" => return Ok(future_to_promise(state(session)).into()),
        _ => return Err("type: unknown"),
    }
    Ok(JsValue::TRUE)
}

/// The board and the playhead, with a link to both; the link is missing where the board is too large for one.
async fn state(session: Session) -> Result<JsValue, JsValue> {
    let link = share_link::for_people(session, session.shared_snapshot()).await;
    let run = session.run.get_untracked();
    Ok(object(&[
        ("link", link.ok().map_or(JsValue::NULL, JsValue::from)),
        ("at_s", session.playhead.now().as_secs().into()),
        ("playing", session.playhead.playing.get_untracked().into()),
        ("name", session.document.with_untracked(name).into()),
        (
            "result",
            run.map_or(JsValue::NULL, |loaded| result(&loaded.run.summary)),
        ),
    ]))
}

fn name(document: &Document) -> String {
    document.scenario().name.clone()
}

/// What a run says of the board: counts, cost, and each workload's placement and verdict.
fn result(summary: &Summary) -> JsValue {
    let workloads: Array = summary
        .verdicts
        .iter()
        .map(|verdict| {
            let met = verdict.needs.iter().filter(|need| need.met).count();
            object(&[
                ("id", verdict.workload.as_str().into()),
                ("lane", verdict.lane.as_str().into()),
                ("walls", verdict.has_walls.into()),
                ("met", verdict.fits.into()),
                ("targets_met", (met as u32).into()),
                ("targets", (verdict.needs.len() as u32).into()),
            ])
        })
        .collect();
    object(&[
        ("fingerprint", summary.fingerprint.as_str().into()),
        ("met", (summary.fitting() as u32).into()),
        ("of", (summary.verdicts.len() as u32).into()),
        ("usd_per_month", summary.report.usd_per_month().into()),
        ("workloads", workloads.into()),
    ])
}

/// Tells the other page something, as a message of this type.
pub(crate) fn tell(kind: &str, detail: &JsValue) {
    let options = CustomEventInit::new();
    options.set_detail(&Array::of2(&kind.into(), detail));
    if let Ok(event) = CustomEvent::new_with_event_init_dict(NEWS, &options) {
        browser::dispatch(&event);
    }
}

/// An object with these properties.
pub(crate) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // A property of a fresh object can always be set.
        Reflect::set(&object, &(*name).into(), value).ok();
    }
    object.into()
}
