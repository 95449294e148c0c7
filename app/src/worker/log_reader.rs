//! The log reader's side of its worker: it reads a file piece by piece, and keeps its requests until the last one.

use std::cell::RefCell;

use logs::{Choices, LogError, LogReader, arrivals};
use model::imported_arrivals::ImportError;
use thiserror::Error;

use super::host::{answer, listen};
use super::log_questions::{FinishLog, Imported, LogReading, LogRequest, ReadPiece, Rows};

/// The reason why a log gave no arrivals.
#[derive(Debug, Error)]
enum NotRead {
    /// The file is no log that can be read: do what the sentence says.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The log's requests do not become arrivals: choose fewer of them, or another workload.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// No log was begun: send its first piece.
    #[error("send the first piece of the file first")]
    NotBegun,
}

/// Answers the page's questions from now on.
pub(crate) fn start() {
    let reading = RefCell::new(None);
    listen::<LogReading>(move |id, request| match request {
        LogRequest::ReadPiece(question) => {
            answer::<ReadPiece>(id, read(&mut reading.borrow_mut(), &question));
        }
        LogRequest::FinishLog(question) => {
            answer::<FinishLog>(id, finished(reading.take(), question));
        }
    });
}

/// Reads a piece; returns the number of requests so far.
fn read(reading: &mut Option<LogReader>, question: &ReadPiece) -> Result<u64, NotRead> {
    if question.is_first {
        *reading = Some(LogReader::begin(&question.piece, &Choices::default())?);
    }
    let reader = reading.as_mut().ok_or(NotRead::NotBegun)?;
    reader.push(&question.piece);
    Ok(reader.len() as u64)
}

fn finished(reading: Option<LogReader>, question: FinishLog) -> Result<Imported, NotRead> {
    let log = reading.ok_or(NotRead::NotBegun)?.finish()?;
    let scenario = *question.scenario;
    let hour = log.busiest_hour(scenario.horizon_s);
    let (imported, about_hour) = arrivals(&log, &hour, &scenario);
    let otherwise = scenario.workloads.get(question.otherwise as usize);
    let otherwise = otherwise.map_or("", |workload| &workload.id);
    let with_arrivals = imported.into_scenario(&scenario, otherwise)?;
    let used = imported.rows.len() as u64;
    let of_log = log.records.len() as u64 + log.bad_rows + log.left_out;
    let mut told = log.told();
    told.extend(about_hour);
    Ok(Imported {
        scenario: with_arrivals,
        rows: Rows {
            used,
            left_out: of_log - used,
            told,
        },
    })
}
