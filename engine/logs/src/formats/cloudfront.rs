//! Standard logs of Amazon CloudFront, version 1: `#Fields` names the columns.
//!
//! Date and time are those at which the answer ended ("Standard logging reference" of the CloudFront guide, 2026-08), in UTC and whole
//! seconds; `time-taken` is in seconds.

use model::decimal;

use crate::choices::{Choices, Unit};
use crate::fault::{LogError, RowFault};
use crate::format::{Format, Reading, Rows};
use crate::format_name::FormatName;
use crate::layout::Failure;
use crate::record::Record;
use crate::route;
use crate::sample::Sample;
use crate::time::TimeForm;
use crate::understood::{Note, Understood};

pub(super) struct CloudFront;

const FIELDS: &str = "#Fields:";
const USED: [&str; 6] = [
    "date",
    "time",
    "time-taken",
    "sc-status",
    "cs-method",
    "cs-uri-stem",
];
const PERSONAL: [&str; 6] = [
    "c-ip",
    "cs(User-Agent)",
    "cs-uri-query",
    "cs(Cookie)",
    "cs(Referer)",
    "x-forwarded-for",
];

impl Format for CloudFront {
    fn name(&self) -> FormatName {
        FormatName {
            id: "cloudfront",
            name: "Standard log of Amazon CloudFront",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        let header = sample.lines().take(3).find(|line| line.starts_with(FIELDS));
        header.is_some_and(|header| header.contains("x-edge-location"))
    }

    fn begin(&self, sample: &Sample, _: &Choices) -> Result<Reading, LogError> {
        let header = sample
            .lines()
            .find(|line| line.starts_with(FIELDS))
            .unwrap_or("");
        let names: Vec<&str> = header.split_whitespace().skip(1).collect();
        let place = |name: &str| {
            let place = names.iter().position(|one| *one == name);
            place.ok_or_else(|| LogError::NoColumn(name.to_owned()))
        };
        let mut places = [0; USED.len()];
        for (slot, name) in places.iter_mut().zip(USED) {
            *slot = place(name)?;
        }
        let mut understood = Understood::new(self.name())
            .using(&USED)
            .dropping(&PERSONAL)
            .in_unit(Unit::Seconds)
            .at_end();
        let others = names
            .iter()
            .filter(|name| !USED.contains(name) && !PERSONAL.contains(name));
        understood.unused = others.map(|name| (*name).to_owned()).collect();
        understood.notes.push(Note::WholeSeconds);
        let rows = Answers {
            places,
            fields: names.len(),
            route: String::new(),
        };
        Ok(Reading::of_lines(understood, rows))
    }
}

struct Answers {
    places: [usize; USED.len()],
    fields: usize,
    route: String,
}

impl Rows for Answers {
    fn read(&mut self, line: &str, take: &mut dyn FnMut(Record<'_>)) -> Result<(), RowFault> {
        if line.starts_with('#') {
            return Ok(());
        }
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() != self.fields {
            return Err(RowFault::FieldCount {
                expected: self.fields,
                found: fields.len(),
            });
        }
        let [date, time, taken, status, method, stem] = self
            .places
            .map(|place| fields.get(place).copied().unwrap_or(""));
        let seconds = decimal::parse(taken).filter(|seconds| *seconds >= 0.0);
        let record = Record {
            duration_ms: seconds.map(|seconds| Unit::Seconds.to_ms(seconds)),
            has_failed: Failure::Status.is_in(status),
            ..Record::at(TimeForm::ISO_WITHOUT_ZONE.read(&format!("{date} {time}"))?)
        };
        route::write(&mut self.route, method, stem);
        take(record.of(&self.route).ended());
        Ok(())
    }
}
