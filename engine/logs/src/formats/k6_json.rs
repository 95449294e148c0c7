//! Results that k6 writes with `--out json=FILE`: a JSON object for each measurement.

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

pub(super) struct K6Json;

/// The measurement of which each request has one.
const REQUEST: &str = "http_req_duration";

#[derive(Deserialize)]
struct Point {
    r#type: String,
    #[serde(default)]
    metric: String,
    data: serde_json::Value,
}

#[derive(Deserialize)]
struct Data {
    time: serde_json::Value,
    value: f64,
    #[serde(default)]
    tags: Tags,
}

#[derive(Default, Deserialize)]
struct Tags {
    #[serde(default)]
    name: String,
    #[serde(default)]
    method: String,
    #[serde(default)]
    status: String,
}

impl Format for K6Json {
    fn name(&self) -> FormatName {
        FormatName {
            id: "k6_json",
            name: "Results of k6, as JSON",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        let point = serde_json::from_str::<Point>(sample.first());
        point.is_ok_and(|point| ["Point", "Metric"].contains(&&*point.r#type))
    }

    fn begin(&self, _: &Sample, _: &Choices) -> Result<Reading, LogError> {
        let mut understood = Understood::new(self.name())
            .using(&[
                REQUEST,
                "time",
                "value",
                "tags.name",
                "tags.method",
                "tags.status",
            ])
            .in_unit(Unit::Millis)
            .at_end();
        understood.unused.push("all other metrics".to_owned());
        Ok(Reading::of_lines(understood, Points::default()))
    }
}

#[derive(Default)]
struct Points {
    route: String,
}

impl Rows for Points {
    fn read(&mut self, line: &str, take: &mut dyn FnMut(Record<'_>)) -> Result<(), RowFault> {
        let point: Point = fields::of_json(line)?;
        if point.r#type != "Point" || point.metric != REQUEST {
            return Ok(());
        }
        let data: Data = serde_json::from_value(point.data).map_err(|_| RowFault::unlike(line))?;
        let record = Record {
            duration_ms: Some(data.value).filter(|ms| *ms >= 0.0),
            has_failed: crate::layout::Failure::Status.is_in(&data.tags.status),
            ..Record::at(TimeForm::of_json(&data.time, Unit::Seconds)?)
        };
        route::write(&mut self.route, &data.tags.method, &data.tags.name);
        take(record.of(&self.route).ended());
        Ok(())
    }
}
