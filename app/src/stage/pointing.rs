//! What a person does to the canvas: moves the map, or chooses a request.
//!
//! Must not know: how anything is drawn.

use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

use super::zoom::{self, Fingers, Move};
use super::{Hand, wake};
use crate::session::Session;

/// Fingers, mice and keys on the stage.
#[derive(Clone, Copy)]
pub(super) struct Pointing {
    session: Session,
    hand: Hand,
    fingers: StoredValue<Fingers, LocalStorage>,
    /// How near the map is: 1 for the whole world.
    pub(super) zoom: RwSignal<f64>,
}

impl Pointing {
    pub(super) fn new(session: Session, hand: Hand) -> Self {
        Self {
            session,
            hand,
            fingers: StoredValue::new_local(Fingers::default()),
            zoom: RwSignal::new(1.0),
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
        if let Some(wanted) = zoom::of_key(event) {
            self.look(wanted);
        }
    }

    pub(super) fn wheel(self, event: &WheelEvent) {
        if let Some(wanted) = zoom::of_wheel(event) {
            self.look(wanted);
        }
    }

    pub(super) fn press(self, event: &PointerEvent) {
        self.fingers.update_value(|fingers| fingers.press(event));
    }

    pub(super) fn follow(self, event: &PointerEvent) {
        let wanted = self
            .fingers
            .try_update_value(|fingers| fingers.follow(event));
        let Some(Some(wanted)) = wanted else {
            return;
        };
        let is_near = self.zoom.get_untracked() > 1.0;
        if (is_near || matches!(wanted, Move::Zoom(..))) && self.is_on_map(event) {
            self.look(wanted);
        }
    }

    /// A finger goes up: one that stayed where it was has chosen a request.
    pub(super) fn lift(self, event: &PointerEvent) {
        let is_place = self.fingers.try_update_value(|fingers| fingers.lift(event));
        if is_place != Some(true) {
            return;
        }
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let row = self.hand.try_with_value(|hand| {
            let view = hand.as_ref()?.view.try_borrow().ok()?;
            view.row_near(x, y)
        });
        if let Some(row) = row.flatten() {
            self.session
                .selection
                .update(|chosen| chosen.request = Some(row));
        }
    }

    pub(super) fn lose(self, event: &PointerEvent) {
        self.fingers.update_value(|fingers| {
            fingers.lift(event);
        });
    }

    fn is_on_map(self, event: &PointerEvent) -> bool {
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let is_map = self.hand.try_with_value(|hand| {
            let view = hand.as_ref()?.view.try_borrow().ok()?;
            Some(view.is_map(x, y))
        });
        is_map.flatten() == Some(true)
    }
}
