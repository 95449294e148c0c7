//! The size and the number of the replicas that a workload needs.

use super::{Deployment, EdgeStore, LaneSettings, ServiceSettings};
use crate::decimal;
use crate::scenario::{KeyUsers, Spread, State, Step, Workload};

/// Memory in which requests share one replica, megabytes.
const SHARED_MB: u32 = 16_384;
/// Memory of a process beside its requests, megabytes.
const PROCESS_MB: u32 = 512;
/// The step in which replicas are ordered, megabytes.
const STEP_MB: u32 = 1_024;
const LEAST_MB: u32 = 2_048;
const MOST_MB: u32 = 1_048_576;
/// The most replicas that a setting may have.
const MOST_REPLICAS: f64 = 1_000.0;
/// The most requests at once of which one replica waits for other servers.
const MOST_SLOTS: u32 = 64;
const QUEUE: u32 = 10_000;

impl LaneSettings {
    /// Gives a workload functions, replicas and a store at the edge that suit its work: what many cities write is kept in the
    /// home database.
    pub fn fit(&mut self, workload: &Workload, horizon_s: f64) {
        let needed_mb = |step: &Step| step.work.memory_mb.saturating_add(step.work.resident_mb);
        let memory_mb = workload.steps.iter().map(needed_mb).max();
        let id = &workload.id;
        self.serverless
            .fit_memory(id, memory_mb.unwrap_or_default());
        self.service.fit_deployment(workload, horizon_s);
        let is_shared = |step: &Step| {
            let users = KeyUsers::EveryCity;
            matches!(step.state, State::Records { users: of, .. } if of == users)
        };
        if workload.steps.iter().any(is_shared) {
            self.edge.stores.insert(id.clone(), EdgeStore::HomeDatabase);
        } else {
            self.edge.stores.remove(id);
        }
    }
}

impl ServiceSettings {
    /// Gives a workload replicas of its own: as large as its work needs, at least as many as its mean load keeps busy up to
    /// the autoscaler's target, and at most twice as many as its highest load does.
    fn fit_deployment(&mut self, workload: &Workload, horizon_s: f64) {
        let Some(step) = workload.steps.first() else {
            return;
        };
        let traffic = workload.arrivals.traffic(horizon_s);
        let mean_per_s = traffic.requests / horizon_s.max(1.0);
        let mut own = sized(step, &self.deployment);
        let per_replica = requests_per_s(step, &own) * self.target_utilisation;
        let replicas =
            |per_s: f64| decimal::within((per_s / per_replica).ceil(), 1.0, MOST_REPLICAS) as u32;
        own.min_replicas = replicas(mean_per_s);
        own.max_replicas = replicas(2.0 * traffic.busiest_per_s).max(own.min_replicas);
        self.deployments.insert(workload.id.clone(), own);
    }
}

/// A replica of the usual kind with the slots and the memory that a step needs.
fn sized(step: &Step, usual: &Deployment) -> Deployment {
    let work = &step.work;
    let (cpu_ms, wait_ms) = (
        work.cpu_ms.median,
        work.outside_wait_ms.map_or(0.0, |wait| wait.median),
    );
    // While one request waits for another server, another can compute.
    let while_waiting = (wait_ms / cpu_ms.max(0.1)).min(f64::from(MOST_SLOTS)) as u32;
    // A slot that computes has a whole processor: requests that share one are slower, and no more of them are done.
    let at_work = (usual.vcpu / f64::from(work.threads.max(1))).max(1.0) as u32;
    let slots = at_work.saturating_mul(1 + while_waiting).min(MOST_SLOTS);
    let slots = slots.min(SHARED_MB / work.memory_mb.max(1)).max(1);
    let needed_mb = work
        .memory_mb
        .saturating_mul(slots)
        .saturating_add(work.resident_mb);
    let memory_mb = needed_mb
        .saturating_add(PROCESS_MB)
        .div_ceil(STEP_MB)
        .saturating_mul(STEP_MB);
    Deployment {
        slots,
        memory_mb: memory_mb.clamp(LEAST_MB, MOST_MB),
        queue: QUEUE,
        ..usual.clone()
    }
}

/// How many requests of a step a replica can serve.
fn requests_per_s(step: &Step, replica: &Deployment) -> f64 {
    let mean = |spread: Spread| (spread.median + spread.p99 / 10.0) / 1e3;
    let cpu_s = mean(step.work.cpu_ms).max(1e-6);
    let wait_s = step.work.outside_wait_ms.map_or(0.0, mean);
    let slots = f64::from(replica.slots);
    let of_slot = (replica.vcpu / slots).min(f64::from(step.work.threads.max(1)));
    slots / (cpu_s / of_slot + wait_s)
}
