//! The requirements of a workload on the three axes, and the provisions of its placement: who operates it,
//! where it runs, how much time, state and freedom it has.
//!
//! They are computed from the scenario, so that a mismatch is one of shape and not of luck; only the number
//! of instances that hold a connection comes from the run. They explain a verdict and never make one.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// One of the three axes.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// The manager of capacity and lifecycle.
    Capacity,
    /// The place where the code runs.
    Place,
    /// The time, state and freedom of runtime that the code gets.
    Freedom,
}

/// A quantity that a workload requires and a lane provides.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Requests under way at once against the most that the lane takes at that time without an operator's help: in the
    /// busiest seconds; on a service in those in which its replicas fall shortest.
    AtOnce,
    /// Of the twelve duties, those that the platform carries; no workload requires a number of them.
    Duties,
    /// Way between learner and code, connecting included, milliseconds: the time that the need leaves for
    /// it against the need's own percentile of the audience.
    WayMs,
    /// One trip between code and its state, milliseconds: the time that the need leaves for it.
    TripMs,
    /// Processor time of a long run (the 99th percentile), milliseconds, against the limit.
    RunMs,
    /// Memory of one run with the data that stays loaded, MB.
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
    /// Walls around third-party code that the team has not read.
    Walls,
}

/// An amount of a measure.
#[derive(
    Clone, Copy, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// A number in the measure's unit.
    Number(f64),
    /// More than this limit, which the run reached.
    MoreThan(f64),
    /// The lane sets no limit.
    Unlimited,
    /// Whether the measured property is present.
    Is(bool),
    /// The workload has no requirement.
    Nothing,
}

/// A workload and its lane on one measure.
#[derive(
    Clone, Copy, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
pub struct AxisReading {
    /// The axis that it belongs to.
    pub axis: Axis,
    /// The measure of both amounts.
    pub measure: Measure,
    /// The workload's requirement: for ways and trips the most that it bears, else the least that it
    /// needs.
    pub required: Amount,
    /// The lane's provision.
    pub provided: Amount,
}

impl AxisReading {
    /// Whether the provision meets the requirement.
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
