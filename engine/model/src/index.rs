//! Positions in the lists of a scenario and of a run, each a type of its own, so that the index of
//! a step cannot be used where the index of a workload is meant.
//!
//! Each index is 16 bits wide and is read and written as a plain number. Lists that are indexed by
//! one of them are [`typed_index_collections::TiVec`]s.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone,
            Copy,
            Debug,
            Default,
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
        #[serde(transparent)]
        pub struct $name(pub u16);

        impl From<usize> for $name {
            /// Lists are far shorter than 65,536: the scenario's rules see to that.
            #[inline]
            fn from(position: usize) -> Self {
                debug_assert!(u16::try_from(position).is_ok(), "{position} is no 16-bit index");
                Self(position as u16)
            }
        }

        impl From<$name> for usize {
            #[inline]
            fn from(index: $name) -> Self {
                Self::from(index.0)
            }
        }

        impl $name {
            /// The first `count` indices, in order.
            pub fn first(count: usize) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
                (0..count).map(Self::from)
            }
        }
    )*};
}

indices! {
    /// A workload: its position in [`Scenario::workloads`](struct@crate::scenario::Scenario).
    WorkloadIndex;
    /// A step of a workload in one placement: its position in the steps of a run.
    StepIndex;
    /// A point of presence that serves some city: its position in the points of presence of a run.
    PopIndex;
    /// A city: its position in the scenario's audience.
    CityIndex;
}

impl StepIndex {
    /// The index as a row of a trace keeps it; a scenario has at most 256 steps in all.
    #[inline]
    pub fn byte(self) -> u8 {
        debug_assert!(self.0 < 256, "a step's index is one byte in the trace");
        self.0 as u8
    }
}

impl PopIndex {
    /// Means "no point of presence was on the way" where a field has no room for an option.
    pub const NONE: Self = Self(u16::MAX);

    /// This index, `None` for [`PopIndex::NONE`].
    #[inline]
    pub fn some(self) -> Option<Self> {
        (self != Self::NONE).then_some(self)
    }
}

impl CityIndex {
    /// Means "the request arose inside the platform" where a field has no room for an option.
    pub const NONE: Self = Self(u16::MAX);

    /// This index, `None` for [`CityIndex::NONE`].
    #[inline]
    pub fn some(self) -> Option<Self> {
        (self != Self::NONE).then_some(self)
    }
}

/// Means "no instance ran it, or its lane lists none" among indices of instances.
pub const NO_INSTANCE: u32 = u32::MAX;
