//! The end of a run that does not fit into memory.

use super::Simulation;
use model::scenario::{ScenarioError, caps};

/// Instances of functions that live at once: those of the requests in flight, and those that are
/// provisioned.
const MOST_INSTANCES: u32 = caps::IN_FLIGHT + caps::PROVISIONED;

impl Simulation {
    /// Whether more is in flight, or more instances live, than fit into memory.
    #[inline]
    pub(super) fn is_too_large(&self) -> bool {
        self.requests.in_flight() > caps::IN_FLIGHT
            || self.lanes.function_instances() > MOST_INSTANCES
    }

    /// The reason why the run cannot go on, after [`Progress::Refused`](super::Progress::Refused).
    pub fn refusal(&self) -> ScenarioError {
        let at_s = self.now.as_secs();
        ScenarioError::Rule {
            path: "workloads (requests in flight at once)".to_owned(),
            expected: format!(
                "at most {}; let fewer arrive at once, or let the lane take more of them at once",
                caps::IN_FLIGHT
            ),
            found: format!("more, {at_s:.0} seconds after the start"),
        }
    }
}
