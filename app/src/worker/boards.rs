//! Asks for more than the run on the screen: the same hour on other boards, other hours of one, an
//! answer that is graded, a challenge that is read. Each in a worker of its own that ends with it.
//!
//! Must not know: what is compared, or who asks.

use std::sync::Arc;

use engine::challenge::Challenge;
use engine::run::Summary;
use engine::sandbox::{SnippetProfiles, SnippetRun};
use engine::scenario::Scenario;

use super::beside::profiles_for;
use super::one_question::{NotRead, ask, read};
use super::port::Program;
use super::{FromWorker, ToWorker};

/// What comes of each of these boards, in their order. They have one scenario's walls: the first one's.
/// `known` is what snippets do within them, where that is known. The error is in the worker's words.
pub(crate) async fn try_boards(
    boards: Vec<Scenario>,
    known: Option<Arc<SnippetProfiles>>,
) -> Result<Vec<Summary>, String> {
    let Some(first) = boards.first() else {
        return Ok(Vec::new());
    };
    let failed = |error: NotRead| error.why().to_owned();
    let profiles = profiles_for(first, known).await.map_err(failed)?;
    let keep = ToWorker::Keep { profiles };
    let many = boards.len();
    let answer = ask(Program::Engine, &[&keep, &ToWorker::Try { boards }]).await;
    match answer.map_err(failed)? {
        (FromWorker::Tried(summaries), _) if summaries.len() == many => Ok(summaries),
        _ => Err(String::new()),
    }
}

/// What the grading snippet does with an answer. The error is in the worker's words.
pub(crate) async fn grade(right: Vec<String>, answer: String) -> Result<SnippetRun, String> {
    let question = ToWorker::Grade { right, answer };
    match ask(Program::Engine, &[&question]).await {
        Ok((FromWorker::Graded(run), _)) => Ok(run),
        Ok(_) => Err(String::new()),
        Err(error) => Err(error.why().to_owned()),
    }
}

/// Has a challenge read. The error names the field.
pub(crate) async fn read_challenge(text: String, shipped: Scenario) -> Result<Challenge, NotRead> {
    let shipped = Box::new(shipped);
    match read(&ToWorker::ReadChallenge { text, shipped }).await? {
        FromWorker::OpenedChallenge(challenge) => Ok(*challenge),
        _ => Err(NotRead::NoReader(String::new())),
    }
}
