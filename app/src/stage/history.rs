//! The failures of each lane over the hour, as a small chart in the lane's head.

use model::catalog::LaneMap;
use model::units::Nanos;

use super::index::RunIndex;

/// The number of equal parts of the hour that the chart shows.
const PARTS: u32 = 60;
/// The width and the height of the chart in its own units, in which a part of the hour is one wide.
pub(super) const BOX: (f64, f64) = (60.0, 16.0);
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
    /// The scenario of the newest run, by name.
    board: String,
}

impl Histories {
    /// Shows the histories of another run. Another board has a scale of its own.
    pub(super) fn replace(&mut self, lanes: LaneMap<History>, board: &str) {
        if self.board != board {
            board.clone_into(&mut self.board);
            self.scale_per_s = 0.0;
        }
        let most = lanes.values().iter().map(History::most_per_s);
        self.scale_per_s = most.fold(self.scale_per_s, f64::max);
        self.lanes = lanes;
    }
}

/// The failures of a lane in each part of the hour.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct History {
    pub(super) per_second: Vec<f64>,
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
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows runs one after another: boards by name, the most failures a second of one lane, and the end of the scale
    /// that follows.
    fn check(runs: &[(&str, f64, f64)]) {
        let mut histories = Histories::default();
        for &(board, most_per_s, scale_per_s) in runs {
            let history = History {
                per_second: vec![0.0, most_per_s],
            };
            histories.replace(LaneMap::from_fn(|_| history.clone()), board);
            assert!(
                (histories.scale_per_s - scale_per_s).abs() < 1e-9,
                "{runs:?}"
            );
        }
    }

    #[test]
    fn the_scale_of_a_board_grows_and_never_shrinks() {
        check(&[
            ("evening", 4.0, 4.0),
            ("evening", 2.0, 4.0),
            ("evening", 8.0, 8.0),
        ]);
    }

    #[test]
    fn another_board_has_a_scale_of_its_own() {
        check(&[
            ("evening", 8.0, 8.0),
            ("night", 2.0, 2.0),
            ("evening", 4.0, 4.0),
        ]);
    }
}
