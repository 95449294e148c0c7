//! Summaries of load tests, which say no times of requests: they are recognised to be refused with the way out.

use crate::choices::Choices;
use crate::fault::LogError;
use crate::format::{Format, Reading};
use crate::format_name::FormatName;
use crate::sample::Sample;

pub(super) struct Summary;

/// A tool, a text that its summary has, and how it writes a line for each request.
const TOOLS: [(&str, &str, &str); 4] = [
    (
        "wrk",
        "Thread Stats",
        "use k6 or JMeter, which write a line for each request",
    ),
    (
        "hey",
        "Response time histogram:",
        "run it with `-o csv`, and add the time of its start",
    ),
    (
        "ApacheBench",
        "This is ApacheBench",
        "run it with `-g FILE`, which writes a line for each request",
    ),
    ("k6", "http_req_duration", "run it with `--out csv=FILE`"),
];

fn tool(sample: &Sample) -> Option<&'static (&'static str, &'static str, &'static str)> {
    TOOLS
        .iter()
        .find(|(_, text, _)| sample.lines().any(|line| line.contains(text)))
}

impl Format for Summary {
    fn name(&self) -> FormatName {
        FormatName {
            id: "summary",
            name: "Summary of a load test",
        }
    }

    fn recognises(&self, sample: &Sample) -> bool {
        tool(sample).is_some()
    }

    fn begin(&self, sample: &Sample, _: &Choices) -> Result<Reading, LogError> {
        let (tool, _, instead) =
            tool(sample)
                .copied()
                .unwrap_or(("The program", "", "write one line for each request"));
        Err(LogError::Summary { tool, instead })
    }
}
