//! Why a table, or one row of it, cannot be used.

use std::fmt;

use thiserror::Error;

use crate::scenario::{ScenarioError, caps};

/// A row that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Its line in the text, from 1.
    pub line: u64,
    /// Its fault.
    pub fault: RowFault,
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.fault)
    }
}

/// The fault of a row. Each sentence says what was expected.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RowFault {
    /// Write a number of the stated meaning there, within its range.
    #[error("expected {expected}, found {found:?}")]
    NoNumber {
        /// The meaning of the number.
        expected: &'static str,
        /// The text found, at most [`RowFault::LETTERS`] of it.
        found: String,
    },
    /// Fill in the duration: in this layout it says when the request began.
    #[error("expected a duration, found nothing")]
    NoDuration,
    /// Correct the time, or leave the row out: a trace spans no such time.
    #[error("expected a time near those of the other rows")]
    FarTime,
    /// Leave out what is no column of a trace.
    #[error("expected a row of at most {most_fields} fields and {most_bytes} bytes")]
    TooLong {
        /// The most fields of a row.
        most_fields: usize,
        /// The most bytes of a row.
        most_bytes: usize,
    },
}

impl RowFault {
    /// Letters of a field that a fault repeats at most.
    pub const LETTERS: usize = 40;
}

/// Why a text is no trace.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    /// Cut it into parts.
    #[error("the file has {0} bytes; at most {most} MB can be read", most = caps::TABLE_BYTES >> 20)]
    TooLarge(usize),
    /// Give the columns these names.
    #[error(
        "the first line names no columns that are known: expected `timestamp`, with `workload` and \
         `duration` if you like, or `app,func,end_timestamp,duration`; found {0:?}"
    )]
    NoHeader(String),
    /// Correct the rows: the first one is named with its fault.
    #[error("no row could be used; the first one: {0}")]
    NoGoodRow(BadRow),
    /// Add rows below the header.
    #[error("no row could be used: there is none below the header")]
    NoRows,
    /// The rows make a scenario that breaks a rule.
    #[error(transparent)]
    Rule(#[from] ScenarioError),
    /// Choose a workload of the scenario.
    #[error("{0:?} is no workload of this scenario")]
    NoWorkload(String),
}
