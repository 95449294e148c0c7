//! Tasks and submissions as files, for graders outside the board.
//!
//! ```json
//! { "cap_points": 4, "criteria": [
//!     { "points": 1, "is": ["b"] },
//!     { "points": 2, "mentions": ["tilt*"] },
//!     { "points": 4, "number": 2.0193, "tolerance": 0.025 } ] }
//! ```

use std::borrow::Cow;

use serde::Deserialize;
use thiserror::Error;

use super::{Criterion, Expect, Task, Texts};

/// The most criteria of a task, and the most texts of a criterion. Chosen: a rubric has a dozen.
const MAX_LIST: usize = 64;
/// The most points of a criterion or of a task. Chosen: an exam has a hundred.
const MAX_POINTS: u32 = 10_000;

/// Why a file is no task or no submission.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TaskFault {
    /// The text is no JSON of the right shape: correct what the reason names.
    #[error("{0}")]
    Shape(String),
    /// A list or a number is too large: make it smaller.
    #[error("{what}: at most {limit}")]
    TooMuch {
        /// What is too large.
        what: &'static str,
        /// The most that is taken.
        limit: u32,
    },
    /// A criterion has no condition, or more than one: give it one.
    #[error("criteria[{0}]: expected either `is`, `mentions`, or `number` with `tolerance`")]
    Condition(usize),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskFile {
    cap_points: u32,
    criteria: Vec<CriterionFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CriterionFile {
    points: u32,
    is: Option<Vec<String>>,
    mentions: Option<Vec<String>>,
    number: Option<f64>,
    tolerance: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SubmissionFile {
    submission: String,
}

/// The task of a file: its key and its cap.
///
/// # Errors
///
/// [`TaskFault`] with the field.
pub fn task_from_json(text: &str) -> Result<Task, TaskFault> {
    let file: TaskFile = read(text)?;
    at_most(file.cap_points, MAX_POINTS, "cap_points")?;
    at_most(file.criteria.len() as u32, MAX_LIST as u32, "criteria")?;
    let criteria = file.criteria.into_iter().enumerate();
    let key: Result<Vec<Criterion>, TaskFault> = criteria
        .map(|(index, criterion)| of_file(index, criterion))
        .collect();
    Ok(Task {
        prompt: "",
        cap_points: file.cap_points,
        key: Cow::Owned(key?),
        samples: "",
    })
}

/// The text of a submission's file, `{"submission": "…"}`.
///
/// # Errors
///
/// [`TaskFault::Shape`] with the reader's reason.
pub fn submission_from_json(text: &str) -> Result<String, TaskFault> {
    let file: SubmissionFile = read(text)?;
    Ok(file.submission)
}

fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, TaskFault> {
    serde_json::from_str(text).map_err(|error| TaskFault::Shape(error.to_string()))
}

fn at_most(found: u32, limit: u32, what: &'static str) -> Result<(), TaskFault> {
    if found <= limit {
        Ok(())
    } else {
        Err(TaskFault::TooMuch { what, limit })
    }
}

fn of_file(index: usize, file: CriterionFile) -> Result<Criterion, TaskFault> {
    at_most(file.points, MAX_POINTS, "points of a criterion")?;
    let texts = file.is.as_ref().or(file.mentions.as_ref());
    let many = texts.map_or(0, Vec::len);
    at_most(many as u32, MAX_LIST as u32, "texts of a criterion")?;
    let expect = match (file.is, file.mentions, file.number, file.tolerance) {
        (Some(texts), None, None, None) => Expect::Is(Texts::Own(texts)),
        (None, Some(texts), None, None) => Expect::Mentions(Texts::Own(texts)),
        (None, None, Some(value), Some(tolerance)) => Expect::Number { value, tolerance },
        _ => return Err(TaskFault::Condition(index)),
    };
    Ok(Criterion {
        points: file.points,
        expect,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_has_a_condition_for_each_criterion() {
        let check = |text: &str, expected: Result<usize, TaskFault>| {
            assert_eq!(
                task_from_json(text).map(|task| task.key.len()),
                expected,
                "{text}"
            );
        };
        let criteria = r#"{"points":1,"is":["b"]},{"points":2,"mentions":["tilt*"]},{"points":4,"number":2.0,"tolerance":0.1}"#;
        check(
            &format!(r#"{{"cap_points":4,"criteria":[{criteria}]}}"#),
            Ok(3),
        );
        check(r#"{"cap_points":4,"criteria":[]}"#, Ok(0));
        check(
            r#"{"cap_points":4,"criteria":[{"points":1}]}"#,
            Err(TaskFault::Condition(0)),
        );
        check(
            r#"{"cap_points":4,"criteria":[{"points":1,"is":["a"],"number":1}]}"#,
            Err(TaskFault::Condition(0)),
        );
        let what = "cap_points";
        let limit = MAX_POINTS;
        check(
            r#"{"cap_points":10001,"criteria":[]}"#,
            Err(TaskFault::TooMuch { what, limit }),
        );
    }

    #[test]
    fn a_submission_is_a_text() {
        assert_eq!(
            submission_from_json(r#"{"submission":"B, D"}"#),
            Ok("B, D".to_owned())
        );
        assert!(submission_from_json("B, D").is_err());
    }
}
