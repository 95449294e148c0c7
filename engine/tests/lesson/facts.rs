//! Facts that a counterfactual has otherwise, and remedies.

use super::support::city;
use model::catalog::serverless_preset;
use model::scenario::{
    Author, Capability, Deployment, EdgeStore, Need, Remedy, Scenario, Spread, State, Workload,
};

/// A difference from the scenario that ships.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    // Facts about learners and workloads.
    /// All learners live in the home region's city: no learner is far, and there is one POP.
    LearnersAtHome,
    /// None of its requests is unwanted.
    NoneUnwanted,
    /// The partner's code means no harm.
    HarmlessAuthor,
    /// Its work needs no call beyond its own code.
    NeedsNothing,
    /// It keeps no session from one request to the next.
    NoSession,
    /// Its model fits into two gigabytes.
    SmallModel,
    /// It takes a thousandth of its processor time.
    ShortJob,
    /// It has ten minutes.
    LooseDeadline,
    // Settings of the lanes.
    /// A million requests at once in all functions.
    AccountConcurrency,
    /// Functions may run for four hours.
    FunctionTimeout,
    /// This function has the most memory, and with it the most processors.
    FunctionMemory,
    /// Another platform's functions, which may have more memory.
    BiggerFunctions,
    /// One instance with a whole processor takes every request, as a process would.
    OneInstance,
    /// The edge has ten gigabytes.
    EdgeMemory,
    /// The edge gives five minutes of processor time.
    EdgeCpu,
    /// Its state at the edge lives in the home database.
    HomeDatabase,
    /// The plugin host grants every call.
    Grants,
    /// The plugin host has a thousand workers.
    Workers,
    /// As many replicas are ready as are ever needed.
    ReplicasReady,
    /// Ten times as many replicas may be started.
    ReplicasAtMost,
    /// A hundred thousand may wait for a replica.
    LongQueue,
    /// The database takes two thousand connections.
    Connections,
    // Remedies.
    /// A pooler between functions and the database.
    Pooler,
    /// Fifty instances are ready.
    Provisioned,
    /// A write goes through only where the version is the one that was read.
    ConditionalWrites,
    /// The lock on its rows that ships is off.
    NoLock,
    /// A transaction locks its row.
    RowLock,
    /// A plain CDN before the lane.
    PlainCdn,
    /// Pieces of ten minutes.
    Chunks,
    /// The remedy that ships is off.
    NoKey,
    /// And on.
    Key,
}

impl Fact {
    /// Makes a workload's scenario so.
    pub fn change(self, scenario: &mut Scenario, id: &str) {
        let target = id.to_owned();
        let lanes = &mut scenario.lanes;
        match self {
            Self::LearnersAtHome => scenario.audience = vec![city("Dublin", "IE")],
            Self::NoneUnwanted => workload(scenario, id).unwanted_share = 0.0,
            Self::HarmlessAuthor => workload(scenario, id).author = Author::Own,
            Self::NeedsNothing => workload(scenario, id).steps[0].reaches.clear(),
            Self::NoSession => workload(scenario, id).steps[0].state = State::None,
            Self::SmallModel => workload(scenario, id).steps[0].work.resident_mb = 2_048,
            Self::ShortJob => {
                workload(scenario, id).steps[0].work.cpu_ms = Spread::log_normal(7_200.0, 8_600.0);
            }
            Self::LooseDeadline => {
                for need in &mut workload(scenario, id).needs {
                    if let Need::Finished { within_s, .. } = need {
                        *within_s = 600.0;
                    }
                }
            }
            Self::AccountConcurrency => lanes.serverless.account_concurrency = 1_000_000,
            Self::FunctionTimeout => lanes.serverless.timeout_s = 14_400.0,
            Self::FunctionMemory => {
                let own = lanes.serverless.functions.entry(target).or_default();
                own.memory_mb = Some(10_240);
            }
            Self::BiggerFunctions => {
                let preset = serverless_preset("google-cloud-run-functions").unwrap();
                lanes.serverless.choose(&preset.limits());
                lanes.serverless.account_concurrency = 1_000_000;
                let own = lanes.serverless.functions.entry(target).or_default();
                own.memory_mb = Some(16_384);
            }
            Self::OneInstance => {
                lanes.serverless.requests_per_instance = 1_000;
                // The other functions, whose instances then share their processors, take longer.
                lanes.serverless.account_concurrency = 1_000_000;
                let own = lanes.serverless.functions.entry(target).or_default();
                own.memory_mb = Some(1_769);
            }
            Self::EdgeMemory => lanes.edge.memory_mb = 10_240,
            Self::EdgeCpu => lanes.edge.cpu_limit_ms = 300_000.0,
            Self::HomeDatabase => {
                lanes.edge.stores.insert(target, EdgeStore::HomeDatabase);
            }
            Self::Grants => {
                lanes.sandbox.grants = vec![
                    Capability::Database,
                    Capability::Storage,
                    Capability::Http,
                    Capability::RawNetwork,
                ];
            }
            Self::Workers => lanes.sandbox.workers = 1_000,
            Self::ReplicasReady => {
                let own = deployment(scenario, id);
                own.max_replicas = own.max_replicas.max(100);
                own.min_replicas = own.max_replicas;
            }
            Self::ReplicasAtMost => deployment(scenario, id).max_replicas *= 10,
            Self::LongQueue => deployment(scenario, id).queue = 100_000,
            Self::Connections => scenario.datastore.connections = 2_000,
            Self::Pooler => scenario.remedies.push(Remedy::ConnectionPooler),
            Self::Provisioned => scenario.remedies.push(Remedy::Provisioned {
                target,
                instances: 50,
            }),
            Self::ConditionalWrites => {
                let remedy = Remedy::ConditionalWrites { target };
                scenario.remedies.push(remedy);
            }
            Self::NoLock => scenario
                .remedies
                .retain(|remedy| !matches!(remedy, Remedy::RowLock { .. })),
            Self::RowLock => scenario.remedies.push(Remedy::RowLock { target }),
            Self::PlainCdn => scenario.remedies.push(Remedy::PlainCdn { target }),
            Self::Chunks => scenario.remedies.push(Remedy::Chunks {
                target,
                at_most_s: 600.0,
            }),
            Self::NoKey => scenario
                .remedies
                .retain(|remedy| !matches!(remedy, Remedy::IdempotencyKey { .. })),
            Self::Key => scenario.remedies.push(Remedy::IdempotencyKey { target }),
        }
    }
}

fn workload<'a>(scenario: &'a mut Scenario, id: &str) -> &'a mut Workload {
    let index = scenario.workload_index(id).unwrap();
    &mut scenario.workloads[index]
}

fn deployment<'a>(scenario: &'a mut Scenario, id: &str) -> &'a mut Deployment {
    let service = &mut scenario.lanes.service;
    let usual = service.deployment.clone();
    service.deployments.entry(id.to_owned()).or_insert(usual)
}
