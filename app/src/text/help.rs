//! What keys do.

pub(crate) const TITLE: &str = "Keys";
pub(crate) const CLOSE: &str = "Close";

/// Keys, and what they do where.
pub(crate) const KEYS: &[(&str, &str)] = &[
    ("Tab", "goes from one thing to the next"),
    (
        "Enter",
        "on a card picks it; on a lane, puts the picked card there",
    ),
    ("Esc", "puts a picked card back, closes a menu or an answer"),
    ("↓", "on a card’s menu button opens the menu"),
    (
        "Ctrl Z",
        "takes the last change back; with Shift, makes it again",
    ),
    ("Space", "on the timeline plays and pauses"),
    ("← →", "on the timeline move the playhead"),
    (
        "+ −",
        "on the map go nearer and farther; 0 shows the whole world",
    ),
    ("← ↑ → ↓", "on the map move it"),
    ("?", "opens this list"),
];
