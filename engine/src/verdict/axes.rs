//! The requirements of a workload on the three axes, and the provisions of its placement: who operates it,
//! where it runs, how much time, state and freedom it has.
//!
//! Read off the scenario, so that a mismatch is one of shape and not of luck; only how many instances
//! hold a connection is the run's to say. It explains a verdict and never makes one.

mod placement_view;

use borsh::{BorshDeserialize, BorshSerialize};
pub(crate) use placement_view::axes;
use serde::{Deserialize, Serialize};

/// One of the three.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// Who manages capacity and lifecycle.
    Capacity,
    /// Where the code runs.
    Place,
    /// How much time, state and freedom of runtime the code gets.
    Freedom,
}

/// What is asked for and offered.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Requests under way at once: those of the busiest seconds against the most that the lane
    /// takes without anybody's doing.
    AtOnce,
    /// Of the twelve duties, those that the platform carries; nobody asks for a number of them.
    Duties,
    /// Way between learner and code, connecting included, milliseconds: what the need leaves for it
    /// against the need's own percentile of the audience.
    WayMs,
    /// One trip between code and its state, milliseconds: what the need leaves for it.
    TripMs,
    /// Processor time of a long run (the 99th percentile), milliseconds, against the limit.
    RunMs,
    /// Memory of one run with what stays loaded, MB.
    MemoryMb,
    /// Database connections: one for each instance of a function, busy or idle.
    Connections,
    /// Memory that lasts from one request to the next.
    Session,
    /// Writers of one key that agree.
    Agreement,
    /// Reads that see the last write.
    FreshReads,
    /// Calls that the code has to make.
    Calls,
    /// Walls around code that nobody here has read.
    Walls,
}

/// How much.
#[derive(
    Clone, Copy, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// In the measure's unit.
    Number(f64),
    /// More than this: it ran into it.
    MoreThan(f64),
    /// As much as anybody wants.
    Unlimited,
    /// It is there, or it is not.
    Is(bool),
    /// Nothing is asked.
    Nothing,
}

/// A workload and its lane on one measure.
#[derive(
    Clone, Copy, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
pub struct AxisReading {
    /// The axis that it belongs to.
    pub axis: Axis,
    /// What of.
    pub measure: Measure,
    /// What the workload requires: for ways and trips the most that it bears, else the least that it
    /// needs.
    pub required: Amount,
    /// What the lane provides.
    pub provided: Amount,
}

impl AxisReading {
    /// Whether what is offered is what is asked.
    pub fn is_met(&self) -> bool {
        match (self.required, self.provided) {
            (Amount::Number(required), Amount::Number(provided)) => {
                if self.is_bearable_most() {
                    provided <= required
                } else {
                    required <= provided
                }
            }
            (Amount::MoreThan(required), Amount::Number(provided)) => required < provided,
            (Amount::Is(required), Amount::Is(provided)) => provided || !required,
            _ => true,
        }
    }

    /// Whether the workload names the most that it bears, rather than the least that it needs.
    pub fn is_bearable_most(&self) -> bool {
        matches!(self.measure, Measure::WayMs | Measure::TripMs)
    }
}
