//! The remedies that could be tried for a workload in its placement, with initial limits.

use crate::catalog::LaneId;
use crate::report::WorkloadReport;
use crate::scenario::{Coordination, Remedy, Scenario, State, Step, Trigger, Workload};

/// The remedies that affect this workload in its placement, each with limits that its run suggests. A
/// remedy that is switched on keeps its limits.
pub fn offers(scenario: &Scenario, workload: &Workload, report: &WorkloadReport) -> Vec<Remedy> {
    let placement = scenario.placement_of(&workload.id);
    let target = || workload.id.clone();
    let any = |holds: fn(&Step) -> bool| workload.steps.iter().any(holds);
    let mut offers = Vec::new();
    // A remedy is offered with the nearest number that is allowed.
    let mut offer = |holds: bool, remedy: Remedy| {
        if holds {
            let number = remedy.number().unwrap_or(1);
            let remedy = remedy.with_number(number, &scenario.lanes);
            let on = scenario.remedies.iter();
            let mut on = on.filter(|other| other.is_in_place_of(&remedy));
            offers.push(on.next().unwrap_or(&remedy).clone());
        }
    };
    let serverless = placement.lane == LaneId::Serverless;
    let peak = report.peak_instances as u32;
    offer(
        serverless,
        Remedy::Provisioned {
            target: target(),
            instances: peak,
        },
    );
    offer(
        serverless,
        Remedy::ReservedConcurrency {
            target: target(),
            concurrency: peak,
        },
    );
    let has_state = any(|step| step.state != State::None);
    offer(serverless && has_state, Remedy::ConnectionPooler);
    offer(
        serverless && !workload.is_waited_for(),
        Remedy::Chunks {
            target: target(),
            at_most_s: (scenario.lanes.serverless.timeout_s * 0.8).round(),
        },
    );
    let replicas = scenario.lanes.service.deployment_of(workload);
    offer(
        placement.lane == LaneId::Service,
        Remedy::MoreReplicas {
            target: target(),
            min_replicas: replicas.min_replicas * 2,
            max_replicas: replicas.max_replicas * 2,
        },
    );
    offer(
        workload.trigger == Trigger::Learner && placement.lane != LaneId::Edge,
        Remedy::PlainCdn { target: target() },
    );
    let writes = |step: &Step| matches!(step.state, State::Records { writes, .. } if writes > 0);
    let has_effect = any(|step| !step.reaches.is_empty()) || any(writes);
    let by_event = !matches!(workload.trigger, Trigger::Learner | Trigger::Timer);
    offer(
        (by_event || workload.steps.len() > 1) && has_effect,
        Remedy::IdempotencyKey { target: target() },
    );
    offer(
        any(|step| {
            matches!(
                step.state,
                State::Records { writes, coordination: Coordination::PerKey, .. } if writes > 0
            )
        }),
        Remedy::ConditionalWrites { target: target() },
    );
    offers
}
