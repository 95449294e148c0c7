//! A person's progress through the program for learning, and its form as text.
//!
//! Text that is read is not trusted.

pub(super) mod bounds;
pub(super) mod merge;
mod results;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use model::scenario::caps;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::challenge_draft::Draft;
use super::workload_answers::Answers;
use bounds::OutOfBounds;

/// The version that is written, and the only one that is read.
const VERSION: u32 = 1;

/// A section of the program for learning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Section {
    #[default]
    Lesson,
    Challenges,
    Check,
    OwnWorkload,
    Record,
    Builder,
}

impl Section {
    /// All sections, in the order in which they are shown.
    pub(crate) const ALL: [Self; 6] = [
        Self::Lesson,
        Self::Challenges,
        Self::Check,
        Self::OwnWorkload,
        Self::Record,
        Self::Builder,
    ];

    /// Its name in an address.
    pub(crate) fn name(self) -> String {
        let word = serde_json::to_value(self).ok();
        let word = word.as_ref().and_then(serde_json::Value::as_str);
        word.unwrap_or_default().to_owned()
    }

    /// The section that an address names.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// A person's progress through the lesson, the check and the challenges.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Progress {
    version: u32,
    /// The section that was open last.
    #[serde(default, rename = "corner")]
    pub(crate) section: Section,
    /// The chapter of the lesson, by id.
    #[serde(default)]
    pub(crate) chapter: Option<String>,
    /// Predictions by chapter: the position of the option.
    #[serde(default)]
    pub(crate) predicted: BTreeMap<String, usize>,
    /// Tasks that are done, by chapter: their positions.
    #[serde(default)]
    pub(crate) done: BTreeMap<String, BTreeSet<usize>>,
    /// Tasks that the page did when it showed one way, by chapter: their positions.
    #[serde(default)]
    pub(crate) shown: BTreeMap<String, BTreeSet<usize>>,
    /// Answers of the knowledge check, by question.
    #[serde(default)]
    pub(crate) answered: BTreeMap<String, Answered>,
    /// Challenges, by id.
    #[serde(default)]
    pub(crate) played: BTreeMap<String, Played>,
    /// The challenge that is open, by id.
    #[serde(default)]
    pub(crate) challenge: Option<String>,
    /// The answers about a workload of the person's own.
    #[serde(default)]
    pub(crate) own: Answers,
    /// The challenge that the person builds.
    #[serde(default)]
    pub(crate) draft: Draft,
    /// The person's reasons in decision records, by the workload's id.
    #[serde(default)]
    pub(crate) reasons: BTreeMap<String, String>,
    /// The name that the person chose for results.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) nickname: String,
    /// A number that tells this person from others of the same name; drawn with the first attempt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) player: Option<u16>,
    /// The best result of each challenge as a line, by the challenge's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) results: BTreeMap<String, String>,
    /// The day on which a file of it was saved, ISO 8601; absent in the browser's storage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) saved_on: Option<String>,
    /// Earlier versions of the page wrote the board's name here; the document has its origin now.
    #[serde(default, skip_serializing)]
    laid: IgnoredAny,
}

/// An answer, as the sandbox graded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answered {
    /// The letters that were chosen, such as `A, D`.
    pub(crate) letters: String,
    pub(crate) points: u32,
    /// The most points that the question has.
    pub(crate) of: u32,
    /// How often it was answered.
    #[serde(default)]
    pub(crate) tries: u32,
}

impl Answered {
    /// Whether the answer earned less than every point.
    pub(crate) fn is_missed(&self) -> bool {
        self.points < self.of
    }
}

/// A person's results in one challenge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Played {
    /// The number of times that a board was scored.
    pub(crate) attempts: u32,
    /// The most stars of an attempt.
    pub(crate) stars: usize,
}

impl Default for Progress {
    fn default() -> Self {
        Self {
            version: VERSION,
            section: Section::default(),
            chapter: None,
            predicted: BTreeMap::new(),
            done: BTreeMap::new(),
            shown: BTreeMap::new(),
            answered: BTreeMap::new(),
            played: BTreeMap::new(),
            challenge: None,
            own: Answers::default(),
            draft: Draft::default(),
            reasons: BTreeMap::new(),
            nickname: String::new(),
            player: None,
            results: BTreeMap::new(),
            saved_on: None,
            laid: IgnoredAny,
        }
    }
}

/// Why a text is not progress that this page can read. What is on the page stays as it is.
#[derive(Debug, Error)]
pub(crate) enum ProgressError {
    /// It is not JSON of the right shape: another file was chosen, or it was changed.
    #[error("{0}")]
    Shape(#[from] serde_json::Error),
    /// Another version of the page wrote it: open it there.
    #[error("version: expected {VERSION}, found {0}")]
    Version(u32),
    /// A number or a text in it is larger than the page ever writes.
    #[error("{0}")]
    Bounds(#[from] OutOfBounds),
}

/// The part of every version that this page reads first.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

impl Progress {
    /// Returns empty progress in the same section.
    pub(super) fn cleared(&self) -> Self {
        Self {
            section: self.section,
            ..Self::default()
        }
    }

    /// What a person earned, without what they wrote.
    pub(super) fn marks_alone(&self) -> Self {
        Self {
            own: Answers::default(),
            draft: Draft::default(),
            reasons: BTreeMap::new(),
            results: BTreeMap::new(),
            ..self.clone()
        }
    }

    /// Whether it holds anything that a person did or wrote.
    pub(super) fn holds_work(&self) -> bool {
        let blank = Self {
            section: self.section,
            chapter: self.chapter.clone(),
            challenge: self.challenge.clone(),
            saved_on: self.saved_on.clone(),
            ..Self::default()
        };
        *self != blank
    }

    /// An attempt at a challenge earned this many stars. Of more than [`caps::CHALLENGES_PLAYED`] challenges
    /// the further ones are not counted.
    pub(crate) fn book_attempt(&mut self, challenge: &str, stars: usize) {
        let is_full = self.played.len() >= caps::CHALLENGES_PLAYED as usize;
        if is_full && !self.played.contains_key(challenge) {
            return;
        }
        let played = self.played.entry(challenge.to_owned()).or_default();
        played.attempts = (played.attempts + 1).min(caps::ATTEMPTS);
        played.stars = played.stars.max(stars);
    }

    /// These tasks of a chapter are done.
    pub(crate) fn book_tasks(&mut self, chapter: &str, tasks: impl IntoIterator<Item = usize>) {
        self.done
            .entry(chapter.to_owned())
            .or_default()
            .extend(tasks);
    }

    /// A chapter begins again: what the page did is to do.
    pub(crate) fn begin_again(&mut self, chapter: &str) {
        let shown = self.shown.remove(chapter).unwrap_or_default();
        if let Some(done) = self.done.get_mut(chapter) {
            done.retain(|task| !shown.contains(task));
        }
    }

    /// The progress as text.
    ///
    /// # Errors
    ///
    /// [`serde_json::Error`] where it cannot be encoded; nothing may be stored then.
    pub(super) fn to_text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }

    /// Reads what [`Progress::to_text`] wrote.
    ///
    /// # Errors
    ///
    /// [`ProgressError`] says what is wrong with the text.
    pub(super) fn from_text(text: &str) -> Result<Self, ProgressError> {
        bounds::check_length(text)?;
        // Other versions have other fields: the version is the reason, not the field.
        if let Ok(Versioned { version }) = serde_json::from_str(text)
            && version != VERSION
        {
            return Err(ProgressError::Version(version));
        }
        let progress: Self = serde_json::from_str(text)?;
        bounds::check(&progress)?;
        Ok(progress)
    }
}
