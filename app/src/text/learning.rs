//! The words of the panel for learning before its program has loaded, and the refusals of a challenge.

use super::language::{Phrase, phrase, say};

pub(crate) const BACK: Phrase = phrase("Back to the task");
pub(crate) const LEARN: Phrase = phrase("Learn");
pub(crate) const FETCHING: Phrase = phrase("The lesson is on its way.");
pub(crate) const NOT_FETCHED: Phrase =
    phrase("The lesson could not be fetched. The board works without it.");
pub(crate) const ADDED: Phrase = phrase("The card is on the board.");
pub(crate) const REBUILT: Phrase = phrase(
    "They are on the board. “Save as a file” and “Copy a link” above keep it as a scenario.",
);
pub(crate) const LOCKED: Phrase = phrase("locked");
pub(crate) const NOT_ALLOWED: Phrase =
    phrase("This is fixed here. Leave the challenge, or open the full page, to change it.");

/// The refusal to move a card that a challenge or an address locks.
pub(crate) fn locked(workload: &str) -> String {
    say!("{workload} is locked: it stays where it is.", workload)
}
