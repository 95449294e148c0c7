//! The time of the hour under the pointer: every chart shows its value there, a click goes there or to the
//! moment whose mark is there, and a drag selects a range and loops it. The scrubber, the list of moments and
//! the loop button do the same by keys.

use leptos::ev::PointerEvent;
use leptos::html;
use leptos::prelude::*;
use model::decimal;
use model::units::Nanos;

use super::jumps;
use crate::controls::css;
use crate::controls::reactive::{on_event, reactive_view};
use crate::session::Session;
use crate::state::playhead::Looped;

/// A pointer that moves less than this while it is pressed clicks, pixels.
const DRAG_PX: f64 = 4.0;

/// The time under the pointer, which all charts share.
#[derive(Clone, Copy)]
pub(super) struct Crosshair {
    session: Session,
    at: RwSignal<Option<Nanos>>,
    pressed: RwSignal<Option<Press>>,
}

/// A press of the pointer that has not ended.
#[derive(Clone, Copy)]
struct Press {
    from: Nanos,
    /// The distance from the left of the window, pixels.
    x: f64,
    /// Whether the pointer has moved far enough to select a range.
    is_drag: bool,
}

impl Crosshair {
    pub(super) fn new(session: Session) -> Self {
        Self {
            session,
            at: RwSignal::new(None),
            pressed: RwSignal::new(None),
        }
    }

    /// The time under the pointer; none while it is elsewhere.
    pub(super) fn at(self) -> Option<Nanos> {
        self.at.get()
    }

    /// Goes to the moment whose mark is at this time, else to the time itself.
    fn go_to(self, at: Nanos) {
        let playhead = self.session.playhead;
        let moment = self.session.run.with_untracked(|run| {
            let moment = jumps::near(run.as_deref()?, at, playhead.end())?;
            Some((moment.at, moment.row))
        });
        match moment {
            Some((at, row)) => jumps::jump(self.session, at, row),
            None => playhead.seek(at),
        }
    }

    /// An area as wide as the hour, which the pointer can read, click and drag over.
    pub(super) fn area(self, class: &'static str, content: impl IntoView + 'static) -> AnyView {
        let area = NodeRef::<html::Div>::new();
        let time = move |event: &PointerEvent| {
            let edges = area.get_untracked()?.get_bounding_client_rect();
            let share = (f64::from(event.client_x()) - edges.left()) / edges.width().max(1.0);
            Some(
                self.session
                    .playhead
                    .end()
                    .scaled(decimal::within(share, 0.0, 1.0)),
            )
        };
        let press = move |event: PointerEvent| {
            if event.button() != 0 || !event.is_primary() {
                return;
            }
            if let Some(area) = area.get_untracked() {
                // Without the capture a drag ends where the area ends.
                area.set_pointer_capture(event.pointer_id()).ok();
            }
            let pressed = time(&event).map(|from| Press {
                from,
                x: f64::from(event.client_x()),
                is_drag: false,
            });
            self.pressed.set(pressed);
        };
        let follow = move |event: PointerEvent| {
            if !event.is_primary() {
                return;
            }
            let now = time(&event);
            self.at.set(now);
            let (Some(now), Some(mut press)) = (now, self.pressed.get_untracked()) else {
                return;
            };
            press.is_drag |= (f64::from(event.client_x()) - press.x).abs() >= DRAG_PX;
            self.pressed.set(Some(press));
            if press.is_drag {
                let range = Looped::between(press.from, now);
                self.session.playhead.range.set(Some(range));
            }
        };
        let release = move |event: PointerEvent| {
            if !event.is_primary() {
                return;
            }
            let Some(press) = self.pressed.try_update(Option::take).flatten() else {
                return;
            };
            match time(&event) {
                Some(to) if press.is_drag => self.session.playhead.seek(to.min(press.from)),
                _ => self.go_to(press.from),
            }
        };
        let forget = move |_| {
            self.at.set(None);
            self.pressed.set(None);
        };
        let line = reactive_view(move || {
            let share = self.at.get()?.as_secs() / self.session.playhead.end().as_secs().max(1e-9);
            let left = css::percent(100.0 * share);
            Some(view! { <div class="hour-cross" style:left=left></div> })
        });
        view! {
            <div
                class=class
                node_ref=area
                on:pointerdown=on_event(press)
                on:pointermove=on_event(follow)
                on:pointerup=on_event(release)
                on:pointerleave=on_event(forget)
            >
                {content}
                {line}
            </div>
        }
        .into_any()
    }
}
