//! Tables with any columns: the header says which one has what, or a person does.

mod names;
mod values;

use model::decimal;

use crate::choices::{Choices, Unit};
use crate::fault::LogError;
use crate::fields::Fields;
use crate::format::{Format, Reading};
use crate::format_name::FormatName;
use crate::layout::{Columns, Failure, number};
use crate::sample::Sample;
use crate::time::TimeForm;
use crate::understood::{Note, Understood};
use names::{PERSONAL, Places, time_column, unit_in};

pub(super) struct Table;

impl Format for Table {
    fn name(&self) -> FormatName {
        FormatName {
            id: "table",
            name: "Table with a header",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        let header = sample.header(None);
        header.is_some_and(|header| time_column(&header).is_some())
    }

    fn begin(&self, sample: &Sample, choices: &Choices) -> Result<Reading, LogError> {
        let header = sample.header(choices.separator).ok_or(LogError::Empty)?;
        let rows = sample.rows(&header);
        values::refuse_two_commas(&header, &rows)?;
        let places = Places::of(&header, choices)?;
        let of = |place: usize| {
            let fields = rows.iter().filter_map(move |row| row.get(place));
            fields.map(String::as_str).filter(|field| !field.is_empty())
        };
        let mark = choices.decimal_mark.unwrap_or_else(|| {
            let numbers = of(places.time).chain(places.duration.into_iter().flat_map(of));
            values::mark_of(numbers, header.separator)
        });
        let times: Vec<String> = of(places.time)
            .map(|text| values::with_point(text, mark))
            .collect();
        if let Some(rounded) = times.first().filter(|time| values::is_rounded(time)) {
            return Err(LogError::RoundedTimes(rounded.clone()));
        }
        let mut understood = Understood::new(self.name());
        let lengths = places.duration.into_iter().flat_map(of);
        let lengths: Vec<f64> = lengths.filter_map(|text| number(text, mark)).collect();
        let named = |place: usize| header.names.get(place).and_then(|name| unit_in(name));
        let duration = places.duration.map(|place| {
            let unit = choices.duration_unit.or_else(|| named(place));
            let unit = unit.unwrap_or_else(|| {
                if values::are_millis(&lengths) {
                    understood.notes.push(Note::TakenAsMillis);
                    Unit::Millis
                } else {
                    Unit::Seconds
                }
            });
            (place, unit)
        });
        let numbers = times.iter().filter_map(|text| decimal::parse(text));
        let are_whole = values::are_whole(&numbers.collect::<Vec<_>>());
        let relative = named(places.time).unwrap_or(match duration {
            // Both columns came from one clock.
            Some((_, Unit::Millis)) if are_whole => Unit::Millis,
            _ => Unit::Seconds,
        });
        let form = values::time_form(&times, relative, choices);
        if times.first().is_some_and(|first| form.is_relative(first)) {
            understood.notes.push(Note::RelativeTimes);
        }
        if form == TimeForm::ISO_WITHOUT_ZONE && choices.offset_min.is_none() {
            understood.notes.push(Note::NoZone);
        }
        let columns = Columns {
            time: places.time,
            form,
            is_end: places.is_end,
            duration,
            start: None,
            group: places.group,
            failed: places.status.map(|place| (place, Failure::Status)),
            only: None,
            decimal_mark: mark,
            lines_before: header.lines_before + 1,
            fields: Fields::default(),
            route: String::new(),
            header,
        };
        Ok(columns.reading(understood, &PERSONAL))
    }
}
