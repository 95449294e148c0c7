//! How often an hour like the simulated one comes in a month.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::catalog::month::TERM_TIME;
use crate::catalog::service::MONTH;

/// How often an hour like the simulated one comes in a month, for the bills: what requests use is billed for that many
/// hours, and what is there without requests for all hours of the month.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Month {
    /// Every hour is like this one, day and night.
    #[default]
    EveryHour,
    /// Busy evenings, quiet nights and weekends; this hour is one of the busiest.
    TermTime,
}

impl Month {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::EveryHour, Self::TermTime];

    /// How many hours like this one have as many requests as the whole month.
    pub fn hours(self) -> f64 {
        match self {
            Self::EveryHour => MONTH.value,
            Self::TermTime => TERM_TIME.value,
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference to the field"
    )]
    pub(super) fn is_every_hour(&self) -> bool {
        *self == Self::EveryHour
    }
}
