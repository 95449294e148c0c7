//! The settings of each lane in a scenario: a preset of the catalog, and settings that differ from it.

mod edge;
mod sandbox;
mod serverless;
mod service;
mod sizing;

use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::BTreeMap;

use super::{Capability, Workload};
use crate::catalog::{EdgeLimits, LaneId, ServerlessLimits, edge_limits, serverless_limits};
pub use edge::{EdgeSettings, EdgeStore};
pub use sandbox::{SandboxRuntime, SandboxSettings};
use serde::{Deserialize, Serialize};
pub use serverless::{FunctionSettings, Reuse, ServerlessSettings};
use service::PRESETS as SERVICE_PRESETS;
pub use service::{Deployment, ScalingMetric, ServiceSettings};

/// The settings of each lane.
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
    /// The ids of a lane's presets, the default first.
    pub fn preset_choices(lane: LaneId) -> Vec<&'static str> {
        match lane {
            LaneId::Serverless => serverless_limits().iter().map(|limits| limits.id).collect(),
            LaneId::Edge => edge_limits().iter().map(|limits| limits.id).collect(),
            LaneId::Sandbox => SandboxRuntime::ALL
                .into_iter()
                .map(SandboxRuntime::id)
                .collect(),
            LaneId::Service => SERVICE_PRESETS.into(),
        }
    }

    /// The id of a lane's preset.
    pub fn preset_id(&self, lane: LaneId) -> &str {
        match lane {
            LaneId::Serverless => &self.serverless.preset,
            LaneId::Edge => &self.edge.preset,
            LaneId::Sandbox => self.sandbox.runtime.id(),
            LaneId::Service => &self.service.preset,
        }
    }

    /// Takes a lane's settings from a preset; an unknown id changes nothing.
    pub fn choose_preset(&mut self, lane: LaneId, id: &str) {
        match lane {
            LaneId::Serverless => {
                if let Some(limits) = ServerlessLimits::of(id) {
                    self.serverless.choose(limits);
                }
            }
            LaneId::Edge => {
                if let Some(limits) = EdgeLimits::of(id) {
                    self.edge.choose(limits);
                }
            }
            LaneId::Sandbox => self.sandbox.runtime.choose(id),
            // The lane has a single preset.
            LaneId::Service => {}
        }
    }

    /// The number of requests of a workload that a lane runs at once; `None` where it sets no limit.
    pub fn runs_at_once(&self, lane: LaneId, workload: &Workload) -> Option<u32> {
        match lane {
            LaneId::Serverless => Some(self.serverless.runs_at_once()),
            LaneId::Edge => None,
            LaneId::Sandbox => Some(self.sandbox.workers),
            LaneId::Service => {
                let deployment = self.service.deployment_of(workload);
                Some(deployment.max_replicas * deployment.slots)
            }
        }
    }

    /// The longest time that a lane lets a request run, milliseconds; `None` where it sets no limit.
    pub fn run_limit_ms(&self, lane: LaneId) -> Option<f64> {
        match lane {
            LaneId::Serverless => Some(self.serverless.timeout_s * 1e3),
            LaneId::Edge => Some(self.edge.cpu_limit_ms),
            // Its walls count fuel, and end only a run that burns too much of it.
            LaneId::Sandbox | LaneId::Service => None,
        }
    }

    /// The most memory that one instance of a workload can have on a lane, MB.
    pub fn memory_limit_mb(&self, lane: LaneId, workload: &Workload) -> f64 {
        match lane {
            LaneId::Serverless => self.serverless.preset().memory_max.value,
            LaneId::Edge => self.edge.memory_mb.into(),
            LaneId::Sandbox => self.sandbox.preset().memory_max.value,
            LaneId::Service => self.service.deployment_of(workload).memory_mb.into(),
        }
    }

    /// The number of requests of a step that share one instance of a lane.
    pub fn requests_per_instance(&self, lane: LaneId, workload: &str, step: &str) -> u32 {
        match lane {
            LaneId::Serverless | LaneId::Edge | LaneId::Sandbox => 1,
            LaneId::Service => {
                let own = setting_of(&self.service.deployments, workload, step);
                own.unwrap_or(&self.service.deployment).slots.max(1)
            }
        }
    }

    /// Whether code on a lane may make this call.
    pub fn grants(&self, lane: LaneId, call: Capability) -> bool {
        match lane {
            LaneId::Serverless | LaneId::Service => true,
            LaneId::Edge => {
                let preset = self.edge.preset();
                preset.may_call && (call != Capability::RawNetwork || preset.has_raw_network)
            }
            LaneId::Sandbox => self.sandbox.grants.contains(&call),
        }
    }

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
    /// The number of connections that are reserved for services and the plugin host; functions and the edge share the
    /// rest.
    pub connections_for_services: u32,
}
