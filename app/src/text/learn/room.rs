//! What all corners of the room have in common.

use engine::scenario::Placement;

use crate::learn::progress::Corner;
use crate::text::board;
use crate::text::language::{Phrase, phrase, say, tr};

pub(crate) const CORNERS: Phrase = phrase("Ways to learn");
pub(crate) const CLOSE: Phrase = phrase("Close");
pub(crate) const LEAVE: Phrase = phrase("Back to your own board");
pub(crate) const LEFT: Phrase = phrase("Your own board is back.");
pub(crate) const KEPT: Phrase =
    phrase("This browser remembers how far you are. A file takes it to another one.");
pub(crate) const NOT_KEPT: Phrase = phrase(
    "The browser’s storage is full or forbidden: your progress will not outlive the page. Save it as a file to keep it.",
);
pub(crate) const SAVE_PROGRESS: Phrase = phrase("Save progress");
pub(crate) const OPEN_PROGRESS: Phrase = phrase("Load progress");
pub(crate) const OPEN_PROGRESS_TITLE: Phrase =
    phrase("Loads your progress from a file. It replaces what this browser remembers.");
pub(crate) const PROGRESS_FILE: Phrase = phrase("A file of progress");
pub(crate) const PROGRESS_READ: Phrase = phrase("Your progress from the file is loaded.");
pub(crate) const BEGIN_ANEW: Phrase = phrase("Forget my progress");
pub(crate) const BEGUN_ANEW: Phrase = phrase("Your progress is cleared.");
pub(crate) const LANES: Phrase = phrase("Go to the lanes");
pub(crate) const EVIDENCE: Phrase = phrase("Go to the evidence");
pub(crate) const TRYING: Phrase = phrase("Simulating …");

/// A corner's name.
pub(crate) fn corner(corner: Corner) -> &'static str {
    match corner {
        Corner::Lesson => tr("Lesson"),
        Corner::Challenges => tr("Challenges"),
        Corner::Check => tr("Check what you know"),
        Corner::OwnWorkload => tr("Your own workload"),
        Corner::Record => tr("Decision record"),
        Corner::Builder => tr("Build a challenge"),
    }
}

/// A board that lies there in place of a person's own.
pub(crate) fn laid(name: &str) -> String {
    let name = tr(name);
    say!("On the board: “{name}”. Your own board is kept.", name)
}

/// A file is no progress.
pub(crate) fn progress_unreadable(file: &str, why: &str) -> String {
    let why = why.trim_end_matches('.');
    say!(
        "{file} is no file of progress: {why}. What this browser remembers stays as it is.",
        file,
        why
    )
}

/// Other boards could not be simulated.
pub(crate) fn not_tried(why: &str) -> String {
    let why = why.trim_end_matches('.');
    say!(
        "The other boards could not be simulated ({why}). Try once more.",
        why
    )
}

/// Where a card lies, walls included.
pub(crate) fn way(placement: Placement) -> String {
    let lane = board::lane(placement.lane);
    if placement.sandboxed && placement.has_walls() {
        say!("{lane}, sandboxed", lane)
    } else {
        lane.to_owned()
    }
}

/// A file of the room could not be had.
pub(crate) fn not_fetched(what: &str, why: &str) -> String {
    let why = why.trim_end_matches('.');
    say!(
        "{what} could not be read: {why}. Load the page again to try once more.",
        what,
        why
    )
}
