//! The Azure Functions Invocation Trace 2021: the end of each invocation and its duration, in seconds from the beginning of the
//! trace.
//!
//! Zhang et al., SOSP 2021; Azure/AzurePublicDataset, CC BY 4.0.

use crate::choices::{Choices, Unit};
use crate::fault::LogError;
use crate::format::{Format, Reading};
use crate::format_name::FormatName;
use crate::layout::Layout;
use crate::sample::Sample;
use crate::understood::Understood;

pub(super) struct Azure2021;

const LAYOUT: Layout = Layout {
    time: "end_timestamp",
    is_end: true,
    duration: Some(("duration", Unit::Seconds)),
    start: None,
    group: Some("func"),
    relative: None,
    failed: None,
    only: None,
    personal: &[],
};

impl Format for Azure2021 {
    fn name(&self) -> FormatName {
        FormatName {
            id: "azure_2021",
            name: "Azure Functions Invocation Trace 2021",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        let header = sample.header(None);
        header.is_some_and(|header| header.has(&["app", "func", "end_timestamp", "duration"]))
    }

    fn begin(&self, sample: &Sample, choices: &Choices) -> Result<Reading, LogError> {
        LAYOUT.begin(sample, choices, Understood::new(self.name()))
    }
}
