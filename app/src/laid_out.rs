//! The parts of the page come one after the other, each in a task of its own: laid out at once they
//! would hold up a slow phone for a third of a second. More of them would cost more than they save: the
//! page is styled and painted again after each.
//!
//! Must not know: what a part holds.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Stage,
    Timeline,
    Board,
    Evidence,
    /// What stands below the board.
    Tables,
    Colophon,
    /// Nothing to be seen: a worker that starts earlier takes a small machine's cores from the rest.
    Engine,
}

/// Top first, as a phone has them, so that nothing that is there already has to move.
const ORDER: [Part; 7] = [
    Part::Stage,
    Part::Timeline,
    Part::Board,
    Part::Evidence,
    Part::Tables,
    Part::Colophon,
    Part::Engine,
];

/// How many of them are there.
#[derive(Clone, Copy)]
pub(crate) struct LaidOut(RwSignal<usize>);

impl LaidOut {
    /// Begins with the first.
    pub(crate) fn begin() -> Self {
        let so_far = RwSignal::new(0);
        spawn_local(async move {
            for part in 1..=ORDER.len() {
                TimeoutFuture::new(0).await;
                so_far.try_set(part);
            }
        });
        Self(so_far)
    }

    /// This part, once it is its turn.
    pub(crate) fn part(
        self,
        part: Part,
        lay_out: impl Fn() -> AnyView + Send + 'static,
    ) -> AnyView {
        let place = ORDER.iter().position(|one| *one == part);
        let is_due = Memo::new(move |_| place.is_none_or(|place| self.0.get() > place));
        (move || is_due.get().then(&lay_out)).into_any()
    }
}
