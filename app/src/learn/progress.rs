//! How far a person has come, and the text that it is kept as.
//!
//! Must not know: what a chapter or a challenge is about. What comes in is not trusted.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::builder::draft::Draft;
use super::own::answers::Answers;
use crate::browser;

/// Where the browser keeps it.
pub(super) const KEPT_AS: &str = "lanewise.progress";
/// The version that is written, and the only one that is read.
const VERSION: u32 = 1;

/// A part of the room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Corner {
    #[default]
    Lesson,
    Challenges,
    Check,
    OwnWorkload,
    Record,
    Builder,
}

impl Corner {
    /// In the order in which they are offered.
    pub(crate) const ALL: [Self; 6] = [
        Self::Lesson,
        Self::Challenges,
        Self::Check,
        Self::OwnWorkload,
        Self::Record,
        Self::Builder,
    ];

    /// The corner that an address names.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|one| serde_json::to_value(one).is_ok_and(|word| word.as_str() == Some(name)))
    }
}

/// How far a person has come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Progress {
    version: u32,
    /// Where they were.
    #[serde(default)]
    pub(crate) corner: Corner,
    /// The chapter of the lesson, by id.
    #[serde(default)]
    pub(crate) chapter: Option<String>,
    /// What they predicted, by chapter: the place of the option.
    #[serde(default)]
    pub(crate) predicted: BTreeMap<String, usize>,
    /// Tasks that are done, by chapter: their places.
    #[serde(default)]
    pub(crate) done: BTreeMap<String, BTreeSet<usize>>,
    /// Answers of the knowledge check, by question.
    #[serde(default)]
    pub(crate) answered: BTreeMap<String, Answered>,
    /// Challenges, by id.
    #[serde(default)]
    pub(crate) played: BTreeMap<String, Played>,
    /// The challenge that is open, by id.
    #[serde(default)]
    pub(crate) challenge: Option<String>,
    /// The name of the board that lies there in place of their own.
    #[serde(default)]
    pub(crate) laid: Option<String>,
    /// What they answered about a workload of their own.
    #[serde(default)]
    pub(crate) own: Answers,
    /// The challenge that they build.
    #[serde(default)]
    pub(crate) draft: Draft,
    /// Their reasons in a decision record, by what it is about.
    #[serde(default)]
    pub(crate) reasons: BTreeMap<String, String>,
}

/// An answer, as the sandbox graded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answered {
    /// Such as `A, D`.
    pub(crate) letters: String,
    pub(crate) points: u32,
    /// The most that could be had.
    pub(crate) of: u32,
}

/// What became of a challenge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Played {
    /// How often it was scored.
    pub(crate) attempts: u32,
    /// The most stars.
    pub(crate) stars: usize,
}

impl Default for Progress {
    fn default() -> Self {
        Self {
            version: VERSION,
            corner: Corner::default(),
            chapter: None,
            predicted: BTreeMap::new(),
            done: BTreeMap::new(),
            answered: BTreeMap::new(),
            played: BTreeMap::new(),
            challenge: None,
            laid: None,
            own: Answers::default(),
            draft: Draft::default(),
            reasons: BTreeMap::new(),
        }
    }
}

impl Progress {
    /// As it was when the page was left; from the beginning where nothing sound was kept.
    pub(super) fn kept() -> Self {
        let kept = browser::kept(KEPT_AS);
        kept.and_then(|text| Self::from_text(&text).ok())
            .unwrap_or_default()
    }

    /// From the beginning, in the same corner and before the same board.
    pub(super) fn anew(&self) -> Self {
        Self {
            corner: self.corner,
            laid: self.laid.clone(),
            ..Self::default()
        }
    }

    pub(super) fn to_text(&self) -> String {
        // Strings, numbers and maps with string keys: serialising them cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    pub(super) fn from_text(text: &str) -> Result<Self, String> {
        let progress: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if progress.version != VERSION {
            let found = progress.version;
            return Err(format!("version: expected {VERSION}, found {found}"));
        }
        Ok(progress)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<Progress, &str>) {
        match (Progress::from_text(text), expected) {
            (Ok(read), Ok(expected)) => assert_eq!(read, expected),
            (Err(error), Err(part)) => assert!(error.contains(part), "{error}"),
            (read, _) => panic!("{text}: {read:?}"),
        }
    }

    #[test]
    fn progress_survives_the_way() {
        let mut progress = Progress {
            corner: Corner::Check,
            chapter: Some("bursts".to_owned()),
            ..Progress::default()
        };
        let played = Played {
            attempts: 2,
            stars: 3,
        };
        progress.played.insert("quiz-rush".to_owned(), played);
        progress
            .done
            .insert("bursts".to_owned(), BTreeSet::from([0, 2]));
        check(&progress.to_text(), Ok(progress));
        check(r#"{"version": 1}"#, Ok(Progress::default()));
    }

    #[test]
    fn what_is_no_progress_is_refused() {
        check("", Err("EOF"));
        check(r#"{"version": 9}"#, Err("version"));
        check(r#"{"version": 1, "stars": 90}"#, Err("stars"));
    }

    #[test]
    fn addresses_name_corners() {
        assert_eq!(Corner::of_name("own_workload"), Some(Corner::OwnWorkload));
        assert_eq!(Corner::of_name("1"), None);
    }
}
