//! Access logs of nginx and Apache in the common and the combined format, with the time of the request behind it, or without.
//!
//! The line is written when the request ends. A number behind the user agent is its time: with decimals in seconds (nginx's
//! `$request_time`), without in microseconds (Apache's `%D`). A choice of the unit overrides that.

use model::decimal;

use crate::choices::{Choices, Unit};
use crate::fault::{LogError, RowFault};
use crate::fields::Fields;
use crate::format::{Format, Reading, Rows};
use crate::format_name::FormatName;
use crate::layout::Failure;
use crate::record::Record;
use crate::route;
use crate::sample::Sample;
use crate::time::TimeForm;
use crate::understood::{Note, Understood};

pub(super) struct AccessLog;

/// The places of the fields.
const TIME: usize = 3;
const REQUEST: usize = 4;
const STATUS: usize = 5;
/// The number of fields of each format.
const COMMON: usize = 7;
const COMBINED: usize = 9;

impl Format for AccessLog {
    fn name(&self) -> FormatName {
        FormatName {
            id: "access_log",
            name: "Access log of nginx or Apache",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        let mut fields = Fields::default();
        fields.read_log(sample.first());
        fields.len() >= COMMON && TimeForm::Clf.read(fields.text(TIME)).is_ok()
    }

    fn begin(&self, sample: &Sample, choices: &Choices) -> Result<Reading, LogError> {
        let mut fields = Fields::default();
        let mut durations = Vec::new();
        for line in sample.lines() {
            fields.read_log(line);
            let last = fields.text(fields.len().saturating_sub(1));
            if fields.len() > COMBINED || fields.len() == COMMON + 1 {
                durations.push(last.to_owned());
            }
        }
        let measured: Vec<&String> = durations
            .iter()
            .filter(|text| decimal::parse(text).is_some())
            .collect();
        let has_decimals = measured.iter().any(|text| text.contains('.'));
        let usual = if has_decimals {
            Unit::Seconds
        } else {
            Unit::Micros
        };
        let unit = choices.duration_unit.unwrap_or(usual);
        let mut understood = Understood::new(self.name())
            .using(&["time", "request", "status"])
            .dropping(&["address", "user", "referrer", "user agent"]);
        understood.notes.push(Note::WholeSeconds);
        if measured.is_empty() {
            understood.notes.push(Note::NoDurations);
        } else {
            understood = understood
                .using(&["time of the request"])
                .in_unit(unit)
                .at_end();
        }
        let rows = Entries {
            unit: (!measured.is_empty()).then_some(unit),
            fields,
            route: String::new(),
        };
        Ok(Reading::of_lines(understood, rows))
    }
}

struct Entries {
    /// The unit of the last field; none where it is no time.
    unit: Option<Unit>,
    fields: Fields,
    route: String,
}

impl Rows for Entries {
    fn read(&mut self, line: &str, take: &mut dyn FnMut(Record<'_>)) -> Result<(), RowFault> {
        self.fields.read_log(line);
        let fields = &self.fields;
        if fields.len() < COMMON {
            return Err(RowFault::unlike(line));
        }
        let last = fields.text(fields.len() - 1);
        let duration = self
            .unit
            .and_then(|unit| Some(unit.to_ms(decimal::parse(last)?)));
        let record = Record {
            duration_ms: duration.filter(|ms| *ms >= 0.0),
            has_failed: Failure::Status.is_in(fields.text(STATUS)),
            ..Record::at(TimeForm::Clf.read(fields.text(TIME))?)
        };
        route::write_of_line(&mut self.route, fields.text(REQUEST));
        take(record.of(&self.route).ended());
        Ok(())
    }
}
