//! The lanes by name: the one identity that every program uses.

use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;
use std::ops::{Index, IndexMut};

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

    /// Whether its code runs in a process that outlives a request: with memory of its own, and with a
    /// connection that can hold a transaction open.
    pub const fn has_long_lived_process(self) -> bool {
        matches!(self, Self::Service)
    }

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

/// One value for each lane. It is written as an array, in the order of [`LaneId::ALL`].
///
/// ```
/// use model::catalog::{LaneId, LaneMap};
///
/// let mut requests = LaneMap::<u64>::default();
/// requests[LaneId::Edge] += 3;
/// assert_eq!(requests.iter().map(|(_, count)| count).sum::<u64>(), 3);
/// ```
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(transparent)]
pub struct LaneMap<T>([T; LaneId::ALL.len()]);

impl<T> LaneMap<T> {
    /// The value that a function gives for each lane.
    pub fn from_fn(value: impl FnMut(LaneId) -> T) -> Self {
        Self(LaneId::ALL.map(value))
    }

    /// Each lane with its value, in the order of [`LaneId::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (LaneId, &T)> {
        LaneId::ALL.into_iter().zip(&self.0)
    }

    /// Each lane with its value, to be changed, in the order of [`LaneId::ALL`].
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (LaneId, &mut T)> {
        LaneId::ALL.into_iter().zip(&mut self.0)
    }

    /// The values, in the order of [`LaneId::ALL`].
    pub fn values(&self) -> &[T; LaneId::ALL.len()] {
        &self.0
    }
}

impl<T> Index<LaneId> for LaneMap<T> {
    type Output = T;

    #[inline]
    fn index(&self, lane: LaneId) -> &T {
        &self.0[lane as usize]
    }
}

impl<T> IndexMut<LaneId> for LaneMap<T> {
    #[inline]
    fn index_mut(&mut self, lane: LaneId) -> &mut T {
        &mut self.0[lane as usize]
    }
}
