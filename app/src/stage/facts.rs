//! The figures of the picture at one playhead, for the text beside it.

use model::catalog::LaneMap;
use model::outcome::Cause;

use super::tally::{LaneTally, Tally};

/// The figures of the text beside the canvas, at one playhead.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The number of requests by activity.
    pub tally: Tally,
    /// Exact counts of each lane.
    pub lanes: LaneMap<LaneTally>,
    /// The number of POPs at which code runs.
    pub busy_pops: u32,
    /// The failures of the last minute, by cause.
    pub failures: Vec<(Cause, u64)>,
    /// The number of requests of the run that one request of the trace represents.
    pub each_stands_for: f64,
    /// Whether requests are drawn as flows.
    pub flowing: bool,
    /// Whether any request is drawn longer than it lasts.
    pub stretched: bool,
    /// Whether the person prefers reduced motion.
    pub still: bool,
}
