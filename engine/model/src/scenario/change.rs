//! A change of the conditions at a time within the hour.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{Placement, SettingId};
use crate::catalog::LaneId;

/// A change of the conditions at a time within the hour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The time at which the change begins, in minutes since the start.
    pub at_min: f64,
    /// The time at which it ends, in minutes since the start; absent: at the end of the run. A placement
    /// stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_min: Option<f64>,
    /// The condition that changes.
    pub what: ChangeKind,
}

/// The kind of a change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ChangeKind {
    /// More learners: a multiple of the usual arrivals.
    Surge {
        /// The factor of the usual arrivals, above 1.
        factor: f64,
        /// Cities of the audience where it happens; empty: everywhere.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        cities: Vec<String>,
        /// The only workload that it affects; absent: every workload that learners start.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        workload: Option<String>,
    },
    /// A POP is lost; its learners reach the next one.
    PopOutage {
        /// The metro code of the POP, such as `SIN`.
        pop: String,
    },
    /// The home database refuses every request.
    DatabaseOutage,
    /// Every statement of the home database takes longer.
    SlowDatabase {
        /// The factor of a statement's usual time, above 1.
        factor: f64,
    },
    /// A lane refuses every request: in the home region for three of the lanes, everywhere for the edge.
    LaneOutage {
        /// The lane that refuses requests.
        lane: LaneId,
    },
    /// A hostile plugin is published and gets a share of the runs.
    HostilePlugin {
        /// The id of a workload with snippets.
        workload: String,
        /// The id of a hostile snippet.
        snippet: String,
        /// The share of the workload's runs that the plugin gets, 0 to 1.
        share: f64,
    },
    /// A workload is moved; requests under way end on the lane where they began.
    Placed {
        /// The workload that is moved, by id.
        workload: String,
        /// The new placement.
        placement: Placement,
    },
    /// A lane's setting is changed.
    Set {
        /// The setting that is changed.
        setting: SettingId,
        /// The new value, in the setting's unit.
        value: f64,
    },
}

impl ChangeKind {
    /// Whether something is broken: an outage, a slow database, a hostile plugin. More learners, a move and a
    /// setting are no faults.
    pub fn is_fault(&self) -> bool {
        match self {
            Self::PopOutage { .. }
            | Self::DatabaseOutage
            | Self::SlowDatabase { .. }
            | Self::LaneOutage { .. }
            | Self::HostilePlugin { .. } => true,
            Self::Surge { .. } | Self::Placed { .. } | Self::Set { .. } => false,
        }
    }

    /// The only workload that it affects, by id; none where it affects others too.
    pub fn workload(&self) -> Option<&str> {
        match self {
            Self::Surge { workload, .. } => workload.as_deref(),
            Self::HostilePlugin { workload, .. } | Self::Placed { workload, .. } => Some(workload),
            Self::PopOutage { .. }
            | Self::DatabaseOutage
            | Self::SlowDatabase { .. }
            | Self::LaneOutage { .. }
            | Self::Set { .. } => None,
        }
    }
}
