//! The words of opening a scenario or a table of requests.

use super::figures;
use super::language::{Phrase, phrase, plural, say, tr};
use crate::browser::FetchError;
use model::echo::{shorten, shorten_sentence};

/// The notice that the board runs a person's own program.
pub(crate) const CODE_APPLIED: Phrase = phrase(
    "Your program grades here now, in the place of the partners’ snippets. Undo takes it off the board.",
);

pub(crate) const OPEN: Phrase = phrase("Open a file");
pub(crate) const FILE: Phrase = phrase("Scenario file, or a log of requests");
/// The tooltip of the button.
pub(crate) const OPEN_TITLE: Phrase = phrase(
    "A scenario as JSON, or what a system of yours wrote: an access log, results of a load test, reports of functions, \
    a table with a header. Requests without a workload of the board go to the one that is selected.",
);
pub(crate) const LOADING: Phrase = phrase("Opening the board …");

/// The notice that a log of requests was imported: the numbers of used and of omitted rows, and what was understood of it.
pub(crate) fn imported(name: &str, used: u64, left_out: u64, told: &[String]) -> String {
    let name = shorten(name);
    let used = plural!(
        rows = used,
        "{rows} row became a request",
        "{rows} rows became requests"
    );
    let told = told.join(" ");
    if left_out == 0 {
        return format!("{name}: {used}. {told}");
    }
    let left_out = plural!(
        rows = left_out,
        "{rows} row was left out",
        "{rows} rows were left out"
    );
    format!("{name}: {used}, {left_out}. {told}")
}

/// The notice that the sentences of another language, by its name, did not arrive.
pub(crate) fn unspoken(language: &str) -> String {
    say!(
        "The page’s sentences in {language} did not arrive, so they are in English. Load the page again to try once more.",
        language
    )
}

/// The notice that a file is too large to be read.
pub(crate) fn too_large(name: &str, bytes: u64, most_bytes: u32) -> String {
    say!(
        "{name} was not opened: it has {size}, and at most {most} are read. The board is as it was.",
        name = shorten(name),
        size = figures::bytes(bytes),
        most = figures::bytes(most_bytes.into())
    )
}

/// The reason why a file was not fetched, within a sentence.
pub(crate) fn fetch_fault(error: &FetchError) -> String {
    match error {
        FetchError::Late => tr("it did not arrive in time").to_owned(),
        FetchError::Garbled(_) => tr("it is damaged, or comes from another version").to_owned(),
        FetchError::Status(_) | FetchError::Browser(_) => shorten_sentence(&error.to_string()),
    }
}

/// The notice that a file could not be read.
pub(crate) fn not_fetched(name: &str, error: &FetchError) -> String {
    let name = shorten(name);
    let why = fetch_fault(error);
    say!(
        "{name} could not be read ({why}). Load the page again, or open a scenario file.",
        name,
        why
    )
}

/// The notice that a file breaks a rule; `error` names the field and the rule.
pub(crate) fn breaks_a_rule(name: &str, error: &str) -> String {
    let name = shorten(name);
    let error = shorten_sentence(error.trim_end_matches('.'));
    say!(
        "{name} was not opened: {error}. The board is as it was.",
        name,
        error
    )
}

/// The notice that the address names a board that does not ship.
pub(crate) fn no_board(asked: &str, choices: &[&str]) -> String {
    say!(
        "The address asks for the board “{asked}”, which does not ship. There are {choices}.",
        asked = shorten(asked),
        choices = choices.join(", ")
    )
}

/// The notice that a placement in the address names no workload or no lane.
pub(crate) fn no_placement(asked: &str) -> String {
    say!(
        "The address asks for the placement “{asked}”. A placement is the id of a workload, a colon and serverless, edge, sandbox or service, and +walls where its code runs in a sandbox there.",
        asked = shorten(asked)
    )
}

/// The notice that the address locks a workload that does not exist.
pub(crate) fn no_workload(asked: &str, choices: &[&str]) -> String {
    say!(
        "The address locks “{asked}”, which is no workload. There are {choices}, or “all”.",
        asked = shorten(asked),
        choices = choices.join(", ")
    )
}

/// The notice that the seed in the address is no number.
pub(crate) fn no_seed(asked: &str) -> String {
    say!(
        "The address asks for the seed “{asked}”, which is not a whole number. The scenario’s own seed is used.",
        asked = shorten(asked)
    )
}

/// The notice that a part of the address has none of its values.
pub(crate) fn no_value(part: &str, asked: &str, choices: &[&str]) -> String {
    say!(
        "The address asks for {part}={asked}. There are {choices}.",
        part,
        asked = shorten(asked),
        choices = choices.join(", ")
    )
}
