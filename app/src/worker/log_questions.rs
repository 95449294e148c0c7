//! The questions to the program that reads the logs of a person's own.

use borsh::{BorshDeserialize, BorshSerialize};
use model::scenario::Scenario;

use super::question::questions;

/// The most bytes of a log that are read.
pub(crate) const MOST_LOG_BYTES: u32 = logs::MOST_BYTES as u32;

/// Read the next piece of a log.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct ReadPiece {
    /// The bytes.
    pub(crate) piece: Vec<u8>,
    /// Whether it is the first one; a log that was begun before is forgotten.
    pub(crate) is_first: bool,
}

/// End the log, and make arrivals of its busiest hour.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct FinishLog {
    /// The scenario whose arrivals are replaced.
    pub(crate) scenario: Box<Scenario>,
    /// The index of the workload that takes the requests without a workload of the scenario.
    pub(crate) otherwise: u32,
}

/// A scenario with the arrivals of a log.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) struct Imported {
    /// The scenario; it keeps every rule.
    pub(crate) scenario: Scenario,
    /// What became of the log's rows.
    pub(crate) rows: Rows,
}

/// What became of the rows of a log.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) struct Rows {
    /// The number of rows that became requests.
    pub(crate) used: u64,
    /// The number of rows that were omitted.
    pub(crate) left_out: u64,
    /// What was understood, and what was left out, in sentences.
    pub(crate) told: Vec<String>,
}

questions! {
    /// The program that reads the logs of a person's own.
    LogReading as "log_reader", LogRequest {
        ReadPiece => u64,
        FinishLog => Imported,
    }
}
