//! Results of CloudWatch Logs Insights about AWS Lambda, exported as CSV: times in UTC, when the report was written; lengths in
//! milliseconds.

use crate::choices::{Choices, Unit};
use crate::fault::LogError;
use crate::format::{Format, Reading};
use crate::format_name::FormatName;
use crate::layout::Layout;
use crate::sample::Sample;
use crate::understood::Understood;

pub(super) struct LogsInsights;

const LAYOUT: Layout = Layout {
    time: "@timestamp",
    is_end: true,
    duration: Some(("@duration", Unit::Millis)),
    start: Some(("@initDuration", Unit::Millis)),
    group: Some("@log"),
    relative: None,
    failed: None,
    only: None,
    personal: &["@message"],
};

impl Format for LogsInsights {
    fn name(&self) -> FormatName {
        FormatName {
            id: "logs_insights",
            name: "Export of CloudWatch Logs Insights",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        let header = sample.header(None);
        header.is_some_and(|header| header.has(&["@timestamp", "@duration"]))
    }

    fn begin(&self, sample: &Sample, choices: &Choices) -> Result<Reading, LogError> {
        LAYOUT.begin(sample, choices, Understood::new(self.name()))
    }
}
