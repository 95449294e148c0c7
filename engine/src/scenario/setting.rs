//! The numbers of a scenario that a person can set one by one: the one registry of settings.
//!
//! Validation, changes within the hour, the fields of the page and their labels read it, so that a
//! setting's range, unit and owner are written once.

use std::ops::RangeInclusive;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{Arrivals, Scenario, Work, caps};
use crate::catalog::LaneId;

/// The name of a setting. Those before [`SettingId::Arrivals`] may change within the hour, and are the
/// only ones that a file names.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SettingId {
    /// Requests running at once in all functions.
    AccountConcurrency,
    /// Seconds after which an idle function instance goes.
    KeepAliveS,
    /// Seconds after which a function is ended.
    FunctionTimeoutS,
    /// Milliseconds of processor time of one request at the edge.
    EdgeCpuLimitMs,
    /// Runs at once in the plugin host.
    SandboxWorkers,
    /// Waiting room of the plugin host.
    SandboxQueue,
    /// A workload's requests until the horizon.
    #[serde(skip)]
    Arrivals,
    /// The share of a workload's requests that its peaks hold.
    #[serde(skip)]
    Peak,
    /// Processor time of a usual run.
    #[serde(skip)]
    Work,
    /// Memory that one run touches.
    #[serde(skip)]
    Memory,
    /// Size of the dependencies that a start loads.
    #[serde(skip)]
    Dependencies,
    /// Memory of a function.
    #[serde(skip)]
    FunctionMemory,
    /// Connections that the database takes.
    #[serde(skip)]
    Connections,
    /// Memory of one isolate at the edge.
    #[serde(skip)]
    EdgeMemory,
    /// Answers that one point of presence keeps.
    #[serde(skip)]
    EdgeObjects,
    /// Fuel of one run in the plugin host.
    #[serde(skip)]
    Fuel,
    /// Memory of one instance in the plugin host.
    #[serde(skip)]
    WallMemory,
    /// Replicas that always run.
    #[serde(skip)]
    MinReplicas,
    /// Replicas at most.
    #[serde(skip)]
    MaxReplicas,
    /// Requests that one replica runs at once.
    #[serde(skip)]
    Slots,
    /// Waiting room of a deployment.
    #[serde(skip)]
    ReplicaQueue,
}

/// What a setting belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingOwner {
    /// A workload, by its place in the scenario.
    Workload,
    /// A lane.
    Lane(LaneId),
}

/// The unit of a setting's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Arrivals until the horizon.
    PerHour,
    /// A share in percent.
    Percent,
    /// Milliseconds.
    Milliseconds,
    /// Seconds.
    Seconds,
    /// Megabytes.
    Megabytes,
    /// A count of requests.
    Requests,
    /// A count of runs.
    Runs,
    /// A count of database connections.
    Connections,
    /// A count of kept answers.
    Answers,
    /// Units of fuel.
    Fuel,
    /// A count of replicas.
    Replicas,
}

/// A number that can be set.
#[derive(Debug)]
pub struct Setting {
    /// Its name.
    pub id: SettingId,
    /// What it belongs to.
    pub owner: SettingOwner,
    /// The unit of its number.
    pub unit: Unit,
    /// The least number that is allowed.
    pub least: f64,
    /// The greatest number that is allowed.
    pub most: f64,
    /// The smallest step worth making; whole numbers have 1.
    pub step: f64,
    /// Whether it may change within the hour.
    pub is_live: bool,
    /// The path of a lane's setting in a file; empty for a workload's.
    pub(crate) field: &'static str,
    get: fn(&Scenario, usize) -> Option<f64>,
    set: fn(&mut Scenario, usize, f64),
}

impl PartialEq for Setting {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl SettingId {
    /// The setting of this name.
    pub fn setting(self) -> &'static Setting {
        // A test holds each name against its setting; the first stands for none.
        let mut all = SETTINGS.iter();
        all.find(|setting| setting.id == self)
            .unwrap_or(&SETTINGS[0])
    }
}

impl Setting {
    /// The number as it is now; `None` where the scenario or the workload has no such number. A lane's
    /// setting takes any `workload`.
    ///
    /// ```
    /// use engine::scenario::{Scenario, SettingId};
    /// # let json = include_str!("../../../public/scenarios/stress.json");
    /// # let mut scenario = Scenario::from_json(json)?;
    /// let timeout = SettingId::FunctionTimeoutS.setting();
    /// timeout.set(&mut scenario, 0, 30.0);
    /// assert_eq!(timeout.get(&scenario, 0), Some(30.0));
    /// # Ok::<(), engine::scenario::ScenarioError>(())
    /// ```
    pub fn get(&self, scenario: &Scenario, workload: usize) -> Option<f64> {
        (self.get)(scenario, workload)
    }

    /// Sets the nearest number that is allowed; what is no number changes nothing.
    pub fn set(&self, scenario: &mut Scenario, workload: usize, value: f64) {
        if value.is_finite() {
            let value = value.clamp(self.least, self.most);
            let whole = self.step >= 1.0;
            (self.set)(
                scenario,
                workload,
                if whole { value.round() } else { value },
            );
        }
    }
}

impl Setting {
    /// The numbers that are allowed.
    pub fn range(&self) -> RangeInclusive<f64> {
        self.least..=self.most
    }
}

fn work(scenario: &Scenario, workload: usize) -> Option<&Work> {
    Some(&scenario.workloads.get(workload)?.steps.first()?.work)
}

fn with_work(scenario: &mut Scenario, workload: usize, change: impl FnOnce(&mut Work)) {
    let workload = scenario.workloads.get_mut(workload);
    if let Some(step) = workload.and_then(|workload| workload.steps.first_mut()) {
        change(&mut step.work);
    }
}

/// A whole number of a lane that is kept in one field.
macro_rules! lane_count {
    ($id:ident, $lane:ident, $unit:ident, $is_live:literal, $least:literal to $most:expr, $($field:ident).+) => {
        Setting {
            id: SettingId::$id,
            owner: SettingOwner::Lane(LaneId::$lane),
            unit: Unit::$unit,
            least: $least,
            most: $most,
            step: 1.0,
            is_live: $is_live,
            field: concat!(stringify!($($field).+)),
            get: |scenario, _| Some(f64::from(scenario.$($field).+)),
            set: |scenario, _, value| scenario.$($field).+ = value as u32,
        }
    };
}

/// Every setting, those of a workload first.
pub static SETTINGS: [Setting; 21] = [
    Setting {
        id: SettingId::Arrivals,
        owner: SettingOwner::Workload,
        unit: Unit::PerHour,
        is_live: false,
        field: "",
        least: 1.0,
        most: 2_000_000.0,
        step: 1.0,
        get: |scenario, index| match scenario.workloads.get(index)?.arrivals {
            Arrivals::Poisson { per_hour }
            | Arrivals::Peaks { per_hour, .. }
            | Arrivals::DeadlineRush { per_hour, .. } => Some(per_hour),
            Arrivals::Batch { count, .. } => Some(f64::from(count)),
            Arrivals::Imported { .. } | Arrivals::Schedule { .. } => None,
        },
        set: |scenario, index, value| match scenario
            .workloads
            .get_mut(index)
            .map(|one| &mut one.arrivals)
        {
            Some(
                Arrivals::Poisson { per_hour }
                | Arrivals::Peaks { per_hour, .. }
                | Arrivals::DeadlineRush { per_hour, .. },
            ) => *per_hour = value,
            Some(Arrivals::Batch { count, .. }) => *count = value as u32,
            _ => {}
        },
    },
    Setting {
        id: SettingId::Peak,
        owner: SettingOwner::Workload,
        unit: Unit::Percent,
        is_live: false,
        field: "",
        least: 0.0,
        most: 90.0,
        step: 1.0,
        get: |scenario, index| match &scenario.workloads.get(index)?.arrivals {
            Arrivals::Peaks { peaks, .. } => {
                Some(peaks.iter().map(|peak| peak.share).sum::<f64>() * 100.0)
            }
            _ => None,
        },
        set: |scenario, index, value| {
            if let Some(Arrivals::Peaks { peaks, .. }) = scenario
                .workloads
                .get_mut(index)
                .map(|one| &mut one.arrivals)
            {
                let now: f64 = peaks.iter().map(|peak| peak.share).sum();
                let each = value / 100.0 / peaks.len().max(1) as f64;
                for peak in peaks {
                    let scaled = peak.share * value / 100.0 / now;
                    peak.share = if now > 0.0 { scaled } else { each };
                }
            }
        },
    },
    Setting {
        id: SettingId::Work,
        owner: SettingOwner::Workload,
        unit: Unit::Milliseconds,
        is_live: false,
        field: "",
        least: 0.1,
        most: 3_600_000.0,
        step: 0.1,
        get: |scenario, index| Some(work(scenario, index)?.cpu_ms.median),
        set: |scenario, index, value| {
            with_work(scenario, index, |work| {
                let spread = work.cpu_ms.p99 / work.cpu_ms.median;
                work.cpu_ms.median = value;
                work.cpu_ms.p99 = value * spread;
            });
        },
    },
    Setting {
        id: SettingId::Memory,
        owner: SettingOwner::Workload,
        unit: Unit::Megabytes,
        is_live: false,
        field: "",
        least: 1.0,
        most: 1_048_576.0,
        step: 1.0,
        get: |scenario, index| Some(f64::from(work(scenario, index)?.memory_mb)),
        set: |scenario, index, value| {
            with_work(scenario, index, |work| work.memory_mb = value as u32);
        },
    },
    Setting {
        id: SettingId::Dependencies,
        owner: SettingOwner::Workload,
        unit: Unit::Megabytes,
        is_live: false,
        field: "",
        least: 0.0,
        most: 10_240.0,
        step: 1.0,
        get: |scenario, index| Some(work(scenario, index)?.dependencies_mb),
        set: |scenario, index, value| {
            with_work(scenario, index, |work| work.dependencies_mb = value);
        },
    },
    lane_count!(AccountConcurrency, Serverless, Requests, true, 1.0 to 1_000_000.0, lanes.serverless.account_concurrency),
    Setting {
        id: SettingId::KeepAliveS,
        owner: SettingOwner::Lane(LaneId::Serverless),
        unit: Unit::Seconds,
        is_live: true,
        field: "lanes.serverless.keep_alive_s",
        least: 0.0,
        most: 86_400.0,
        step: 1.0,
        get: |scenario, _| Some(scenario.lanes.serverless.keep_alive_s.unwrap_or(0.0)),
        set: |scenario, _, value| {
            scenario.lanes.serverless.keep_alive_s = (value > 0.0).then_some(value);
        },
    },
    Setting {
        id: SettingId::FunctionTimeoutS,
        owner: SettingOwner::Lane(LaneId::Serverless),
        unit: Unit::Seconds,
        is_live: true,
        field: "lanes.serverless.timeout_s",
        least: 0.001,
        most: 86_400.0,
        step: 0.001,
        get: |scenario, _| Some(scenario.lanes.serverless.timeout_s),
        set: |scenario, _, value| scenario.lanes.serverless.timeout_s = value,
    },
    Setting {
        id: SettingId::FunctionMemory,
        owner: SettingOwner::Lane(LaneId::Serverless),
        unit: Unit::Megabytes,
        is_live: false,
        field: "lanes.serverless.memory_mb",
        least: 128.0,
        most: 32_768.0,
        step: 1.0,
        get: |scenario, _| Some(f64::from(scenario.lanes.serverless.memory_mb)),
        set: |scenario, _, value| {
            let serverless = &mut scenario.lanes.serverless;
            let limits = serverless.limits();
            let (least, most) = (limits.memory_min_mb, limits.memory_max_mb);
            serverless.memory_mb = (value as u32).clamp(least, most);
        },
    },
    Setting {
        id: SettingId::Connections,
        owner: SettingOwner::Lane(LaneId::Serverless),
        unit: Unit::Connections,
        is_live: false,
        field: "datastore.connections",
        least: 1.0,
        most: 100_000.0,
        step: 1.0,
        get: |scenario, _| Some(f64::from(scenario.datastore.connections)),
        set: |scenario, _, value| {
            let datastore = &mut scenario.datastore;
            datastore.connections = value as u32;
            datastore.connections_for_services = datastore
                .connections_for_services
                .min(datastore.connections);
        },
    },
    Setting {
        id: SettingId::EdgeCpuLimitMs,
        owner: SettingOwner::Lane(LaneId::Edge),
        unit: Unit::Milliseconds,
        is_live: true,
        field: "lanes.edge.cpu_limit_ms",
        least: 0.1,
        most: 300_000.0,
        step: 0.1,
        get: |scenario, _| Some(scenario.lanes.edge.cpu_limit_ms),
        set: |scenario, _, value| scenario.lanes.edge.cpu_limit_ms = value,
    },
    lane_count!(EdgeMemory, Edge, Megabytes, false, 1.0 to 10_240.0, lanes.edge.memory_mb),
    lane_count!(EdgeObjects, Edge, Answers, false, 0.0 to caps::KEYS as f64, lanes.edge.cache_objects),
    lane_count!(SandboxWorkers, Sandbox, Runs, true, 1.0 to 100_000.0, lanes.sandbox.workers),
    lane_count!(SandboxQueue, Sandbox, Requests, true, 0.0 to 1_000_000.0, lanes.sandbox.queue),
    Setting {
        id: SettingId::Fuel,
        owner: SettingOwner::Lane(LaneId::Sandbox),
        unit: Unit::Fuel,
        is_live: false,
        field: "lanes.sandbox.fuel",
        least: 1_000.0,
        most: caps::FUEL as f64,
        step: 1.0,
        get: |scenario, _| Some(scenario.lanes.sandbox.fuel as f64),
        set: |scenario, _, value| scenario.lanes.sandbox.fuel = value as u64,
    },
    lane_count!(WallMemory, Sandbox, Megabytes, false, 1.0 to 4_096.0, lanes.sandbox.memory_mb),
    Setting {
        id: SettingId::MinReplicas,
        owner: SettingOwner::Lane(LaneId::Service),
        unit: Unit::Replicas,
        is_live: false,
        field: "lanes.service.deployment.min_replicas",
        least: 1.0,
        most: 1_000.0,
        step: 1.0,
        get: |scenario, _| Some(f64::from(scenario.lanes.service.deployment.min_replicas)),
        set: |scenario, _, value| {
            let deployment = &mut scenario.lanes.service.deployment;
            deployment.min_replicas = value as u32;
            deployment.max_replicas = deployment.max_replicas.max(deployment.min_replicas);
        },
    },
    Setting {
        id: SettingId::MaxReplicas,
        owner: SettingOwner::Lane(LaneId::Service),
        unit: Unit::Replicas,
        is_live: false,
        field: "lanes.service.deployment.max_replicas",
        least: 1.0,
        most: 1_000.0,
        step: 1.0,
        get: |scenario, _| Some(f64::from(scenario.lanes.service.deployment.max_replicas)),
        set: |scenario, _, value| {
            let deployment = &mut scenario.lanes.service.deployment;
            deployment.max_replicas = value as u32;
            deployment.min_replicas = deployment.min_replicas.min(deployment.max_replicas);
        },
    },
    lane_count!(Slots, Service, Requests, false, 1.0 to 10_000.0, lanes.service.deployment.slots),
    lane_count!(ReplicaQueue, Service, Requests, false, 0.0 to 1_000_000.0, lanes.service.deployment.queue),
];
