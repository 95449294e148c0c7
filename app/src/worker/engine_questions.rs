//! The questions to the program that simulates, that runs snippets, and that writes what the page stores and
//! shares.

use borsh::{BorshDeserialize, BorshSerialize};
use model::run::Summary;
use model::sandbox::{Limits, SnippetProfiles, SnippetRun};
use model::scenario::Scenario;

use super::question::questions;
use crate::state::snapshot::Writing;

/// Run every snippet on every submission within these limits.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct Profile {
    /// The sandbox's limits.
    pub(crate) limits: Limits,
}

/// Simulate an hour. Its trace crosses beside the summary.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct Simulate {
    /// The scenario to simulate.
    pub(crate) scenario: Box<Scenario>,
    /// The profiles of the snippets within the scenario's limits; without them the worker runs the snippets first, unless
    /// it has their profiles.
    pub(crate) profiles: Option<SnippetProfiles>,
}

/// Simulate the scenario under other seeds and count the hours that fit.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct TryOtherHours {
    /// The scenario with the seed that is on the screen already.
    pub(crate) scenario: Box<Scenario>,
    /// As in [`Simulate`].
    pub(crate) profiles: Option<SnippetProfiles>,
}

/// The result of the other hours of a scenario.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) struct OtherHours {
    /// The number of hours.
    pub(crate) tried: u32,
    /// For each workload, the number of hours in which every need was met.
    pub(crate) kept: Vec<u32>,
}

/// Simulate these scenarios one after the other, for their summaries.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct SimulateBatch {
    /// The scenarios to simulate; all of them have the sandbox limits of the first.
    pub(crate) scenarios: Vec<Scenario>,
    /// The profiles of the snippets within those limits.
    pub(crate) profiles: SnippetProfiles,
    /// Whether requests are recorded, so that the summaries have the times by city.
    pub(crate) by_city: bool,
}

/// Grade the answer to a question with lettered choices in the sandbox.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct Grade {
    /// The id of the snippet that grades.
    pub(crate) snippet: String,
    /// The letters that are right; they stay outside the sandbox.
    pub(crate) right: Vec<String>,
    /// The letters of the answer, such as `A, D`.
    pub(crate) answer: String,
}

questions! {
    /// The program that simulates and that runs snippets.
    Engine as "worker", EngineRequest {
        Profile => SnippetProfiles,
        Simulate => Summary,
        TryOtherHours => OtherHours,
        SimulateBatch => Vec<Summary>,
        Grade => SnippetRun,
        Writing => String,
    }
}
