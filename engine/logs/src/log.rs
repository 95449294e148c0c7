//! A log that was read: its requests, and what became of its rows.

use std::collections::HashMap;

use crate::fault::{BadRow, RowFault};
use crate::record::Record;
use crate::understood::Understood;

/// The most requests that are kept. Chosen: ten for each second of three days, and 72 MB.
const MOST_RECORDS: usize = 3_000_000;
/// The most groups that have a place of their own; requests of further ones are pooled.
const MOST_GROUPS: usize = 1_000;
/// The name of the pool.
const OTHERS: &str = "…";
/// The bad rows that are named; the others are counted.
const MOST_NAMED: usize = 20;

/// A request of a log, as it is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kept {
    /// Its arrival, seconds since 1970 or since the log's own zero.
    pub at_s: f64,
    /// Its duration without the start of an instance, milliseconds.
    pub duration_ms: Option<f32>,
    /// The start of an instance, milliseconds.
    pub start_ms: Option<f32>,
    /// Whether it failed on the server's side.
    pub has_failed: bool,
    /// The position of its group.
    pub group: u16,
}

/// A route, a function or a host, and how many requests it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// The number of its requests.
    pub requests: u64,
}

/// A log.
#[derive(Clone, Debug, PartialEq)]
pub struct Log {
    /// What was understood of it.
    pub understood: Understood,
    /// Its requests, by their arrival.
    pub records: Vec<Kept>,
    /// Its groups, in the order of their first request in the file.
    pub groups: Vec<Group>,
    /// Requests beyond the most that are kept.
    pub left_out: u64,
    /// Lines that tell of no request, such as headers and remarks.
    pub other_lines: u64,
    /// The first rows that cannot be used.
    pub bad: Vec<BadRow>,
    /// The number of all rows that cannot be used.
    pub bad_rows: u64,
}

impl Log {
    pub(crate) fn new(understood: Understood) -> Self {
        Self {
            understood,
            records: Vec::new(),
            groups: Vec::new(),
            left_out: 0,
            other_lines: 0,
            bad: Vec::new(),
            bad_rows: 0,
        }
    }

    pub(crate) fn name_bad(&mut self, line: u64, fault: RowFault) {
        self.bad_rows += 1;
        if self.bad.len() < MOST_NAMED {
            self.bad.push(BadRow { line, fault });
        }
    }

    /// The first and the last arrival, seconds.
    pub fn span_s(&self) -> Option<(f64, f64)> {
        Some((self.records.first()?.at_s, self.records.last()?.at_s))
    }
}

/// Collects the requests of a log.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    places: HashMap<String, u16>,
}

impl Groups {
    pub(crate) fn add(&mut self, log: &mut Log, record: &Record<'_>) {
        if log.records.len() == MOST_RECORDS {
            log.left_out += 1;
            return;
        }
        let group = self.place(log, record.group);
        if let Some(group) = log.groups.get_mut(usize::from(group)) {
            group.requests += 1;
        }
        log.records.push(Kept {
            at_s: record.at_s,
            duration_ms: record.duration_ms.map(|ms| ms as f32),
            start_ms: record.start_ms.map(|ms| ms as f32),
            has_failed: record.has_failed,
            group,
        });
    }

    fn place(&mut self, log: &mut Log, name: &str) -> u16 {
        if let Some(&place) = self.places.get(name) {
            return place;
        }
        let name = if self.places.len() < MOST_GROUPS {
            name
        } else {
            OTHERS
        };
        if let Some(&place) = self.places.get(name) {
            return place;
        }
        let place = log.groups.len() as u16;
        log.groups.push(Group {
            name: name.to_owned(),
            requests: 0,
        });
        self.places.insert(name.to_owned(), place);
        place
    }
}
