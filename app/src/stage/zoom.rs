//! Zooming and panning by buttons, keys, one finger or two. The wheel stays with the browser: it scrolls
//! the page, and with Ctrl it zooms the page.

use crate::controls::reactive::{on_event, reactive_view};
use leptos::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent, PointerEvent};

use super::geo::{Point, point};
use super::words;

/// A movement of the camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Move {
    /// A zoom by this factor around a point, which stays in place; around the middle where no point is
    /// given.
    Zoom(f64, Option<Point>),
    /// A movement by these pixels, to the right and down.
    Pan(f64, f64),
    /// A return to the whole world.
    Whole,
}

/// The zoom factor of one press of a button or a key.
const STEP: f64 = 1.5;
/// The movement of one press of an arrow key, pixels.
const STRIDE: f64 = 60.0;
/// The distance from which on a press is a drag and selects nothing, pixels.
const STILL: f64 = 6.0;

/// The pointers that are down.
#[derive(Clone, Debug, Default)]
pub(super) struct Fingers {
    down: Vec<(i32, Point)>,
    travelled: f64,
}

impl Fingers {
    pub(super) fn press(&mut self, event: &PointerEvent) {
        if self.down.is_empty() {
            self.travelled = 0.0;
        }
        self.down.push((event.pointer_id(), place(event)));
    }

    /// The movement of the map that a pointer's movement causes: one pointer drags the map, two zoom it.
    pub(super) fn follow(&mut self, event: &PointerEvent) -> Option<Move> {
        let (id, to) = (event.pointer_id(), place(event));
        let at = self.down.iter().position(|(other, _)| *other == id)?;
        let from = std::mem::replace(&mut self.down[at].1, to);
        self.travelled += from.distance(to);
        match self.down[..] {
            [_] => Some(Move::Pan(to.x - from.x, to.y - from.y)),
            [(_, a), (_, b)] => {
                let other = if at == 0 { b } else { a };
                let (was, now) = (from.distance(other), to.distance(other));
                (was > 1.0).then(|| Move::Zoom(now / was, Some(a.toward(b, 0.5))))
            }
            _ => None,
        }
    }

    /// Removes a pointer that goes up. Returns whether the press was a click and no drag.
    pub(super) fn lift(&mut self, event: &PointerEvent) -> bool {
        self.down.retain(|(id, _)| *id != event.pointer_id());
        self.down.is_empty() && self.travelled < STILL
    }
}

/// The point of an event within its element, CSS pixels.
pub(super) fn place(event: &MouseEvent) -> Point {
    point(f64::from(event.offset_x()), f64::from(event.offset_y()))
}

/// The movement of a key: plus, minus and zero, and on a zoomed map the arrows; on the whole map the
/// arrows scroll the page.
pub(super) fn of_key(event: &KeyboardEvent, is_near: bool) -> Option<Move> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let wanted = match event.key().as_str() {
        "+" | "=" => Move::Zoom(STEP, None),
        "-" => Move::Zoom(1.0 / STEP, None),
        "0" => Move::Whole,
        "ArrowLeft" => Move::Pan(STRIDE, 0.0),
        "ArrowRight" => Move::Pan(-STRIDE, 0.0),
        "ArrowUp" => Move::Pan(0.0, STRIDE),
        "ArrowDown" => Move::Pan(0.0, -STRIDE),
        _ => return None,
    };
    if matches!(wanted, Move::Pan(..)) && !is_near {
        return None;
    }
    event.prevent_default();
    Some(wanted)
}

/// The buttons that zoom the map and, once it is zoomed, move it.
pub(super) fn buttons(zoom: RwSignal<f64>, act: impl Fn(Move) + Copy + Send + 'static) -> AnyView {
    let button = move |name: &'static str, sign: &'static str, wanted: Move| {
        view! {
            <button
                type="button"
                class="stage-zoom-button"
                // The keys of the frame around do the same.
                tabindex="-1"
                aria-label=name
                on:click=on_event(move |_| act(wanted))
            >
                <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
                    <path d=sign fill="none" stroke="currentColor" stroke-width="2" />
                </svg>
            </button>
        }
    };
    view! {
        <div class="stage-zoom" role="group" aria-label=words::ZOOM>
            {button(words::NEARER.get(), "M10 4V16M4 10H16", Move::Zoom(STEP, None))}
            {button(words::FARTHER.get(), "M4 10H16", Move::Zoom(1.0 / STEP, None))}
            {reactive_view(move || {
                (zoom.get() > 1.0)
                    .then(|| {
                        [
                            (words::WHOLE, "M4 8V4H8M12 4H16V8M16 12V16H12M8 16H4V12", Move::Whole),
                            (words::LEFT, "M12 4 6 10 12 16", Move::Pan(STRIDE, 0.0)),
                            (words::RIGHT, "M8 4 14 10 8 16", Move::Pan(-STRIDE, 0.0)),
                            (words::UP, "M4 12 10 6 16 12", Move::Pan(0.0, STRIDE)),
                            (words::DOWN, "M4 8 10 14 16 8", Move::Pan(0.0, -STRIDE)),
                        ]
                            .map(|(name, sign, wanted)| button(name.get(), sign, wanted))
                            .collect_view()
                    })
            })}
        </div>
    }
    .into_any()
}
