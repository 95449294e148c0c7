//! The value of a field, checked against a rule.

use std::ops::RangeInclusive;

use super::ScenarioError;
use crate::echo::{quoted, shorten};
use crate::scenario::{Spread, SpreadShape, caps};

/// The path of a field, such as `workloads[3].steps[0]`, whose fields are checked against rules; empty
/// for the whole scenario.
pub(crate) struct FieldPath<'a>(pub &'a str);

impl FieldPath<'_> {
    /// Refuses a field of this path, or the path itself where `field` is empty.
    pub fn fails<T>(
        &self,
        field: &str,
        expected: &str,
        found: &dyn ToString,
    ) -> Result<T, ScenarioError> {
        let path = match (self.0, field) {
            ("", field) => field.to_owned(),
            (path, "") => path.to_owned(),
            (path, field) => format!("{path}.{field}"),
        };
        Err(ScenarioError::Rule {
            path: shorten(&path),
            expected: expected.to_owned(),
            found: shorten(&found.to_string()),
        })
    }

    /// Refuses a field whose text is not the one that was expected.
    pub fn fails_with_text<T>(
        &self,
        field: &str,
        expected: &str,
        found: &str,
    ) -> Result<T, ScenarioError> {
        self.fails(field, expected, &quoted(found))
    }

    /// Checks a finite number.
    pub fn number(
        &self,
        field: &str,
        value: f64,
        allowed: RangeInclusive<f64>,
    ) -> Result<(), ScenarioError> {
        if value.is_finite() && allowed.contains(&value) {
            return Ok(());
        }
        let expected = format!("a number from {} to {}", allowed.start(), allowed.end());
        self.fails(field, &expected, &value)
    }

    /// Checks the finite numbers of a long list; a path is written for a wrong one only.
    pub fn numbers(
        &self,
        field: &str,
        values: &[f64],
        allowed: &RangeInclusive<f64>,
    ) -> Result<(), ScenarioError> {
        let is_wrong = |value: &f64| !(value.is_finite() && allowed.contains(value));
        values.iter().position(is_wrong).map_or(Ok(()), |index| {
            let field = format!("{field}[{index}]");
            self.number(&field, values[index], allowed.clone())
        })
    }

    /// Checks a whole number.
    pub fn count(
        &self,
        field: &str,
        value: u32,
        allowed: RangeInclusive<u32>,
    ) -> Result<(), ScenarioError> {
        self.number(
            field,
            value.into(),
            f64::from(*allowed.start())..=f64::from(*allowed.end()),
        )
    }

    /// Checks how many entries a list has.
    pub fn length(
        &self,
        field: &str,
        length: usize,
        allowed: RangeInclusive<u32>,
    ) -> Result<(), ScenarioError> {
        if u32::try_from(length).is_ok_and(|length| allowed.contains(&length)) {
            return Ok(());
        }
        let (least, most) = allowed.into_inner();
        let way_out = if length as u64 > u64::from(most) {
            "; leave some out"
        } else {
            ""
        };
        let expected = format!("{least} to {most} entries{way_out}");
        self.fails(&format!("{field} (its length)"), &expected, &length)
    }

    /// Checks how long a text is.
    pub fn text(
        &self,
        field: &str,
        text: &str,
        letters: RangeInclusive<u32>,
    ) -> Result<(), ScenarioError> {
        let found = text.chars().count();
        if u32::try_from(found).is_ok_and(|found| letters.contains(&found)) {
            return Ok(());
        }
        let (least, most) = letters.into_inner();
        let way_out = if found as u64 > u64::from(most) {
            "; make it shorter"
        } else {
            ""
        };
        let expected = format!("{least} to {most} letters{way_out}");
        self.fails(&format!("{field} (its letters)"), &expected, &found)
    }

    /// Checks a name that a person reads.
    pub fn name(&self, name: &str) -> Result<(), ScenarioError> {
        self.text("name", name, 0..=caps::NAME_LETTERS)
    }

    /// Checks a sentence or two that a person reads.
    pub fn about(&self, about: &str) -> Result<(), ScenarioError> {
        self.text("about", about, 0..=caps::TEXT_LETTERS)
    }

    /// Checks a distribution: its median, and that its 99th percentile fits its family.
    pub fn spread(&self, field: &str, spread: Spread) -> Result<(), ScenarioError> {
        self.number(&format!("{field}.median"), spread.median, 1e-3..=1e9)?;
        let least = match spread.shape {
            SpreadShape::LogNormal => {
                return self.number(&format!("{field}.p99"), spread.p99, spread.median..=1e9);
            }
            SpreadShape::Exponential => spread.median * Spread::EXPONENTIAL_RATIO,
        };
        self.number(
            &format!("{field}.p99"),
            spread.p99,
            least * 0.99..=least * 1.01,
        )
    }

    /// Checks the id of a preset against those that are known.
    pub fn preset<'a>(
        &self,
        id: &str,
        known: impl Iterator<Item = &'a str>,
    ) -> Result<(), ScenarioError> {
        let known: Vec<&str> = known.collect();
        if known.contains(&id) {
            return Ok(());
        }
        let expected = format!("one of {}", known.join(", "));
        self.fails_with_text("preset", &expected, id)
    }

    /// Checks a percentile that a need may name.
    pub fn percentile(&self, value: f64) -> Result<(), ScenarioError> {
        if [50.0, 95.0, 99.0, 100.0].contains(&value) {
            return Ok(());
        }
        self.fails("percentile", "50, 95, 99 or 100", &value)
    }

    /// Checks an id.
    pub fn id(&self, id: &str) -> Result<(), ScenarioError> {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let most = caps::ID_LETTERS;
        if id.is_empty() || id.len() > most as usize || !id.chars().all(is_plain) {
            let expected = format!("1 to {most} lower-case letters, digits and hyphens");
            return self.fails_with_text("id", &expected, id);
        }
        Ok(())
    }
}
