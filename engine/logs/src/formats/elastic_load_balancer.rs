//! Access logs of an AWS Application Load Balancer.
//!
//! Fields: "Access log entries" of the Elastic Load Balancing user guide (2026-08). A request arrives at `request_creation_time`; −1
//! is written for a time that was not measured, for example because the client left.

use crate::choices::{Choices, Unit};
use crate::fault::{LogError, RowFault};
use crate::fields::Fields;
use crate::format::{Format, Reading, Rows};
use crate::format_name::FormatName;
use crate::record::Record;
use crate::route;
use crate::sample::Sample;
use crate::time::TimeForm;
use crate::understood::Understood;

pub(super) struct ElasticLoadBalancer;

/// The first field: how the client spoke.
const KINDS: [&str; 6] = ["http", "https", "h2", "grpcs", "ws", "wss"];
/// The places of the fields.
const TIME: usize = 1;
const PROCESSING: [usize; 3] = [5, 6, 7];
const STATUS: usize = 8;
const REQUEST: usize = 12;
const CREATED: usize = 21;
const FEWEST: usize = 15;
const ISO: TimeForm = TimeForm::Iso {
    has_zone: true,
    offset_s: 0,
};

impl Format for ElasticLoadBalancer {
    fn name(&self) -> FormatName {
        FormatName {
            id: "aws_alb",
            name: "Access log of an AWS Application Load Balancer",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        let mut fields = Fields::default();
        fields.read_log(sample.first());
        KINDS.contains(&fields.text(0))
            && fields.len() >= FEWEST
            && ISO.read(fields.text(TIME)).is_ok()
    }

    fn begin(&self, _: &Sample, _: &Choices) -> Result<Reading, LogError> {
        let understood = Understood::new(self.name())
            .using(&[
                "request_creation_time",
                "request_processing_time",
                "target_processing_time",
                "response_processing_time",
                "elb_status_code",
                "request",
            ])
            .dropping(&["client:port", "user_agent", "trace_id"])
            .in_unit(Unit::Seconds);
        Ok(Reading::of_lines(understood, Entries::default()))
    }
}

#[derive(Default)]
struct Entries {
    fields: Fields,
    route: String,
}

impl Rows for Entries {
    fn read(&mut self, line: &str, take: &mut dyn FnMut(Record<'_>)) -> Result<(), RowFault> {
        self.fields.read_log(line);
        let fields = &self.fields;
        if fields.len() < FEWEST || !KINDS.contains(&fields.text(0)) {
            return Err(RowFault::unlike(line));
        }
        let seconds =
            PROCESSING.map(|place| model::decimal::parse(fields.text(place)).unwrap_or(-1.0));
        let is_measured = seconds.iter().all(|seconds| *seconds >= 0.0);
        let duration_ms = is_measured.then(|| Unit::Seconds.to_ms(seconds.iter().sum()));
        // Older entries end before the time at which the request was created.
        let (time, is_end) = match fields.text(CREATED) {
            "" => (fields.text(TIME), true),
            created => (created, false),
        };
        let record = Record {
            duration_ms,
            has_failed: crate::layout::Failure::Status.is_in(fields.text(STATUS)),
            ..Record::at(ISO.read(time)?)
        };
        route::write_of_line(&mut self.route, fields.text(REQUEST));
        let record = record.of(&self.route);
        take(if is_end { record.ended() } else { record });
        Ok(())
    }
}
