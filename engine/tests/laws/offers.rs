//! Remedies that are offered can be tried: with each of them the scenario keeps its rules, and one
//! that is on is offered with its own numbers.

use model::catalog::LaneId;
use model::scenario::{Placement, Remedy};
use model::verdict::{affected_requests, available_remedies};

use crate::support::{board, run};

/// The kinds that are offered for a workload on a lane.
fn check(workload: &str, lane: LaneId, expected: &[&str]) {
    let mut scenario = board("everything-on-serverless");
    scenario.placements.place(workload, Placement::on(lane));
    let index = scenario.workload_index(workload).unwrap();
    let report = run(&scenario).summary.report;
    let offered = available_remedies(
        &scenario,
        &scenario.workloads[index],
        &report.workloads[index],
    );
    let kinds: Vec<String> = offered.iter().map(kind).collect();
    assert_eq!(kinds, expected);
    for remedy in offered {
        let mut with = scenario.clone();
        with.remedies.retain(|other| !other.is_in_place_of(&remedy));
        with.remedies.push(remedy.clone());
        assert_eq!(with.check(), Ok(()), "{remedy:?}");
        let again = available_remedies(&with, &with.workloads[index], &report.workloads[index]);
        assert!(
            again.contains(&remedy),
            "{remedy:?} is on, and offered as it is"
        );
    }
}

fn kind(remedy: &Remedy) -> String {
    let json = serde_json::to_value(remedy).unwrap();
    json["kind"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn what_is_offered_where() {
    check(
        "quiz-submissions",
        LaneId::Serverless,
        &[
            "provisioned",
            "reserved_concurrency",
            "connection_pooler",
            "queue_between",
            "second_region",
            "plain_cdn",
            "row_lock",
            "conditional_writes",
        ],
    );
    check(
        "quiz-submissions",
        LaneId::Service,
        &[
            "connection_pooler",
            "more_replicas",
            "schedule",
            "queue_between",
            "second_region",
            "plain_cdn",
            "row_lock",
            "conditional_writes",
        ],
    );
    check(
        "quiz-submissions",
        LaneId::Edge,
        &[
            // The store at the edge has no locks, and no conditional writes.
            "connection_pooler",
            "objects",
        ],
    );
}

/// A remedy that is switched on removes the requests that it acts on, where nothing else limits them.
#[test]
fn a_snapshot_and_provisioned_instances_are_offered_one_at_a_time() {
    let mut scenario = board("everything-on-serverless");
    let index = scenario.workload_index("certificates").unwrap();
    let report = run(&scenario).summary.report;
    let target = || "certificates".to_owned();
    let provisioned = Remedy::Provisioned {
        target: target(),
        instances: 5,
    };
    let snapshot = Remedy::Snapshot { target: target() };
    for (on, missing) in [(&provisioned, "snapshot"), (&snapshot, "provisioned")] {
        scenario.remedies = vec![on.clone()];
        let workload = &scenario.workloads[index];
        let offered = available_remedies(&scenario, workload, &report.workloads[index]);
        assert!(offered.contains(on));
        assert!(!offered.iter().any(|one| kind(one) == missing), "{missing}");
    }
}

#[test]
fn what_a_pooler_acts_on_is_gone_with_it() {
    let mut scenario = board("everything-on-serverless");
    let index = scenario.workload_index("quiz-submissions").unwrap();
    let affected = |scenario: &_| {
        let report = run(scenario).summary.report;
        affected_requests(&Remedy::ConnectionPooler, &report.workloads[index])
    };
    assert!(affected(&scenario) > 5_000);
    scenario.remedies.push(Remedy::ConnectionPooler);
    assert_eq!(affected(&scenario), 0);
}
