//! The reader's side: it turns text from outside into a value that keeps every rule, or into a sentence
//! that names the field. For the program for learning it also checks and writes, so that this program
//! contains neither the rules of a scenario nor its JSON.

use model::challenge::{self, Challenge};
use model::scenario::{EncodeError, Scenario, ScenarioError};
use thiserror::Error;

use super::host::{answer, listen};
use super::reader_questions::{
    CheckScenario, ReadChallenge, ReadScenario, ReadShortLink, ReadSnapshot, Reader, ReaderRequest,
    WriteChallenge, WriteShortLink,
};
use crate::state::short_snapshot::{lengthen, shorten};
use crate::state::snapshot::PageSnapshot;

/// Answers the page's questions from now on.
pub(crate) fn start() {
    listen::<Reader>(|id, request| match request {
        ReaderRequest::ReadScenario(question) => {
            let read = Scenario::from_json(&question.text);
            answer::<ReadScenario>(id, read);
        }
        ReaderRequest::ReadSnapshot(question) => {
            let read = PageSnapshot::from_text(&question.text);
            answer::<ReadSnapshot>(id, read);
        }
        ReaderRequest::ReadShortLink(question) => {
            let read = lengthen(&question.text, &question.shipped);
            answer::<ReadShortLink>(id, read);
        }
        ReaderRequest::WriteShortLink(question) => {
            let written = shorten(&question.text, &question.shipped);
            answer::<WriteShortLink>(id, written);
        }
        ReaderRequest::ReadChallenge(question) => {
            let read = challenge::read(&question.text, &question.shipped);
            answer::<ReadChallenge>(id, read);
        }
        ReaderRequest::WriteChallenge(question) => {
            answer::<WriteChallenge>(id, written(&question.challenge));
        }
        ReaderRequest::CheckScenario(question) => {
            answer::<CheckScenario>(id, question.scenario.check());
        }
    });
}

/// The reason why a challenge was not written as a file.
#[derive(Debug, Error)]
enum NotWritten {
    /// The challenge breaks a rule: correct the field that the text names.
    #[error(transparent)]
    Rule(#[from] ScenarioError),
    /// The challenge has no form as JSON.
    #[error(transparent)]
    Encoding(#[from] EncodeError),
}

/// The file of a challenge that keeps every rule.
fn written(challenge: &Challenge) -> Result<String, NotWritten> {
    challenge.check()?;
    Ok(challenge.to_json()?)
}
