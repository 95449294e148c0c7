//! The columns of a table by their names.

use crate::choices::{Choices, Unit};
use crate::fault::LogError;
use crate::sample::Header;

/// Names of a column with the time at which a request came.
const BEGIN: [&str; 17] = [
    "timestamp",
    "time",
    "datetime",
    "date_time",
    "date",
    "ts",
    "at",
    "start",
    "started",
    "start_time",
    "starttime",
    "begin",
    "arrival",
    "arrived",
    "started_at",
    "created_at",
    "received_at",
];
/// Names of a column with the time at which it ended.
const END: [&str; 7] = [
    "end",
    "ended",
    "end_time",
    "end_timestamp",
    "finished",
    "ended_at",
    "finished_at",
];
/// Names of a column with its duration.
const DURATION: [&str; 10] = [
    "duration",
    "elapsed",
    "latency",
    "response_time",
    "responsetime",
    "request_time",
    "time_taken",
    "took",
    "rt",
    "runtime",
];
/// Names of a column that tells workloads apart.
const GROUP: [&str; 13] = [
    "workload",
    "route",
    "endpoint",
    "path",
    "url",
    "uri",
    "function",
    "service",
    "host",
    "label",
    "operation",
    "name",
    "method",
];
/// Names of a column with the status.
const STATUS: [&str; 4] = ["status", "status_code", "statuscode", "code"];
/// Names of columns about persons.
pub(super) const PERSONAL: [&str; 9] = [
    "ip",
    "client_ip",
    "remote_addr",
    "user",
    "user_id",
    "userid",
    "email",
    "user_agent",
    "useragent",
];
/// Where a table has what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) time: usize,
    /// Whether the time is that of the end of a request.
    pub(super) is_end: bool,
    pub(super) duration: Option<usize>,
    pub(super) group: Option<usize>,
    pub(super) status: Option<usize>,
}

impl Places {
    /// The columns that a person chose, and the others by their names.
    pub(super) fn of(header: &Header, choices: &Choices) -> Result<Self, LogError> {
        let chosen = |name: &Option<String>, names: &[&str]| match name {
            None => Ok(column(header, names)),
            Some(name) => match header.place(name) {
                None => Err(LogError::NoColumn(name.clone())),
                place => Ok(place),
            },
        };
        let found = time_column(header);
        let time = chosen(&choices.time_column, &[])?.or(found.map(|(place, _)| place));
        let time = time.ok_or_else(|| LogError::NoTimeColumn(listed(&header.names)))?;
        Ok(Self {
            time,
            is_end: choices.is_end.unwrap_or(found == Some((time, true))),
            duration: chosen(&choices.duration_column, &DURATION)?,
            group: chosen(&choices.group_column, &GROUP)?,
            status: column(header, &STATUS),
        })
    }
}

/// The column with the time, and whether it is that of the end.
pub(super) fn time_column(header: &Header) -> Option<(usize, bool)> {
    let begin = column(header, &BEGIN).map(|place| (place, false));
    begin.or_else(|| Some((column(header, &END)?, true)))
}

/// The first column that has one of these names, in the order of the names; a unit may follow the name.
fn column(header: &Header, names: &[&str]) -> Option<usize> {
    let plain = |name: &str| {
        let name = name.to_ascii_lowercase().replace([' ', '-'], "_");
        let bare = unit_in(&name).map_or(&*name, |_| {
            name.trim_end_matches(')')
                .trim_end_matches(|c: char| c.is_alphabetic())
        });
        bare.trim_end_matches(['(', '_'])
            .trim_start_matches('@')
            .to_owned()
    };
    let bare: Vec<String> = header.names.iter().map(|name| plain(name)).collect();
    names
        .iter()
        .find_map(|wanted| bare.iter().position(|name| name == wanted))
}

/// The unit that a column's name ends with: `duration_ms`, `elapsed (s)`.
pub(super) fn unit_in(name: &str) -> Option<Unit> {
    let name = name.to_ascii_lowercase();
    let word = name.trim_end_matches(')').rsplit(['_', ' ', '(']).next()?;
    if word == name {
        return None;
    }
    let mut units = Unit::ALL.into_iter();
    units.find(|unit| match word {
        "sec" | "secs" | "seconds" => *unit == Unit::Seconds,
        "millis" | "msec" | "milliseconds" => *unit == Unit::Millis,
        "micros" | "microseconds" => *unit == Unit::Micros,
        "nanos" | "nanoseconds" => *unit == Unit::Nanos,
        word => unit.name() == word,
    })
}

/// The first names of a header, for a sentence.
fn listed(names: &[String]) -> String {
    const MOST: usize = 12;
    const MOST_LETTERS: usize = 400;
    let first: Vec<&str> = names.iter().take(MOST).map(|name| &**name).collect();
    let more = if names.len() > MOST { ", …" } else { "" };
    let text = format!("{}{more}", first.join(", "));
    text.chars().take(MOST_LETTERS).collect()
}
