//! One workload's card: its name, how it stands, a grip for any pointer, a menu.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::drag::{Gesture, Hold};
use super::menu::MoveMenu;
use super::{Hand, lane_at};
use crate::{browser, text};

/// Closer to the window's edge than this a carried card scrolls the page.
const SCROLL_ZONE_PX: f64 = 56.0;
/// How far, for each movement.
const SCROLL_STEP_PX: f64 = 18.0;

/// A card.
#[component]
pub(super) fn Card(
    /// The workload's id.
    id: String,
    /// The workload's name.
    name: String,
) -> impl IntoView {
    let hand = expect_context::<Hand>();
    let id = StoredValue::new(id);
    let title = name.clone();
    let label = name.clone();
    let is_mine = move |other: Option<&str>| id.with_value(|id| other == Some(id.as_str()));

    let standing = Memo::new(move |_| {
        hand.session.run.with(|run| {
            let verdicts = &run.as_deref()?.run.summary.verdicts;
            let verdict = verdicts.iter().find(|verdict| is_mine(Some(&verdict.workload)))?;
            Some((verdict.fits, text::board::standing(verdict)))
        })
    });
    let walled = Memo::new(move |_| {
        hand.session.document.with(|document| {
            let placement = id.with_value(|id| document.scenario().placement_of(id));
            placement.sandboxed && placement.lane != engine::catalog::LaneId::Sandbox
        })
    });
    let is_picked = Memo::new(move |_| hand.drag.with(|drag| is_mine(drag.picked())));
    let is_selected = Memo::new(move |_| {
        hand.session.selection.with(|selection| is_mine(selection.workload.as_deref()))
    });
    let carried_by = Memo::new(move |_| {
        hand.drag.with(|drag| {
            drag.carried().filter(|(carried, ..)| is_mine(Some(carried))).map(|(_, by, _)| by)
        })
    });
    // While a card is picked, Tab goes from it to the lanes and passes the other cards.
    let tab_index = move || {
        let passed = hand.drag.with(|drag| drag.picked().is_some_and(|picked| !is_mine(Some(picked))));
        if passed { "-1" } else { "0" }
    };
    let transform = move || {
        carried_by.get().map_or_else(String::new, |(x, y)| format!("translate({x:.0}px, {y:.0}px)"))
    };
    let choose = move |event: leptos::ev::MouseEvent| {
        event.stop_propagation();
        if hand.swallow_click.get_value() {
            hand.swallow_click.set_value(false);
            return;
        }
        let workload = id.get_value();
        hand.session.selection.update(|selection| {
            selection.workload = Some(workload.clone());
            selection.request = None;
        });
        // A second click on a picked card puts it back.
        let gesture =
            if is_picked.get_untracked() { Gesture::Escape } else { Gesture::Choose(workload) };
        hand.gesture(gesture);
    };
    let press = move |event: PointerEvent| {
        hand.swallow_click.set_value(false);
        let grip = target(&event).is_some_and(|on| on.closest(".card-grip").ok().flatten().is_some());
        // A finger beside the grip scrolls the page.
        if event.button() != 0 || !event.is_primary() || (event.pointer_type() == "touch" && !grip) {
            return;
        }
        let hold =
            Hold { workload: id.get_value(), pointer: event.pointer_id(), from: in_page(&event) };
        hand.gesture(Gesture::Press(hold));
    };
    let follow = move |event: PointerEvent| {
        let point = (f64::from(event.client_x()), f64::from(event.client_y()));
        let was_carried = carried_by.get_untracked().is_some();
        hand.gesture(Gesture::Move {
            pointer: event.pointer_id(),
            to: in_page(&event),
            over: lane_at(point.0, point.1),
        });
        if carried_by.get_untracked().is_some() {
            if !was_carried {
                capture(&event);
            }
            scroll_near_edge(point.1);
        }
    };
    let release = move |event: PointerEvent| {
        if carried_by.get_untracked().is_some() {
            // The click that the browser makes of this drag comes at once; a later one is meant.
            hand.swallow_click.set_value(true);
            set_timeout(move || hand.swallow_click.set_value(false), Duration::ZERO);
        }
        let over = lane_at(f64::from(event.client_x()), f64::from(event.client_y()));
        hand.gesture(Gesture::Release { pointer: event.pointer_id(), over });
    };
    let lose = move |event: PointerEvent| {
        hand.gesture(Gesture::Lose { pointer: event.pointer_id() });
    };
    view! {
        <li
            class="card"
            class:is-picked=is_picked
            class:is-selected=is_selected
            class:is-carried=move || carried_by.get().is_some()
            class:is-unfit=move || standing.get().is_some_and(|(fits, _)| !fits)
            aria-label=label
            data-workload=id.get_value()
            style:transform=transform
            on:pointermove=follow
            on:pointerup=release
            on:pointercancel=lose
            on:lostpointercapture=lose
            on:click=|event| event.stop_propagation()
        >
            <div class="card-body" on:pointerdown=press>
                <span class="card-grip" aria-hidden="true"></span>
                <button
                    type="button"
                    class="card-name"
                    tabindex=tab_index
                    aria-pressed=move || is_picked.get().to_string()
                    on:click=choose
                >
                    <span class="card-title">{title}</span>
                    <span class="card-standing">
                        {move || {
                            let fits = standing.get().map(|(fits, _)| fits);
                            let sign = match fits {
                                Some(true) => "✓",
                                Some(false) => "✕",
                                None => "·",
                            };
                            view! { <span class="sign" aria-hidden="true">{sign}</span> }
                        }}
                        {move || standing.get().map(|(_, words)| words)}
                        <Show when=move || walled.get()>
                            <span class="card-walls">{text::board::WALLED}</span>
                        </Show>
                    </span>
                </button>
            </div>
            <MoveMenu id=id name=name tab_index=Signal::derive(tab_index) />
        </li>
    }
    .into_any()
}

fn target(event: &PointerEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn in_page(event: &PointerEvent) -> (f64, f64) {
    let scrolled = browser::window().and_then(|window| window.scroll_y().ok()).unwrap_or(0.0);
    (f64::from(event.client_x()), f64::from(event.client_y()) + scrolled)
}

/// From now on the pointer speaks to the card, wherever it goes.
fn capture(event: &PointerEvent) {
    let card = event.current_target().and_then(|on| on.dyn_into::<Element>().ok());
    if let Some(card) = card {
        // A pointer that is already gone cannot be captured, and needs not be.
        let _ = card.set_pointer_capture(event.pointer_id());
    }
}

fn scroll_near_edge(y: f64) {
    let Some(window) = browser::window() else { return };
    let height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
    if y < SCROLL_ZONE_PX {
        window.scroll_by_with_x_and_y(0.0, -SCROLL_STEP_PX);
    } else if y > height - SCROLL_ZONE_PX {
        window.scroll_by_with_x_and_y(0.0, SCROLL_STEP_PX);
    }
}
