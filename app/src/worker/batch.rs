//! Questions about more than the run on the screen, each to a worker of its own: a batch of scenarios,
//! the grading of an answer.

use std::sync::Arc;

use model::run::Summary;
use model::sandbox::{SnippetProfiles, SnippetRun};
use model::scenario::Scenario;

use super::call::{CallError, call};
use super::engine_questions::{Grade, Profile, SimulateBatch};
use crate::text;

/// The summaries of these scenarios, in their order. They have the sandbox limits of the first. `known`
/// holds the profiles of the snippets within these limits, where they are known.
pub(crate) async fn try_boards(
    scenarios: Vec<Scenario>,
    known: Option<Arc<SnippetProfiles>>,
) -> Result<Vec<Summary>, CallError> {
    let Some(first) = scenarios.first() else {
        return Ok(Vec::new());
    };
    let profiles = profiles_for(first, known).await?;
    let many = scenarios.len();
    let summaries = call(SimulateBatch {
        scenarios,
        profiles,
    })
    .await?;
    if summaries.len() == many {
        Ok(summaries)
    } else {
        Err(CallError::Failed(text::engine::INCOMPLETE.get().to_owned()))
    }
}

/// The run of the grading snippet on an answer.
pub(crate) async fn grade(right: Vec<String>, answer: String) -> Result<SnippetRun, CallError> {
    call(Grade { right, answer }).await
}

/// The profiles of the snippets within a scenario's limits: the known ones, else the result of a
/// question.
pub(super) async fn profiles_for(
    scenario: &Scenario,
    known: Option<Arc<SnippetProfiles>>,
) -> Result<SnippetProfiles, CallError> {
    let limits = scenario.lanes.sandbox.limits();
    match known.filter(|known| known.limits == limits) {
        Some(known) => Ok(SnippetProfiles::clone(&known)),
        None => call(Profile { limits }).await,
    }
}
