//! What the page and its worker say to each other.
//!
//! A message is bytes; a trace travels beside it as a transferred `ArrayBuffer`. Two instances of the
//! one worker run: one simulates, one runs snippets and may be ended at any time. Whatever comes as
//! text from outside is read by a program of its own: what names a faulty field is large, and most
//! pages never need it.
//! Must not know: the page, or how the engine works.

mod beside;
mod boards;
mod driver;
mod hearing;
pub(crate) mod inside;
mod one_question;
mod port;
pub(crate) mod reading;
mod requests;

pub(crate) use beside::simulate_beside;
pub(crate) use boards::{grade, read_challenge, try_boards};
use borsh::{BorshDeserialize, BorshSerialize};
pub(crate) use driver::Driver;
use engine::challenge::Challenge;
use engine::run::Summary;
use engine::sandbox::{Limits, SnippetProfiles, SnippetRun};
use engine::scenario::{Scenario, ScenarioError};
pub(crate) use one_question::{NotRead, read, read_saved};

use crate::snapshot::PageSnapshot;

/// Names the build, so that a page never believes a worker of another build.
pub(crate) const BUILD: &str = env!("LANEWISE_BUILD");

/// From the page. The newest request of an instance wins; what it was doing before is dropped.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) enum ToWorker {
    /// Run every snippet on every submission within these walls.
    Profile {
        /// Comes back with the answer.
        id: u32,
        /// The walls.
        limits: Limits,
    },
    /// Keep these profiles for the simulations to come.
    Keep {
        /// As the other instance made them.
        profiles: SnippetProfiles,
    },
    /// Read a scenario.
    Read {
        /// The scenario, JSON.
        text: String,
    },
    /// Read what a page was left with.
    ReadSaved {
        /// As [`crate::snapshot::PageSnapshot`] is written.
        text: String,
    },
    /// Make a table of requests the arrivals of a scenario.
    Import {
        /// The table, CSV.
        text: String,
        /// The scenario as it is.
        scenario: Box<Scenario>,
        /// The workload that takes the rows which name none.
        otherwise: u32,
    },
    /// Simulate, with the profiles that were kept last.
    Simulate {
        /// Comes back with the answer.
        id: u32,
        /// What to simulate.
        scenario: Box<Scenario>,
        /// For tests: fail as code with a mistake would.
        fault: bool,
    },
    /// Simulate these one after the other, with the profiles that were kept last; no trace is wanted.
    Try {
        /// What to simulate.
        boards: Vec<Scenario>,
    },
    /// Grade an answer to a question with lettered choices, in the sandbox.
    Grade {
        /// The letters that are right; they stay outside the walls.
        right: Vec<String>,
        /// What was answered, such as `A, D`.
        answer: String,
    },
    /// Read a challenge.
    ReadChallenge {
        /// The challenge, JSON.
        text: String,
        /// The scenario that its board may be made of.
        shipped: Box<Scenario>,
    },
}

/// From the worker.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) enum FromWorker {
    /// It listens.
    Ready,
    /// A share of the work is done.
    Progress {
        /// Of the request.
        id: u32,
        /// 0 to 1.
        share: f64,
    },
    /// Every snippet has run.
    Profiled {
        /// Of the request.
        id: u32,
        /// How each ended.
        profiles: SnippetProfiles,
    },
    /// The hour is over. The trace comes beside this message.
    Simulated {
        /// Of the request.
        id: u32,
        /// Everything but the trace.
        summary: Box<Summary>,
    },
    /// A scenario was read; it keeps every rule.
    Opened {
        /// The scenario.
        scenario: Box<Scenario>,
        /// What became of a table's rows, where it was one.
        rows: Option<Rows>,
    },
    /// What a page was left with was read.
    OpenedSaved(Box<PageSnapshot>),
    /// More hours of the scenario that was simulated last, each with other arrivals.
    Hours {
        /// Of the request.
        id: u32,
        /// How many.
        tried: u32,
        /// For each workload, in how many of them every need was kept.
        kept: Vec<u32>,
    },
    /// The scenario breaks a rule.
    Refused {
        /// Of the request; 0 for what is read.
        id: u32,
        /// The rule, with the path of the field.
        sentence: String,
    },
    /// Its code has a mistake; this is the last that it says.
    Panicked {
        /// What the panic says, with its place.
        report: String,
    },
    /// What came of each board, in the order in which they were given.
    Tried(Vec<Summary>),
    /// What the snippet did with an answer.
    Graded(SnippetRun),
    /// A challenge was read; it keeps every rule.
    OpenedChallenge(Box<Challenge>),
}

/// What became of the rows of a table of requests.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) struct Rows {
    /// How many are used.
    pub(crate) used: u64,
    /// How many are not.
    pub(crate) left_out: u64,
    /// The first bad ones, each with its line and what was expected there.
    pub(crate) bad: Vec<String>,
}

impl FromWorker {
    /// A refusal in the words of the rule.
    pub(crate) fn refused(id: u32, error: &ScenarioError) -> Self {
        Self::Refused {
            id,
            sentence: error.to_string(),
        }
    }
}

/// Why a message was not understood.
#[derive(Debug, PartialEq)]
pub(crate) enum Unreadable {
    /// It comes from another build; loading the page again helps.
    OtherBuild,
    /// It is no message at all.
    Garbled(String),
}

/// A message as bytes, the build's name first.
pub(crate) fn encode<T: BorshSerialize>(message: &T) -> Vec<u8> {
    // Only a number that is none cannot be written, and no message has one.
    borsh::to_vec(&(BUILD, message)).unwrap_or_default()
}

/// Reads what [`encode`] wrote.
pub(crate) fn decode<T: BorshDeserialize>(bytes: &[u8]) -> Result<T, Unreadable> {
    let mut rest = bytes;
    let garbled = |error: std::io::Error| Unreadable::Garbled(error.to_string());
    let build = String::deserialize(&mut rest).map_err(garbled)?;
    if build != BUILD {
        return Err(Unreadable::OtherBuild);
    }
    T::try_from_slice(rest).map_err(garbled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &Result<FromWorker, Unreadable>) {
        match (decode::<FromWorker>(bytes), expected) {
            (Err(Unreadable::Garbled(_)), Err(Unreadable::Garbled(_))) => {}
            (read, _) => assert_eq!(read, *expected, "{bytes:?}"),
        }
    }

    #[test]
    fn a_message_survives_the_way() {
        check(&encode(&FromWorker::Ready), &Ok(FromWorker::Ready));
        let progress = || FromWorker::Progress { id: 7, share: 0.25 };
        check(&encode(&progress()), &Ok(progress()));
    }

    #[test]
    fn another_build_is_not_believed() {
        let bytes = borsh::to_vec(&("0", FromWorker::Ready)).unwrap();
        check(&bytes, &Err(Unreadable::OtherBuild));
        check(&[], &Err(Unreadable::Garbled(String::new())));
        let mut longer = encode(&FromWorker::Ready);
        longer.push(0);
        check(&longer, &Err(Unreadable::Garbled(String::new())));
    }
}
