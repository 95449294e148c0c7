//! The runs of code of a person's own, which the lab's worker compiles and runs.

use model::sandbox::SnippetProfiles;
use model::scenario::Scenario;

use super::call::{CallError, call};
use super::lab_questions::ProfileCode;

/// The profiles with the runs of a scenario's own code in the place of its snippets'.
///
/// # Errors
///
/// [`CallError`] where the code cannot be run, with the reason, or where the worker does not answer.
pub(super) async fn with_own_code(
    mut profiles: SnippetProfiles,
    scenario: &Scenario,
) -> Result<SnippetProfiles, CallError> {
    let limits = profiles.limits;
    for (snippet, code) in scenario.own_code() {
        let question = ProfileCode {
            code: code.clone(),
            snippet: snippet.to_owned(),
            limits,
        };
        let runs = call(question).await?;
        profiles.replace(snippet, code, runs);
    }
    Ok(profiles)
}
