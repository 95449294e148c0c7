//! Tables whose columns are known: which one has what.

use model::decimal;

use crate::choices::{Choices, Unit};
use crate::fault::{LogError, RowFault, shortened};
use crate::fields::Fields;
use crate::format::{Reading, Rows};
use crate::lines::MOST_LINE_BYTES;
use crate::record::Record;
use crate::route;
use crate::sample::{Header, Sample};
use crate::time::TimeForm;
use crate::understood::{Note, Understood};

/// The columns of a kind of table, by their names.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Layout {
    pub(crate) time: &'static str,
    /// Whether the time is that of the end of a request.
    pub(crate) is_end: bool,
    pub(crate) duration: Option<(&'static str, Unit)>,
    /// The start of an instance.
    pub(crate) start: Option<(&'static str, Unit)>,
    pub(crate) group: Option<&'static str>,
    /// The unit of times that do not count from 1970.
    pub(crate) relative: Option<Unit>,
    pub(crate) failed: Option<(&'static str, Failure)>,
    /// Only rows with this text in this column tell of a request.
    pub(crate) only: Option<(&'static str, &'static str)>,
    /// Columns about persons.
    pub(crate) personal: &'static [&'static str],
}

/// How a column tells that a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// By a status of 500 or more.
    Status,
    /// By the word `false`.
    NotTrue,
}

impl Failure {
    pub(crate) fn is_in(self, text: &str) -> bool {
        match self {
            Self::Status => decimal::parse(text).is_some_and(|status| status >= 500.0),
            Self::NotTrue => text.eq_ignore_ascii_case("false"),
        }
    }
}

/// A table whose columns were found.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) header: Header,
    pub(crate) time: usize,
    pub(crate) form: TimeForm,
    pub(crate) is_end: bool,
    pub(crate) duration: Option<(usize, Unit)>,
    pub(crate) start: Option<(usize, Unit)>,
    pub(crate) group: Option<usize>,
    pub(crate) failed: Option<(usize, Failure)>,
    pub(crate) only: Option<(usize, &'static str)>,
    pub(crate) decimal_mark: u8,
    /// Lines that come before the first row.
    pub(crate) lines_before: usize,
    pub(crate) fields: Fields,
    pub(crate) route: String,
}

impl Layout {
    /// Begins to read a table of this layout; a time without a zone is in UTC.
    pub(crate) fn begin(
        &self,
        sample: &Sample,
        choices: &Choices,
        mut understood: Understood,
    ) -> Result<Reading, LogError> {
        let header = sample.header(choices.separator).ok_or(LogError::Empty)?;
        let place = |name: &str| {
            header
                .place(name)
                .ok_or_else(|| LogError::NoColumn(name.to_owned()))
        };
        let time = place(self.time)?;
        let rows = sample.rows(&header);
        let times = rows
            .iter()
            .filter_map(|row| row.get(time))
            .map(String::as_str);
        let form = TimeForm::of(times.clone(), self.relative.unwrap_or(Unit::Seconds))
            .unwrap_or(TimeForm::Number(Unit::Seconds));
        if times.take(1).any(|first| form.is_relative(first)) {
            understood.notes.push(Note::RelativeTimes);
        }
        let optional = |column: Option<(&str, Unit)>| {
            column.and_then(|(name, unit)| Some((header.place(name)?, unit)))
        };
        let columns = Columns {
            time,
            form,
            is_end: self.is_end,
            duration: optional(self.duration),
            start: optional(self.start),
            group: self.group.and_then(|name| header.place(name)),
            failed: self
                .failed
                .and_then(|(name, how)| Some((header.place(name)?, how))),
            only: self
                .only
                .and_then(|(name, word)| Some((header.place(name)?, word))),
            decimal_mark: b'.',
            lines_before: header.lines_before + 1,
            fields: Fields::default(),
            route: String::new(),
            header,
        };
        Ok(columns.reading(understood, self.personal))
    }
}

impl Columns {
    /// Begins to read, and says which columns are used.
    pub(crate) fn reading(self, mut understood: Understood, personal: &[&str]) -> Reading {
        let of = |column: Option<(usize, Unit)>| column.map(|(place, _)| place);
        let used = [
            Some(self.time),
            of(self.duration),
            of(self.start),
            self.group,
            self.failed.map(|(place, _)| place),
            self.only.map(|(place, _)| place),
        ];
        for (place, name) in self.header.names.iter().enumerate() {
            let is_personal = personal.iter().any(|one| one.eq_ignore_ascii_case(name));
            let list = if used.contains(&Some(place)) {
                &mut understood.used
            } else if is_personal {
                &mut understood.personal
            } else {
                &mut understood.unused
            };
            list.push(name.clone());
        }
        understood.separator = Some(self.header.separator);
        understood.decimal_mark = Some(self.decimal_mark);
        understood.is_end = self.is_end;
        understood.duration_unit = self.duration.map(|(_, unit)| unit);
        if let TimeForm::Number(unit) = self.form {
            understood.time_unit = Some(unit);
        }
        if self.duration.is_none() {
            understood.notes.push(Note::NoDurations);
        }
        Reading {
            understood,
            rows: Box::new(self),
            has_quotes: true,
        }
    }

    /// A number of the row, in milliseconds; none where the field is empty or negative, as tools write what they do not know.
    fn length(
        fields: &Fields,
        column: Option<(usize, Unit)>,
        decimal_mark: u8,
        what: &'static str,
    ) -> Result<Option<f64>, RowFault> {
        let Some((place, unit)) = column else {
            return Ok(None);
        };
        let text = fields.text(place);
        if text.is_empty() {
            return Ok(None);
        }
        let number = number(text, decimal_mark).ok_or_else(|| RowFault::NoNumber {
            what,
            found: shortened(text),
        })?;
        Ok((number >= 0.0).then_some(unit.to_ms(number)))
    }
}

/// A number with this mark before its decimals.
pub(crate) fn number(text: &str, decimal_mark: u8) -> Option<f64> {
    if decimal_mark == b',' {
        decimal::parse(&text.replace(',', "."))
    } else {
        decimal::parse(text)
    }
}

impl Rows for Columns {
    fn read(&mut self, line: &str, take: &mut dyn FnMut(Record<'_>)) -> Result<(), RowFault> {
        if line.len() > MOST_LINE_BYTES {
            return Err(RowFault::TooLong(MOST_LINE_BYTES));
        }
        if self.lines_before > 0 {
            self.lines_before -= 1;
            return Ok(());
        }
        self.fields.read_table(line, self.header.separator)?;
        let fields = &self.fields;
        let expected = self.header.names.len();
        if fields.len() != expected {
            let found = fields.len();
            return Err(RowFault::FieldCount { expected, found });
        }
        if self
            .only
            .is_some_and(|(place, word)| fields.text(place) != word)
        {
            return Ok(());
        }
        let time = fields.text(self.time);
        let at_s = match self.form {
            TimeForm::Number(_) if self.decimal_mark == b',' => {
                self.form.read(&time.replace(',', "."))?
            }
            form => form.read(time)?,
        };
        let mark = self.decimal_mark;
        let record = Record {
            duration_ms: Self::length(fields, self.duration, mark, "a duration")?,
            start_ms: Self::length(fields, self.start, mark, "the start of an instance")?,
            has_failed: self
                .failed
                .is_some_and(|(place, how)| how.is_in(fields.text(place))),
            ..Record::at(at_s)
        };
        let group = self.group.map_or("", |place| fields.text(place));
        // What looks like an address may have a query about a person.
        if group.contains("://") || group.starts_with('/') {
            route::write(&mut self.route, "", group);
        } else {
            self.route.clear();
            self.route.push_str(group);
        }
        let record = record.of(&self.route);
        take(if self.is_end { record.ended() } else { record });
        Ok(())
    }
}
