//! The state that a step reads and writes.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// The state that a step reads and writes.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum State {
    /// The step keeps no state.
    #[default]
    None,
    /// Rows of the home database, or keys of the edge store.
    Records {
        /// Reads per request, one trip each.
        reads: u32,
        /// Writes per request, one trip each.
        writes: u32,
        /// The number of keys.
        keys: u32,
        /// Zipf exponent of their popularity; 0 is even.
        skew: f64,
        /// The guarantee when two requests use the same key.
        coordination: Coordination,
        /// The cities that the requests of one key come from.
        #[serde(default, skip_serializing_if = "KeyUsers::are_in_one_city")]
        users: KeyUsers,
    },
    /// A session that lives in memory from one request to the next.
    Session {
        /// The number of open sessions.
        sessions: u32,
        /// Trips to the home database that bring a lost one back.
        reload_reads: u32,
    },
}

impl State {
    /// Whether the step keeps no state.
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }

    /// Whether the requests of one key all come from one city.
    pub fn keys_are_of_cities(&self) -> bool {
        matches!(
            self,
            Self::Records {
                users: KeyUsers::OneCity,
                ..
            }
        )
    }
}

/// The cities that the requests of one key come from.
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
pub enum KeyUsers {
    /// One city: a key is a learner's, whose devices are in one place.
    #[default]
    OneCity,
    /// Every city: learners of a whole course use the key.
    EveryCity,
}

impl KeyUsers {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference to the field"
    )]
    fn are_in_one_city(&self) -> bool {
        *self == Self::OneCity
    }
}

/// The guarantee when two requests use the same key.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Coordination {
    /// No guarantee: the last write may win.
    None,
    /// Two requests must not both win with the same version.
    PerKey,
}
