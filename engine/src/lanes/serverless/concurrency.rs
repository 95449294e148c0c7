//! The number of concurrent requests, compared with a limit; and the requests a second that come with it.
//!
//! A run whose end is known leaves by itself: its end is kept and only looked at when the limit may
//! have been reached, so that a function far below its limit pays nothing for having one.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::token_bucket::TokenBucket;
use model::units::Nanos;

/// The requests that count against one limit.
#[derive(Clone, Debug)]
pub(super) struct Concurrency {
    limit: u32,
    /// Requests a second that callers wait for, for each unit of the limit, and their bucket.
    rate: Option<(f64, TokenBucket)>,
    /// The number of requests whose end is reported.
    held: u32,
    /// The known ends of the other requests that were added since the ends were last counted.
    ends: Vec<Nanos>,
    /// The known ends that were still to come when the ends were last counted.
    soonest: BinaryHeap<Reverse<Nanos>>,
}

impl Concurrency {
    /// A limit of this many requests at once; of those that callers wait for, each unit of it takes `rate` a second,
    /// where the platform limits it.
    pub fn new(limit: u32, rate: Option<f64>) -> Self {
        Self {
            limit,
            rate: rate.map(|rate| (rate, TokenBucket::of_one_second(rate * f64::from(limit)))),
            held: 0,
            ends: Vec::new(),
            soonest: BinaryHeap::new(),
        }
    }

    pub fn limit(&self) -> u32 {
        self.limit
    }

    /// Sets the limit from now on.
    pub fn set_limit(&mut self, limit: u32) {
        self.limit = limit;
        if let Some((rate, bucket)) = &mut self.rate {
            bucket.set_rate(*rate * f64::from(limit));
        }
    }

    /// Takes a request that a caller waits for, if the requests a second allow it.
    #[inline]
    pub fn is_within_rate(&mut self, now: Nanos) -> bool {
        self.rate
            .as_mut()
            .is_none_or(|(_, bucket)| bucket.take(now))
    }

    /// Whether no further request may run now.
    #[inline]
    pub fn is_full(&mut self, now: Nanos) -> bool {
        let at_most = self.held as usize + self.ends.len() + self.soonest.len();
        at_most >= self.limit as usize && self.running(now) >= self.limit as usize
    }

    /// A request runs until its end is reported.
    #[inline]
    pub fn hold(&mut self) {
        self.held += 1;
    }

    /// A request whose end is reported has ended.
    #[inline]
    pub fn leave(&mut self) {
        self.held -= 1;
    }

    /// A request runs until then, that moment included.
    #[inline]
    pub fn run_until(&mut self, end: Nanos) {
        self.ends.push(end);
    }

    /// When the first of the requests has ended whose end is known; `None` where there is none.
    pub fn next_known_end(&mut self, now: Nanos) -> Option<Nanos> {
        self.running(now);
        let end = self.soonest.peek()?;
        Some(Nanos(end.0.0.saturating_add(1)))
    }

    #[cold]
    fn running(&mut self, now: Nanos) -> usize {
        while self.soonest.peek().is_some_and(|end| end.0 < now) {
            self.soonest.pop();
        }
        let to_come = self.ends.drain(..).filter(|&end| end >= now).map(Reverse);
        self.soonest.extend(to_come);
        self.held as usize + self.soonest.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::random::{Purpose, Stream};

    /// Compares it with a list of all running requests.
    fn check(limit: u32, longest: u32) {
        let mut concurrency = Concurrency::new(limit, None);
        let (mut naive, mut held) = (Vec::new(), 0);
        let stream = Stream::new(1, "concurrency");
        for step in 0..10_000 {
            let (draws, now) = (stream.request(step), Nanos(step));
            naive.retain(|&end| end >= now);
            let is_full = naive.len() + held >= limit as usize;
            assert_eq!(concurrency.is_full(now), is_full, "step {step}");
            match draws.below(Purpose::Gap, 0, 4) {
                0 if held > 0 => {
                    held -= 1;
                    concurrency.leave();
                }
                1 if !is_full => {
                    held += 1;
                    concurrency.hold();
                }
                2 | 3 if !is_full => {
                    let end = Nanos(step + u64::from(draws.below(Purpose::Cpu, 0, longest)));
                    naive.push(end);
                    concurrency.run_until(end);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn agrees_with_a_list() {
        check(1, 10);
        check(20, 10);
        check(20, 200);
        check(500, 2_000);
    }
}
