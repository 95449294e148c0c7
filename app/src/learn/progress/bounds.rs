//! The most that progress may hold. A file of a few letters must not make the page draw a thousand million
//! stars. Limits that a scenario or a challenge has too are those of [`caps`].

use std::collections::BTreeMap;

use model::challenge::NICKNAME_LETTERS;
use model::scenario::caps;
use thiserror::Error;

use super::Progress;

/// The most entries of a list: there are some dozens of chapters, questions and workloads.
const MOST_ENTRIES: usize = 2_000;
/// The most points of a question.
const MOST_POINTS: u32 = 100;
/// The most answers to one question that are counted.
pub(in crate::learn) const MOST_TRIES: usize = 1_000;
/// The most letters of an id, or of a short text.
pub(super) const MOST_LETTERS: usize = 1_000;
/// The most letters of a person's reasons.
const MOST_LETTERS_OF_REASONS: usize = 100_000;

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
    at_most("the file (its bytes)", text.len(), caps::PROGRESS_BYTES)
}

/// Refuses progress with a value that is larger than the page ever writes.
pub(super) fn check(progress: &Progress) -> Result<(), OutOfBounds> {
    for id in progress.chapter.iter().chain(&progress.challenge) {
        at_most("id (its letters)", letters(id), MOST_LETTERS)?;
    }
    if let Some(day) = &progress.saved_on {
        at_most("saved_on (its letters)", letters(day), MOST_LETTERS)?;
    }
    entries("predicted", &progress.predicted)?;
    entries("done", &progress.done)?;
    entries("answered", &progress.answered)?;
    entries("played", &progress.played)?;
    let most_played = caps::CHALLENGES_PLAYED as usize;
    at_most("played", progress.played.len(), most_played)?;
    entries("reasons", &progress.reasons)?;
    entries("results", &progress.results)?;
    let nickname = letters(&progress.nickname);
    at_most("nickname (its letters)", nickname, NICKNAME_LETTERS)?;
    for line in progress.results.values() {
        at_most("results (their letters)", letters(line), MOST_LETTERS)?;
    }
    entries("shown", &progress.shown)?;
    for tasks in progress.done.values().chain(progress.shown.values()) {
        at_most("done (its tasks)", tasks.len(), MOST_ENTRIES)?;
    }
    for answered in progress.answered.values() {
        at_most("letters", letters(&answered.letters), MOST_LETTERS)?;
        at_most("of", answered.of as usize, MOST_POINTS as usize)?;
        at_most("points", answered.points as usize, answered.of as usize)?;
        at_most("tries", answered.tries as usize, MOST_TRIES)?;
    }
    for played in progress.played.values() {
        at_most(
            "attempts",
            played.attempts as usize,
            caps::ATTEMPTS as usize,
        )?;
        at_most("stars", played.stars, caps::STARS as usize)?;
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
        let most_rows = caps::IMPORTED_ROWS as usize;
        at_most("own.table (its rows)", table.at_s.len(), most_rows)?;
        at_most("own.table (its rows)", table.run_ms.len(), most_rows)?;
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
