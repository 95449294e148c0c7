//! The fields that keep the numbers of settings: how they are read, and what follows when they are set.

use crate::scenario::{Arrivals, Need, Scenario, Work};

/// The type of a field that keeps a setting's number.
pub trait Number {
    /// The number of a field's value.
    fn number(&self) -> f64;
    /// The field's value of a number that is allowed.
    fn of(number: f64) -> Self;
}

impl Number for f64 {
    fn number(&self) -> f64 {
        *self
    }

    fn of(number: f64) -> Self {
        number
    }
}

/// A field that may be absent has the number 0 then.
impl Number for Option<f64> {
    fn number(&self) -> f64 {
        self.unwrap_or(0.0)
    }

    fn of(number: f64) -> Self {
        Some(number)
    }
}

impl Number for u32 {
    fn number(&self) -> f64 {
        f64::from(*self)
    }

    fn of(number: f64) -> Self {
        number as Self
    }
}

impl Number for u64 {
    fn number(&self) -> f64 {
        *self as f64
    }

    fn of(number: f64) -> Self {
        number as Self
    }
}

pub fn arrivals(scenario: &Scenario, workload: usize) -> Option<f64> {
    match scenario.workloads.get(workload)?.arrivals {
        Arrivals::Poisson { per_hour }
        | Arrivals::Peaks { per_hour, .. }
        | Arrivals::DeadlineRush { per_hour, .. } => Some(per_hour),
        Arrivals::Batch { count, .. } => Some(f64::from(count)),
        Arrivals::Imported { .. } | Arrivals::Schedule { .. } => None,
    }
}

pub fn set_arrivals(scenario: &mut Scenario, workload: usize, value: f64) {
    let workload = scenario.workloads.get_mut(workload);
    match workload.map(|workload| &mut workload.arrivals) {
        Some(
            Arrivals::Poisson { per_hour }
            | Arrivals::Peaks { per_hour, .. }
            | Arrivals::DeadlineRush { per_hour, .. },
        ) => *per_hour = value,
        Some(Arrivals::Batch { count, .. }) => *count = value as u32,
        _ => {}
    }
}

/// The hours of a month that are like this one for a workload; zero where it has no number of its own.
pub fn hours_per_month(scenario: &Scenario, workload: usize) -> Option<f64> {
    let workload = scenario.workloads.get(workload)?;
    Some(workload.hours_per_month.unwrap_or_default())
}

/// Sets the hours of a month that are like this one for a workload; zero leaves it to the scenario's month.
pub fn set_hours_per_month(scenario: &mut Scenario, workload: usize, hours: f64) {
    if let Some(workload) = scenario.workloads.get_mut(workload) {
        workload.hours_per_month = (hours > 0.0).then_some(hours);
    }
}

/// The cost target of a workload; zero where it has none.
pub fn cost_target(scenario: &Scenario, workload: usize) -> Option<f64> {
    let mut needs = scenario.workloads.get(workload)?.needs.iter();
    let target = needs.find_map(|need| match need {
        Need::Cost { at_most_usd } => Some(*at_most_usd),
        _ => None,
    });
    Some(target.unwrap_or_default())
}

/// Sets the cost target of a workload; zero removes it.
pub fn set_cost_target(scenario: &mut Scenario, workload: usize, at_most_usd: f64) {
    let Some(workload) = scenario.workloads.get_mut(workload) else {
        return;
    };
    if at_most_usd <= 0.0 {
        let is_cost = |need: &Need| matches!(need, Need::Cost { .. });
        workload.needs.retain(|need| !is_cost(need));
        return;
    }
    let mut costs = workload.needs.iter_mut().filter_map(|need| match need {
        Need::Cost { at_most_usd } => Some(at_most_usd),
        _ => None,
    });
    match costs.next() {
        Some(target) => *target = at_most_usd,
        None => workload.needs.push(Need::Cost { at_most_usd }),
    }
}

pub fn peak(scenario: &Scenario, workload: usize) -> Option<f64> {
    match &scenario.workloads.get(workload)?.arrivals {
        Arrivals::Peaks { peaks, .. } => {
            Some(peaks.iter().map(|peak| peak.share).sum::<f64>() * 100.0)
        }
        _ => None,
    }
}

pub fn set_peak(scenario: &mut Scenario, workload: usize, value: f64) {
    let workload = scenario.workloads.get_mut(workload);
    if let Some(Arrivals::Peaks { peaks, .. }) = workload.map(|workload| &mut workload.arrivals) {
        let now: f64 = peaks.iter().map(|peak| peak.share).sum();
        let each = value / 100.0 / peaks.len().max(1) as f64;
        for peak in peaks {
            let scaled = peak.share * value / 100.0 / now;
            peak.share = if now > 0.0 { scaled } else { each };
        }
    }
}

pub fn work(scenario: &Scenario, workload: usize) -> Option<&Work> {
    Some(&scenario.workloads.get(workload)?.steps.first()?.work)
}

pub fn with_work(scenario: &mut Scenario, workload: usize, change: impl FnOnce(&mut Work)) {
    let workload = scenario.workloads.get_mut(workload);
    if let Some(step) = workload.and_then(|workload| workload.steps.first_mut()) {
        change(&mut step.work);
    }
}

pub fn set_work(scenario: &mut Scenario, workload: usize, value: f64) {
    with_work(scenario, workload, |work| {
        let spread = work.cpu_ms.p99 / work.cpu_ms.median;
        work.cpu_ms.median = value;
        work.cpu_ms.p99 = value * spread;
    });
}

pub fn set_account_concurrency(scenario: &mut Scenario, value: f64) {
    scenario.set_account_concurrency(value as u32);
}

pub fn set_keep_alive(scenario: &mut Scenario, value: f64) {
    scenario.lanes.serverless.keep_alive_s = (value > 0.0).then_some(value);
}

pub fn set_function_memory(scenario: &mut Scenario, value: f64) {
    let serverless = &mut scenario.lanes.serverless;
    let limits = serverless.limits();
    let (least, most) = (limits.memory_min_mb, limits.memory_max_mb);
    serverless.memory_mb = (value as u32).clamp(least, most);
}

pub fn set_connections(scenario: &mut Scenario, value: f64) {
    let datastore = &mut scenario.datastore;
    datastore.connections = value as u32;
    datastore.connections_for_services = datastore
        .connections_for_services
        .min(datastore.connections);
}

pub fn set_min_replicas(scenario: &mut Scenario, value: f64) {
    let deployment = &mut scenario.lanes.service.deployment;
    deployment.min_replicas = value as u32;
    deployment.max_replicas = deployment.max_replicas.max(deployment.min_replicas);
}

pub fn set_max_replicas(scenario: &mut Scenario, value: f64) {
    let deployment = &mut scenario.lanes.service.deployment;
    deployment.max_replicas = value as u32;
    deployment.min_replicas = deployment.min_replicas.min(deployment.max_replicas);
}
