//! Reports of AWS Lambda as JSON: `platform.report` events, a line each.

use serde::Deserialize;

use crate::choices::{Choices, Unit};
use crate::fault::{LogError, RowFault};
use crate::format::{Format, Reading, Rows};
use crate::format_name::FormatName;
use crate::record::Record;
use crate::sample::Sample;
use crate::time::TimeForm;
use crate::understood::Understood;

pub(super) struct LambdaJson;

const REPORT: &str = "platform.report";

#[derive(Deserialize)]
struct Event {
    time: serde_json::Value,
    r#type: String,
    record: serde_json::Value,
}

#[derive(Deserialize)]
struct Report {
    metrics: Metrics,
    #[serde(default)]
    status: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Metrics {
    duration_ms: f64,
    init_duration_ms: Option<f64>,
}

fn event(line: &str) -> Option<Event> {
    // The text of a record's line may have a time before it.
    serde_json::from_str(line.get(line.find('{')?..)?).ok()
}

impl Format for LambdaJson {
    fn name(&self) -> FormatName {
        FormatName {
            id: "lambda_json",
            name: "Reports of AWS Lambda, as JSON",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        let mut events = sample.lines().take(20).filter_map(event);
        events.any(|event| event.r#type.starts_with("platform."))
    }

    fn begin(&self, _: &Sample, _: &Choices) -> Result<Reading, LogError> {
        let understood = Understood::new(self.name())
            .using(&[
                "time",
                "metrics.durationMs",
                "metrics.initDurationMs",
                "status",
            ])
            .in_unit(Unit::Millis)
            .at_end();
        Ok(Reading::of_lines(understood, Events))
    }
}

struct Events;

impl Rows for Events {
    fn read(&mut self, line: &str, take: &mut dyn FnMut(Record<'_>)) -> Result<(), RowFault> {
        read_event(line, take)
    }
}

/// Reads a line with an event; one that reports nothing has no request.
pub(super) fn read_event(line: &str, take: &mut dyn FnMut(Record<'_>)) -> Result<(), RowFault> {
    let Some(event) = event(line).filter(|event| event.r#type == REPORT) else {
        return Ok(());
    };
    let report: Report =
        serde_json::from_value(event.record).map_err(|_| RowFault::unlike(line))?;
    let record = Record {
        duration_ms: Some(report.metrics.duration_ms),
        start_ms: report.metrics.init_duration_ms,
        has_failed: !report.status.is_empty() && report.status != "success",
        ..Record::at(TimeForm::of_json(&event.time, Unit::Seconds)?)
    };
    take(record.ended());
    Ok(())
}
