//! The width of the board: the window's width without the panel for learning.
//!
//! Style sheets read it from classes of the element around all panes.

use leptos::prelude::*;
use model::decimal;

use crate::browser::media;

/// The widths of the board, in rem, from which on it shows two and three panes.
const WIDE: f64 = 52.0;
const WIDEST: f64 = 80.0;
/// The width of the window, in rem, from which on the panel is beside the board, and the width of the
/// panel. Both numbers are in `columns.css` as well.
const ROOM_BESIDE_FROM: f64 = 60.0;
const ROOM: f64 = 22.5;

/// How many panes are side by side: one, two or three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BoardWidth {
    Narrow,
    Wide,
    Widest,
}

impl BoardWidth {
    /// Follows the width of the window, and whether the panel is open. A board that is to show one pane at a time is narrow in
    /// any window.
    pub(crate) fn follow(
        shows_one_pane: bool,
        room_is_open: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Memo<Self> {
        let reaches = |rem: f64| media(&format!("(min-width: {}rem)", decimal::plain(rem)));
        let (wide, widest, is_beside) = (reaches(WIDE), reaches(WIDEST), reaches(ROOM_BESIDE_FROM));
        let (wide_beside, widest_beside) = (reaches(WIDE + ROOM), reaches(WIDEST + ROOM));
        Memo::new(move |_| {
            if shows_one_pane {
                return Self::Narrow;
            }
            let (wide, widest) = if room_is_open() && is_beside.get() {
                (wide_beside, widest_beside)
            } else {
                (wide, widest)
            };
            match (wide.get(), widest.get()) {
                (_, true) => Self::Widest,
                (true, false) => Self::Wide,
                (false, false) => Self::Narrow,
            }
        })
    }
}
