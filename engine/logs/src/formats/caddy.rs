//! Access logs of Caddy: a JSON object for each request, written when it ends.

use serde::Deserialize;

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

pub(super) struct Caddy;

#[derive(Deserialize)]
struct Entry {
    ts: serde_json::Value,
    request: Request,
    /// In seconds.
    duration: Option<f64>,
    #[serde(default)]
    status: u32,
}

#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    method: String,
    #[serde(default)]
    uri: String,
}

impl Format for Caddy {
    fn name(&self) -> FormatName {
        FormatName {
            id: "caddy",
            name: "Access log of Caddy",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        sample
            .lines()
            .take(5)
            .any(|line| serde_json::from_str::<Entry>(line).is_ok())
    }

    fn begin(&self, _: &Sample, _: &Choices) -> Result<Reading, LogError> {
        let understood = Understood::new(self.name())
            .using(&["ts", "duration", "status", "request.method", "request.uri"])
            .dropping(&[
                "request.remote_ip",
                "request.client_ip",
                "request.headers",
                "user_id",
            ])
            .in_unit(Unit::Seconds)
            .at_end();
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
        let record = Record {
            duration_ms: entry
                .duration
                .filter(|seconds| *seconds >= 0.0)
                .map(|seconds| Unit::Seconds.to_ms(seconds)),
            has_failed: entry.status >= 500,
            ..Record::at(TimeForm::of_json(&entry.ts, Unit::Seconds)?)
        };
        route::write(&mut self.route, &entry.request.method, &entry.request.uri);
        take(record.of(&self.route).ended());
        Ok(())
    }
}
