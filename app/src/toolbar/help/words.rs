//! The words of the list of keys.

use model::catalog::LaneId;

use crate::text::language::{Phrase, phrase};

pub(crate) const TITLE: Phrase = phrase("Keys");
/// The switch of the keys that act without Ctrl.
pub(crate) const SINGLE_KEYS: Phrase = phrase("Single keys act");

/// The effect of [`lane_keys`].
pub(crate) const PLACE: Phrase = phrase("place the workload in view on a lane");

/// The keys of the lanes, in the order in which they are shown.
pub(crate) fn lane_keys() -> String {
    let keys: Vec<String> = (1..=LaneId::ALL.len()).map(|key| key.to_string()).collect();
    keys.join(" ")
}

/// Each other key, with its effect.
pub(crate) const KEYS: &[(Phrase, Phrase)] = &[
    (phrase("Tab"), phrase("goes from one thing to the next")),
    (
        phrase("Enter"),
        phrase("on a card picks it; on a lane, puts the picked card there"),
    ),
    (
        phrase("Esc"),
        phrase("puts a picked card back, closes a menu or an answer"),
    ),
    (
        phrase("↓"),
        phrase("on a card’s menu button opens the menu"),
    ),
    (
        phrase("Ctrl Z"),
        phrase("takes the last change back; with Shift, makes it again"),
    ),
    (phrase("Space"), phrase("plays and pauses")),
    (
        phrase("J K"),
        phrase("select the next and the previous workload"),
    ),
    (
        phrase("M E T L"),
        phrase("show the map, the evidence, the table, Learn"),
    ),
    (phrase("H R"), phrase("hide the verdicts, and reveal them")),
    (
        phrase("Page ↓ ↑ ."),
        phrase("in the projector view go from moment to moment, and hide or reveal"),
    ),
    (phrase("← →"), phrase("on the timeline move the playhead")),
    (
        phrase("+ −"),
        phrase("on the map go nearer and farther; 0 shows the whole world"),
    ),
    (phrase("← ↑ → ↓"), phrase("on the map move it")),
    (
        phrase("[ ]"),
        phrase("on the map go from place to place and say what each is"),
    ),
    (phrase("?"), phrase("opens this list")),
];
