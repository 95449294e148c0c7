//! The words of saving a scenario and of sharing a link to it.

use super::language::{Phrase, phrase, say};
use model::echo::shorten_sentence;

pub(crate) const SAVE: Phrase = phrase("Save as a file");
pub(crate) const LINK: Phrase = phrase("Copy a link");
/// The name of the row of buttons that save and share the board.
pub(crate) const SHARE: Phrase = phrase("Save and share");
pub(crate) const EMBED: Phrase = phrase("Embed");
pub(crate) const EMBED_TITLE: Phrase = phrase("Show this board in a page of a course");
pub(crate) const EMBED_NOT_FETCHED: Phrase =
    phrase("The part of this page for teachers could not be fetched. Try again in a moment.");
pub(crate) const COPIED: Phrase =
    phrase("The link is on the clipboard. It opens this board, this hour and this moment.");
pub(crate) const NOT_SAVED: Phrase =
    phrase("The browser did not let the page save a file. Copy a link instead.");
pub(crate) const LINK_TOO_LONG: Phrase = phrase(
    "This board is too large for a link, as one with an imported table is. Save it as a file instead.",
);
pub(crate) const NOT_KEPT: Phrase = phrase(
    "The browser’s storage is full or forbidden: this board will not outlive the page. Save it as a file to keep it.",
);
/// The notice in a tab that has not changed its board, while another tab has.
pub(crate) const OTHER_TAB: Phrase = phrase(
    "Another tab has changed this board. Load this page again to see its changes; what you change here is kept apart, under Board.",
);
/// The notice in a tab that has changed its board, and another tab too.
pub(crate) const OTHER_TAB_TOO: Phrase = phrase(
    "Another tab has changed this board too. Both are kept: this tab’s board is now one of its own, under Board.",
);
pub(crate) const RESTORED: Phrase =
    phrase("Your board from last time is back. Reset takes it back to where it began.");
/// Why a link cannot be opened: it is too long.
pub(crate) const TOO_LONG: Phrase = phrase("it is longer than any board");
/// Why a link cannot be opened: its letters cannot be decoded.
pub(crate) const NOT_LETTERS: Phrase = phrase("part of it is missing");
/// Why a link cannot be opened: another version of the page made it.
pub(crate) const OTHER_VERSION: Phrase = phrase(
    "it comes from another version of this page; load the page again, or open the link where it was made",
);
/// The notice that the board of a link, followed while the page was open, is shown.
pub(crate) const LINK_OPENED: Phrase =
    phrase("The board of the link is open. Undo brings back the board before it.");
/// The notice that a link was made from another version of the scenario.
pub(crate) const OTHER_SCENARIO: Phrase = phrase(
    "This link was made with another version of the scenario. What it changes is applied to the one that ships now.",
);
/// The notice that the page opened before the board of its link could be read.
pub(crate) const LINK_LATE: Phrase = phrase(
    "The board of the link is still on its way. Until it comes, this is the board that ships.",
);
/// The heading of the dialog for a text that the clipboard does not accept.
pub(crate) const COPY_BY_HAND: Phrase = phrase("Copy by hand");
/// The explanation in that dialog.
pub(crate) const COPY_BY_HAND_HOW: Phrase = phrase(
    "The browser does not let this page write to the clipboard. The text is selected: copy it with Ctrl+C or ⌘C, or with a long press.",
);
/// The label of the field in that dialog.
pub(crate) const COPY_FIELD: Phrase = phrase("Text to copy");

/// The notice that no link could be made.
pub(crate) fn no_link(why: &str) -> String {
    say!(
        "No link could be made ({why}). Save the board as a file instead.",
        why
    )
}

/// The notice that the link of the page contains no scenario.
pub(crate) fn bad_link(why: &str) -> String {
    let why = shorten_sentence(why.trim_end_matches('.'));
    say!(
        "The link could not be opened: {why}. This is the board that ships.",
        why
    )
}

/// The sentence that says why a link, followed while the page was open, could not be opened.
pub(crate) fn link_not_opened(why: &str) -> String {
    let why = shorten_sentence(why.trim_end_matches('.'));
    say!(
        "The link could not be opened: {why}. The board is as it was.",
        why
    )
}

/// The notice that the autosaved scenario cannot be opened.
pub(crate) fn bad_autosave(why: &str) -> String {
    let why = shorten_sentence(why.trim_end_matches('.'));
    say!(
        "The board from last time could not be opened: {why}. This is the board that ships.",
        why
    )
}
