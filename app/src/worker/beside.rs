//! Simulates a board beside the one on the screen, in a worker of its own that ends with it.
//!
//! Must not know: what it is compared with.

use std::sync::Arc;

use engine::sandbox::SnippetProfiles;
use engine::scenario::Scenario;
use js_sys::Uint8Array;

use super::driver::{limits, taken_over};
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
    let limits = limits(&scenario);
    let profiles = if let Some(known) = known.filter(|known| known.limits == limits) {
        SnippetProfiles::clone(&known)
    } else {
        let question = ToWorker::Profile { id: 0, limits };
        match ask(Program::Engine, &[&question]).await.map_err(failed)? {
            (FromWorker::Profiled { profiles, .. }, _) => profiles,
            _ => return Err(text::compare::not_run("")),
        }
    };
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
