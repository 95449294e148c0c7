//! `REPORT` lines of AWS Lambda in plain text, with a time before them, as `aws logs tail` and exports write them.
//!
//! The line is written when the invocation has ended: its arrival is earlier by its duration and by the start of its environment.

use model::decimal;

use crate::choices::{Choices, Unit};
use crate::fault::{LogError, RowFault, shortened};
use crate::format::{Format, Reading, Rows};
use crate::format_name::FormatName;
use crate::formats::lambda_json::read_event;
use crate::record::Record;
use crate::sample::Sample;
use crate::time::TimeForm;
use crate::understood::Understood;

pub(super) struct LambdaReport;

const REPORT: &str = "REPORT RequestId:";

impl Format for LambdaReport {
    fn name(&self) -> FormatName {
        FormatName {
            id: "lambda_report",
            name: "REPORT lines of AWS Lambda",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        sample
            .lines()
            .take(100)
            .any(|line| line.contains(REPORT) && line.contains("Billed Duration:"))
    }

    fn begin(&self, _: &Sample, _: &Choices) -> Result<Reading, LogError> {
        let mut understood = Understood::new(self.name())
            .using(&["time", "Duration", "Init Duration", "Status"])
            .in_unit(Unit::Millis)
            .at_end();
        understood.unused = [
            "RequestId",
            "Billed Duration",
            "Memory Size",
            "Max Memory Used",
        ]
        .map(str::to_owned)
        .to_vec();
        Ok(Reading::of_lines(understood, Reports))
    }
}

struct Reports;

impl Rows for Reports {
    fn read(&mut self, line: &str, take: &mut dyn FnMut(Record<'_>)) -> Result<(), RowFault> {
        let Some((before, report)) = line.split_once(REPORT) else {
            // A function that was changed to JSON has both kinds in one log.
            return read_event(line, take);
        };
        let time = before
            .split_whitespace()
            .find_map(|word| TimeForm::ISO_WITHOUT_ZONE.read(word).ok());
        let at_s = time.ok_or_else(|| RowFault::NoTime(shortened(before)))?;
        // A stream's name may stand before the time.
        let group = before
            .split_whitespace()
            .find(|word| TimeForm::ISO_WITHOUT_ZONE.read(word).is_err());
        let of = |name: &str| {
            let mut parts = report.split('\t');
            parts
                .find_map(|part| part.trim().strip_prefix(name))
                .map(str::trim)
        };
        let millis = |name: &str| decimal::parse(of(name)?.strip_suffix("ms")?.trim());
        let duration = millis("Duration:").ok_or_else(|| RowFault::NoNumber {
            what: "a duration in milliseconds",
            found: shortened(of("Duration:").unwrap_or("")),
        })?;
        let record = Record {
            duration_ms: Some(duration),
            start_ms: millis("Init Duration:"),
            has_failed: of("Status:").is_some_and(|status| status != "success"),
            ..Record::at(at_s)
        };
        take(record.of(group.unwrap_or("")).ended());
        Ok(())
    }
}
