//! What a format is: how it is recognised, and how its lines are read.

use crate::choices::Choices;
use crate::fault::{LogError, RowFault};
use crate::format_name::FormatName;
use crate::record::Record;
use crate::sample::Sample;
use crate::understood::Understood;

/// A format of logs. Each has a file of its own below `formats/`.
pub(crate) trait Format: Sync {
    /// Its id and its name.
    fn name(&self) -> FormatName;

    /// Whether the first lines of a log are of this format.
    fn recognises(&self, sample: &Sample) -> bool;

    /// Begins to read a log of this format.
    fn begin(&self, sample: &Sample, choices: &Choices) -> Result<Reading, LogError>;
}

/// A log that is being read.
pub(crate) struct Reading {
    pub(crate) understood: Understood,
    pub(crate) rows: Box<dyn Rows>,
    /// Whether a line break within quotation marks ends no row.
    pub(crate) has_quotes: bool,
}

/// Reads rows one after the other.
pub(crate) trait Rows {
    /// Reads one line, which is not blank, and hands over its requests; most lines have one, and headers and remarks none.
    fn read(&mut self, line: &str, take: &mut dyn FnMut(Record<'_>)) -> Result<(), RowFault>;
}

impl Reading {
    /// A log of lines that are no table.
    pub(crate) fn of_lines(understood: Understood, rows: impl Rows + 'static) -> Self {
        Self {
            understood,
            rows: Box::new(rows),
            has_quotes: false,
        }
    }
}
