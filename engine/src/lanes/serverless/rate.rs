//! A limit of requests a second.

use model::units::Nanos;

/// A bucket of tokens, one a request: it holds those of one second and fills evenly.
#[derive(Clone, Debug)]
pub(super) struct RateLimit {
    per_s: f64,
    left: f64,
    filled_at: Nanos,
}

impl RateLimit {
    /// A full bucket.
    pub fn new(per_s: f64) -> Self {
        Self {
            per_s,
            left: per_s,
            filled_at: Nanos::ZERO,
        }
    }

    /// Sets the requests a second from now on.
    pub fn set(&mut self, per_s: f64) {
        self.per_s = per_s;
        self.left = self.left.min(per_s);
    }

    /// Takes a token for a request, if there is one.
    #[inline]
    pub fn take(&mut self, now: Nanos) -> bool {
        let filled = now.since(self.filled_at).as_secs() * self.per_s;
        self.left = (self.left + filled).min(self.per_s);
        self.filled_at = now;
        let has_one = self.left >= 1.0;
        if has_one {
            self.left -= 1.0;
        }
        has_one
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A request every millisecond for this many seconds; how many are taken.
    fn taken(per_s: f64, seconds: u64) -> usize {
        let mut limit = RateLimit::new(per_s);
        let millis = 0..seconds * 1_000;
        millis
            .filter(|&ms| limit.take(Nanos(ms * 1_000_000)))
            .count()
    }

    #[test]
    fn takes_one_second_at_once_and_then_the_rate() {
        assert_eq!(taken(10.0, 10), 109);
        assert_eq!(taken(2_000.0, 3), 3_000);
        assert_eq!(taken(0.0, 3), 0);
    }
}
