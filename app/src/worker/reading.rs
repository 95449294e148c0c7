//! The reader's side: whatever comes as text from outside becomes a scenario that keeps every rule, or
//! a sentence that names the field.
//!
//! Must not know: the page, or how anything is simulated.

use engine::arrivals::imported::read_csv;
use engine::challenge;
use engine::scenario::{Arrivals, Scenario};

use super::hearing::{listen, say};
use super::{FromWorker, Rows, ToWorker};
use crate::snapshot::PageSnapshot;

/// Listens to the page from now on.
pub(crate) fn start() {
    listen(|question| {
        let answer = match question {
            ToWorker::Read { text } => read(&text),
            ToWorker::ReadSaved { text } => read_saved(&text),
            ToWorker::Import {
                text,
                scenario,
                otherwise,
            } => import(&text, *scenario, otherwise as usize),
            ToWorker::ReadChallenge { text, shipped } => read_challenge(&text, &shipped),
            // The other workers'; nobody asks them here.
            ToWorker::Profile { .. }
            | ToWorker::Keep { .. }
            | ToWorker::Simulate { .. }
            | ToWorker::Try { .. }
            | ToWorker::Grade { .. } => return,
        };
        say(&answer, None);
    });
}

/// Reads a scenario.
fn read(text: &str) -> FromWorker {
    match Scenario::from_json(text) {
        Ok(scenario) => FromWorker::Opened {
            scenario: Box::new(scenario),
            rows: None,
        },
        Err(error) => FromWorker::refused(0, &error),
    }
}

/// Reads a challenge.
fn read_challenge(text: &str, shipped: &Scenario) -> FromWorker {
    match challenge::read(text, shipped) {
        Ok(challenge) => FromWorker::OpenedChallenge(Box::new(challenge)),
        Err(error) => FromWorker::refused(0, &error),
    }
}

/// Reads what a page was left with.
fn read_saved(text: &str) -> FromWorker {
    match PageSnapshot::from_text(text) {
        Ok(saved) => FromWorker::OpenedSaved(Box::new(saved)),
        Err(error) => FromWorker::Refused {
            id: 0,
            sentence: error.to_string(),
        },
    }
}

/// Makes a table of requests arrivals.
fn import(text: &str, mut scenario: Scenario, otherwise: usize) -> FromWorker {
    let imported = match read_csv(text) {
        Ok(imported) => imported,
        Err(error) => {
            let sentence = error.to_string();
            return FromWorker::Refused { id: 0, sentence };
        }
    };
    let workloads = scenario.workloads.iter();
    let ids: Vec<String> = workloads.map(|workload| workload.id.clone()).collect();
    for taken in imported.by_workload(&ids, otherwise) {
        if let Some(workload) = scenario.workloads.get_mut(taken.workload) {
            workload.arrivals = Arrivals::Imported {
                at_s: taken.at_s,
                run_ms: taken.run_ms,
            };
        }
    }
    if let Err(error) = scenario.check() {
        return FromWorker::refused(0, &error);
    }
    FromWorker::Opened {
        scenario: Box::new(scenario),
        rows: Some(Rows {
            used: imported.rows.len() as u64,
            left_out: imported.bad_count + imported.left_out,
            bad: imported.bad.iter().map(ToString::to_string).collect(),
        }),
    }
}
