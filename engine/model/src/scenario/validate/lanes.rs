//! Rules of the lanes' settings.

use super::ScenarioError;
use super::field::FieldPath;
use crate::catalog::LaneId;
use crate::scenario::{Deployment, LaneSettings, SETTINGS, Scenario, SettingId, Target, caps};

impl Scenario {
    pub(super) fn check_lanes(&self) -> Result<(), ScenarioError> {
        for lane in LaneId::ALL {
            let presets = LaneSettings::preset_choices(lane).into_iter();
            FieldPath(&format!("lanes.{lane}")).preset(self.lanes.preset_id(lane), presets)?;
        }
        for setting in &SETTINGS {
            if let (Some(path), Some(value)) = (setting.path(), setting.get(self, 0)) {
                FieldPath("").number(path, value, setting.range())?;
            }
        }
        self.check_serverless()?;
        self.check_edge()?;
        let grants = self.lanes.sandbox.grants.len();
        FieldPath("lanes.sandbox").length("grants", grants, 0..=caps::CAPABILITIES)?;
        self.check_service()?;
        let datastore = &self.datastore;
        FieldPath("datastore").count(
            "connections_for_services",
            datastore.connections_for_services,
            0..=datastore.connections,
        )
    }

    fn check_serverless(&self) -> Result<(), ScenarioError> {
        let at = FieldPath("lanes.serverless");
        let serverless = &self.lanes.serverless;
        let limits = serverless.limits();
        let memory_mb = limits.memory_min_mb..=limits.memory_max_mb;
        at.count("burst", serverless.burst, 1..=1_000_000)?;
        at.count("ramp_per_10_s", serverless.ramp_per_10_s, 1..=1_000_000)?;
        at.count(
            "requests_per_instance",
            serverless.requests_per_instance,
            1..=1_000,
        )?;
        if let Some(cold_run) = serverless.cold_run_ms {
            at.spread("cold_run_ms", cold_run)?;
        }
        at.count("memory_mb", serverless.memory_mb, memory_mb.clone())?;
        for (name, function) in &serverless.functions {
            FieldPath(&format!("lanes.serverless.functions.{name}")).count(
                "memory_mb",
                function.memory_mb.unwrap_or(serverless.memory_mb),
                memory_mb.clone(),
            )?;
            self.check_name("lanes.serverless.functions", name)?;
        }
        Ok(())
    }

    fn check_edge(&self) -> Result<(), ScenarioError> {
        let edge = &self.lanes.edge;
        FieldPath("lanes.edge").count("subrequests", edge.subrequests, 0..=10_000)?;
        for name in edge.stores.keys() {
            if self.workload_index(name).is_none() {
                let expected = "keys that are a workload's id";
                return FieldPath("lanes.edge.stores").fails_with_text("", expected, name);
            }
        }
        Ok(())
    }

    fn check_service(&self) -> Result<(), ScenarioError> {
        let service = &self.lanes.service;
        let at = FieldPath("lanes.service");
        at.number("target_utilisation", service.target_utilisation, 0.05..=0.9)?;
        check_deployment("lanes.service.deployment", &service.deployment)?;
        for (name, deployment) in &service.deployments {
            check_deployment(&format!("lanes.service.deployments.{name}"), deployment)?;
            self.check_name("lanes.service.deployments", name)?;
        }
        Ok(())
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

/// Checks the lane's deployment, or one of a workload's own, which has the same ranges.
fn check_deployment(path: &str, deployment: &Deployment) -> Result<(), ScenarioError> {
    let at = FieldPath(path);
    let check = |field: &str, id: SettingId, value: u32| {
        at.number(field, value.into(), id.setting().range())
    };
    let Deployment {
        min_replicas,
        max_replicas,
        slots,
        vcpu,
        memory_mb,
        queue,
        connections,
        scale_on: _,
    } = *deployment;
    check("min_replicas", SettingId::MinReplicas, min_replicas)?;
    let most = SettingId::MaxReplicas.setting().most;
    at.number(
        "max_replicas",
        max_replicas.into(),
        min_replicas.max(1).into()..=most,
    )?;
    check("slots", SettingId::Slots, slots)?;
    at.number("vcpu", vcpu, 0.1..=64.0)?;
    at.count("memory_mb", memory_mb, 128..=1_048_576)?;
    check("queue", SettingId::ReplicaQueue, queue)?;
    check("connections", SettingId::ReplicaConnections, connections)
}
