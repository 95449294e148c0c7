//! The requests of a replica share its pool of connections, the pools of all replicas share the database's limit,
//! and a pooler is in front of the database for every lane.

use super::support::{count, near, of, records, replicas, requests, run, small, spent, steady};
use model::outcome::Cause::ConnectionsExhausted;
use model::report::WorkloadReport;
use model::run::Run;
use model::scenario::{Coordination, EdgeStore, Remedy, Scenario, State, Workload};
use model::trace::SegmentKind;

/// Work of a millisecond with ten trips of 1.26 ms.
fn chatty(per_hour: f64) -> Workload {
    let mut work = steady("work", per_hour, 1.0);
    work.steps[0].state = State::Records {
        reads: 5,
        writes: 5,
        keys: 100_000,
        skew: 0.0,
        coordination: Coordination::None,
        users: model::scenario::KeyUsers::OneCity,
    };
    work
}

/// A minute of it on replicas of sixty slots, each with a pool of this size.
fn on_replicas(count: u32, pool: u32, per_s: f64) -> Scenario {
    let mut scenario = small([(chatty(per_s * 3_600.0), "service")]);
    scenario.horizon_s = 60.0;
    scenario.lanes.service.deployment = replicas(count, 60);
    scenario.lanes.service.deployment.connections = pool;
    scenario
}

fn work(run: &Run) -> &WorkloadReport {
    of(run, "work")
}

/// M/D/1: at a load of 0.63, the wait for the one connection is 12.6 ms · 0.63 / (2 · 0.37) = 10.7 ms.
#[test]
fn requests_of_a_replica_wait_for_its_connection() {
    let mut scenario = on_replicas(1, 1, 50.0);
    scenario.horizon_s = 3_600.0;
    let run = run(&scenario);
    let waits = requests(&run).map(|request| spent(&request, SegmentKind::Wait).as_millis());
    let mean_ms = waits.sum::<f64>() / f64::from(run.trace.len());
    near("mean wait, ms", mean_ms, 10.7, 0.04);
    assert_eq!(work(&run).failed, 0);
}

/// One connection finishes 79 requests of 12.6 ms a second, however many the replica takes at once.
#[test]
fn one_connection_bounds_what_a_replica_finishes() {
    let finished_late = |pool| {
        let report = run(&on_replicas(1, pool, 150.0));
        let first = requests(&report).filter(|request| !request.number.is_second_delivery());
        let ended = first.map(|request| request.ended.as_secs());
        ended.fold(0.0, f64::max)
    };
    near("with one, s", finished_late(1), 150.0 * 60.0 / 79.4, 0.03);
    assert!(finished_late(10) < 61.0);
}

#[test]
fn more_connections_wait_less() {
    let waits = [1, 2, 4, 8].map(|pool| work(&run(&on_replicas(1, pool, 70.0))).waits.mean_ms);
    assert!(
        waits.is_sorted_by(|fewer, more| fewer > more || *fewer == 0.0),
        "{waits:?}"
    );
    assert!(waits[0] > waits[3], "{waits:?}");
}

/// The requests of a replica whose every connection was refused fail; the others have what is left.
#[test]
fn replicas_beyond_the_limit_have_no_connection() {
    let failed_share = |connections: u32, reserved: u32| {
        let mut scenario = on_replicas(20, 1, 1_000.0);
        scenario.datastore.connections = connections;
        scenario.datastore.connections_for_services = reserved;
        let run = run(&scenario);
        let report = work(&run);
        assert_eq!(count(&report.failures, ConnectionsExhausted), report.failed);
        report.failed as f64 / report.requests as f64
    };
    assert_eq!(failed_share(20, 0), 0.0, "one for each");
    assert_eq!(failed_share(20, 20), 0.0, "all of them are for services");
    assert!(failed_share(2, 1) > 0.5, "eighteen replicas have none");
}

#[test]
fn a_pooler_serves_more_replicas_than_there_are_connections() {
    let mut scenario = on_replicas(20, 1, 100.0);
    scenario.datastore.connections = 2;
    scenario.remedies = vec![Remedy::ConnectionPooler];
    let run = run(&scenario);
    assert_eq!(work(&run).failed, 0);
    assert!(work(&run).waits.mean_ms > 0.0);
}

/// Five round trips of 0.76 ms between zones, and 5 ms of the database's own work.
#[test]
fn a_replica_opens_a_connection_once() {
    let run = run(&on_replicas(1, 1, 1.0));
    let mut trips: Vec<u64> = requests(&run)
        .map(|request| spent(&request, SegmentKind::StateTrip).0)
        .collect();
    trips.sort_unstable();
    let opened = trips.pop();
    assert_eq!(opened, Some(12_600_000 + 8_800_000));
    assert!(trips.iter().all(|&ns| ns == 12_600_000));
}

#[test]
fn a_new_instance_of_a_function_opens_one() {
    let run = run(&small([(chatty(360.0), "serverless")]));
    for request in requests(&run) {
        let opens_ns = match spent(&request, SegmentKind::ColdStart).0 {
            0 => 0,
            _ => 8_800_000,
        };
        let trips = spent(&request, SegmentKind::StateTrip).0;
        assert_eq!(trips, 12_600_000 + opens_ns, "{request:?}");
    }
}

/// A replica that goes gives its connections back, and one that crashed opens new ones.
#[test]
fn replicas_that_go_leave_their_connections() {
    let mut scenario = on_replicas(1, 1, 5.0);
    scenario.horizon_s = 3_600.0;
    scenario.datastore.connections = 4;
    let deployment = &mut scenario.lanes.service.deployment;
    (deployment.slots, deployment.vcpu, deployment.max_replicas) = (2, 2.0, 4);
    deployment.scale_on = model::scenario::ScalingMetric::RequestsInFlight;
    let rush = |at_min: f64| model::scenario::Change {
        at_min,
        until_min: Some(at_min + 5.0),
        what: model::scenario::ChangeKind::Surge {
            factor: 40.0,
            workload: Some("work".to_owned()),
            cities: Vec::new(),
        },
    };
    scenario.changes = vec![rush(5.0), rush(30.0)];
    let run = run(&scenario);
    let report = work(&run);
    assert!(
        run.trace.instances.len() > 5,
        "each rush needs new replicas"
    );
    assert_eq!(report.failed, 0, "{report:?}");
}

/// At the edge each request opens its own; with a pooler it borrows one that is open.
#[test]
fn the_edge_counts_against_the_limit() {
    let exhausted = |remedies: Vec<Remedy>| {
        let mut scenario = small([(chatty(720_000.0), "edge")]);
        scenario.horizon_s = 60.0;
        scenario.lanes.edge.store = EdgeStore::HomeDatabase;
        scenario.datastore.connections = 4;
        scenario.remedies = remedies;
        let run = run(&scenario);
        count(&work(&run).failures, ConnectionsExhausted)
    };
    assert!(exhausted(Vec::new()) > 1_000);
    assert_eq!(exhausted(vec![Remedy::ConnectionPooler]), 0);
}

/// A transaction waits for its lock with a connection in its hands: writers of one row take them all.
#[test]
fn writers_of_one_row_exhaust_a_pool() {
    let waits = |keys: u32| {
        let mut scenario = on_replicas(1, 4, 60.0);
        let mut reader = steady("reader", 36_000.0, 1.0);
        reader.steps[0].state = records(1_000, Coordination::None);
        if let State::Records {
            keys: rows,
            coordination,
            users: model::scenario::KeyUsers::OneCity,
            ..
        } = &mut scenario.workloads[0].steps[0].state
        {
            (*rows, *coordination) = (keys, Coordination::PerKey);
        }
        scenario.remedies = vec![
            Remedy::RowLock {
                target: "work".to_owned(),
            },
            Remedy::ConnectionPooler,
        ];
        scenario.datastore.connections = 4;
        let place = scenario.placements.get("work");
        scenario.workloads.push(reader);
        scenario.placements.place("reader", place);
        let run = run(&scenario);
        of(&run, "reader").waits.mean_ms
    };
    let (hot, spread) = (waits(1), waits(10_000));
    assert!(hot > 4.0 * spread.max(0.1), "{hot} ms, and {spread} ms");
}
