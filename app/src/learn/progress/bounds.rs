//! What progress may hold at most. A file of a few letters must not make the page draw a thousand million
//! stars.

use std::collections::BTreeMap;

use thiserror::Error;

use super::Progress;
use crate::file_chooser::MOST_PROGRESS_BYTES;

/// The most attempts at a challenge that are counted.
pub(super) const MOST_ATTEMPTS: u32 = 1_000_000;
/// The most stars that a challenge has.
const MOST_STARS: usize = 3;
/// The most entries of a list: there are some dozens of chapters, questions, challenges and workloads.
const MOST_ENTRIES: usize = 2_000;
/// The most points of a question.
const MOST_POINTS: u32 = 100;
/// The most letters of an id, or of a short text.
const MOST_LETTERS: usize = 1_000;
/// The most letters of a person's reasons.
const MOST_LETTERS_OF_REASONS: usize = 100_000;
/// The most rows of a table of request times.
const MOST_ROWS: usize = 1_000_000;

/// A value that is larger than the page ever writes.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{field}: expected at most {most}")]
pub(crate) struct OutOfBounds {
    /// The field, as the file has it.
    pub(crate) field: &'static str,
    /// The most that is allowed there.
    pub(crate) most: usize,
}

/// Refuses a text that is longer than any progress.
pub(super) fn check_length(text: &str) -> Result<(), OutOfBounds> {
    at_most(
        "the file (its bytes)",
        text.len(),
        MOST_PROGRESS_BYTES as usize,
    )
}

/// Refuses progress with a value that is larger than the page ever writes.
pub(super) fn check(progress: &Progress) -> Result<(), OutOfBounds> {
    for id in progress.chapter.iter().chain(&progress.challenge) {
        at_most("id (its letters)", letters(id), MOST_LETTERS)?;
    }
    entries("predicted", &progress.predicted)?;
    entries("done", &progress.done)?;
    entries("answered", &progress.answered)?;
    entries("played", &progress.played)?;
    entries("reasons", &progress.reasons)?;
    for tasks in progress.done.values() {
        at_most("done (its tasks)", tasks.len(), MOST_ENTRIES)?;
    }
    for answered in progress.answered.values() {
        at_most("letters", letters(&answered.letters), MOST_LETTERS)?;
        at_most("of", answered.of as usize, MOST_POINTS as usize)?;
        at_most("points", answered.points as usize, answered.of as usize)?;
    }
    for played in progress.played.values() {
        at_most("attempts", played.attempts as usize, MOST_ATTEMPTS as usize)?;
        at_most("stars", played.stars, MOST_STARS)?;
    }
    for reasons in progress.reasons.values() {
        let field = "reasons (their letters)";
        at_most(field, letters(reasons), MOST_LETTERS_OF_REASONS)?;
    }
    at_most(
        "own.name (its letters)",
        letters(&progress.own.name),
        MOST_LETTERS,
    )?;
    if let Some(table) = &progress.own.table {
        at_most("own.table (its rows)", table.at_s.len(), MOST_ROWS)?;
        at_most("own.table (its rows)", table.run_ms.len(), MOST_ROWS)?;
    }
    let draft = &progress.draft;
    for text in [&draft.name, &draft.about, &draft.hint] {
        at_most("draft (its letters)", letters(text), MOST_LETTERS)?;
    }
    at_most("draft.left_out", draft.left_out.len(), MOST_ENTRIES)?;
    at_most("draft.moves.locked", draft.moves.locked.len(), MOST_ENTRIES)?;
    entries("draft.targets", &draft.targets)
}

fn entries<T>(field: &'static str, map: &BTreeMap<String, T>) -> Result<(), OutOfBounds> {
    at_most(field, map.len(), MOST_ENTRIES)?;
    for id in map.keys() {
        at_most("id (its letters)", letters(id), MOST_LETTERS)?;
    }
    Ok(())
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

fn at_most(field: &'static str, found: usize, most: usize) -> Result<(), OutOfBounds> {
    if found > most {
        return Err(OutOfBounds { field, most });
    }
    Ok(())
}
