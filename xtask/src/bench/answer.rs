//! The answer of a measured program: one JSON object, whose fields are read by name.

use serde_json::Value;

use crate::call::Call;
use crate::problem::{Problem, Result};

/// One object of an answer, with the words for the program that gave it.
#[derive(Debug)]
pub(crate) struct Answer {
    program: &'static str,
    object: Value,
}

impl Answer {
    /// Runs a program and reads its output.
    pub(crate) fn of(program: &'static str, call: Call) -> Result<Self> {
        Self::read(program, &call.answer()?)
    }

    fn read(program: &'static str, text: &str) -> Result<Self> {
        match serde_json::from_str(text) {
            Ok(object @ Value::Object(_)) => Ok(Self { program, object }),
            Ok(_) => Err(Problem::new(format!("{program} printed no JSON object"))),
            Err(error) => Err(Problem::new(format!("{program} printed no JSON: {error}"))),
        }
    }

    /// A required number.
    pub(crate) fn number(&self, field: &str) -> Result<f64> {
        self.object[field]
            .as_f64()
            .ok_or_else(|| self.lacks("number", field))
    }

    /// An optional number.
    pub(crate) fn number_if_any(&self, field: &str) -> Option<f64> {
        self.object[field].as_f64()
    }

    /// A required word.
    pub(crate) fn word(&self, field: &str) -> Result<String> {
        self.object[field]
            .as_str()
            .map(String::from)
            .ok_or_else(|| self.lacks("word", field))
    }

    /// A list of numbers with at least one.
    pub(crate) fn numbers(&self, field: &str) -> Result<Vec<f64>> {
        let list = self.object[field].as_array();
        list.and_then(|list| list.iter().map(Value::as_f64).collect())
            .filter(|list: &Vec<f64>| !list.is_empty())
            .ok_or_else(|| self.lacks("list of numbers", field))
    }

    /// The object of this name within the answer.
    pub(crate) fn part(&self, field: &str) -> Result<Self> {
        match &self.object[field] {
            object @ Value::Object(_) => Ok(self.with(object)),
            _ => Err(self.lacks("object", field)),
        }
    }

    /// A list of objects.
    pub(crate) fn rows(&self, field: &str) -> Result<Vec<Self>> {
        let list = self.object[field].as_array();
        let list = list.filter(|list| !list.is_empty() && list.iter().all(Value::is_object));
        list.map(|list| list.iter().map(|row| self.with(row)).collect())
            .ok_or_else(|| self.lacks("list of objects", field))
    }

    /// The object's numbers, by name.
    pub(crate) fn named_numbers(&self) -> Vec<(String, f64)> {
        let fields = self.object.as_object().into_iter().flatten();
        fields
            .filter_map(|(name, value)| Some((name.clone(), value.as_f64()?)))
            .collect()
    }

    fn with(&self, object: &Value) -> Self {
        Self {
            program: self.program,
            object: object.clone(),
        }
    }

    fn lacks(&self, what: &str, field: &str) -> Problem {
        Problem::new(format!(
            "{} printed no {what} by the name of {field:?}",
            self.program
        ))
    }
}

/// The middle one, or the mean of the two in the middle; zero where there is none.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match (
        sorted.get((sorted.len().max(1) - 1) / 2),
        sorted.get(sorted.len() / 2),
    ) {
        (Some(lower), Some(upper)) => f64::midpoint(*lower, *upper),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_name() {
        let text = r#"{"requests": 10, "repeats": [0.5, 1], "parts": {"draws": 3}, "rows": [{"busy": 1}], "none": []}"#;
        let answer = Answer::read("a program", text).unwrap();
        assert_eq!(answer.number("requests").unwrap(), 10.0);
        assert_eq!(answer.numbers("repeats").unwrap(), [0.5, 1.0]);
        let parts = answer.part("parts").unwrap().named_numbers();
        assert_eq!(parts, [("draws".to_owned(), 3.0)]);
        assert_eq!(answer.rows("rows").unwrap()[0].number("busy").unwrap(), 1.0);
        assert!(answer.numbers("none").is_err());
        assert_eq!(answer.number_if_any("servers"), None);
        let problem = answer.number("servers").unwrap_err().to_string();
        assert_eq!(
            problem,
            "a program printed no number by the name of \"servers\""
        );
        assert!(Answer::read("a program", "12").is_err());
        assert!(Answer::read("a program", "").is_err());
    }

    fn check(values: &[f64], expected: f64) {
        assert_eq!(median(values), expected, "{values:?}");
    }

    #[test]
    fn medians() {
        check(&[], 0.0);
        check(&[2.0], 2.0);
        check(&[3.0, 1.0], 2.0);
        check(&[9.0, 1.0, 2.0], 2.0);
    }
}
