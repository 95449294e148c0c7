//! Requests of the Huawei Cloud trace of 2025: when the front end took each, and how long it ran, in seconds from the beginning of
//! the trace.
//!
//! Joosen et al., EuroSys 2025.

use crate::choices::{Choices, Unit};
use crate::fault::LogError;
use crate::format::{Format, Reading};
use crate::format_name::FormatName;
use crate::layout::Layout;
use crate::sample::Sample;
use crate::understood::Understood;

pub(super) struct Huawei2025;

const LAYOUT: Layout = Layout {
    time: "time_frontend",
    is_end: false,
    duration: Some(("runtimeCost", Unit::Seconds)),
    start: None,
    group: Some("funcName"),
    relative: None,
    failed: None,
    only: None,
    personal: &["userID"],
};

impl Format for Huawei2025 {
    fn name(&self) -> FormatName {
        FormatName {
            id: "huawei_2025",
            name: "Huawei Cloud requests 2025",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        let header = sample.header(None);
        header.is_some_and(|header| {
            header.has(&["time_worker", "time_frontend", "funcName", "runtimeCost"])
        })
    }

    fn begin(&self, sample: &Sample, choices: &Choices) -> Result<Reading, LogError> {
        LAYOUT.begin(sample, choices, Understood::new(self.name()))
    }
}
