//! How a workload's requests arrive over the hour.

mod rates;
mod rush;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

pub use rates::Traffic;

/// The length of the bins over which rates are constant, seconds.
pub const ARRIVAL_BIN_S: f64 = 10.0;
const MINUTE_S: f64 = 60.0;

/// The shape of a workload's arrivals. Counts are expected values; each hour draws its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Arrivals {
    /// Poisson at one rate.
    Poisson {
        /// Expected number in an hour.
        per_hour: f64,
    },
    /// Poisson with peaks on top of a base, such as uploads after a lecture.
    Peaks {
        /// The expected number of requests in an hour, base and peaks together.
        per_hour: f64,
        /// The peaks; the rest of the requests is spread evenly.
        peaks: Vec<Peak>,
    },
    /// A rush before a deadline. The shape over days before a deadline is measured (OULAD); that
    /// it keeps this shape inside one hour is assumed.
    DeadlineRush {
        /// The expected number of requests in the hour.
        per_hour: f64,
        /// The time of the deadline, in minutes since the start.
        deadline_min: f64,
        /// The minutes of the hour that represent one day of the measured shape.
        minutes_per_day: f64,
    },
    /// Many requests in a short time, from a time of the clock on.
    Batch {
        /// The number of requests.
        count: u32,
        /// The time of the first request, in minutes since the start.
        at_min: f64,
        /// The time over which they are spread, in seconds.
        over_s: f64,
    },
    /// Requests of a real trace, one by one.
    Imported {
        /// When each arrives, seconds since the start, ascending; times beyond the horizon are
        /// left out.
        at_s: Vec<f64>,
        /// How long each runs at one virtual processor, milliseconds, in place of the first step's
        /// own time; empty: the first step's time.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        run_ms: Vec<f64>,
    },
    /// A timer that sends one request at regular intervals.
    Schedule {
        /// The time of the first request, in minutes since the start.
        first_min: f64,
        /// The interval between two requests, in minutes.
        every_min: f64,
    },
}

/// A triangular peak of a [`Arrivals::Peaks`] shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Peak {
    /// The time of its highest point, in minutes since the start.
    pub at_min: f64,
    /// The time from its start to its end, in minutes.
    pub width_min: f64,
    /// The share of the hour's requests that arrive in the peak, 0 to 1.
    pub share: f64,
}
