//! The runs of every snippet on every sample submission of its task, from which the simulation draws.

use crate::sort::sort_by;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{Ended, Limits, OwnCode, SnippetRun};

/// All runs made within one set of limits, in the order of [`super::snippets`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct SnippetProfiles {
    /// The walls that every run had.
    pub limits: Limits,
    /// One for each snippet.
    pub snippets: Vec<SnippetProfile>,
}

/// The runs of one snippet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct SnippetProfile {
    /// The snippet's id.
    pub id: String,
    /// Whether it is one of the hostile ones.
    pub hostile: bool,
    /// The code that ran in the place of the snippet's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<OwnCode>,
    /// One for each sample submission, in their order.
    pub runs: Vec<SubmissionRun>,
}

/// One submission and its grading run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct SubmissionRun {
    /// The learner's text.
    pub submission: String,
    /// The snippet's run on it.
    pub run: SnippetRun,
    /// The points that the task's own program gives it, where other code ran in that program's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_points: Option<u32>,
}

impl SubmissionRun {
    /// Whether the run ended with other points than the submission is known to be worth.
    pub fn is_misgraded(&self) -> bool {
        match (self.known_points, &self.run.ended) {
            (Some(known), Ended::Graded { points }) => known != *points,
            _ => false,
        }
    }
}

impl SnippetProfiles {
    /// One run, by the places of its snippet and submission.
    pub fn run(&self, snippet: usize, submission: usize) -> Option<&SnippetRun> {
        Some(&self.snippets.get(snippet)?.runs.get(submission)?.run)
    }

    /// Puts the runs of other code in the place of a snippet's own, whose points become the known ones.
    pub fn replace(&mut self, id: &str, code: &OwnCode, mut runs: Vec<SubmissionRun>) {
        if let Some(profile) = self.snippets.iter_mut().find(|snippet| snippet.id == id) {
            for (run, own) in runs.iter_mut().zip(&profile.runs) {
                run.known_points = match own.run.ended {
                    Ended::Graded { points } => Some(points),
                    _ => None,
                };
            }
            profile.code = Some(code.clone());
            profile.runs = runs;
        }
    }

    /// Whether the runs were made by this code, and for other snippets by their own.
    pub fn are_of(&self, own_code: &[(&str, &OwnCode)]) -> bool {
        self.snippets.iter().all(|profile| {
            let code = own_code.iter().find(|(id, _)| *id == profile.id);
            profile.code.as_ref() == code.map(|(_, code)| *code)
        })
    }

    /// The place of the snippet with this id.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.snippets.iter().position(|snippet| snippet.id == id)
    }
}

impl SnippetProfile {
    /// The median of the fuel burnt (the upper one of an even count), in units; 0 without runs.
    pub fn median_fuel(&self) -> u64 {
        let mut fuel: Vec<u64> = self.runs.iter().map(|one| one.run.fuel_burnt).collect();
        sort_by(&mut fuel, Ord::cmp);
        fuel.get(fuel.len() / 2).copied().unwrap_or(0)
    }
}
