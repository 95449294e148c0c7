//! What a workload asks on the three axes, and what the place where it lies offers: who runs it,
//! where it runs, how much time, state and freedom it has.
//!
//! Read off the scenario, so that a mismatch is one of shape and not of luck; only how many instances
//! hold a connection is the run's to say. It explains a verdict and never makes one. Must not know:
//! single requests.

mod here;

use borsh::{BorshDeserialize, BorshSerialize};
pub(crate) use here::axes;
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
pub struct Stand {
    /// The axis that it belongs to.
    pub axis: Axis,
    /// What of.
    pub measure: Measure,
    /// What the workload asks: for ways and trips the most that it bears, else the least that it
    /// needs.
    pub asks: Amount,
    /// What the lane offers.
    pub offers: Amount,
}

impl Stand {
    /// Whether what is offered is what is asked.
    pub fn is_met(&self) -> bool {
        match (self.asks, self.offers) {
            (Amount::Number(asks), Amount::Number(offers)) => {
                if self.is_bearable_most() {
                    offers <= asks
                } else {
                    asks <= offers
                }
            }
            (Amount::MoreThan(asks), Amount::Number(offers)) => asks < offers,
            (Amount::Is(asks), Amount::Is(offers)) => offers || !asks,
            _ => true,
        }
    }

    /// Whether the workload names the most that it bears, rather than the least that it needs.
    pub fn is_bearable_most(&self) -> bool {
        matches!(self.measure, Measure::WayMs | Measure::TripMs)
    }
}
