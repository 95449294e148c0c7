//! Pointers and keys on the canvas: they move the map, select a request, and show what a thing is.

use leptos::prelude::*;
use model::catalog::LaneId;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, MouseEvent, PointerEvent};

use super::geo::Point;
use super::hit_test::Thing;
use super::tip::{self, Tip};
use super::view::View;
use super::zoom::{self, Fingers, Move, place};
use super::{Hand, wake};
use crate::session::Session;

/// The distance from its thing at which a tip stays, CSS pixels: a little more than the tip's own.
const NEAR_TIP_PX: f64 = 24.0;

/// The state of the pointers and keys on the stage.
#[derive(Clone, Copy)]
pub(super) struct Pointing {
    session: Session,
    hand: Hand,
    fingers: StoredValue<Fingers, LocalStorage>,
    /// The magnification of the map: 1 for the whole world.
    pub(super) zoom: RwSignal<f64>,
    /// The tip about the thing under the pointer.
    pub(super) tip: RwSignal<Option<Tip>>,
    asked: StoredValue<Option<Asked>, LocalStorage>,
}

/// The thing whose tip is shown.
#[derive(Clone, Copy)]
enum Asked {
    /// The thing at this point of the map's canvas.
    Point(Point),
    /// The thing at this point of a lane's strip.
    InLane(LaneId, Point),
    /// The place with this number in the order of the keys.
    Nth(usize),
}

impl Pointing {
    pub(super) fn new(session: Session, hand: Hand) -> Self {
        Self {
            session,
            hand,
            fingers: StoredValue::new_local(Fingers::default()),
            zoom: RwSignal::new(1.0),
            tip: RwSignal::new(None),
            asked: StoredValue::new_local(None),
        }
    }

    pub(super) fn look(self, wanted: Move) {
        let near = self.hand.try_with_value(|hand| {
            let hand = hand.as_ref()?;
            Some(hand.view.try_borrow_mut().ok()?.look(wanted))
        });
        if let Some(near) = near.flatten() {
            self.zoom.set(near);
            wake(self.hand);
        }
    }

    pub(super) fn key(self, event: &KeyboardEvent) {
        if let Some(wanted) = zoom::of_key(event, self.zoom.get_untracked() > 1.0) {
            self.look(wanted);
            return;
        }
        let last = match self.asked.get_value() {
            Some(Asked::Nth(last)) => Some(last),
            _ => None,
        };
        match event.key().as_str() {
            "]" => self.ask(Some(Asked::Nth(last.map_or(0, |last| last + 1)))),
            "[" => self.ask(Some(Asked::Nth(
                last.map_or(0, |last| last.saturating_sub(1)),
            ))),
            _ => return,
        }
        event.prevent_default();
    }

    /// Asks for the thing under a pointer. Where there is none, a tip that is near stays: the pointer may be
    /// on its way to it.
    fn hover(self, asked: Asked) {
        let (Asked::Point(at) | Asked::InLane(_, at)) = asked else {
            return;
        };
        let is_near = |tip: &Tip| {
            let (right, down) = (tip.at.x - at.x, tip.at.y - at.y);
            !tip.aloud && right.hypot(down) < NEAR_TIP_PX
        };
        let stays = self
            .tip
            .with_untracked(|tip| tip.as_ref().is_some_and(is_near));
        if !(stays && self.describe(asked).is_none()) {
            self.ask(Some(asked));
        }
    }

    /// Takes the tip away.
    pub(super) fn dismiss(self) {
        if self.tip.with_untracked(Option::is_some) {
            self.ask(None);
        }
    }

    /// Shows the tip of a thing, and keeps it up to date.
    fn ask(self, asked: Option<Asked>) {
        self.asked.set_value(asked);
        self.say_again();
    }

    /// Updates the tip.
    pub(super) fn say_again(self) {
        let asked = self.asked.try_get_value().flatten();
        let tip = asked.and_then(|asked| self.describe(asked));
        if self.tip.try_with_untracked(|now| *now != tip) == Some(true) {
            self.tip.set(tip);
        }
    }

    fn describe(self, asked: Asked) -> Option<Tip> {
        let tip = self.hand.try_with_value(|hand| {
            let view = hand.as_ref()?.view.try_borrow().ok()?;
            let (picture, loaded) = view.picture()?;
            let (thing, lane, at) = match asked {
                Asked::Point(at) => (picture.under(view.inside(at))?, None, at),
                Asked::InLane(lane, at) => {
                    let thing = picture.under(view.inside_lane(lane, at))?;
                    (thing, Some(lane), at)
                }
                Asked::Nth(nth) => {
                    let places = picture.places();
                    let place = *places.get(nth % places.len().max(1))?;
                    (Thing::Place(place), None, view.outside(picture.at(place)))
                }
            };
            Some(Tip {
                lane,
                at,
                room: view.width_around(lane),
                words: tip::words(thing, &picture, loaded, self.session),
                aloud: matches!(asked, Asked::Nth(_)),
            })
        });
        tip.flatten()
    }

    pub(super) fn press(self, event: &PointerEvent) {
        self.fingers.update_value(|fingers| fingers.press(event));
    }

    pub(super) fn follow(self, event: &PointerEvent) {
        let wanted = self
            .fingers
            .try_update_value(|fingers| fingers.follow(event));
        let Some(Some(wanted)) = wanted else {
            if event.pointer_type() == "mouse" {
                self.hover(Asked::Point(place(event)));
            }
            return;
        };
        let is_near = self.zoom.get_untracked() > 1.0;
        if (is_near || matches!(wanted, Move::Zoom(..))) && self.is_on_map(event) {
            self.look(wanted);
        }
    }

    /// A finger goes up: a finger that has not moved selects a request.
    pub(super) fn lift(self, event: &PointerEvent) {
        let is_place = self.fingers.try_update_value(|fingers| fingers.lift(event));
        if is_place != Some(true) {
            return;
        }
        self.choose(|view| view.inside(place(event)));
        // A finger cannot hover; a finger that rested on a place shows its tip.
        self.ask(Some(Asked::Point(place(event))));
    }

    /// A click in the strip of a lane selects a request.
    pub(super) fn choose_in_lane(self, lane: LaneId, event: &MouseEvent) {
        self.choose(|view| view.inside_lane(lane, place(event)));
    }

    /// A pointer moves over the strip of a lane.
    pub(super) fn follow_in_lane(self, lane: LaneId, event: &PointerEvent) {
        if event.pointer_type() == "mouse" {
            self.hover(Asked::InLane(lane, place(event)));
        }
    }

    /// Selects the request that is nearest to a point of the layout, if one is near.
    fn choose(self, at: impl FnOnce(&View) -> Point) {
        let row = self.hand.try_with_value(|hand| {
            let view = hand.as_ref()?.view.try_borrow().ok()?;
            view.row_near(at(&view))
        });
        if let Some(row) = row.flatten() {
            self.session
                .selection
                .update(|chosen| chosen.request = Some(row));
        }
    }

    /// A pointer leaves the canvas; the tip of a finger stays until the next touch.
    pub(super) fn leave(self, event: &PointerEvent) {
        self.lose(event);
        let to = event.related_target();
        let to = to.and_then(|to| to.dyn_into::<Element>().ok());
        let to_tip = to.is_some_and(|to| to.matches(".stage-tip") == Ok(true));
        if event.pointer_type() == "mouse" && !to_tip {
            self.ask(None);
        }
    }

    pub(super) fn lose(self, event: &PointerEvent) {
        self.fingers.update_value(|fingers| {
            fingers.lift(event);
        });
    }

    fn is_on_map(self, event: &PointerEvent) -> bool {
        let is_map = self.hand.try_with_value(|hand| {
            let view = hand.as_ref()?.view.try_borrow().ok()?;
            Some(view.is_map(place(event)))
        });
        is_map.flatten() == Some(true)
    }
}
