//! A question with lettered choices, graded by the multiple-choice snippet behind the same walls.
//!
//! The key stays on this side of the wall: the snippet can only ask whether a letter of the answer is
//! one of it.

use std::borrow::Cow;

use super::{Program, SandboxError};
use model::sandbox::{CHOICE_SNIPPET, Criterion, Expect, Limits, SnippetRun, Task, snippets};

/// The letters that the snippet knows.
const LETTERS: [(&str, &[&str]); 5] = [
    ("A", &["a"]),
    ("B", &["b"]),
    ("C", &["c"]),
    ("D", &["d"]),
    ("E", &["e"]),
];

/// Grades an answer such as `B` or `A, D`: a point for each letter of `right`, one off for each other.
///
/// # Errors
///
/// As [`grade_choice_by`].
pub fn grade_choice(
    right: &[String],
    answer: &str,
    limits: &Limits,
) -> Result<SnippetRun, SandboxError> {
    grade_choice_by(CHOICE_SNIPPET, right, answer, limits)
}

/// Has another snippet grade such an answer, by its id, so that a person sees what walls do to one that means harm.
///
/// # Errors
///
/// An error where there is no such snippet, or it cannot be run within these limits.
pub fn grade_choice_by(
    snippet: &str,
    right: &[String],
    answer: &str,
    limits: &Limits,
) -> Result<SnippetRun, SandboxError> {
    let is_right = |letter: &str| right.iter().any(|one| one.eq_ignore_ascii_case(letter));
    let key: Vec<Criterion> = LETTERS
        .iter()
        .filter(|(letter, _)| is_right(letter))
        .map(|&(_, spellings)| Criterion {
            points: 1,
            expect: Expect::is(spellings),
        })
        .collect();
    let task = Task {
        prompt: "",
        cap_points: key.len() as u32,
        key: Cow::Owned(key),
        samples: "",
    };
    let snippet = snippets().iter().find(|one| one.id == snippet);
    let program = Program::of_valid(snippet.map_or(&[], |one| one.wasm()), limits)?;
    Ok(program.run(&task, answer))
}
