//! Spans of OpenTelemetry as the file exporter writes them: OTLP in JSON, a batch for each line.
//!
//! A request is a span of kind `SERVER` or `CONSUMER`: what its callers saw of it are spans of their own.

use serde::Deserialize;
use serde_json::Value;

use crate::choices::{Choices, Unit};
use crate::fault::{LogError, RowFault};
use crate::fields;
use crate::format::{Format, Reading, Rows};
use crate::format_name::FormatName;
use crate::record::Record;
use crate::route;
use crate::sample::Sample;
use crate::time::TimeForm;
use crate::understood::{Note, Understood};

pub(super) struct OpenTelemetry;

/// The kinds of spans that are requests: their numbers in OTLP, and their names.
const KINDS: [(u64, &str); 2] = [(2, "SPAN_KIND_SERVER"), (5, "SPAN_KIND_CONSUMER")];
/// The status of a span that failed.
const ERROR: (u64, &str) = (2, "STATUS_CODE_ERROR");

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Batch {
    resource_spans: Vec<Resource>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Resource {
    #[serde(default)]
    scope_spans: Vec<Scope>,
}

#[derive(Deserialize)]
struct Scope {
    #[serde(default)]
    spans: Vec<Span>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Span {
    #[serde(default)]
    name: String,
    #[serde(default)]
    kind: Value,
    start_time_unix_nano: Value,
    end_time_unix_nano: Value,
    #[serde(default)]
    status: Status,
}

#[derive(Default, Deserialize)]
struct Status {
    #[serde(default)]
    code: Value,
}

impl Format for OpenTelemetry {
    fn name(&self) -> FormatName {
        FormatName {
            id: "open_telemetry",
            name: "Spans of OpenTelemetry, as JSON",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        sample.first().trim_start().starts_with('{') && sample.first().contains("\"resourceSpans\"")
    }

    fn begin(&self, _: &Sample, _: &Choices) -> Result<Reading, LogError> {
        let mut understood = Understood::new(self.name())
            .using(&[
                "name",
                "kind",
                "startTimeUnixNano",
                "endTimeUnixNano",
                "status.code",
            ])
            .in_unit(Unit::Nanos);
        understood.unused.push("attributes".to_owned());
        understood.notes.push(Note::ServerSideOnly);
        Ok(Reading::of_lines(understood, Batches::default()))
    }
}

#[derive(Default)]
struct Batches {
    route: String,
}

fn is(value: &Value, (number, name): (u64, &str)) -> bool {
    value.as_u64() == Some(number) || value.as_str() == Some(name)
}

impl Rows for Batches {
    fn read(&mut self, line: &str, take: &mut dyn FnMut(Record<'_>)) -> Result<(), RowFault> {
        let batch: Batch = fields::of_json(line)?;
        let scopes = batch.resource_spans.iter().flat_map(|one| &one.scope_spans);
        for span in scopes.flat_map(|scope| &scope.spans) {
            if !KINDS.iter().any(|kind| is(&span.kind, *kind)) {
                continue;
            }
            let begin_s = TimeForm::of_json(&span.start_time_unix_nano, Unit::Nanos)?;
            let end_s = TimeForm::of_json(&span.end_time_unix_nano, Unit::Nanos)?;
            let record = Record {
                has_failed: is(&span.status.code, ERROR),
                ..Record::at(begin_s).until(end_s)
            };
            match span.name.split_once(' ') {
                Some((method, path)) if path.starts_with('/') => {
                    route::write(&mut self.route, method, path);
                }
                _ if span.name.starts_with('/') => route::write(&mut self.route, "", &span.name),
                _ => self.route.clone_from(&span.name),
            }
            take(record.of(&self.route));
        }
        Ok(())
    }
}
