//! The four lanes by name: the one identity that the whole engine uses.
//!
//! Must not know: how a lane behaves, or what it costs.

use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;

use serde::{Deserialize, Serialize};

/// A platform's offer on the three axes, by name.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum LaneId {
    /// Functions that the platform starts for a request and ends when idle.
    Serverless,
    /// Isolates at the points of presence, near the user.
    Edge,
    /// A plugin host in the home region: one fresh wasm instance a request.
    Sandbox,
    /// Long-lived replicas behind a queue, scaled by an autoscaler.
    Service,
}

impl LaneId {
    /// All lanes, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Serverless, Self::Edge, Self::Sandbox, Self::Service];

    /// The name as a scenario file spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Serverless => "serverless",
            Self::Edge => "edge",
            Self::Sandbox => "sandbox",
            Self::Service => "service",
        }
    }
}

impl fmt::Display for LaneId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
