//! Invocations of the Azure Functions trace of 2019: a row for each function and day, with the count of each of its 1,440 minutes.
//!
//! Shahrad et al., USENIX ATC 2020; Azure/AzurePublicDataset, CC BY 4.0.

use model::decimal;

use crate::choices::Choices;
use crate::fault::{LogError, RowFault, shortened};
use crate::fields::Fields;
use crate::format::{Format, Reading, Rows};
use crate::format_name::FormatName;
use crate::record::Record;
use crate::sample::Sample;
use crate::understood::{Note, Understood};

pub(super) struct Azure2019;

/// The columns before those of the minutes.
const HEAD: [&str; 4] = ["HashOwner", "HashApp", "HashFunction", "Trigger"];
const FUNCTION: usize = 2;
/// The largest count of a minute. Chosen: ten times the busiest one of the trace.
const MOST: f64 = 1e6;

impl Format for Azure2019 {
    fn name(&self) -> FormatName {
        FormatName {
            id: "azure_2019",
            name: "Azure Functions trace 2019, counts by minute",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        sample
            .header(None)
            .is_some_and(|header| header.has(&HEAD) && header.has(&["1"]))
    }

    fn begin(&self, _: &Sample, _: &Choices) -> Result<Reading, LogError> {
        let mut understood = Understood::new(self.name()).using(&["HashFunction", "1 … 1440"]);
        understood.unused = ["HashOwner", "HashApp", "Trigger"]
            .map(str::to_owned)
            .to_vec();
        understood.notes = vec![
            Note::SpreadInMinutes,
            Note::RelativeTimes,
            Note::NoDurations,
        ];
        Ok(Reading::of_lines(understood, Days::default()))
    }
}

#[derive(Default)]
struct Days {
    fields: Fields,
}

impl Rows for Days {
    fn read(&mut self, line: &str, take: &mut dyn FnMut(Record<'_>)) -> Result<(), RowFault> {
        self.fields.read_table(line, b',')?;
        let fields = &self.fields;
        if fields.text(0).eq_ignore_ascii_case(HEAD[0]) {
            return Ok(());
        }
        let group = fields.text(FUNCTION);
        for minute in 0..fields.len().saturating_sub(HEAD.len()) {
            let text = fields.text(HEAD.len() + minute);
            let count = decimal::parse(text).filter(|count| (0.0..=MOST).contains(count));
            let count = count.ok_or_else(|| RowFault::NoNumber {
                what: "the count of a minute",
                found: shortened(text),
            })?;
            for one in 0..count as u32 {
                let within = (f64::from(one) + 0.5) / count;
                take(Record::at(60.0 * (minute as f64 + within)).of(group));
            }
        }
        Ok(())
    }
}
