//! Events of mouse, finger and pen on a card, as gestures of the reducer.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::{Element, PointerEvent, TouchEvent};

use super::drag::{Gesture, Hold};
use super::{Hand, card_selector, lane_at};
use crate::browser;

/// A dragged card closer to the upper or lower edge of the lanes' pane than this scrolls the pane.
const SCROLL_ZONE_PX: f64 = 56.0;
/// The time for which a finger rests on a card before it drags the card.
const RESTS: Duration = Duration::from_millis(150);
/// The distance that one movement of the pointer scrolls.
const SCROLL_STEP_PX: i32 = 18;

/// A pointer goes down on a card.
pub(super) fn press(hand: Hand, workload: String, event: &PointerEvent) {
    hand.swallow_click.set_value(false);
    let on_grip = browser::target_of::<Element>(event)
        .is_some_and(|on| on.closest(".card-grip").ok().flatten().is_some());
    if event.button() != 0 || !event.is_primary() {
        return;
    }
    let hold = Hold {
        workload,
        pointer: event.pointer_id(),
        from: in_pane(event),
    };
    if event.pointer_type() == "touch" && !on_grip {
        // A finger outside of the grip scrolls the pane, unless it rests first.
        hand.resting.set_value(Some(hold.clone()));
        set_timeout(move || take_resting(hand, &hold), RESTS);
    } else {
        hand.gesture(Gesture::Press(hold));
    }
}

/// A finger that has rested on a card for long enough drags it.
fn take_resting(hand: Hand, hold: &Hold) {
    // Another finger may rest on another card meanwhile.
    let rested = hand
        .resting
        .try_update_value(|resting| resting.take_if(|resting| resting == hold));
    if rested.flatten().is_some() {
        hand.gesture(Gesture::Press(hold.clone()));
    }
}

/// A second finger zooms or scrolls: the first one drags no card.
pub(super) fn stop_resting(hand: Hand, event: &PointerEvent) {
    if !event.is_primary() {
        hand.resting.set_value(None);
    }
}

/// A finger that drags a card does not scroll its pane; two fingers do.
pub(super) fn keep_still(hand: Hand, event: &TouchEvent) {
    if event.touches().length() == 1 && hand.drag.with_untracked(|drag| drag.held().is_some()) {
        event.prevent_default();
    }
}

/// A pointer moves.
pub(super) fn follow(hand: Hand, event: &PointerEvent) {
    let has_moved = |resting: &Hold| !resting.is_near(in_pane(event));
    hand.resting.update_value(|resting| {
        resting.take_if(|resting| has_moved(resting));
    });
    if !hand.drag.with_untracked(|drag| drag.held().is_some()) {
        return;
    }
    let was_carried = is_carried(hand);
    hand.gesture(Gesture::Move {
        pointer: event.pointer_id(),
        to: in_pane(event),
        over: lane_below(event),
    });
    if is_carried(hand) {
        if !was_carried {
            capture(hand, event);
        }
        scroll_near_edge(f64::from(event.client_y()));
    }
}

/// A pointer goes up.
pub(super) fn release(hand: Hand, event: &PointerEvent) {
    hand.resting.set_value(None);
    if is_carried(hand) {
        // The browser makes a click at the end of this drag, and it comes at once; a later click is a
        // person's.
        hand.swallow_click.set_value(true);
        set_timeout(move || hand.swallow_click.set_value(false), Duration::ZERO);
    }
    hand.gesture(Gesture::Release {
        pointer: event.pointer_id(),
        over: lane_below(event),
    });
}

/// The browser cancels a pointer.
pub(super) fn lose(hand: Hand, event: &PointerEvent) {
    hand.resting.set_value(None);
    hand.gesture(Gesture::Lose {
        pointer: event.pointer_id(),
    });
}

fn is_carried(hand: Hand) -> bool {
    hand.drag.with_untracked(|drag| drag.carried().is_some())
}

fn lane_below(event: &PointerEvent) -> Option<model::catalog::LaneId> {
    lane_at(f64::from(event.client_x()), f64::from(event.client_y()))
}

/// The place of a pointer within the lanes, which does not change when their pane scrolls.
fn in_pane(event: &PointerEvent) -> (f64, f64) {
    let scrolled = lanes_pane().map_or(0, |pane| pane.scroll_top());
    (
        f64::from(event.client_x()),
        f64::from(event.client_y()) + f64::from(scrolled),
    )
}

fn lanes_pane() -> Option<Element> {
    browser::find("#lanes")
}

/// The card gets all later events of the pointer, also those outside of the card.
fn capture(hand: Hand, event: &PointerEvent) {
    let card = hand.drag.with_untracked(|drag| {
        let (workload, ..) = drag.carried()?;
        browser::find(&card_selector(workload))
    });
    if let Some(card) = card {
        // A pointer that is already gone cannot be captured; the failure has no effect.
        card.set_pointer_capture(event.pointer_id()).ok();
    }
}

fn scroll_near_edge(y: f64) {
    let Some(pane) = lanes_pane() else {
        return;
    };
    let edges = pane.get_bounding_client_rect();
    if y < edges.top() + SCROLL_ZONE_PX {
        pane.set_scroll_top(pane.scroll_top() - SCROLL_STEP_PX);
    } else if y > edges.bottom() - SCROLL_ZONE_PX {
        pane.set_scroll_top(pane.scroll_top() + SCROLL_STEP_PX);
    }
}
