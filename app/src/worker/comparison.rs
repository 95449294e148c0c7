//! Simulates another board than the one on the screen, in a worker of its own that ends with the run.

use std::sync::Arc;

use model::sandbox::SnippetProfiles;
use model::scenario::Scenario;

use super::batch::profiles_for;
use super::call::{CallError, call_for_both};
use super::engine_questions::Simulate;
use super::patience::Wait;
use crate::state::loaded_run::LoadedRun;

/// A run of a scenario that is not on the board. `known` holds the profiles of its snippets, where they
/// were computed for the same limits; otherwise the snippets run first.
pub(crate) async fn simulate_beside(
    scenario: Scenario,
    known: Option<Arc<SnippetProfiles>>,
) -> Result<LoadedRun, CallError> {
    let question = Simulate {
        profiles: Some(profiles_for(&scenario, known).await?),
        scenario: Box::new(scenario.clone()),
    };
    let (summary, answer) = call_for_both(question, Wait::Seconds).await?;
    LoadedRun::load(Arc::new(scenario), summary, answer.beside, 0)
        .await
        .map_err(|error| CallError::Failed(error.to_string()))
}
