//! A guard of writes is a choice of the code, on every lane: with a lock on the row no update is lost and
//! writers of a key wait for each other, with conditional writes they try again, and with neither the last write wins.

use super::support::{count, of, records, requests, run, small, spent, steady, way};
use model::catalog::LaneId;
use model::outcome::Cause::LostUpdate;
use model::run::Run;
use model::scenario::{Capability, Coordination, EdgeStore, Remedy, Scenario, State};
use model::trace::SegmentKind;

const EVERY_LANE: [&str; LaneId::ALL.len()] = ["serverless", "edge", "sandbox", "service"];

/// A minute of a hundred writers a second, whose keys are rows of the home database on every lane.
fn grades(keys: u32, lane: &'static str, coordination: Coordination) -> Scenario {
    let mut grades = steady("grades", 360_000.0, 20.0);
    grades.steps[0].state = records(keys, coordination);
    let mut scenario = small([(grades, lane)]);
    scenario.horizon_s = 60.0;
    scenario.lanes.edge.store = EdgeStore::HomeDatabase;
    scenario.lanes.sandbox.grants = vec![Capability::Database];
    scenario
}

fn with(mut scenario: Scenario, guard: fn(String) -> Remedy) -> Scenario {
    scenario.remedies.push(guard("grades".to_owned()));
    scenario
}

fn locked(keys: u32, lane: &'static str) -> Scenario {
    let lock = |target| Remedy::RowLock { target };
    with(grades(keys, lane, Coordination::PerKey), lock)
}

fn conditional(keys: u32, lane: &'static str) -> Scenario {
    let conditional = |target| Remedy::ConditionalWrites { target };
    with(grades(keys, lane, Coordination::PerKey), conditional)
}

fn waited_ms(run: &Run) -> f64 {
    requests(run)
        .map(|request| spent(&request, SegmentKind::KeyWait).as_millis())
        .sum()
}

#[test]
fn no_update_is_lost_whatever_the_contention_and_the_lane() {
    for lane in EVERY_LANE {
        for keys in [1, 2, 10, 1_000, 1_000_000] {
            for scenario in [locked(keys, lane), conditional(keys, lane)] {
                let run = run(&scenario);
                let report = of(&run, "grades");
                assert!(report.requests > 5_000);
                let what = (lane, keys, &scenario.remedies);
                assert_eq!((report.lost_updates, report.failed), (0, 0), "{what:?}");
            }
        }
    }
}

#[test]
fn without_a_guard_every_lane_loses_some() {
    for lane in EVERY_LANE {
        let run = run(&grades(10, lane, Coordination::PerKey));
        let report = of(&run, "grades");
        let lost = report.lost_updates;
        assert!(lost > 1_000, "{lane}: {lost} lost");
        assert_eq!(count(&report.failures, LostUpdate), lost);
        assert_eq!(report.requests, report.ok + report.failed);
    }
}

/// The same database and the same trips: it is the guard that counts, and not the lane.
#[test]
fn functions_and_replicas_lose_as_many() {
    let lost = |lane| {
        let scenario = grades(10, lane, Coordination::PerKey);
        of(&run(&scenario), "grades").lost_updates as f64
    };
    let (functions, replicas) = (lost("serverless"), lost("service"));
    let ratio = functions / replicas;
    assert!(
        (ratio - 1.0).abs() < 0.1,
        "{functions} and {replicas} are lost"
    );
}

#[test]
fn a_lock_takes_the_place_of_conditional_writes() {
    let both = with(locked(10, "serverless"), |target| {
        Remedy::ConditionalWrites { target }
    });
    let (both, alone) = (run(&both), run(&locked(10, "serverless")));
    assert_eq!(both.summary.fingerprint, alone.summary.fingerprint);
}

/// The edge's own store has neither transactions nor conditional writes.
#[test]
fn the_edge_store_has_no_guard() {
    for mut scenario in [locked(10_000, "edge"), conditional(10_000, "edge")] {
        scenario.lanes.edge.store = EdgeStore::KeyValue;
        let guarded = run(&scenario);
        scenario.remedies.clear();
        assert_eq!(
            guarded.summary.fingerprint,
            run(&scenario).summary.fingerprint
        );
    }
}

/// Little's law: the time under the lock, and the wait for it, count as running on the replica; so do the repeated
/// trips of conditional writes.
#[test]
fn waits_for_a_lock_count_as_running() {
    let check = |scenario: &Scenario| {
        let run = run(scenario);
        let ran_s: f64 = requests(&run)
            .map(|request| {
                let kinds = [
                    SegmentKind::Execute,
                    SegmentKind::StateTrip,
                    SegmentKind::KeyWait,
                ];
                let ran = kinds.map(|kind| spent(&request, kind).as_secs());
                ran.iter().sum::<f64>()
            })
            .sum();
        let recorded = f64::from(run.trace.len()) / of(&run, "grades").requests as f64;
        let by_law = ran_s / recorded / scenario.horizon_s;
        let reported = of(&run, "grades").mean_running;
        assert!(
            (reported / by_law - 1.0).abs() < 0.02,
            "{reported}, not {by_law}"
        );
    };
    check(&locked(10, "service"));
    let mut repeated = conditional(10, "serverless");
    repeated.lanes.serverless.cold_run_ms = Some(super::support::exactly(20.0));
    check(&repeated);
}

/// A function is billed until its writes are done, with the wait for a lock and with the trips that it repeats.
#[test]
fn functions_are_billed_for_their_guard() {
    let usd = |mut scenario: Scenario| {
        if let State::Records { reads, writes, .. } = &mut scenario.workloads[0].steps[0].state {
            (*reads, *writes) = (6, 4);
        }
        of(&run(&scenario), "grades").usd_per_month
    };
    let freely = usd(grades(2, "serverless", Coordination::None));
    for scenario in [locked(2, "serverless"), conditional(2, "serverless")] {
        let guarded = usd(scenario);
        assert!(
            guarded > 1.1 * freely,
            "{guarded}, and {freely} without a guard"
        );
    }
}

#[test]
fn where_the_last_write_may_win_nothing_counts_as_lost() {
    let run = run(&grades(10, "serverless", Coordination::None));
    assert_eq!(of(&run, "grades").failed, 0);
}

#[test]
fn fewer_keys_make_writers_wait_longer() {
    for lane in EVERY_LANE {
        let waits = [1_000_000, 100, 5, 1].map(|keys| waited_ms(&run(&locked(keys, lane))));
        assert!(
            waits.is_sorted_by(|fewer, more| fewer < more),
            "{lane}: {waits:?}"
        );
    }
    let freely = run(&grades(1, "service", Coordination::None));
    assert_eq!(
        waited_ms(&freely),
        0.0,
        "without coordination nobody waits for a key"
    );
}

#[test]
fn transactions_on_one_key_do_not_overlap() {
    for lane in ["serverless", "service"] {
        let run = run(&locked(1, lane));
        let mut commits: Vec<(u64, u64)> = requests(&run)
            .map(|request| {
                let last = request.segments().last().unwrap();
                assert_eq!(last.kind, SegmentKind::StateTrip, "{request:?}");
                // Read and write under the lock are two trips of 1.26 ms; trips before them open a connection.
                let under_lock_ns = 2_520_000;
                assert!(last.end.0 - last.start.0 >= under_lock_ns);
                (last.end.0 - under_lock_ns, last.end.0)
            })
            .collect();
        commits.sort_unstable();
        assert!(commits.is_sorted_by(|one, next| one.1 <= next.0), "{lane}");
    }
}

#[test]
fn the_code_has_run_before_its_key_is_taken() {
    let run = run(&locked(5, "service"));
    let mut waits = 0;
    for request in requests(&run) {
        let way: Vec<SegmentKind> = way(&request)
            .into_iter()
            .filter(|kind| *kind != SegmentKind::Wait)
            .collect();
        let (code, wait) = (SegmentKind::Execute, SegmentKind::KeyWait);
        // A connection that has to be opened first takes trips of its own.
        let trips = SegmentKind::StateTrip;
        let (first, last) = (way.first(), way.last());
        assert_eq!((first, last), (Some(&code), Some(&trips)), "{request:?}");
        waits += u64::from(way.contains(&wait));
    }
    assert!(waits > 200, "{waits} waited");
}
