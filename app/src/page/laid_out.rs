//! The page builds its parts one after the other, after the first two each in a task of its own: built at once, they would
//! block a slow phone for a third of a second. More parts would cost more than they save, because the
//! browser styles and paints the page again after each.

use crate::controls::reactive::memo;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Headline,
    Board,
    Timeline,
    Stage,
    Evidence,
    /// The controls of the toolbar that are rarely needed.
    RareControls,
    /// The engine, which draws nothing: a worker that starts earlier takes a small machine's cores from
    /// the first cards.
    Engine,
}

/// The parts that are built with the page itself: a person can begin with the first cards.
const AT_ONCE: usize = 2;
/// The order of the parts: what a phone shows first, then what a wider window shows beside it.
const ORDER: [Part; 7] = [
    Part::Headline,
    Part::Board,
    Part::Engine,
    Part::Timeline,
    Part::Stage,
    Part::Evidence,
    Part::RareControls,
];

/// The number of parts that are built.
#[derive(Clone, Copy)]
pub(crate) struct LaidOut(RwSignal<usize>);

impl LaidOut {
    /// Begins with the first parts.
    pub(crate) fn begin() -> Self {
        let so_far = RwSignal::new(AT_ONCE);
        spawn_local(async move {
            for part in AT_ONCE + 1..=ORDER.len() {
                TimeoutFuture::new(0).await;
                so_far.try_set(part);
            }
        });
        Self(so_far)
    }

    /// The content of a part, from its turn on.
    pub(crate) fn part(
        self,
        part: Part,
        lay_out: impl Fn() -> AnyView + Send + 'static,
    ) -> AnyView {
        let place = ORDER.iter().position(|one| *one == part);
        let is_due = memo(move || place.is_none_or(|place| self.0.get() > place));
        (move || is_due.get().then(&lay_out)).into_any()
    }
}
