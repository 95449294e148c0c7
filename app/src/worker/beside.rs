//! Simulates a board beside the one on the screen, in a worker of its own that ends with it.
//!
//! Must not know: what it is compared with.

use std::sync::Arc;

use engine::sandbox::SnippetProfiles;
use engine::scenario::Scenario;
use js_sys::Uint8Array;

use super::driver::taken_over;
use super::one_question::{NotRead, ask};
use super::port::Program;
use super::{FromWorker, ToWorker};
use crate::loaded_run::LoadedRun;
use crate::text;

/// A run of a scenario that is not on the board. `known` is what its snippets do, where that was
/// worked out for the same walls; else they run first. The error is a sentence.
pub(crate) async fn simulate_beside(
    scenario: Scenario,
    known: Option<Arc<SnippetProfiles>>,
) -> Result<LoadedRun, String> {
    let failed = |error: NotRead| text::compare::not_run(error.why());
    let profiles = profiles_for(&scenario, known).await.map_err(failed)?;
    let keep = ToWorker::Keep { profiles };
    let simulate = ToWorker::Simulate {
        id: 0,
        scenario: Box::new(scenario.clone()),
        fault: false,
    };
    match ask(Program::Engine, &[&keep, &simulate])
        .await
        .map_err(failed)?
    {
        (FromWorker::Simulated { summary, .. }, Some(bytes)) => {
            let bytes = Uint8Array::new(&bytes).to_vec();
            taken_over(Arc::new(scenario), *summary, bytes, 0).await
        }
        _ => Err(text::compare::not_run("")),
    }
}

/// What snippets do within a scenario's walls: as it is known, else worked out first.
pub(super) async fn profiles_for(
    scenario: &Scenario,
    known: Option<Arc<SnippetProfiles>>,
) -> Result<SnippetProfiles, NotRead> {
    let limits = scenario.lanes.sandbox.limits();
    if let Some(known) = known.filter(|known| known.limits == limits) {
        return Ok(SnippetProfiles::clone(&known));
    }
    let question = ToWorker::Profile { id: 0, limits };
    match ask(Program::Engine, &[&question]).await? {
        (FromWorker::Profiled { profiles, .. }, _) => Ok(profiles),
        _ => Err(NotRead::NoReader(String::new())),
    }
}
