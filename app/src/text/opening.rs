//! The words of opening a scenario or a table of requests.

use super::figures;
use super::language::{Phrase, phrase, plural, say};
use crate::shorten::{ECHO_LETTERS, SENTENCE_LETTERS, shorten};

pub(crate) const OPEN: Phrase = phrase("Open a scenario file");
pub(crate) const FILE: Phrase = phrase("Scenario file, or a table of requests (CSV)");
/// The tooltip of the button.
pub(crate) const OPEN_TITLE: Phrase = phrase(
    "A scenario as JSON, or a CSV with a row for each request: its column timestamp holds \
    seconds, workload and duration may follow. Rows without a workload become requests of the one that is selected.",
);
pub(crate) const LOADING: Phrase = phrase("Opening the board …");

/// The notice that a table of requests was imported: the numbers of used and of omitted rows, and the
/// faults of the first bad ones.
pub(crate) fn imported(name: &str, used: u64, left_out: u64, bad: &[String]) -> String {
    let name = shorten(name, ECHO_LETTERS);
    let used = plural!(
        rows = used,
        "{rows} row became a request",
        "{rows} rows became requests"
    );
    if left_out == 0 {
        return format!("{name}: {used}.");
    }
    let left_out = plural!(
        rows = left_out,
        "{rows} row was left out",
        "{rows} rows were left out"
    );
    let named = if bad.is_empty() {
        String::new()
    } else {
        format!(": {}", bad.join("; "))
    };
    format!("{name}: {used}, {left_out}{named}.")
}

/// The notice that a file is too large to be read.
pub(crate) fn too_large(name: &str, bytes: u64, most_bytes: u32) -> String {
    say!(
        "{name} was not opened: it has {size}, and at most {most} are read. The board is as it was.",
        name = shorten(name, ECHO_LETTERS),
        size = figures::bytes(bytes),
        most = figures::bytes(most_bytes.into())
    )
}

/// The notice that a file could not be read; `why` is the browser's reason.
pub(crate) fn not_fetched(name: &str, why: &str) -> String {
    let name = shorten(name, ECHO_LETTERS);
    let why = shorten(why, SENTENCE_LETTERS);
    say!(
        "{name} could not be read ({why}). Load the page again, or open a scenario file.",
        name,
        why
    )
}

/// The notice that a file breaks a rule; `error` names the field and the rule.
pub(crate) fn breaks_a_rule(name: &str, error: &str) -> String {
    let name = shorten(name, ECHO_LETTERS);
    let error = shorten(error.trim_end_matches('.'), SENTENCE_LETTERS);
    say!(
        "{name} was not opened: {error}. The board is as it was.",
        name,
        error
    )
}
