//! Rules of the lanes' settings.
//!
//! Must not know: how the lanes use them.

use super::ScenarioError;
use super::field::FieldPath;
use crate::catalog::{edge_limits, serverless_limits};
use crate::scenario::{Deployment, SERVICE_PRESETS, Scenario, Target, caps};

impl Scenario {
    pub(super) fn check_lanes(&self) -> Result<(), ScenarioError> {
        let at = FieldPath("lanes.serverless");
        let serverless = &self.lanes.serverless;
        at.count(
            "account_concurrency",
            serverless.account_concurrency,
            1..=1_000_000,
        )?;
        at.preset(
            &serverless.preset,
            serverless_limits().iter().map(|preset| preset.id),
        )?;
        let limits = serverless.limits();
        let memory_mb = limits.memory_min_mb..=limits.memory_max_mb;
        at.count("burst", serverless.burst, 1..=1_000_000)?;
        at.count("ramp_per_10_s", serverless.ramp_per_10_s, 1..=1_000_000)?;
        at.number(
            "keep_alive_s",
            serverless.keep_alive_s.unwrap_or(0.0),
            0.0..=86_400.0,
        )?;
        at.count(
            "requests_per_instance",
            serverless.requests_per_instance,
            1..=1_000,
        )?;
        if let Some(cold_run) = serverless.cold_run_ms {
            at.spread("cold_run_ms", cold_run)?;
        }
        at.number("timeout_s", serverless.timeout_s, 0.001..=86_400.0)?;
        at.count("memory_mb", serverless.memory_mb, memory_mb.clone())?;
        for (name, function) in &serverless.functions {
            FieldPath(&format!("lanes.serverless.functions.{name}")).count(
                "memory_mb",
                function.memory_mb.unwrap_or(serverless.memory_mb),
                memory_mb.clone(),
            )?;
            self.check_name("lanes.serverless.functions", name)?;
        }
        let at = FieldPath("lanes.edge");
        let presets = edge_limits().iter().map(|preset| preset.id);
        at.preset(&self.lanes.edge.preset, presets)?;
        at.count("subrequests", self.lanes.edge.subrequests, 0..=10_000)?;
        at.number(
            "cpu_limit_ms",
            self.lanes.edge.cpu_limit_ms,
            0.1..=300_000.0,
        )?;
        at.count("memory_mb", self.lanes.edge.memory_mb, 1..=10_240)?;
        at.count(
            "cache_objects",
            self.lanes.edge.cache_objects,
            0..=caps::KEYS,
        )?;
        for name in self.lanes.edge.stores.keys() {
            if self.workload_index(name).is_none() {
                let expected = "keys that are a workload's id";
                return FieldPath("lanes.edge.stores").fails_with_text("", expected, name);
            }
        }
        let at = FieldPath("lanes.sandbox");
        at.count("workers", self.lanes.sandbox.workers, 1..=100_000)?;
        at.count("queue", self.lanes.sandbox.queue, 0..=1_000_000)?;
        at.number(
            "fuel",
            self.lanes.sandbox.fuel as f64,
            1_000.0..=caps::FUEL as f64,
        )?;
        at.count("memory_mb", self.lanes.sandbox.memory_mb, 1..=4_096)?;
        let grants = self.lanes.sandbox.grants.len();
        at.length("grants", grants, 0..=caps::CAPABILITIES)?;
        let service = &self.lanes.service;
        FieldPath("lanes.service").preset(&service.preset, SERVICE_PRESETS.into_iter())?;
        FieldPath("lanes.service").number(
            "target_utilisation",
            service.target_utilisation,
            0.05..=0.9,
        )?;
        check_deployment("lanes.service.deployment", &service.deployment)?;
        for (name, deployment) in &service.deployments {
            check_deployment(&format!("lanes.service.deployments.{name}"), deployment)?;
            self.check_name("lanes.service.deployments", name)?;
        }
        let datastore = &self.datastore;
        let at = FieldPath("datastore");
        at.count("connections", datastore.connections, 1..=100_000)?;
        at.count(
            "connections_for_services",
            datastore.connections_for_services,
            0..=datastore.connections,
        )
    }

    /// A setting's key is a workload, or one of its steps.
    pub(super) fn check_name(&self, path: &str, name: &str) -> Result<(), ScenarioError> {
        let target = Target::parse(name);
        let is_known = self.workload(target.workload).is_some_and(|found| {
            let is_there = |step| found.steps.iter().any(|other| other.id == step);
            target.step.is_none_or(is_there)
        });
        if is_known {
            return Ok(());
        }
        FieldPath(path).fails_with_text(
            "",
            "keys that are a workload's id, or `workload/step`",
            name,
        )
    }
}

fn check_deployment(path: &str, deployment: &Deployment) -> Result<(), ScenarioError> {
    let at = FieldPath(path);
    at.count("min_replicas", deployment.min_replicas, 1..=1_000)?;
    at.count(
        "max_replicas",
        deployment.max_replicas,
        deployment.min_replicas..=1_000,
    )?;
    at.count("slots", deployment.slots, 1..=10_000)?;
    at.number("vcpu", deployment.vcpu, 0.1..=64.0)?;
    at.count("memory_mb", deployment.memory_mb, 128..=1_048_576)?;
    at.count("queue", deployment.queue, 0..=1_000_000)
}
