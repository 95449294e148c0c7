//! The result of a simulation: everything beside the scenario that a screen shows.
//!
//! The summary crosses to the page as one message, the trace as bytes of its own.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::index::{PopIndex, WorkloadIndex};
use crate::moments::Moment;
use crate::report::{CityTimes, Report};
use crate::scenario::Placement;
use crate::trace::Trace;
use crate::units::LatLon;
use crate::verdict::Verdict;

/// A finished run. The package `engine` makes it: `engine::simulation` has an example.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Everything but the trace.
    pub summary: Summary,
    /// The requests.
    pub trace: Trace,
}

/// Everything of a run but its trace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Summary {
    /// Hash over every request's identity, times and outcome: equal for equal scenario and seed,
    /// natively and in the browser. Sixteen hexadecimal digits.
    pub fingerprint: String,
    /// Aggregates. This is the second field, so that a measurement finds the number of requests early.
    pub report: Report,
    /// The steps that the trace's indexes mean.
    pub steps: Vec<StepKey>,
    /// The second regions of workloads.
    pub regions: Vec<Home>,
    /// The POPs that the trace's indexes mean.
    pub pops: Vec<PopKey>,
    /// The home region with its coordinates.
    pub home: Home,
    /// The coordinates of each city of the audience.
    pub cities: Vec<LatLon>,
    /// For each city of the audience, its POP's index.
    pub pop_of_city: Vec<PopIndex>,
    /// For each workload, the times of each city of the audience.
    pub by_city: Vec<Vec<CityTimes>>,
    /// Moments that a person may want to see, in order of time.
    pub moments: Vec<Moment>,
    /// One for each workload, in the scenario's order.
    pub verdicts: Vec<Verdict>,
}

impl Summary {
    /// The number of workloads that keep every need.
    pub fn fitting(&self) -> usize {
        self.verdicts.iter().filter(|verdict| verdict.fits).count()
    }

    /// The verdict on the workload with this id.
    pub fn verdict_on(&self, workload: &str) -> Option<&Verdict> {
        let mut verdicts = self.verdicts.iter();
        verdicts.find(|verdict| verdict.workload == workload)
    }
}

/// A step of a workload, where it ran.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
pub struct StepKey {
    /// Index into the scenario's workloads.
    pub workload: WorkloadIndex,
    /// Index into that workload's steps.
    pub step: u16,
    /// Its placement.
    pub placement: Placement,
    /// Its region where that is a second one: an index into the summary's regions.
    pub region: Option<u16>,
    /// Its requests are worked off a queue that other requests of the workload, which clients sent, have filled.
    pub is_behind_queue: bool,
}

/// The home region, with the database and three of the lanes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Home {
    /// The city's name.
    pub city: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// A point of presence that served the audience.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct PopKey {
    /// Metro code, such as `SIN`.
    pub code: String,
    /// The city's name.
    pub city: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}
