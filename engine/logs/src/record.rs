//! One request as a log tells of it.

/// A request of a log.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record<'a> {
    /// Its arrival, seconds since 1970 or since the log's own zero.
    pub at_s: f64,
    /// The time from its arrival to its end, without the start of an instance; milliseconds.
    pub duration_ms: Option<f64>,
    /// The start of the instance that it waited for, milliseconds; none where it waited for none, or where the log does not say.
    pub start_ms: Option<f64>,
    /// Whether it failed on the server's side.
    pub has_failed: bool,
    /// What it belongs to: a route, a function or a host.
    pub group: &'a str,
}

impl<'a> Record<'a> {
    /// A request that arrived at this time; all that a log may leave out is left out.
    pub(crate) fn at(at_s: f64) -> Self {
        Record {
            at_s,
            duration_ms: None,
            start_ms: None,
            has_failed: false,
            group: "",
        }
    }

    /// The same request where the time was that of its end.
    pub(crate) fn ended(self) -> Self {
        let took_ms = self.duration_ms.unwrap_or(0.0) + self.start_ms.unwrap_or(0.0);
        Self {
            at_s: self.at_s - took_ms / 1e3,
            ..self
        }
    }

    /// The same request from its arrival to this end, to the microsecond: a time since 1970 has no more.
    pub(crate) fn until(self, end_s: f64) -> Self {
        let micros = ((end_s - self.at_s) * 1e6).round();
        Self {
            duration_ms: (micros >= 0.0).then_some(micros / 1e3),
            ..self
        }
    }

    /// Whether its arrival is a time, and its duration one that a scenario takes: eleven days.
    pub(crate) fn is_possible(&self) -> bool {
        const LONGEST_MS: f64 = 1e9;
        const FURTHEST_S: f64 = 1e11;
        let is_long = |ms: Option<f64>| ms.is_some_and(|ms| !(0.0..=LONGEST_MS).contains(&ms));
        self.at_s.abs() < FURTHEST_S && !is_long(self.duration_ms) && !is_long(self.start_ms)
    }

    pub(crate) fn of(self, group: &'a str) -> Self {
        Self { group, ..self }
    }
}
