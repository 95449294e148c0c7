//! What a program with `_start` reads and writes: the submission and the result, as JSON.

use std::fmt;

use serde::Deserialize;
use serde_json::Value;

use crate::echo::shorten_reason;

/// What a program should have written.
const EXPECTED: &str =
    "expected one JSON object on standard output, such as {\"points\":2,\"feedback\":\"…\"}";

/// Why an output is no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResultFault {
    /// Nothing was written.
    Nothing,
    /// It is no JSON, or JSON of another shape: the reader's reason.
    Shape(String),
    /// The points are negative, or no whole number.
    Points,
}

impl fmt::Display for ResultFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => write!(f, "{EXPECTED}; there is nothing"),
            Self::Shape(reason) => write!(f, "{EXPECTED}: {reason}"),
            Self::Points => f.write_str("expected `points` to be a whole number from 0 on"),
        }
    }
}

impl std::error::Error for ResultFault {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResultLine {
    points: f64,
    feedback: Option<String>,
}

/// The standard input of a program: `{"submission":"…"}` and the end of the line.
pub fn submission_to_json(submission: &str) -> String {
    format!("{{\"submission\":{}}}\n", Value::from(submission))
}

/// The points and the feedback that a program wrote. Points beyond 32 bits become the largest number of 32 bits.
///
/// ```
/// use model::sandbox::result_from_json;
///
/// let result = result_from_json(b"{\"points\":2,\"feedback\":\"Two of four.\"}\n");
/// assert_eq!(result, Ok((2, Some("Two of four.".to_owned()))));
/// ```
///
/// # Errors
///
/// [`ResultFault`] with what was expected.
pub fn result_from_json(stdout: &[u8]) -> Result<(u32, Option<String>), ResultFault> {
    if stdout.trim_ascii().is_empty() {
        return Err(ResultFault::Nothing);
    }
    let line: ResultLine = serde_json::from_slice(stdout)
        .map_err(|error| ResultFault::Shape(shorten_reason(&error.to_string())))?;
    // A number that JSON can hold is finite; the cast stops at the largest.
    if line.points < 0.0 || line.points.fract() != 0.0 {
        return Err(ResultFault::Points);
    }
    Ok((line.points as u32, line.feedback))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stdout: &str, expected: Result<(u32, Option<&str>), ResultFault>) {
        let expected = expected.map(|(points, said)| (points, said.map(str::to_owned)));
        assert_eq!(result_from_json(stdout.as_bytes()), expected, "{stdout}");
    }

    #[test]
    fn a_result_is_an_object_with_points() {
        check(r#"{"points":2,"feedback":"yes"}"#, Ok((2, Some("yes"))));
        check(" {\"points\": 2.0}\r\n\n", Ok((2, None)));
        check(r#"{"points":0,"feedback":null}"#, Ok((0, None)));
        check(r#"{"points":-0.0}"#, Ok((0, None)));
        check(r#"{"points":1e300}"#, Ok((u32::MAX, None)));
        check(r#"{"points":-1}"#, Err(ResultFault::Points));
        check(r#"{"points":2.5}"#, Err(ResultFault::Points));
        check("", Err(ResultFault::Nothing));
        check(" \n", Err(ResultFault::Nothing));
    }

    #[test]
    fn another_shape_is_refused_with_what_was_expected() {
        let texts: [&[u8]; 9] = [
            b"2",
            b"[2]",
            b"{}",
            b"{\"points\":\"2\"}",
            b"{\"points\":null}",
            b"{\"points\":2,\"feedback\":3}",
            b"{\"points\":1,\"feedbak\":\"yes\"}",
            b"{\"points\":1}{\"points\":2}",
            b"{\"points\":1,\"feedback\":\"\xff\"}",
        ];
        for text in texts {
            let fault = result_from_json(text).unwrap_err();
            assert!(matches!(fault, ResultFault::Shape(_)), "{fault}");
            assert!(fault.to_string().starts_with("expected one JSON object"));
        }
        assert!(result_from_json(b"{\"points\":1e999}").is_err());
    }

    #[test]
    fn a_submission_comes_back() {
        let text = "B, \"D\"\n\\ é \u{1}";
        let json = submission_to_json(text);
        assert_eq!(json.lines().count(), 1);
        assert_eq!(crate::sandbox::submission_from_json(&json).unwrap(), text);
    }
}
