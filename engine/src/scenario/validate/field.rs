//! What stands in a field, checked against a rule.
//!
//! Must not know: which fields there are.

use std::ops::RangeInclusive;

use super::ScenarioError;
use crate::scenario::{Spread, SpreadShape};

/// What stands at a path, checked against a rule.
pub(crate) struct At<'a>(pub &'a str);

impl At<'_> {
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
            path,
            expected: expected.to_owned(),
            found: found.to_string(),
        })
    }

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
        self.fails("preset", &expected, &format!("{id:?}"))
    }

    pub fn percentile(&self, value: f64) -> Result<(), ScenarioError> {
        if [50.0, 95.0, 99.0, 100.0].contains(&value) {
            return Ok(());
        }
        self.fails("percentile", "50, 95, 99 or 100", &value)
    }

    pub fn id(&self, id: &str) -> Result<(), ScenarioError> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || id.len() > 64 || !id.chars().all(plain) {
            return self.fails(
                "id",
                "1 to 64 lower-case letters, digits and hyphens",
                &format!("{id:?}"),
            );
        }
        Ok(())
    }
}
