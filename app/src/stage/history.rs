//! The failures of each lane over the hour, as a small chart in the lane's head.

use std::fmt::Write;

use model::catalog::LaneMap;
use model::units::Nanos;

use super::index::RunIndex;

/// The number of equal parts of the hour that the chart shows.
const PARTS: u32 = 60;
/// The height of the chart in its own units, in which a part of the hour is one wide.
const HEIGHT: f64 = 16.0;
/// The view box of the chart.
pub(super) const VIEW_BOX: &str = "0 0 60 16";

/// The histories of all lanes. They share one scale, which grows and never shrinks, so that fewer failures
/// look like fewer.
#[derive(Clone, Debug, Default)]
pub(super) struct Histories {
    /// Each lane's history in the newest run.
    pub(super) lanes: LaneMap<History>,
    /// The end of the scale, failures a second.
    pub(super) scale_per_s: f64,
}

impl Histories {
    /// Shows the histories of another run.
    pub(super) fn replace(&mut self, lanes: LaneMap<History>) {
        let most = lanes.values().iter().map(History::most_per_s);
        self.scale_per_s = most.fold(self.scale_per_s, f64::max);
        self.lanes = lanes;
    }
}

/// The failures of a lane in each part of the hour.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct History {
    per_second: Vec<f64>,
}

impl History {
    /// The histories of all lanes in a run that ends at `end`.
    pub(super) fn of(index: &RunIndex, end: Nanos) -> LaneMap<Self> {
        let part = end.scaled(1.0 / f64::from(PARTS));
        let seconds = part.as_secs().max(f64::MIN_POSITIVE) / index.each_stands_for;
        LaneMap::from_fn(|lane| {
            let starts = (0..PARTS).map(|at| end.scaled(f64::from(at) / f64::from(PARTS)));
            let failed = starts.map(|from| index.traffic.ended_badly(lane, &(from..from + part)).1);
            Self {
                per_second: failed.map(|failed| failed / seconds).collect(),
            }
        })
    }

    /// The most failures a second.
    pub(super) fn most_per_s(&self) -> f64 {
        self.per_second.iter().copied().fold(0.0, f64::max)
    }

    /// The area below the curve as an SVG path, on a scale that ends with `scale_per_s`.
    pub(super) fn area(&self, scale_per_s: f64) -> String {
        let mut path = format!("M0,{HEIGHT}");
        for (x, per_second) in self.per_second.iter().enumerate() {
            let y = HEIGHT * (1.0 - per_second / scale_per_s.max(f64::MIN_POSITIVE));
            write!(path, "V{y:.1}H{}", x + 1).ok(); // writing into a text cannot fail
        }
        write!(path, "V{HEIGHT}Z").ok();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(per_second: &[f64], scale_per_s: f64, expected: &str) {
        let history = History {
            per_second: per_second.to_vec(),
        };
        assert_eq!(history.area(scale_per_s), expected);
    }

    #[test]
    fn half_the_scale_is_half_the_height() {
        check(&[0.0, 4.0, 2.0], 4.0, "M0,16V16.0H1V0.0H2V8.0H3V16Z");
        check(&[0.0, 4.0, 2.0], 8.0, "M0,16V16.0H1V8.0H2V12.0H3V16Z");
        check(&[], 0.0, "M0,16V16Z");
    }
}
