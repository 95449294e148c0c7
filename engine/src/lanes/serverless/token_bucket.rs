//! A limit of how often something may happen: requests a second, or new instances.

use model::units::Nanos;

/// A bucket of tokens that holds a burst and fills evenly, so that nothing accrues beyond it.
#[derive(Clone, Debug)]
pub(super) struct TokenBucket {
    most: f64,
    per_s: f64,
    left: f64,
    filled_at: Nanos,
}

impl TokenBucket {
    /// A full bucket of this many tokens, with its refill.
    pub fn new(most: f64, per_s: f64) -> Self {
        Self {
            most,
            per_s,
            left: most,
            filled_at: Nanos::ZERO,
        }
    }

    /// A full bucket that holds the tokens of one second.
    pub fn of_one_second(per_s: f64) -> Self {
        Self::new(per_s, per_s)
    }

    /// Holds the tokens of one second at this rate from now on.
    pub fn set_rate(&mut self, per_s: f64) {
        (self.most, self.per_s) = (per_s, per_s);
        self.left = self.left.min(per_s);
    }

    /// Takes a token, if there is one.
    #[inline]
    pub fn take(&mut self, now: Nanos) -> bool {
        let has_one = self.has_one(now);
        if has_one {
            self.left -= 1.0;
        }
        has_one
    }

    /// When there is a token; `None` where there is one now.
    pub fn next_at(&mut self, now: Nanos) -> Option<Nanos> {
        if self.has_one(now) {
            return None;
        }
        let missing_s = (1.0 - self.left) / self.per_s;
        Some(now + Nanos::from_secs(missing_s).max(Nanos(1)))
    }

    #[inline]
    fn has_one(&mut self, now: Nanos) -> bool {
        let filled = now.since(self.filled_at).as_secs() * self.per_s;
        self.left = (self.left + filled).min(self.most);
        self.filled_at = now;
        self.left >= 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A request every millisecond for this many seconds; how many are taken.
    fn taken(per_s: f64, seconds: u64) -> usize {
        let mut limit = TokenBucket::of_one_second(per_s);
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
