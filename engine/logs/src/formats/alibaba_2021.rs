//! The call graph of the Alibaba microservices trace of 2021, in milliseconds from the beginning of the trace.
//!
//! Most calls are in it twice: with a time as their caller saw them, and with a negative time as their server did. A row without its own
//! time still is an arrival. Luo et al., SoCC 2021.

use crate::choices::{Choices, Unit};
use crate::fault::LogError;
use crate::format::{Format, Reading};
use crate::format_name::FormatName;
use crate::layout::Layout;
use crate::sample::Sample;
use crate::understood::Understood;

pub(super) struct Alibaba2021;

const LAYOUT: Layout = Layout {
    time: "timestamp",
    is_end: false,
    duration: Some(("rt", Unit::Millis)),
    start: None,
    group: Some("dm"),
    relative: Some(Unit::Millis),
    failed: None,
    only: None,
    personal: &[],
};

impl Format for Alibaba2021 {
    fn name(&self) -> FormatName {
        FormatName {
            id: "alibaba_2021",
            name: "Alibaba call graph 2021",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        let header = sample.header(None);
        header
            .is_some_and(|header| header.has(&["timestamp", "traceid", "rpcid", "um", "dm", "rt"]))
    }

    fn begin(&self, sample: &Sample, choices: &Choices) -> Result<Reading, LogError> {
        LAYOUT.begin(sample, choices, Understood::new(self.name()))
    }
}
