//! The words of saving a scenario and of sharing a link to it.

use super::language::{Phrase, phrase, say};
pub(crate) const SAVE: Phrase = phrase("Save as a file");
pub(crate) const LINK: Phrase = phrase("Copy a link");
pub(crate) const COPIED: Phrase =
    phrase("The link is on the clipboard. It opens this board, this hour and this moment.");
pub(crate) const IN_ADDRESS: Phrase = phrase(
    "The browser keeps its clipboard shut, so the link stands in the address bar. It opens this board, this hour and this moment.",
);
pub(crate) const NOT_COPIED: Phrase = phrase(
    "The browser lets the page neither write to the clipboard nor change its address. Save a file instead.",
);
pub(crate) const NOT_SAVED: Phrase =
    phrase("The browser did not let the page save a file. Copy a link instead.");
pub(crate) const LINK_TOO_LONG: Phrase = phrase(
    "This board is too large for a link, as one with an imported table is. Save it as a file instead.",
);
pub(crate) const NOT_KEPT: Phrase = phrase(
    "The browser’s storage is full or forbidden: this board will not outlive the page. Save it as a file to keep it.",
);
pub(crate) const OTHER_TAB: Phrase = phrase(
    "Another tab has stored its board. The board that is changed last comes back next time; save this one as a file to keep both.",
);
pub(crate) const RESTORED: Phrase =
    phrase("Your board from last time is back. Reset takes it back to where it began.");
/// Why a link cannot be opened: it is too long.
pub(crate) const TOO_LONG: Phrase = phrase("it is longer than any board");
/// Why a link cannot be opened: its letters cannot be decoded.
pub(crate) const NOT_LETTERS: Phrase = phrase("part of it is missing");

/// The notice that no link could be made.
pub(crate) fn no_link(why: &str) -> String {
    say!(
        "No link could be made ({why}). Save the board as a file instead.",
        why
    )
}

/// The notice that a link holds no scenario.
pub(crate) fn bad_link(why: &str) -> String {
    let why = why.trim_end_matches('.');
    say!(
        "The link could not be opened: {why}. This is the board that ships.",
        why
    )
}

/// The notice that the autosaved scenario cannot be opened.
pub(crate) fn bad_autosave(why: &str) -> String {
    let why = why.trim_end_matches('.');
    say!(
        "The board from last time could not be opened: {why}. This is the board that ships.",
        why
    )
}
