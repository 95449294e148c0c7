//! Results that k6 writes with `--out csv=FILE`: a row for each measurement, of which each request has one
//! `http_req_duration`, written when it ends.

use crate::choices::{Choices, Unit};
use crate::fault::LogError;
use crate::format::{Format, Reading};
use crate::format_name::FormatName;
use crate::layout::{Failure, Layout};
use crate::sample::Sample;
use crate::understood::{Note, Understood};

pub(super) struct K6Csv;

const LAYOUT: Layout = Layout {
    time: "timestamp",
    is_end: true,
    duration: Some(("metric_value", Unit::Millis)),
    start: None,
    group: Some("name"),
    relative: None,
    failed: Some(("status", Failure::Status)),
    only: Some(("metric_name", "http_req_duration")),
    personal: &["url"],
};

impl Format for K6Csv {
    fn name(&self) -> FormatName {
        FormatName {
            id: "k6_csv",
            name: "Results of k6, as CSV",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        let header = sample.header(None);
        header.is_some_and(|header| header.has(&["metric_name", "timestamp", "metric_value"]))
    }

    fn begin(&self, sample: &Sample, choices: &Choices) -> Result<Reading, LogError> {
        let mut understood = Understood::new(self.name());
        understood.notes.push(Note::WholeSeconds);
        LAYOUT.begin(sample, choices, understood)
    }
}
