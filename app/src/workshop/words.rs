//! The words of the page for hosts.

use model::challenge::{Challenge, DamagedLine};
use model::echo;

use super::collected::{Added, Check, Damaged, HandedIn, Row, Unchecked};
use super::placement_counts::Change;
use crate::text::language::{Phrase, phrase, plural, say, tr};
use crate::text::{lanes, remedies, workloads};

pub(super) const TITLE: Phrase = phrase("Lanewise for a workshop");
pub(super) const TO_BOARD: Phrase = phrase("To the board");
pub(super) const KEYS: Phrase = phrase(
    "A clicker’s keys work here: Page Down and Page Up go from part to part, “.” hides the results and reveals them, Esc closes a code.",
);
pub(super) const PRIVACY: Phrase = phrase(
    "Names and results stay in this browser. They are gone when you start over or clear the site’s data.",
);

pub(super) const LINKS: Phrase = phrase("Links for the room");
pub(super) const LINKS_HOW: Phrase = phrase(
    "Press a code to show it large. A board of your own: set it up, press “Copy a link”, and add it here.",
);
pub(super) const LINK_BOARD: Phrase = phrase("The board");
pub(super) const LINK_LESSON: Phrase = phrase("The lesson");
pub(super) const LINK_BURSTS: Phrase = phrase("Lesson: bursts");
pub(super) const LINK_CHALLENGE: Phrase = phrase("Challenge: Ten to nine");
pub(super) const LINK_CHECK: Phrase = phrase("The knowledge check");
pub(super) const LINK_OWN: Phrase = phrase("Your own workload");
pub(super) const LINK_NAME: Phrase = phrase("Name of the link");
pub(super) const LINK_ADDRESS: Phrase = phrase("Address");
pub(super) const ADD_LINK: Phrase = phrase("Add the link");
pub(super) const REMOVE: Phrase = phrase("Remove");
pub(super) const ENLARGE: Phrase = phrase("Show it large");
pub(super) const NO_ADDRESS: Phrase = phrase(
    "This is not an address that a code can hold. It begins with https:// or http:// and has at most 2,900 characters.",
);
pub(super) const NOT_KEPT: Phrase =
    phrase("This browser keeps nothing for this page. Save the table before you close it.");

pub(super) const TIMER: Phrase = phrase("Timer");
pub(super) const TIME_LEFT: Phrase = phrase("Time left");
pub(super) const MINUTES: Phrase = phrase("Minutes");
pub(super) const MINUTES_SHORT: Phrase = phrase("min");
pub(super) const START: Phrase = phrase("Start");
pub(super) const PAUSE: Phrase = phrase("Pause");
pub(super) const RESET: Phrase = phrase("Reset");
pub(super) const TIME_IS_UP: Phrase = phrase("The time is up.");

pub(super) const RESULTS: Phrase = phrase("Collect results");
pub(super) const RESULTS_HOW: Phrase = phrase(
    "After a challenge is scored, “Hand in this result” makes a line, a code or a file of it. Paste lines here, a whole chat or mail too, or drop files: results, saved progress, pictures of codes. Each board is run again here.",
);
pub(super) const PASTE: Phrase = phrase("Results as text");
pub(super) const ADD_RESULTS: Phrase = phrase("Add the results");
pub(super) const CHOOSE_FILES: Phrase = phrase("Choose files");
pub(super) const FILES: Phrase = phrase("Files with results");
pub(super) const CAMERA: Phrase = phrase("Scan codes");
pub(super) const CAMERA_PICTURE: Phrase = phrase("The camera’s picture");
pub(super) const NO_CAMERA: Phrase = phrase(
    "The camera does not open: this browser has none, or it was not allowed, or the page is not served over https. Ask for the results as lines instead.",
);
pub(super) const NO_LINE: Phrase = phrase("it has no line that begins with LW1");
pub(super) const DAMAGED: Phrase = phrase("Could not be read");
/// In its place while the results are hidden.
pub(super) const DAMAGED_HIDDEN: Phrase =
    phrase("Damaged lines are named here when the results are shown.");
pub(super) const FORGET: Phrase = phrase("Start over");
pub(super) const FORGET_SURE: Phrase = phrase("All results of the room go. Save the table first?");
pub(super) const FORGET_ALL: Phrase = phrase("Remove all results");
pub(super) const KEEP: Phrase = phrase("Keep them");
pub(super) const FORGOTTEN: Phrase = phrase("All results are removed.");

pub(super) const VEIL: Phrase = phrase("Hide the results");
pub(super) const VEILED: Phrase = phrase("Hidden until you reveal it.");
pub(super) const REVEAL: Phrase = phrase("Reveal");
pub(super) const NO_RESULT_YET: Phrase = phrase("No result yet.");
pub(super) const NO_BOARD_YET: Phrase = phrase("No board was run yet.");

pub(super) const TABLE: Phrase = phrase("Who reached what");
pub(super) const TABLE_HOW: Phrase = phrase(
    "One row for each name and challenge, with its best board. The stars are those that the board earned here; nothing proves the name, and whether a move was shown.",
);
pub(super) const NAME: Phrase = phrase("Name");
pub(super) const CHALLENGE: Phrase = phrase("Challenge");
pub(super) const CHECKED: Phrase = phrase("Run again");
pub(super) const ATTEMPT: Phrase = phrase("Attempt");
pub(super) const CHANGED: Phrase = phrase("What was changed");
pub(super) const NAMELESS: Phrase = phrase("no name");
pub(super) const UNKNOWN_CHALLENGE: Phrase = phrase("another challenge");
pub(super) const SAVE_TABLE: Phrase = phrase("Save the table (CSV)");
pub(super) const NOT_SAVED: Phrase = phrase("The browser did not save the file.");

pub(super) const MAP: Phrase = phrase("Where the room placed the work");
pub(super) const WORKLOAD: Phrase = phrase("Workload");
pub(super) const WALLS: Phrase = phrase("Behind walls of its own");
pub(super) const START_LANE: Phrase = phrase("(at the start)");
pub(super) const STARS: Phrase = phrase("Stars");

/// The name of a link's code for a screen reader.
pub(super) fn code_of(name: &str) -> String {
    say!("Code with the address of “{name}”", name)
}

/// The name of the button that shows a code large.
pub(super) fn enlarge(name: &str) -> String {
    say!("Show the code of “{name}” large", name)
}

/// The name of the button that removes a link.
pub(super) fn remove(name: &str) -> String {
    say!("Remove the link “{name}”", name)
}

/// The sentence after a link was added.
pub(super) fn link_added(name: &str) -> String {
    say!("The link “{name}” is in the list.", name)
}

/// What came of a text or of files.
pub(super) fn added(added: Added) -> String {
    let mut parts = vec![plural!(
        count = added.new as u64,
        "{count} result added.",
        "{count} results added."
    )];
    if added.known > 0 {
        parts.push(plural!(
            count = added.known as u64,
            "{count} was here already.",
            "{count} were here already."
        ));
    }
    if added.damaged > 0 {
        parts.push(plural!(
            count = added.damaged as u64,
            "{count} line is damaged; it is named below.",
            "{count} lines are damaged; they are named below."
        ));
    }
    if added.left_out > 0 {
        parts.push(plural!(
            count = added.left_out as u64,
            "{count} result is left out: the page keeps 500.",
            "{count} results are left out: the page keeps 500."
        ));
    }
    parts.join(" ")
}

/// How much is there, and whether boards are still being run.
pub(super) fn count(results: usize, rows: usize, is_running: bool) -> String {
    let results = plural!(count = results as u64, "{count} result", "{count} results");
    let rows = plural!(count = rows as u64, "{count} row", "{count} rows");
    if is_running {
        say!(
            "{results} in {rows}. Their boards are being run …",
            results,
            rows
        )
    } else {
        say!("{results} in {rows}.", results, rows)
    }
}

/// A line that could not be read, by its place.
pub(super) fn damaged(one: &Damaged) -> String {
    let place = if one.source.is_empty() {
        say!("Line {line}", line = one.line)
    } else {
        say!(
            "{file}, line {line}",
            file = echo::shorten(&one.source),
            line = one.line
        )
    };
    let place = if one.said_before.is_empty() {
        place
    } else {
        say!("{place} (“{before}”)", place, before = one.said_before)
    };
    let why = match one.why {
        DamagedLine::Cut => tr("letters are missing at its end. Ask for the whole line."),
        DamagedLine::Changed => {
            tr("its letters were changed on the way. Ask for it again, as a file or a code.")
        }
        DamagedLine::OtherVersion => {
            tr("another version of the page wrote it. Open this page as that build has it.")
        }
    };
    say!("{place}: {why}", place, why)
}

/// The sentence for a file that is too large.
pub(super) fn too_large(name: &str) -> String {
    say!(
        "{name} is too large for a result.",
        name = echo::shorten(name)
    )
}

/// The sentence for a file that the browser did not read.
pub(super) fn unreadable(name: &str, why: &str) -> String {
    say!(
        "{name} could not be read: {why}",
        name = echo::shorten(name),
        why
    )
}

/// The sentence for a picture that the browser cannot show.
pub(super) fn no_picture(name: &str) -> String {
    say!(
        "{name} is no picture that this browser shows.",
        name = echo::shorten(name)
    )
}

/// The sentence for a file without a result, with the reason why it is no challenge either.
pub(super) fn nothing_in(name: &str, why: &str) -> String {
    say!(
        "{name} holds no result and no challenge ({why}).",
        name = echo::shorten(name),
        why = why.trim_end_matches('.')
    )
}

/// The sentence after the file of a challenge was opened.
pub(super) fn challenge_opened(title: &str) -> String {
    say!(
        "The challenge “{title}” is known now; its results are being run.",
        title
    )
}

/// The sentence for the file of a challenge that takes no other one's place.
pub(super) fn challenge_known(title: &str) -> String {
    say!(
        "The file of the challenge “{title}” has the id of one that is known here already, which stays.",
        title
    )
}

/// Stars by their number.
pub(super) fn stars(count: usize) -> String {
    plural!(count = count as u64, "{count} star", "{count} stars")
}

/// The stars of a row's best board.
pub(super) fn stars_of(row: &Row, challenge: Option<&Challenge>) -> String {
    let claim = &row.best.result.claim;
    let earned = match row.best.check {
        Check::Earned(stars) => stars,
        Check::Waiting | Check::Not(_) => return "…".to_owned(),
    };
    let Some(challenge) = challenge else {
        return "…".to_owned();
    };
    let of = challenge.stars.len();
    let counted = challenge.level.counted(earned, claim.is_helped);
    if counted < earned {
        say!(
            "{counted} of {of} ({earned} after a move was shown)",
            counted,
            of,
            earned
        )
    } else {
        say!("{earned} of {of}", earned, of)
    }
}

/// What came of running a board again.
pub(super) fn checked(one: &HandedIn) -> String {
    match one.check {
        Check::Waiting => tr("waits").to_owned(),
        Check::Earned(_) if one.holds() == Some(true) => tr("✓ the same").to_owned(),
        Check::Earned(_) => say!(
            "✕ the line says {claimed}: it was changed, or another build made it",
            claimed = stars(usize::from(one.result.claim.stars))
        ),
        Check::Not(Unchecked::UnknownChallenge) => {
            tr("not run: open the challenge’s file here").to_owned()
        }
        Check::Not(Unchecked::OtherVersion) => {
            tr("not run: it is of another version of the challenge").to_owned()
        }
        Check::Not(Unchecked::Impossible) => {
            tr("✕ no such board: the line was made by hand").to_owned()
        }
        Check::Not(Unchecked::NotSimulated) => {
            tr("not run: the engine did not answer; load the page again").to_owned()
        }
    }
}

/// The same in a word, for a table that a program reads.
pub(super) fn check_in_file(one: &HandedIn) -> &'static str {
    match one.check {
        Check::Waiting => "waiting",
        Check::Earned(_) if one.holds() == Some(true) => "same",
        Check::Earned(_) => "different",
        Check::Not(Unchecked::UnknownChallenge) => "unknown_challenge",
        Check::Not(Unchecked::OtherVersion) => "other_version",
        Check::Not(Unchecked::Impossible) => "impossible",
        Check::Not(Unchecked::NotSimulated) => "not_simulated",
    }
}

/// Which attempt the best board is of, and how many were handed in.
pub(super) fn attempt(row: &Row) -> String {
    let number = u32::from(row.best.result.claim.attempt) + 1;
    match row.all.len() {
        1 => number.to_string(),
        handed_in => say!("{number} ({count} handed in)", number, count = handed_in),
    }
}

/// A change of a board.
pub(super) fn change(change: &Change) -> String {
    match change {
        Change::Placed(workload, placement) => {
            let (card, lane) = (workloads::name(workload), lanes::name(placement.lane));
            if placement.sandboxed {
                say!("{card} to {lane}, behind walls", card, lane)
            } else {
                say!("{card} to {lane}", card, lane)
            }
        }
        Change::With(remedy) => remedies::name(remedy).to_owned(),
    }
}

/// The number of boards behind a table.
pub(super) fn boards(count: usize) -> String {
    plural!(
        count = count as u64,
        "{count} board: the best one of each name.",
        "{count} boards: the best one of each name."
    )
}

/// The number of boards with walls; nothing for none.
pub(super) fn walled(count: usize) -> String {
    if count == 0 {
        String::new()
    } else {
        count.to_string()
    }
}

/// A remedy and the boards that have it.
pub(super) fn remedy(name: &str, workload: Option<&str>, count: usize, boards: usize) -> String {
    match workload {
        Some(card) => say!(
            "{name} for {card}: {count} of {boards}",
            name,
            card,
            count,
            boards
        ),
        None => say!("{name}: {count} of {boards}", name, count, boards),
    }
}
