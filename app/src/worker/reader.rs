//! The reader's side: it turns text from outside into a value that keeps every rule, or into a sentence
//! that names the field. For the program for learning it also checks and writes, so that this program
//! contains neither the rules of a scenario nor its JSON.

use model::challenge;
use model::imported_arrivals::read_csv;
use model::scenario::{Arrivals, Scenario};

use super::host::{answer, listen};
use super::reader_questions::{
    CheckScenario, ImportTable, Imported, ReadChallenge, ReadSaved, ReadScenario, Reader,
    ReaderRequest, Rows, WriteChallenge, WriteSaved,
};
use crate::snapshot::PageSnapshot;

/// Answers the page's questions from now on.
pub(crate) fn start() {
    listen::<Reader>(|id, request| match request {
        ReaderRequest::ReadScenario(question) => {
            let read = Scenario::from_json(&question.text);
            answer::<ReadScenario>(id, read.map_err(|error| error.to_string()));
        }
        ReaderRequest::ReadSaved(question) => {
            let read = PageSnapshot::from_text(&question.text);
            answer::<ReadSaved>(id, read.map_err(|error| error.to_string()));
        }
        ReaderRequest::ImportTable(question) => answer::<ImportTable>(id, import(question)),
        ReaderRequest::ReadChallenge(question) => {
            let read = challenge::read(&question.text, &question.shipped);
            answer::<ReadChallenge>(id, read.map_err(|error| error.to_string()));
        }
        ReaderRequest::WriteChallenge(question) => {
            let checked = question.challenge.check();
            let written = checked.map(|()| question.challenge.to_json());
            answer::<WriteChallenge>(id, written.map_err(|error| error.to_string()));
        }
        ReaderRequest::CheckScenario(question) => {
            let checked = question.scenario.check();
            answer::<CheckScenario>(id, checked.map_err(|error| error.to_string()));
        }
        ReaderRequest::WriteSaved(question) => {
            let written = question.snapshot.to_text();
            answer::<WriteSaved>(id, written.map_err(|error| error.to_string()));
        }
    });
}

/// Turns a table of requests into the arrivals of a scenario. The error is a sentence.
fn import(question: ImportTable) -> Result<Imported, String> {
    let mut scenario = *question.scenario;
    let imported = read_csv(&question.text).map_err(|error| error.to_string())?;
    let workloads = scenario.workloads.iter();
    let ids: Vec<String> = workloads.map(|workload| workload.id.clone()).collect();
    for taken in imported.by_workload(&ids, question.otherwise as usize) {
        if let Some(workload) = scenario.workloads.get_mut(taken.workload) {
            workload.arrivals = Arrivals::Imported {
                at_s: taken.at_s,
                run_ms: taken.run_ms,
            };
        }
    }
    scenario.check().map_err(|error| error.to_string())?;
    Ok(Imported {
        scenario,
        rows: Rows {
            used: imported.rows.len() as u64,
            left_out: imported.bad_count + imported.left_out,
            bad: imported.bad.iter().map(ToString::to_string).collect(),
        },
    })
}
