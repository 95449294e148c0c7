//! The desired number of replicas of a deployment: Kubernetes' horizontal autoscaler.

use std::collections::VecDeque;

use model::catalog::service::{SCALE_DOWN_WAIT, SCALE_TOLERANCE, SCALE_UP_ADD, SCALE_UP_FACTOR};
use model::units::Nanos;

/// The autoscaler of one deployment.
#[derive(Clone, Debug)]
pub(super) struct Autoscaler {
    target: f64,
    min: u32,
    max: u32,
    /// The recent recommendations with their times; scaling in follows the highest of these.
    wanted: VecDeque<(Nanos, u32)>,
}

impl Autoscaler {
    pub fn new(target: f64, min: u32, max: u32) -> Self {
        Self {
            target,
            min,
            max,
            wanted: VecDeque::new(),
        }
    }

    /// The desired number of replicas. `utilisation` is the mean utilisation of the
    /// ready replicas since the last look; replicas that are not ready count as idle.
    pub fn look(&mut self, now: Nanos, current: u32, ready: u32, utilisation: f64) -> u32 {
        let load = utilisation * f64::from(ready);
        let ratio = load / (f64::from(current.max(1)) * self.target);
        let mut want = current;
        if (ratio - 1.0).abs() > SCALE_TOLERANCE.value {
            // A rounding error above a whole number adds no further replica.
            want = (f64::from(current) * ratio - 1e-9).ceil() as u32;
        }
        let limit = (current + SCALE_UP_ADD.count())
            .max((f64::from(current) * SCALE_UP_FACTOR.value) as u32);
        want = want.min(limit).clamp(self.min, self.max);
        self.wanted.push_back((now, want));
        while self
            .wanted
            .front()
            .is_some_and(|&(at, _)| at + SCALE_DOWN_WAIT.time() <= now)
        {
            self.wanted.pop_front();
        }
        let highest = self
            .wanted
            .iter()
            .map(|&(_, want)| want)
            .max()
            .unwrap_or(want);
        if want < current {
            highest.min(current)
        } else {
            want
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(looks: &[(u64, u32, f64)], wanted: &[u32]) {
        let mut autoscaler = Autoscaler::new(0.7, 1, 40);
        let got: Vec<u32> = looks
            .iter()
            .map(|&(secs, current, utilisation)| {
                autoscaler.look(Nanos::from_secs(secs as f64), current, current, utilisation)
            })
            .collect();
        assert_eq!(got, wanted);
    }

    #[test]
    fn scales_out_by_the_ratio_and_at_most_four_or_double() {
        check(
            &[(0, 10, 0.98), (15, 14, 0.7), (30, 2, 1.0), (45, 10, 3.0)],
            &[14, 14, 3, 20],
        );
    }

    #[test]
    fn tolerates_a_tenth() {
        check(&[(0, 10, 0.76), (15, 10, 0.64)], &[10, 10]);
    }

    #[test]
    fn scales_in_after_five_quiet_minutes() {
        check(
            &[(0, 10, 0.7), (15, 10, 0.1), (299, 10, 0.1), (315, 10, 0.1)],
            &[10, 10, 10, 2],
        );
    }
}
