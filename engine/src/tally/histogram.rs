//! Times counted in buckets: percentiles with an error of at most 1 % in constant memory.

use model::report::{Percentiles, least_count_for};
use model::units::Nanos;

/// Buckets below this many microseconds are exact; above, each power of two has as many.
const EXACT: u64 = 64;
const EXACT_BITS: u32 = 6;

/// Counts of times in buckets that are at most 1/64 of their value wide, so that a bucket's middle
/// is at most 0.8 % from each time in it. Times are kept in microseconds.
///
/// ```
/// use engine::tally::Histogram;
/// use model::units::Nanos;
///
/// let mut histogram = Histogram::default();
/// for ms in 1..=99 {
///     histogram.add(Nanos::from_millis(f64::from(ms)));
/// }
/// let percentiles = histogram.percentiles();
/// assert!(percentiles.p50_ms.is_some_and(|ms| (ms - 50.0).abs() <= 0.5));
/// assert_eq!(percentiles.p95_ms, None, "99 times are too few for a 95th percentile");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    counts: Vec<u32>,
    total: u64,
    max: Nanos,
}

impl Histogram {
    /// Adds a time.
    #[inline]
    pub fn add(&mut self, time: Nanos) {
        let bucket = bucket_of(time.0 / 1_000);
        if bucket >= self.counts.len() {
            self.counts.resize(bucket + 1, 0);
        }
        self.counts[bucket] += 1;
        self.total += 1;
        self.max = self.max.max(time);
    }

    /// How many times were added.
    pub fn count(&self) -> u64 {
        self.total
    }

    /// The time below which `percent` of the times are, in milliseconds; `None` without any.
    pub fn percentile_ms(&self, percent: f64) -> Option<f64> {
        if self.total == 0 {
            return None;
        }
        let rank = ((percent / 100.0 * self.total as f64).ceil() as u64).clamp(1, self.total);
        if rank == self.total {
            return Some(self.max.as_millis());
        }
        let mut seen = 0;
        let bucket = self.counts.iter().position(|&count| {
            seen += u64::from(count);
            seen >= rank
        })?;
        Some(middle_us(bucket).min(self.max.0 as f64 / 1_000.0) / 1_000.0)
    }

    /// The same as if `zeros` more times had been added, all of them zero.
    pub fn percentile_with_zeros_ms(&self, percent: f64, zeros: u64) -> Option<f64> {
        let all = self.total + zeros;
        if all == 0 {
            return None;
        }
        let rank = ((percent / 100.0 * all as f64).ceil() as u64).clamp(1, all);
        if rank <= zeros {
            return Some(0.0);
        }
        self.percentile_ms((rank - zeros) as f64 / self.total as f64 * 100.0)
    }

    /// Percentiles, each withheld where there are fewer times than [`least_count_for`] it.
    pub fn percentiles(&self) -> Percentiles {
        let at = |percent: f64| {
            (self.total >= least_count_for(percent))
                .then(|| self.percentile_ms(percent))
                .flatten()
        };
        Percentiles {
            count: self.total,
            p50_ms: at(50.0),
            p95_ms: at(95.0),
            p99_ms: at(99.0),
            max_ms: self.percentile_ms(100.0),
        }
    }
}

#[inline]
fn bucket_of(us: u64) -> usize {
    if us < EXACT {
        return us as usize;
    }
    let power = us.ilog2() - EXACT_BITS;
    (u64::from(power) * EXACT + (us >> power)) as usize
}

/// The middle of a bucket, in microseconds.
fn middle_us(bucket: usize) -> f64 {
    let bucket = bucket as u64;
    if bucket < 2 * EXACT {
        return bucket as f64 + 0.5;
    }
    let power = bucket / EXACT - 1;
    let lower = (bucket - power * EXACT) << power;
    lower as f64 + (1_u64 << power) as f64 / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_within_one_percent_of_its_times() {
        for us in (0..60).flat_map(|shift| [1_u64 << shift, (1 << shift) + (1 << shift) / 3]) {
            let middle = middle_us(bucket_of(us));
            let error = (middle - us as f64).abs();
            assert!(
                error <= 0.5 || error / us as f64 <= 0.01,
                "{us} µs became {middle}"
            );
        }
    }

    #[test]
    fn percentiles_wait_for_enough_times() {
        let mut histogram = Histogram::default();
        for ms in 1..=99 {
            histogram.add(Nanos::from_millis(f64::from(ms)));
        }
        let few = histogram.percentiles();
        assert!(few.p50_ms.is_some_and(|p50| (p50 - 50.0).abs() <= 0.5));
        assert_eq!(few.p95_ms, None);
        assert_eq!(few.max_ms, Some(99.0));
    }
}
