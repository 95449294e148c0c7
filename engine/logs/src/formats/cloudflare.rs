//! Request logs that Cloudflare Logpush writes: a JSON object for each request.
//!
//! Times are RFC 3339, or numbers of seconds or nanoseconds since 1970, as the job was set ("HTTP requests" of the Logs
//! documentation, 2026-08).

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
use crate::understood::Understood;

pub(super) struct Cloudflare;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Entry {
    edge_start_timestamp: Value,
    edge_end_timestamp: Option<Value>,
    #[serde(default)]
    edge_response_status: u32,
    #[serde(default)]
    client_request_method: String,
    #[serde(default, rename = "ClientRequestPath", alias = "ClientRequestURI")]
    path: String,
}

impl Format for Cloudflare {
    fn name(&self) -> FormatName {
        FormatName {
            id: "cloudflare",
            name: "Request log of Cloudflare Logpush",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        serde_json::from_str::<Entry>(sample.first()).is_ok()
    }

    fn begin(&self, _: &Sample, _: &Choices) -> Result<Reading, LogError> {
        let understood = Understood::new(self.name())
            .using(&[
                "EdgeStartTimestamp",
                "EdgeEndTimestamp",
                "EdgeResponseStatus",
                "ClientRequestMethod",
                "ClientRequestPath",
            ])
            .dropping(&[
                "ClientIP",
                "ClientRequestUserAgent",
                "ClientRequestReferer",
                "Cookies",
            ])
            .in_unit(Unit::Nanos);
        Ok(Reading::of_lines(understood, Entries::default()))
    }
}

#[derive(Default)]
struct Entries {
    route: String,
}

impl Rows for Entries {
    fn read(&mut self, line: &str, take: &mut dyn FnMut(Record<'_>)) -> Result<(), RowFault> {
        let entry: Entry = fields::of_json(line)?;
        let begin_s = TimeForm::of_json(&entry.edge_start_timestamp, Unit::Seconds)?;
        let end = entry.edge_end_timestamp.as_ref();
        let end_s = end
            .map(|end| TimeForm::of_json(end, Unit::Seconds))
            .transpose()?;
        let record = Record {
            has_failed: entry.edge_response_status >= 500,
            ..Record::at(begin_s)
        };
        let record = end_s.map_or(record, |end_s| record.until(end_s));
        route::write(&mut self.route, &entry.client_request_method, &entry.path);
        take(record.of(&self.route));
        Ok(())
    }
}
