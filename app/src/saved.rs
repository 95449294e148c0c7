//! What a person would lose: the scenario, and where they were looking. As JSON, for a link, for the
//! browser's storage.
//!
//! Must not know: where it is kept. What comes in is not trusted.

use borsh::{BorshDeserialize, BorshSerialize};
use engine::scenario::Scenario;
use serde::{Deserialize, Serialize};

/// The state of a page. The format of the scenario in it is the scenario's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Saved {
    /// Version of everything but the scenario.
    pub(crate) version: u32,
    /// The scenario on the board.
    pub(crate) scenario: Scenario,
    /// The scenario that a reset goes back to, where it is not the one that ships.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) opened: Option<Box<Scenario>>,
    /// Where the playhead stands, seconds since the start.
    #[serde(default)]
    pub(crate) at_s: f64,
    /// The workload that the evidence is about.
    #[serde(default)]
    pub(crate) workload: Option<String>,
}

/// The version that this page writes, and the only one that it reads.
pub(crate) const VERSION: u32 = 1;

impl Saved {
    /// As text.
    pub(crate) fn to_text(&self) -> String {
        // Strings, numbers and maps with string keys: serialising them cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what [`Saved::to_text`] wrote; the error says what is wrong with it.
    pub(crate) fn from_text(text: &str) -> Result<Self, String> {
        let mut saved: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if saved.version != VERSION {
            return Err(format!(
                "version: expected {VERSION}, found {}",
                saved.version
            ));
        }
        let opened = saved.opened.iter().map(Box::as_ref);
        for scenario in opened.chain([&saved.scenario]) {
            scenario.check().map_err(|error| error.to_string())?;
        }
        if !(0.0..=saved.scenario.horizon_s).contains(&saved.at_s) {
            saved.at_s = 0.0;
        }
        Ok(saved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tests::shipped;

    fn saved() -> Saved {
        Saved {
            version: VERSION,
            scenario: shipped(),
            opened: Some(Box::new(shipped())),
            at_s: 1_234.5,
            workload: Some("quiz-submissions".to_owned()),
        }
    }

    #[test]
    fn a_state_survives_the_way() {
        assert_eq!(Saved::from_text(&saved().to_text()), Ok(saved()));
    }

    /// Changes the text, and expects the error to hold this.
    fn check(change: impl Fn(String) -> String, expected: &str) {
        let error = Saved::from_text(&change(saved().to_text())).unwrap_err();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn what_is_wrong_is_refused() {
        check(|_| String::new(), "EOF");
        check(
            |text| text.replace("\"version\":1", "\"version\":9"),
            "version",
        );
        check(
            |text| text.replace("\"horizon_s\":3600.0", "\"horizon_s\":1e300"),
            "horizon_s",
        );
    }

    #[test]
    fn a_playhead_outside_the_hour_begins_at_its_start() {
        let text = saved().to_text().replace("1234.5", "-4");
        assert_eq!(Saved::from_text(&text).unwrap().at_s, 0.0);
    }
}
