//! Requests of Azure Application Insights, exported as CSV: the start of each in UTC, its duration in milliseconds.

use crate::choices::{Choices, Unit};
use crate::fault::LogError;
use crate::format::{Format, Reading};
use crate::format_name::FormatName;
use crate::layout::{Failure, Layout};
use crate::sample::Sample;
use crate::understood::Understood;

pub(super) struct ApplicationInsights;

const LAYOUT: Layout = Layout {
    time: "timestamp [UTC]",
    is_end: false,
    duration: Some(("duration", Unit::Millis)),
    start: None,
    group: Some("name"),
    relative: None,
    failed: Some(("success", Failure::NotTrue)),
    only: None,
    personal: &[
        "url",
        "client_IP",
        "client_City",
        "user_Id",
        "session_Id",
        "user_AuthenticatedId",
    ],
};

impl Format for ApplicationInsights {
    fn name(&self) -> FormatName {
        FormatName {
            id: "application_insights",
            name: "Export of Azure Application Insights",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        let header = sample.header(None);
        header.is_some_and(|header| header.has(&["timestamp [UTC]", "name", "duration"]))
    }

    fn begin(&self, sample: &Sample, choices: &Choices) -> Result<Reading, LogError> {
        LAYOUT.begin(sample, choices, Understood::new(self.name()))
    }
}
