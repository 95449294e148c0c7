//! Every setting with its owner, unit and range, and the field that keeps its number.

use super::{Setting, SettingId, SettingOwner, Unit};
use crate::catalog::LaneId;
use crate::scenario::{Arrivals, Scenario, Work, caps};

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
    (
        $id:ident, $lane:ident, $unit:ident, $is_live:literal, $least:literal to $most:expr,
        $first:ident $(. $field:ident)+
    ) => {
        Setting {
            id: SettingId::$id,
            owner: SettingOwner::Lane(LaneId::$lane),
            unit: Unit::$unit,
            least: $least,
            most: $most,
            step: 1.0,
            is_live: $is_live,
            field: concat!(stringify!($first) $(, ".", stringify!($field))+),
            get: |scenario, _| Some(f64::from(scenario.$first $(. $field)+)),
            set: |scenario, _, value| scenario.$first $(. $field)+ = value as u32,
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
