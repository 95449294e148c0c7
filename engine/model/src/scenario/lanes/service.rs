//! Containers in the home region.

use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::setting_of;
use crate::catalog::{ServicePreset, service_preset, service_presets};
use crate::scenario::Workload;

/// Containers in the home region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ServiceSettings {
    /// A preset of the catalog: start-up, scaling and prices of replicas.
    #[serde(default = "default_id", skip_serializing_if = "is_default_preset")]
    pub preset: String,
    /// The deployment of each workload, unless `deployments` has its own.
    pub deployment: Deployment,
    /// Workloads that differ, by workload id or `workload/step`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[borsh(deserialize_with = "crate::scenario::binary_map::read")]
    pub deployments: BTreeMap<String, Deployment>,
    /// Target utilisation of the autoscaler, 0 to 1.
    pub target_utilisation: f64,
    /// Whether a session's messages all go to the replica that has its memory.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub affinity: bool,
}

impl ServiceSettings {
    /// The preset; the default one for an unknown id.
    pub fn preset(&self) -> &'static ServicePreset {
        service_preset(&self.preset).unwrap_or(&service_presets()[0])
    }

    /// The deployment of a workload's first step: its own, or the one that all share.
    pub fn deployment_of(&self, workload: &Workload) -> &Deployment {
        let step = workload.steps.first().map_or("", |step| step.id.as_str());
        setting_of(&self.deployments, &workload.id, step).unwrap_or(&self.deployment)
    }
}

/// The utilisation that an autoscaler compares with its target.
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
pub enum ScalingMetric {
    /// The share of the processors that the requests use, as Kubernetes does unless it is given another metric: a
    /// request that waits for another server uses none.
    #[default]
    Cpu,
    /// The share of the slots that have a request.
    RequestsInFlight,
}

impl ScalingMetric {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference to the field"
    )]
    fn is_cpu(&self) -> bool {
        *self == Self::Cpu
    }
}

/// The ids of the lane's presets, the default first; a test compares them with the catalog.
pub(crate) const PRESETS: [&str; 1] = ["fargate-kubernetes"];

fn default_id() -> String {
    PRESETS[0].to_owned()
}

fn is_default_preset(id: &str) -> bool {
    id == PRESETS[0]
}

fn yes() -> bool {
    true
}

/// The settings of the deployment of one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Deployment {
    /// The number of replicas that always run.
    pub min_replicas: u32,
    /// The most replicas that the autoscaler starts.
    pub max_replicas: u32,
    /// The most requests that one replica runs at once, each with an equal share of its processors.
    pub slots: u32,
    /// The number of virtual processors of one replica.
    pub vcpu: f64,
    /// The memory of one replica, in megabytes.
    pub memory_mb: u32,
    /// The most requests that wait; further ones are refused.
    pub queue: u32,
    /// The most database connections that one replica opens; its requests share them.
    #[serde(
        default = "usual_connections",
        skip_serializing_if = "are_usual_connections"
    )]
    pub connections: u32,
    /// What its autoscaler measures.
    #[serde(default, skip_serializing_if = "ScalingMetric::is_cpu")]
    pub scale_on: ScalingMetric,
}

impl Deployment {
    /// The most database connections of a replica whose settings do not name a number: the catalog's `POOL_MAX`.
    pub const USUAL_CONNECTIONS: u32 = 10;
}

fn usual_connections() -> u32 {
    Deployment::USUAL_CONNECTIONS
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference to the field"
)]
fn are_usual_connections(connections: &u32) -> bool {
    *connections == Deployment::USUAL_CONNECTIONS
}
