//! Real-time logs of Amazon CloudFront, with the fields in the order in which the console offers them.
//!
//! The lines have no header: a configuration with other fields is a table whose columns a person chooses. Order: "Real-time log
//! configurations" of the CloudFront guide (2026-08).

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
use crate::understood::Understood;

pub(super) struct CloudFrontRealTime;

const TIMES: TimeForm = TimeForm::Number(Unit::Seconds);
/// The places of the fields.
const TIME: usize = 0;
const STATUS: usize = 3;
const METHOD: usize = 5;
const STEM: usize = 8;
const TAKEN: usize = 13;
const FEWEST: usize = 14;

impl Format for CloudFrontRealTime {
    fn name(&self) -> FormatName {
        FormatName {
            id: "cloudfront_real_time",
            name: "Real-time log of Amazon CloudFront",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        let fields: Vec<&str> = sample.first().split('\t').collect();
        let is_status = |text: &&str| text.len() == 3 && decimal::parse(text).is_some();
        let is_time = |text: &&str| {
            decimal::parse(text)
                .is_some_and(|number| crate::time::unit_since_1970(number) == Some(Unit::Seconds))
        };
        fields.len() >= FEWEST
            && fields.first().is_some_and(is_time)
            && fields.get(STATUS).is_some_and(is_status)
            && fields.get(STEM).is_some_and(|stem| stem.starts_with('/'))
    }

    fn begin(&self, _: &Sample, _: &Choices) -> Result<Reading, LogError> {
        let understood = Understood::new(self.name())
            .using(&[
                "timestamp",
                "sc-status",
                "cs-method",
                "cs-uri-stem",
                "time-taken",
            ])
            .dropping(&[
                "c-ip",
                "cs-user-agent",
                "cs-uri-query",
                "cs-cookie",
                "cs-referer",
            ])
            .in_unit(Unit::Seconds)
            .at_end();
        Ok(Reading::of_lines(understood, Answers::default()))
    }
}

#[derive(Default)]
struct Answers {
    route: String,
}

impl Rows for Answers {
    fn read(&mut self, line: &str, take: &mut dyn FnMut(Record<'_>)) -> Result<(), RowFault> {
        let fields: Vec<&str> = line.split('\t').collect();
        let field = |place: usize| fields.get(place).copied().unwrap_or("");
        if fields.len() < FEWEST {
            return Err(RowFault::unlike(line));
        }
        let seconds = decimal::parse(field(TAKEN)).filter(|seconds| *seconds >= 0.0);
        let record = Record {
            duration_ms: seconds.map(|seconds| Unit::Seconds.to_ms(seconds)),
            has_failed: Failure::Status.is_in(field(STATUS)),
            ..Record::at(TIMES.read(field(TIME))?)
        };
        route::write(&mut self.route, field(METHOD), field(STEM));
        take(record.of(&self.route).ended());
        Ok(())
    }
}
