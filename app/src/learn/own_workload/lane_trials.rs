//! A workload of a person's own on each lane, with the hours that were simulated there.

use model::run::Summary;
use model::scenario::{Placement, Scenario};

/// A workload on each lane.
#[derive(Clone)]
pub(crate) struct LaneTrials {
    /// A board with the workload alone.
    pub(crate) scenario: Scenario,
    /// Each placement of it, with the summaries of its hours.
    pub(crate) lanes: Vec<(Placement, Vec<Summary>)>,
}

impl LaneTrials {
    /// The placements that meet every target in every hour.
    pub(crate) fn fitting(&self) -> Vec<Placement> {
        let fits = |(option, hours): &(Placement, Vec<Summary>)| {
            (hours_met(hours) == hours.len() && !hours.is_empty()).then_some(*option)
        };
        self.lanes.iter().filter_map(fits).collect()
    }
}

/// The number of hours in which every target was met.
pub(super) fn hours_met(hours: &[Summary]) -> usize {
    let fits = |hour: &&Summary| hour.fitting() == hour.verdicts.len();
    hours.iter().filter(fits).count()
}
