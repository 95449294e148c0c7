//! What was understood of a log.

use std::fmt;

use crate::choices::Unit;
use crate::encoding::Encoding;
use crate::format_name::FormatName;

/// What was understood of a log, for a person who confirms or changes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// The format.
    pub format: FormatName,
    /// The encoding of its characters.
    pub encoding: Encoding,
    /// The character between the fields, of a table.
    pub separator: Option<u8>,
    /// The character before decimals, where numbers are text of a table.
    pub decimal_mark: Option<u8>,
    /// The unit of times that are numbers.
    pub time_unit: Option<Unit>,
    /// The unit of durations, where the log has any.
    pub duration_unit: Option<Unit>,
    /// Whether the time is that of a request's end, from which its duration is taken off.
    pub is_end: bool,
    /// The columns or fields that are used.
    pub used: Vec<String>,
    /// Those that are not.
    pub unused: Vec<String>,
    /// Those about persons, which are dropped at once.
    pub personal: Vec<String>,
    /// What a person should know of it.
    pub notes: Vec<Note>,
}

/// Something that a person should know of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Times count from a zero of the log's own.
    RelativeTimes,
    /// No time says its zone.
    NoZone,
    /// Times have whole seconds.
    WholeSeconds,
    /// The log has no durations.
    NoDurations,
    /// Whole numbers without a unit are taken as milliseconds.
    TakenAsMillis,
    /// Counts of a minute are spread evenly within it.
    SpreadInMinutes,
    /// Only the calls that a server answered count, and not the same calls as their callers saw them.
    ServerSideOnly,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RelativeTimes => "The times count from a zero of the log’s own.",
            Self::NoZone => "No time says its zone; they are taken as UTC.",
            Self::WholeSeconds => {
                "The times have whole seconds: within a second the order is that of the file."
            }
            Self::NoDurations => "The log has no durations, so that only arrivals come from it.",
            Self::TakenAsMillis => "Whole numbers without a unit are taken as milliseconds.",
            Self::SpreadInMinutes => "Counts of a minute are spread evenly within it.",
            Self::ServerSideOnly => "Only the calls that a server answered count, each once.",
        })
    }
}

impl Understood {
    /// Of a format of which nothing else was found out yet.
    pub(crate) fn new(format: FormatName) -> Self {
        Self {
            format,
            encoding: Encoding::Utf8,
            separator: None,
            decimal_mark: None,
            time_unit: None,
            duration_unit: None,
            is_end: false,
            used: Vec::new(),
            unused: Vec::new(),
            personal: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(crate) fn using(mut self, fields: &[&str]) -> Self {
        self.used
            .extend(fields.iter().map(|field| (*field).to_owned()));
        self
    }

    pub(crate) fn dropping(mut self, fields: &[&str]) -> Self {
        self.personal
            .extend(fields.iter().map(|field| (*field).to_owned()));
        self
    }

    pub(crate) fn in_unit(mut self, duration: Unit) -> Self {
        self.duration_unit = Some(duration);
        self
    }

    pub(crate) fn at_end(mut self) -> Self {
        self.is_end = true;
        self
    }
}
