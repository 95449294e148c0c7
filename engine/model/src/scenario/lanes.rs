//! The settings of each lane in a scenario: a preset of the catalog, and settings that differ from it.

mod edge;
mod sandbox;
mod serverless;
mod service;

use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::BTreeMap;

pub use edge::{EdgeSettings, EdgeStore};
pub use sandbox::{SandboxRuntime, SandboxSettings};
use serde::{Deserialize, Serialize};
pub use serverless::{FunctionSettings, Reuse, ServerlessSettings};
pub(crate) use service::PRESETS as SERVICE_PRESETS;
pub use service::{Deployment, ServiceSettings};

/// The four lanes' settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LaneSettings {
    /// Functions in the home region.
    pub serverless: ServerlessSettings,
    /// Code at the points of presence.
    pub edge: EdgeSettings,
    /// A plugin host in the home region.
    pub sandbox: SandboxSettings,
    /// Containers in the home region.
    pub service: ServiceSettings,
}

impl LaneSettings {
    /// Removes the settings of workloads and steps that are gone; `is_here` receives a name of the form
    /// `workload` or `workload/step`.
    pub(crate) fn keep_only(&mut self, is_here: impl Fn(&str) -> bool) {
        self.serverless.functions.retain(|name, _| is_here(name));
        self.edge.stores.retain(|name, _| is_here(name));
        self.service.deployments.retain(|name, _| is_here(name));
    }
}

/// The setting of a step among those that differ: its own (`workload/step`), else its workload's.
pub fn setting_of<'a, T>(
    settings: &'a BTreeMap<String, T>,
    workload: &str,
    step: &str,
) -> Option<&'a T> {
    settings
        .get(&format!("{workload}/{step}"))
        .or_else(|| settings.get(workload))
}

/// The home database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DatastoreSettings {
    /// The most connections that the database accepts.
    pub connections: u32,
    /// The number of connections that are reserved for the services' pools; functions share the rest.
    pub connections_for_services: u32,
}
