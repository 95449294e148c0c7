//! An hour of a log.

use crate::log::{Kept, Log};

/// A stretch of a log, for a scenario of this length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hour<'a> {
    /// Its beginning, in the log's own seconds.
    pub from_s: f64,
    /// Its requests, by their arrival.
    pub records: &'a [Kept],
    /// The requests before it.
    pub before: usize,
    /// The requests behind it.
    pub after: usize,
}

impl Log {
    /// The requests that arrive within this many seconds of a time.
    pub fn hour(&self, from_s: f64, length_s: f64) -> Hour<'_> {
        let begin = self.records.partition_point(|one| one.at_s < from_s);
        let end = self
            .records
            .partition_point(|one| one.at_s < from_s + length_s);
        let end = end.max(begin);
        Hour {
            from_s,
            records: self.records.get(begin..end).unwrap_or_default(),
            before: begin,
            after: self.records.len() - end,
        }
    }

    /// The stretch of this many seconds with the most requests that begins with one; the first of several.
    pub fn busiest_hour(&self, length_s: f64) -> Hour<'_> {
        let (mut best, mut most, mut end) = (0.0, 0, 0);
        for (begin, one) in self.records.iter().enumerate() {
            let within = |other: &Kept| other.at_s < one.at_s + length_s;
            while self.records.get(end).is_some_and(within) {
                end += 1;
            }
            if end - begin > most {
                (best, most) = (one.at_s, end - begin);
            }
        }
        self.hour(best, length_s)
    }
}
