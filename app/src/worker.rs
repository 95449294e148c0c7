//! What the page and its worker say to each other.
//!
//! A message is JSON text; a trace travels beside it as a transferred `ArrayBuffer`. Two instances of
//! the one worker run: one simulates, one runs snippets and may be ended at any time.
//! Must not know: the page, or how the engine works.

mod driver;
pub(crate) mod inside;
mod port;
mod requests;

pub(crate) use driver::Driver;
use engine::run::Summary;
use engine::sandbox::{Limits, SnippetProfiles};
use engine::scenario::{Scenario, ScenarioError};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Names the build, so that a page never believes a worker of another build.
pub(crate) const BUILD: &str = env!("LANEWISE_BUILD");

/// From the page. The newest request of an instance wins; what it was doing before is dropped.
///
/// A message's kind is its key: a tag inside would have serde keep every value until it knows the
/// kind, which costs whoever reads it 10 KB in Brotli.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// Make a table of requests the arrivals of a scenario.
    Import {
        /// Comes back with the answer.
        id: u32,
        /// The table, CSV.
        text: String,
        /// The scenario's workloads.
        ids: Vec<String>,
        /// The one that takes the rows which name none of them.
        otherwise: usize,
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
}

/// From the worker.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// The table has become arrivals.
    Imported {
        /// Of the request.
        id: u32,
        /// By workload: its index, when its requests arrive, and how long each runs.
        arrivals: Vec<(usize, Vec<f64>, Vec<f64>)>,
        /// How many rows are used.
        used: u64,
        /// How many are not.
        left_out: u64,
        /// The first bad ones, each with its line and what was expected there.
        bad: Vec<String>,
    },
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
        /// Of the request.
        id: u32,
        /// The rule, with the path of the field.
        sentence: String,
    },
    /// Its code has a mistake; this is the last that it says.
    Panicked {
        /// What the panic says, with its place.
        report: String,
    },
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

#[derive(Serialize, Deserialize)]
struct Envelope<T> {
    build: String,
    message: T,
}

/// Why a message was not understood.
#[derive(Debug, PartialEq)]
pub(crate) enum Unreadable {
    /// It comes from another build; loading the page again helps.
    OtherBuild,
    /// It is no message at all.
    Garbled(String),
}

/// A message as text.
pub(crate) fn encode<T: Serialize>(message: &T) -> String {
    let envelope = Envelope {
        build: BUILD.to_owned(),
        message,
    };
    // Messages hold strings, numbers and maps with string keys: serialising them cannot fail.
    serde_json::to_string(&envelope).unwrap_or_default()
}

/// Reads what [`encode`] wrote.
pub(crate) fn decode<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    #[derive(Deserialize)]
    struct Sender {
        build: String,
    }
    let garbled = |error: serde_json::Error| Unreadable::Garbled(error.to_string());
    let sender: Sender = serde_json::from_str(text).map_err(garbled)?;
    if sender.build != BUILD {
        return Err(Unreadable::OtherBuild);
    }
    let envelope: Envelope<T> = serde_json::from_str(text).map_err(garbled)?;
    Ok(envelope.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &Result<FromWorker, Unreadable>) {
        match (decode::<FromWorker>(text), expected) {
            (Err(Unreadable::Garbled(_)), Err(Unreadable::Garbled(_))) => {}
            (read, _) => assert_eq!(read, *expected, "{text}"),
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
        let text = encode(&FromWorker::Ready).replace(BUILD, "0");
        check(&text, &Err(Unreadable::OtherBuild));
        check("", &Err(Unreadable::Garbled(String::new())));
        check("{\"build\":1}", &Err(Unreadable::Garbled(String::new())));
    }
}
