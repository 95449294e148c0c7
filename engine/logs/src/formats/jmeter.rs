//! Results of JMeter as CSV: `timeStamp` is the start of a sample in milliseconds since 1970, `elapsed` its time.

use crate::choices::{Choices, Unit};
use crate::fault::LogError;
use crate::format::{Format, Reading};
use crate::format_name::FormatName;
use crate::layout::{Failure, Layout};
use crate::sample::Sample;
use crate::understood::Understood;

pub(super) struct JMeter;

const LAYOUT: Layout = Layout {
    time: "timeStamp",
    is_end: false,
    duration: Some(("elapsed", Unit::Millis)),
    start: None,
    group: Some("label"),
    relative: None,
    failed: Some(("success", Failure::NotTrue)),
    only: None,
    personal: &["URL"],
};

impl Format for JMeter {
    fn name(&self) -> FormatName {
        FormatName {
            id: "jmeter",
            name: "Results of JMeter",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        let header = sample.header(None);
        header.is_some_and(|header| header.has(&["timeStamp", "elapsed", "label"]))
    }

    fn begin(&self, sample: &Sample, choices: &Choices) -> Result<Reading, LogError> {
        LAYOUT.begin(sample, choices, Understood::new(self.name()))
    }
}
