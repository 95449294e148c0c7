//! The words that all sections of the panel for learning share.

use model::echo::shorten;
use model::scenario::Placement;

use crate::io::file_chooser::FileError;
use crate::learn::not_simulated::NotSimulated;
use crate::learn::progress::{ProgressError, Section};
use crate::text::language::{Phrase, phrase, say, tr};
use crate::text::{figures, lanes};

pub(crate) const SECTIONS: Phrase = phrase("Ways to learn");
pub(crate) const CLOSE: Phrase = phrase("Close");
pub(crate) const LEAVE: Phrase = phrase("Back to your own board");
pub(crate) const LEFT: Phrase = phrase("Your own board is back.");
pub(crate) const KEPT: Phrase =
    phrase("This browser remembers how far you are. A file takes it to another one.");
pub(crate) const NOT_KEPT: Phrase = phrase(
    "The browser’s storage is full or forbidden: your progress will not outlive the page. Save it as a file to keep it.",
);
pub(crate) const OTHER_TAB: Phrase = phrase(
    "Another tab changed the same answers or texts. This tab keeps its own; stars and tasks of both count.",
);
pub(crate) const OTHER_TAB_ADDED: Phrase = phrase("Progress of another tab is added here.");
pub(crate) const RENAMED: Phrase =
    phrase("This challenge has the id of a built-in one, so its stars are counted apart.");
pub(crate) const SAVE_PROGRESS: Phrase = phrase("Save progress");
pub(crate) const OPEN_PROGRESS: Phrase = phrase("Load progress");
pub(crate) const OPEN_PROGRESS_TITLE: Phrase = phrase(
    "Loads your progress from a file, and asks before it touches what this browser remembers.",
);
pub(crate) const ADD_PROGRESS: Phrase = phrase("Add it to mine");
pub(crate) const REPLACE_PROGRESS: Phrase = phrase("Replace mine");
pub(crate) const LEAVE_PROGRESS: Phrase = phrase("Leave mine as it is");
pub(crate) const PROGRESS_FILE: Phrase = phrase("A file of progress");
pub(crate) const PROGRESS_READ: Phrase = phrase("Your progress from the file is loaded.");
pub(crate) const BEGIN_ANEW: Phrase = phrase("Forget my progress");
pub(crate) const BEGUN_ANEW: Phrase = phrase("Your progress is cleared.");
pub(crate) const LANES: Phrase = phrase("Go to the lanes");
pub(crate) const EVIDENCE: Phrase = phrase("Go to the evidence");
pub(crate) const STOP: Phrase = phrase("Stop");
pub(crate) const STOPPED: Phrase = phrase("Stopped. Nothing has changed.");

/// A section's name.
pub(crate) fn section(section: Section) -> &'static str {
    match section {
        Section::Lesson => tr("Lesson"),
        Section::Challenges => tr("Challenges"),
        Section::Check => tr("Check what you know"),
        Section::OwnWorkload => tr("Your own workload"),
        Section::Record => tr("Decision record"),
        Section::Builder => tr("Build a challenge"),
    }
}

/// The sentence about a board that is on the screen in place of the person's own.
pub(crate) fn active_board(name: &str) -> String {
    let name = tr(name);
    say!("On the board: “{name}”. Your own board is kept.", name)
}

/// The question what becomes of the progress in a file, with the day on which it was saved.
pub(crate) fn progress_offered(file: &str, saved_on: Option<&str>) -> String {
    let file = shorten(file);
    match saved_on {
        Some(day) => say!(
            "{file} was saved on {day}. You have progress of your own here: what should become of it?",
            file,
            day = shorten(day)
        ),
        None => say!(
            "{file} is read. You have progress of your own here: what should become of it?",
            file
        ),
    }
}

/// The sentence that says why a file could not be read as progress.
pub(crate) fn progress_unreadable(file: &str, why: &str) -> String {
    let why = why.trim_end_matches('.');
    say!(
        "{file} is not a progress file: {why}. What this browser remembers stays as it is.",
        file,
        why
    )
}

/// The progress of the last visit cannot be read. Where the storage had no place for a copy of it, it stays
/// there and nothing is stored over it.
pub(crate) fn stored_progress_unreadable(error: &ProgressError, is_aside: bool) -> String {
    let why = progress_error(error);
    if is_aside {
        say!(
            "The stored progress could not be read: {why}. It is kept aside, and you start from the beginning.",
            why
        )
    } else {
        say!(
            "The stored progress could not be read: {why}. It stays in the browser’s storage, which has no room for more, so your new progress will not outlive the page. Save it as a file to keep it.",
            why
        )
    }
}

/// What is wrong with a text of progress, without a full stop.
pub(crate) fn progress_error(error: &ProgressError) -> String {
    match error {
        ProgressError::Shape(error) => {
            let why = error.to_string();
            shorten(why.trim_end_matches('.'))
        }
        ProgressError::Version(_) => say!("another version of this page wrote it"),
        ProgressError::Bounds(bounds) => say!(
            "{field} is more than {most}",
            field = bounds.field,
            most = figures::count(bounds.most as u64)
        ),
    }
}

/// Why a chosen file was not read, without a full stop.
pub(crate) fn file_error(error: &FileError) -> String {
    match error {
        FileError::TooLarge { most_bytes, .. } => say!(
            "it is larger than {most} bytes",
            most = figures::count((*most_bytes).into())
        ),
        FileError::Browser(why) => why.clone(),
    }
}

/// The label of a button whose work is running: hundredths that are done.
pub(crate) fn simulating(done: u8) -> String {
    say!("Simulating … {done} %", done)
}

/// The sentence that says why boards could not be simulated.
pub(crate) fn not_simulated(error: &NotSimulated) -> String {
    match error {
        NotSimulated::NoRun => {
            say!("The board on the screen has no run yet. Try once more when it has its verdicts.")
        }
        NotSimulated::NoWorkload => say!("The board has no workload to simulate. Add one first."),
        NotSimulated::Worker(why) => {
            let why = why.why().trim_end_matches('.');
            say!(
                "The other boards could not be simulated ({why}). Try once more.",
                why
            )
        }
    }
}

/// The lane of a workload, with the walls of its own.
pub(crate) fn placement(placement: Placement) -> String {
    let lane = lanes::name(placement.lane);
    if placement.sandboxed && placement.has_walls() {
        say!("{lane}, sandboxed", lane)
    } else {
        lane.to_owned()
    }
}

/// The sentence that says why a file of the program for learning could not be read.
pub(crate) fn not_fetched(what: &str, why: &str) -> String {
    let why = why.trim_end_matches('.');
    say!(
        "{what} could not be read: {why}. Load the page again to try once more.",
        what,
        why
    )
}
