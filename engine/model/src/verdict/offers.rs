//! The remedies that could be tried for a workload in its placement, with initial limits.

use crate::catalog::LaneId;
use crate::outcome::Cause;
use crate::report::{CauseCount, WorkloadReport};
use crate::scenario::{EdgeStore, Remedy, Scenario, Step, Workload};

/// The remedies that affect this workload in its placement, each with limits that its run suggests. A
/// remedy that is switched on keeps its limits.
pub fn available_remedies(
    scenario: &Scenario,
    workload: &Workload,
    report: &WorkloadReport,
) -> Vec<Remedy> {
    let placement = scenario.placement_of(&workload.id);
    let all = Remedy::of_each_kind(&workload.id).into_iter();
    all.filter(|remedy| remedy.suits(workload, placement) && has_effect(remedy, scenario))
        .map(|remedy| {
            let mut on = scenario.remedies.iter();
            let on = on.find(|other| other.is_in_place_of(&remedy)).cloned();
            on.unwrap_or_else(|| with_limits(remedy, scenario, workload, report))
        })
        .collect()
}

/// Whether the platform and the remedies that are on let this one have an effect.
fn has_effect(remedy: &Remedy, scenario: &Scenario) -> bool {
    let on_its_target = |is_kind: fn(&Remedy) -> bool| {
        let mut on = scenario.remedies.iter();
        on.any(|other| is_kind(other) && other.target() == remedy.target())
    };
    let is_provisioned = || on_its_target(|other| matches!(other, Remedy::Provisioned { .. }));
    let has_snapshot = || on_its_target(|other| matches!(other, Remedy::Snapshot { .. }));
    let on_service = |target: &str| scenario.placement_of(target).lane == LaneId::Service;
    match remedy {
        // The platform has no snapshots for provisioned instances. Where both are on, either can be switched off.
        Remedy::Snapshot { .. } => {
            scenario.lanes.serverless.limits().has_snapshots
                && (!is_provisioned() || has_snapshot())
        }
        Remedy::Provisioned { .. } => {
            *remedy.range(scenario).end() > 0 && (!has_snapshot() || is_provisioned())
        }
        Remedy::Objects { .. } => scenario.lanes.edge.limits().has_objects,
        // The key-value store at the edge has no locks, and no conditional writes.
        Remedy::RowLock { target } | Remedy::ConditionalWrites { target } => {
            scenario.placement_of(target).lane != LaneId::Edge
                || scenario.lanes.edge.store_of(target) != EdgeStore::KeyValue
        }
        Remedy::Chunks { target, .. } => reaches_the_limit(target, scenario),
        Remedy::Schedule { target, .. } => on_service(target) || is_provisioned(),
        _ => *remedy.range(scenario).end() > 0,
    }
}

/// Whether one run in a hundred of a workload takes as long as a function may.
fn reaches_the_limit(target: &str, scenario: &Scenario) -> bool {
    let steps = scenario.workload(target).map(|workload| &workload.steps);
    let longest_ms = |step: &Step| {
        let wait = step.work.outside_wait_ms.map_or(0.0, |wait| wait.p99);
        step.work.cpu_ms.p99 + wait
    };
    let limit_ms = scenario.lanes.serverless.timeout_s * 1e3;
    steps.is_some_and(|steps| steps.iter().any(|step| longest_ms(step) >= limit_ms))
}

/// The number of failed and late requests of a workload whose cause a remedy acts on.
pub fn affected_requests(remedy: &Remedy, report: &WorkloadReport) -> u64 {
    // A second delivery is no failure of a request, and has a count of its own.
    let duplicates = CauseCount {
        cause: Cause::Duplicate,
        count: report.duplicates,
    };
    // Nor is a session that was lost.
    let sessions = CauseCount {
        cause: Cause::SessionLost,
        count: report.sessions_lost,
    };
    let counts = report.failures.iter().chain(&report.late_causes);
    let of_it = counts
        .chain([&duplicates, &sessions])
        .filter(|one| remedy.causes().contains(&one.cause));
    of_it.map(|one| one.count).sum()
}

/// A remedy with the limits that a run suggests, or the nearest that are allowed.
fn with_limits(
    mut remedy: Remedy,
    scenario: &Scenario,
    workload: &Workload,
    report: &WorkloadReport,
) -> Remedy {
    let peak = report.peak_instances as u32;
    match &mut remedy {
        Remedy::Provisioned { instances, .. } => *instances = peak,
        Remedy::ReservedConcurrency { concurrency, .. } => *concurrency = peak,
        Remedy::Chunks { at_most_s, .. } => {
            *at_most_s = (scenario.lanes.serverless.timeout_s * 0.8).round();
        }
        Remedy::MoreReplicas {
            min_replicas,
            max_replicas,
            ..
        } => {
            let now = scenario.lanes.service.deployment_of(workload);
            (*min_replicas, *max_replicas) = (now.min_replicas * 2, now.max_replicas * 2);
        }
        Remedy::ConnectionPooler
        | Remedy::IdempotencyKey { .. }
        | Remedy::RowLock { .. }
        | Remedy::ConditionalWrites { .. }
        | Remedy::PlainCdn { .. }
        | Remedy::Job { .. }
        | Remedy::Snapshot { .. }
        | Remedy::SessionRow { .. }
        | Remedy::QueueBetween { .. }
        | Remedy::EmptyRole { .. }
        | Remedy::Objects { .. } => {}
        Remedy::SecondRegion { region, .. } => region.clone_from(&report.second_region),
        // An evening and some time before it.
        Remedy::Schedule { hours_a_day, .. } => *hours_a_day = 6.0,
    }
    let number = remedy.number().unwrap_or(1);
    remedy.with_number(number, scenario)
}
