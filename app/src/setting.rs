//! The numbers of a scenario that a person can set one by one, each with its range.
//!
//! The ranges are the scenario's own rules; a test holds the two together. Must not know: words, or
//! how a field looks.

use engine::catalog::{LaneId, ServerlessLimits};
use engine::scenario::{Arrivals, Scenario, Work};

/// A number that can be set.
#[derive(Debug)]
pub(crate) struct Setting {
    /// What it is called in `text/settings.rs`.
    pub(crate) name: Name,
    /// Whose it is.
    pub(crate) of: Of,
    pub(crate) least: f64,
    pub(crate) most: f64,
    /// The smallest step worth making; whole numbers have 1.
    pub(crate) step: f64,
    get: fn(&Scenario, usize) -> Option<f64>,
    set: fn(&mut Scenario, usize, f64),
}

impl PartialEq for Setting {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Whose a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    Workload,
    Lane(LaneId),
}

/// What a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    Arrivals,
    Peak,
    Work,
    Memory,
    Dependencies,
    Concurrency,
    KeepAlive,
    Timeout,
    FunctionMemory,
    Connections,
    EdgeCpu,
    EdgeMemory,
    EdgeObjects,
    Workers,
    HostQueue,
    Fuel,
    WallMemory,
    MinReplicas,
    MaxReplicas,
    Slots,
    ReplicaQueue,
}

impl Setting {
    /// What it is now; none where this scenario or this workload has no such number.
    pub(crate) fn get(&self, scenario: &Scenario, workload: usize) -> Option<f64> {
        (self.get)(scenario, workload)
    }

    /// Sets it to the nearest number that is allowed.
    pub(crate) fn set(&self, scenario: &mut Scenario, workload: usize, value: f64) {
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

fn work(scenario: &Scenario, workload: usize) -> Option<&Work> {
    Some(&scenario.workloads.get(workload)?.steps.first()?.work)
}

fn with_work(scenario: &mut Scenario, workload: usize, change: impl FnOnce(&mut Work)) {
    let workload = scenario.workloads.get_mut(workload);
    if let Some(step) = workload.and_then(|workload| workload.steps.first_mut()) {
        change(&mut step.work);
    }
}

/// A whole number of a lane that stands in one field.
macro_rules! of_lane {
    ($name:ident, $lane:ident, $least:literal to $most:literal, $($field:ident).+) => {
        Setting {
            name: Name::$name,
            of: Of::Lane(LaneId::$lane),
            least: $least,
            most: $most,
            step: 1.0,
            get: |scenario, _| Some(f64::from(scenario.$($field).+)),
            set: |scenario, _, value| scenario.$($field).+ = value as u32,
        }
    };
}

/// Every setting, those of a workload first.
pub(crate) static SETTINGS: [Setting; 21] = [
    Setting {
        name: Name::Arrivals,
        of: Of::Workload,
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
        name: Name::Peak,
        of: Of::Workload,
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
        name: Name::Work,
        of: Of::Workload,
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
        name: Name::Memory,
        of: Of::Workload,
        least: 1.0,
        most: 1_048_576.0,
        step: 1.0,
        get: |scenario, index| Some(f64::from(work(scenario, index)?.memory_mb)),
        set: |scenario, index, value| {
            with_work(scenario, index, |work| work.memory_mb = value as u32);
        },
    },
    Setting {
        name: Name::Dependencies,
        of: Of::Workload,
        least: 0.0,
        most: 10_240.0,
        step: 1.0,
        get: |scenario, index| Some(work(scenario, index)?.dependencies_mb),
        set: |scenario, index, value| {
            with_work(scenario, index, |work| work.dependencies_mb = value);
        },
    },
    of_lane!(Concurrency, Serverless, 1.0 to 1_000_000.0, lanes.serverless.account_concurrency),
    Setting {
        name: Name::KeepAlive,
        of: Of::Lane(LaneId::Serverless),
        least: 0.0,
        most: 86_400.0,
        step: 1.0,
        get: |scenario, _| Some(scenario.lanes.serverless.keep_alive_s.unwrap_or(0.0)),
        set: |scenario, _, value| {
            scenario.lanes.serverless.keep_alive_s = (value > 0.0).then_some(value);
        },
    },
    Setting {
        name: Name::Timeout,
        of: Of::Lane(LaneId::Serverless),
        least: 1.0,
        most: 86_400.0,
        step: 1.0,
        get: |scenario, _| Some(scenario.lanes.serverless.timeout_s),
        set: |scenario, _, value| scenario.lanes.serverless.timeout_s = value,
    },
    Setting {
        name: Name::FunctionMemory,
        of: Of::Lane(LaneId::Serverless),
        least: 128.0,
        most: 32_768.0,
        step: 1.0,
        get: |scenario, _| Some(f64::from(scenario.lanes.serverless.memory_mb)),
        set: |scenario, _, value| {
            let serverless = &mut scenario.lanes.serverless;
            let limits = ServerlessLimits::of(&serverless.preset);
            // A platform that nobody knows is refused as a whole.
            let (least, most) = limits.map_or((128, 32_768), |limits| {
                (limits.memory_min_mb, limits.memory_max_mb)
            });
            serverless.memory_mb = (value as u32).clamp(least, most);
        },
    },
    Setting {
        name: Name::Connections,
        of: Of::Lane(LaneId::Serverless),
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
        name: Name::EdgeCpu,
        of: Of::Lane(LaneId::Edge),
        least: 0.1,
        most: 300_000.0,
        step: 0.1,
        get: |scenario, _| Some(scenario.lanes.edge.cpu_limit_ms),
        set: |scenario, _, value| scenario.lanes.edge.cpu_limit_ms = value,
    },
    of_lane!(EdgeMemory, Edge, 1.0 to 10_240.0, lanes.edge.memory_mb),
    of_lane!(EdgeObjects, Edge, 0.0 to 1_000_000.0, lanes.edge.cache_objects),
    of_lane!(Workers, Sandbox, 1.0 to 100_000.0, lanes.sandbox.workers),
    of_lane!(HostQueue, Sandbox, 0.0 to 1_000_000.0, lanes.sandbox.queue),
    Setting {
        name: Name::Fuel,
        of: Of::Lane(LaneId::Sandbox),
        least: 1_000.0,
        most: 100_000_000.0,
        step: 1.0,
        get: |scenario, _| Some(scenario.lanes.sandbox.fuel as f64),
        set: |scenario, _, value| scenario.lanes.sandbox.fuel = value as u64,
    },
    of_lane!(WallMemory, Sandbox, 1.0 to 4_096.0, lanes.sandbox.memory_mb),
    Setting {
        name: Name::MinReplicas,
        of: Of::Lane(LaneId::Service),
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
        name: Name::MaxReplicas,
        of: Of::Lane(LaneId::Service),
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
    of_lane!(Slots, Service, 1.0 to 10_000.0, lanes.service.deployment.slots),
    of_lane!(ReplicaQueue, Service, 0.0 to 1_000_000.0, lanes.service.deployment.queue),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::shipped;

    /// Every setting at both ends of its range, for every workload that has it: the scenario keeps
    /// its rules, and the number is what was set.
    #[test]
    fn ranges_are_the_rules_of_a_scenario() {
        for setting in &SETTINGS {
            for index in 0..shipped().workloads.len() {
                if setting.get(&shipped(), index).is_none() {
                    continue;
                }
                for value in [setting.least, setting.most, setting.most * 2.0] {
                    let mut scenario = shipped();
                    setting.set(&mut scenario, index, value);
                    let now = setting.get(&scenario, index).unwrap();
                    let expected = value.min(setting.most);
                    // A function's memory has the platform's own limits besides.
                    let is_set = (now - expected).abs() < 1e-6;
                    assert!(
                        is_set || setting.name == Name::FunctionMemory,
                        "{:?} {now}",
                        setting.name
                    );
                    assert_eq!(scenario.check(), Ok(()), "{:?} {value}", setting.name);
                }
            }
        }
    }

    #[test]
    fn what_is_no_number_changes_nothing() {
        for setting in &SETTINGS {
            let mut scenario = shipped();
            setting.set(&mut scenario, 0, f64::NAN);
            assert_eq!(scenario, shipped());
        }
    }
}
