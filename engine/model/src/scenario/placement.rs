//! Placements of workloads on lanes.

use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalog::LaneId;

/// A workload on a lane.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// The lane.
    pub lane: LaneId,
    /// Whether its code runs inside wasm walls there. The sandbox lane always has them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sandboxed: bool,
}

impl Placement {
    /// On a lane, without walls of its own.
    pub fn on(lane: LaneId) -> Self {
        Self {
            lane,
            sandboxed: false,
        }
    }

    /// The placement after a move to a lane. Walls of its own come along; the sandbox lane has walls already.
    #[must_use]
    pub fn moved_to(self, lane: LaneId) -> Self {
        Self {
            lane,
            sandboxed: self.sandboxed && lane != LaneId::Sandbox,
        }
    }

    /// Whether the code runs behind walls, by its own flag or because the lane has them.
    pub fn has_walls(self) -> bool {
        self.sandboxed || self.lane == LaneId::Sandbox
    }
}

/// Every workload's placement, by workload id.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Placements(
    #[borsh(deserialize_with = "super::binary_map::read")] pub BTreeMap<String, Placement>,
);

impl Placements {
    /// All these workloads on one lane.
    pub fn all_on<'a>(lane: LaneId, ids: impl IntoIterator<Item = &'a str>) -> Self {
        Self(
            ids.into_iter()
                .map(|id| (id.to_owned(), Placement::on(lane)))
                .collect(),
        )
    }

    /// The placement of a workload; a checked scenario places each one, and an unknown id is on serverless.
    pub fn get(&self, id: &str) -> Placement {
        self.0
            .get(id)
            .copied()
            .unwrap_or(Placement::on(LaneId::Serverless))
    }

    /// Gives a workload another placement.
    pub fn place(&mut self, id: &str, placement: Placement) {
        self.0.insert(id.to_owned(), placement);
    }
}

/// A named set of placements that ships with a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlacementPreset {
    /// Stable, such as `matched-to-shape`.
    pub id: String,
    /// The name that the page shows.
    pub name: String,
    /// Every workload's placement.
    pub placements: Placements,
}
