//! What is wrong with a log, or with one of its rows.

use thiserror::Error;

/// The most letters of a row that a sentence repeats.
pub(crate) const LETTERS: usize = 40;

/// Why a row is left out.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RowFault {
    /// Its time cannot be read: correct it, or choose another column.
    #[error("expected a time, found {0:?}")]
    NoTime(String),
    /// Other rows say their zone and this one does not: add it, or choose a zone for such rows.
    #[error("the time {0:?} has no zone, and other rows have one")]
    NoZone(String),
    /// A number cannot be read: correct it, or choose another column or decimal mark.
    #[error("expected {what}, found {found:?}")]
    NoNumber {
        /// The number that was expected there, with its unit.
        what: &'static str,
        /// The beginning of what is there.
        found: String,
    },
    /// It has fewer or more fields than the header: correct it.
    #[error("expected {expected} fields, found {found}")]
    FieldCount {
        /// The number of fields in the header.
        expected: usize,
        /// The number of fields in the row.
        found: usize,
    },
    /// It is longer than any row of such a log: see whether a quotation mark is missing.
    #[error("the row is longer than {0} bytes")]
    TooLong(usize),
    /// Its time or its duration is larger than that of any request: correct it, or choose another unit.
    #[error("its time or its duration is larger than that of any request")]
    TooFar,
    /// It is no line of this format: see whether another program wrote into the log.
    #[error("it is no line of this format: {0:?}")]
    Unlike(String),
}

impl RowFault {
    /// Of a line that no other line of the format is like.
    pub(crate) fn unlike(line: &str) -> Self {
        Self::Unlike(shortened(line))
    }
}

/// A row that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Its line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub fault: RowFault,
}

impl std::fmt::Display for BadRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.fault)
    }
}

/// Why a file gives no requests.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LogError {
    /// The file is empty: choose another one.
    #[error("the file is empty")]
    Empty,
    /// No format fits: save the log in one that does, or as a table with a header.
    #[error(
        "the format is unknown; expected an access log, the results of a load test, or a table whose header has a column for the time, found {0:?}"
    )]
    Unknown(String),
    /// There is no such format: choose one of the list.
    #[error("there is no format {0:?}")]
    NoFormat(String),
    /// A column that was chosen is not in the header: choose one that is.
    #[error("there is no column {0:?}")]
    NoColumn(String),
    /// The table has no column for the time: choose one.
    #[error("no column has the time; choose one of {0}")]
    NoTimeColumn(String),
    /// Commas separate the fields and the decimals: save the table with semicolons.
    #[error(
        "commas separate both the fields and the decimals: the header has {header} fields, and the first row {row}. Save the table with semicolons, or with points in its numbers"
    )]
    TwoCommas {
        /// Fields of the header.
        header: usize,
        /// Fields of the first row.
        row: usize,
    },
    /// It is a summary: write one line for each request.
    #[error("{tool} printed a summary, which does not say when requests came; {instead}")]
    Summary {
        /// The program that wrote it.
        tool: &'static str,
        /// How it writes one line for each request.
        instead: &'static str,
    },
    /// A spreadsheet has rounded the times: export them as text, or from the source.
    #[error(
        "a spreadsheet has rounded the times to {0:?}, so that all rows are at one instant. Export them as text, or from the program that measured them"
    )]
    RoundedTimes(String),
    /// No row can be used: see the first fault.
    #[error("no row can be used; {0}")]
    NoGoodRow(String),
    /// No row tells of a request: see whether it is the right file.
    #[error("no row tells of a request")]
    NoRows,
}

/// The beginning of a text, for a sentence.
pub(crate) fn shortened(text: &str) -> String {
    text.chars().take(LETTERS).collect()
}
