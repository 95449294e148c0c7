//! The state of the simulation, in words.

use super::language::{Phrase, phrase, say, tr};

pub(crate) const OTHER_BUILD: Phrase = phrase(
    "This page and its engine come from different versions of the site. Load the page again.",
);

/// The notice that the site has a newer build, which replaced the files of this one.
/// The code of a person's own cannot be run, so that the hour cannot be simulated.
pub(crate) fn own_code_not_run(why: &str) -> String {
    say!(
        "The program of your own cannot be run: {why}. Undo takes it off the board; the lab is where it can be changed.",
        why
    )
}

pub(crate) const NEWER_BUILD: Phrase =
    phrase("This page has been updated: reload it to go on. Your board is kept.");
pub(crate) const RELOAD: Phrase = phrase("Reload");

/// The notice that the engine cannot run in this browser; `report` is the browser's message.
pub(crate) fn unavailable(report: &str) -> String {
    let report = report.trim_end_matches('.');
    let reason = if report.is_empty() {
        String::new()
    } else {
        say!(" The browser says: {report}.", report)
    };
    say!(
        "The simulation cannot start in this browser, so the board shows no verdicts.{reason} \
         A current browser with WebAssembly and web workers allowed will run it.",
        reason
    )
}

/// The notice that the engine's program could not be fetched, or is not a program.
pub(crate) fn not_arrived(report: &str) -> String {
    let report = report.trim_end_matches('.');
    let reason = if report.is_empty() {
        String::new()
    } else {
        say!(" The browser says: {report}.", report)
    };
    say!(
        "The simulation’s program did not arrive, so the board shows no verdicts.{reason} Try again; \
         if that does not help, load the page again later.",
        reason
    )
}

/// The notice that the engine's program has not arrived yet.
pub(crate) const LATE: Phrase = phrase(
    "The simulation’s program has not arrived yet: the connection is slow, or something holds it up. The page goes on waiting.",
);
/// The button that restarts the workers.
pub(crate) const TRY_AGAIN: Phrase = phrase("Try again");
/// Why a question was not answered, within a sentence: the program was late.
pub(crate) const PROGRAM_LATE: Phrase =
    phrase("the program for it did not arrive in time; load the page again to try once more");
/// Why a question was not answered, within a sentence: the program stopped answering.
pub(crate) const PROGRAM_SILENT: Phrase =
    phrase("the program for it stopped answering and was ended; try again");
/// Why a question was not answered, within a sentence: the program is missing.
pub(crate) const PROGRAM_MISSING: Phrase =
    phrase("the program for it did not arrive; load the page again to try once more");
/// Why a question was not answered, within a sentence: the answer is incomplete.
pub(crate) const INCOMPLETE: Phrase = phrase("the answer is incomplete");

/// The notice that the engine failed and was restarted.
pub(crate) fn restarted(asks_again: bool) -> String {
    let next = if asks_again {
        tr("This hour is being simulated again.")
    } else {
        tr("It fails on this very board: undo the last move, or try another.")
    };
    say!(
        "The simulation stopped on an error and was restarted. Your board is unchanged. {next}",
        next
    )
}

/// The notice that the result of a simulation is damaged.
pub(crate) fn trace_unreadable(why: &str) -> String {
    say!(
        "The result could not be read ({why}). Your board is unchanged; any move tries again.",
        why
    )
}
