//! Typed quantities: simulated time and places on the Earth.
//!
//! Every other module builds on this one.

use crate::decimal;
use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;
use std::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};

use crate::number::number;

number! {
    /// Nanoseconds of simulated time: an instant since the start of the hour, or a length of time.
    ///
    /// 64 bits hold 584 years; sums over many requests go through `u128`. Additions saturate, and so do
    /// subtractions, at zero.
    ///
    /// ```
    /// use model::units::Nanos;
    ///
    /// let arrived = Nanos::from_secs(2.0);
    /// let ended = arrived + Nanos::from_millis(15.0);
    /// assert_eq!(ended.since(arrived).as_millis(), 15.0);
    /// assert_eq!(arrived.since(ended), Nanos::ZERO);
    /// assert_eq!(ended.since(arrived).to_string(), "15 ms");
    /// ```
    Nanos(u64)
}

impl Nanos {
    /// The start of the hour, and the empty length.
    pub const ZERO: Self = Self(0);
    /// Later than any time that a run can reach.
    pub const MAX: Self = Self(u64::MAX);

    /// Converts seconds; negative and non-finite values become zero, fractions of a nanosecond are cut.
    pub fn from_secs(secs: f64) -> Self {
        Self((secs * 1e9) as u64)
    }

    /// Converts milliseconds, as [`Nanos::from_secs`] does.
    pub fn from_millis(millis: f64) -> Self {
        Self((millis * 1e6) as u64)
    }

    /// Returns the time in seconds.
    pub fn as_secs(self) -> f64 {
        self.0 as f64 / 1e9
    }

    /// Returns the time in milliseconds.
    pub fn as_millis(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// The length from `earlier` to `self`, zero where `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> Self {
        Self(self.0.saturating_sub(earlier.0))
    }

    /// Scaled by a factor that is not negative, fractions of a nanosecond cut.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self((self.0 as f64 * factor) as u64)
    }
}

/// A place on the Earth. It is written as the pair of its two numbers, latitude first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(from = "(f64, f64)", into = "(f64, f64)")]
pub struct LatLon {
    /// Degrees north of the equator, −90 to 90.
    pub lat_deg: f64,
    /// Degrees east of Greenwich, −180 to 180.
    pub lon_deg: f64,
}

impl LatLon {
    /// The place at these degrees north and east.
    pub const fn new(lat_deg: f64, lon_deg: f64) -> Self {
        Self { lat_deg, lon_deg }
    }
}

impl From<(f64, f64)> for LatLon {
    fn from((lat_deg, lon_deg): (f64, f64)) -> Self {
        Self { lat_deg, lon_deg }
    }
}

impl From<LatLon> for (f64, f64) {
    fn from(place: LatLon) -> Self {
        (place.lat_deg, place.lon_deg)
    }
}

impl Add for Nanos {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Nanos {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Nanos {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.since(other)
    }
}

impl fmt::Display for Nanos {
    /// Three significant places with the unit that suits: `18 µs`, `1.92 s`, `2 h 0 min`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secs = self.as_secs();
        if secs >= 3600.0 {
            let minutes = (secs / 60.0) as u64;
            write!(f, "{} h {} min", minutes / 60, minutes % 60)
        } else if secs >= 100.0 {
            write!(f, "{} s", decimal::write(secs, 0))
        } else if secs >= 1.0 {
            write!(f, "{} s", decimal::write(secs, 2))
        } else if secs >= 0.01 {
            write!(f, "{} ms", decimal::write(secs * 1e3, 0))
        } else if secs >= 0.001 {
            write!(f, "{} ms", decimal::write(secs * 1e3, 1))
        } else {
            write!(f, "{} µs", decimal::write(secs * 1e6, 0))
        }
    }
}
