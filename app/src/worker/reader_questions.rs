//! The questions to the program that reads the text of scenarios and challenges from files, links and the
//! storage, and writes challenges.

use borsh::{BorshDeserialize, BorshSerialize};
use model::challenge::Challenge;
use model::scenario::Scenario;

use super::call::{CallError, call};
use super::question::questions;
use crate::state::short_snapshot::LinkedSnapshot;
use crate::state::snapshot::PageSnapshot;

/// Read a scenario.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct ReadScenario {
    /// The scenario in JSON.
    pub(crate) text: String,
}

/// Read the saved state of a page.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct ReadSnapshot {
    /// The text that [`PageSnapshot::to_text`] wrote.
    pub(crate) text: String,
}

/// Read the saved state of a page out of a short link.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct ReadShortLink {
    /// The text that [`WriteShortLink`] wrote.
    pub(crate) text: String,
    /// The file of the scenario that ships.
    pub(crate) shipped: String,
}

/// Write the saved state of a page for a short link: its difference from what ships. No text where no difference says it.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct WriteShortLink {
    /// The text that [`PageSnapshot::to_text`] wrote.
    pub(crate) text: String,
    /// The file of the scenario that ships.
    pub(crate) shipped: String,
}

/// Read a challenge.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct ReadChallenge {
    /// The challenge in JSON.
    pub(crate) text: String,
    /// The shipped scenario from which the challenge's board may be made.
    pub(crate) shipped: Box<Scenario>,
}

/// Check a challenge that was built in the page, and write it as a file.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct WriteChallenge {
    /// The challenge.
    pub(crate) challenge: Box<Challenge>,
}

/// Check a scenario that was built in the page.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct CheckScenario {
    /// The scenario.
    pub(crate) scenario: Box<Scenario>,
}

questions! {
    /// The program that reads and writes the text of scenarios and challenges.
    Reader as "reader", ReaderRequest {
        ReadScenario => Scenario,
        ReadSnapshot => PageSnapshot,
        ReadShortLink => LinkedSnapshot,
        WriteShortLink => Option<String>,
        ReadChallenge => Challenge,
        WriteChallenge => String,
        CheckScenario => (),
    }
}

/// Reads the saved state of a page in a worker of its own.
pub(crate) async fn read_snapshot(text: String) -> Result<PageSnapshot, CallError> {
    call(ReadSnapshot { text }).await
}

/// Reads a challenge in a worker of its own.
pub(crate) async fn read_challenge(
    text: String,
    shipped: Scenario,
) -> Result<Challenge, CallError> {
    let shipped = Box::new(shipped);
    call(ReadChallenge { text, shipped }).await
}
