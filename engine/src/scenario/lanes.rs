//! What each lane offers in a scenario. The defaults come from the catalog's default presets.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Capability, Spread};
use crate::sandbox::Limits;

/// The four lanes' settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

/// Functions in the home region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerlessSettings {
    /// Requests running at once, all functions together.
    pub account_concurrency: u32,
    /// New instances that one function may start at once, and per ten seconds after that.
    pub ramp_per_10_s: u32,
    /// An idle instance is reclaimed after this long; absent: drawn from the measured curve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_alive_s: Option<f64>,
    /// Which of several instances with room takes the next request.
    #[serde(default, skip_serializing_if = "Reuse::is_newest_first")]
    pub reuse: Reuse,
    /// Requests that one instance runs at once.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub requests_per_instance: u32,
    /// How long a run on a new instance takes, its start included, in place of the measured start
    /// and of the workload's own time; for comparing with queueing models.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cold_run_ms: Option<Spread>,
    /// A function's memory where nothing else is said.
    pub memory_mb: u32,
    /// A run is ended after this long, or after its owner's limit where that is shorter.
    pub timeout_s: f64,
    /// Functions that differ, by workload id or `workload/step`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub functions: BTreeMap<String, FunctionSettings>,
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_one(value: &u32) -> bool {
    *value == 1
}

/// Which of several instances with room takes the next request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reuse {
    /// The one that was created last.
    #[default]
    NewestFirst,
    /// The one that was used last.
    LastUsedFirst,
}

impl Reuse {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    fn is_newest_first(&self) -> bool {
        *self == Self::NewestFirst
    }
}

/// One function's own settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FunctionSettings {
    /// Memory, and with it the share of a processor.
    pub memory_mb: u32,
}

/// Code at the points of presence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EdgeSettings {
    /// Processor time that one request may use.
    pub cpu_limit_ms: f64,
    /// Memory of one isolate.
    pub memory_mb: u32,
    /// Where state lives for code at the edge.
    pub store: EdgeStore,
    /// Workloads whose state lives elsewhere than `store` says, by workload id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stores: BTreeMap<String, EdgeStore>,
    /// Answers that one POP keeps, per workload.
    pub cache_objects: u32,
}

/// Where code at the edge keeps its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EdgeStore {
    /// In the edge key-value store: near, and late to agree.
    KeyValue,
    /// In the home database: one trip home for each read and write.
    HomeDatabase,
}

/// A plugin host in the home region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SandboxSettings {
    /// Whose published speed the walls have.
    pub runtime: SandboxRuntime,
    /// Runs at once.
    pub workers: u32,
    /// Waiting room; beyond it requests are refused.
    pub queue: u32,
    /// Fuel that one run may burn, one unit per operator.
    pub fuel: u64,
    /// Memory of one instance.
    pub memory_mb: u32,
    /// Calls that the host grants beyond the grading interface, each costing a trip.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<Capability>,
}

impl SandboxSettings {
    /// The walls that the real runs get; what this lane does not set stays at its default.
    pub fn limits(&self) -> Limits {
        Limits {
            fuel: self.fuel,
            memory_bytes: u64::from(self.memory_mb) * 1_048_576,
            ..Limits::default()
        }
    }
}

/// A wasm runtime of the catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SandboxRuntime {
    /// A compiling runtime, published figures.
    Wasmtime,
    /// The interpreter that this page itself carries.
    Wasmi,
}

/// Containers in the home region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceSettings {
    /// What a workload gets where nothing else is said.
    pub deployment: Deployment,
    /// Workloads that differ, by workload id or `workload/step`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub deployments: BTreeMap<String, Deployment>,
    /// Target utilisation of the autoscaler, 0 to 1.
    pub target_utilisation: f64,
}

/// One deployment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deployment {
    /// Replicas that always run.
    pub min_replicas: u32,
    /// The autoscaler stops here.
    pub max_replicas: u32,
    /// Requests that one replica runs at once, each with an equal share of its processors.
    pub slots: u32,
    /// Virtual processors of one replica.
    pub vcpu: f64,
    /// Memory of one replica.
    pub memory_mb: u32,
    /// Waiting room; beyond it requests are refused.
    pub queue: u32,
}

/// The home database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatastoreSettings {
    /// Connections that the database takes.
    pub connections: u32,
    /// Of these, kept for the services' pools; functions share the rest.
    pub connections_for_services: u32,
}
