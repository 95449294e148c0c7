//! The time that the work of a frame takes, over the newest two seconds of frames.

use model::sort::sort_by;

const KEPT: usize = 120;

/// The newest times, in milliseconds.
#[derive(Clone, Debug)]
pub struct Meter {
    times: [f64; KEPT],
    next: usize,
    filled: usize,
}

impl Default for Meter {
    fn default() -> Self {
        Self {
            times: [0.0; KEPT],
            next: 0,
            filled: 0,
        }
    }
}

impl Meter {
    /// Adds one time, in milliseconds.
    pub fn record(&mut self, millis: f64) {
        if let Some(slot) = self.times.get_mut(self.next) {
            *slot = millis;
        }
        self.next = (self.next + 1) % KEPT;
        self.filled = (self.filled + 1).min(KEPT);
    }

    /// The 95th percentile of the times, milliseconds; none before the first frame.
    pub fn p95(&self) -> Option<f64> {
        let mut sorted = self.times;
        let sorted = sorted.get_mut(..self.filled)?;
        sort_by(sorted, f64::total_cmp);
        let rank = (self.filled as f64 * 0.95).ceil() as usize;
        sorted.get(rank.checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(times: impl IntoIterator<Item = u32>, expected: Option<f64>) {
        let mut meter = Meter::default();
        times
            .into_iter()
            .for_each(|time| meter.record(f64::from(time)));
        assert_eq!(meter.p95(), expected);
    }

    #[test]
    fn the_percentile_is_of_the_newest_frames() {
        check([], None);
        check([7], Some(7.0));
        check(1..=100, Some(95.0));
        check((1..=100).chain(std::iter::repeat_n(1, 120)), Some(1.0));
    }
}
