//! A service takes each key in a transaction: no update is lost, and writers of a key wait for each
//! other.

use super::support::{count, of, records, requests, run, small, spent, steady, way};
use model::outcome::Cause::LostUpdate;
use model::run::Run;
use model::scenario::{Coordination, Scenario};
use model::trace::SegmentKind;

fn grades(keys: u32, lane: &'static str, coordination: Coordination) -> Scenario {
    let mut grades = steady("grades", 360_000.0, 20.0);
    grades.steps[0].state = records(keys, coordination);
    let mut scenario = small([(grades, lane)]);
    scenario.horizon_s = 60.0;
    scenario
}

fn waited_ms(run: &Run) -> f64 {
    requests(run)
        .map(|request| spent(&request, SegmentKind::KeyWait).as_millis())
        .sum()
}

#[test]
fn no_update_is_lost_whatever_the_contention() {
    for keys in [1, 2, 10, 1_000, 1_000_000] {
        let run = run(&grades(keys, "service", Coordination::PerKey));
        let report = of(&run, "grades");
        assert!(report.requests > 5_000);
        assert_eq!((report.lost_updates, report.failed), (0, 0), "{keys} keys");
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
    check(&grades(10, "service", Coordination::PerKey));
    let mut conditional = grades(10, "serverless", Coordination::PerKey);
    conditional
        .remedies
        .push(model::scenario::Remedy::ConditionalWrites {
            target: "grades".to_owned(),
        });
    conditional.lanes.serverless.cold_run_ms = Some(super::support::exactly(20.0));
    check(&conditional);
}

#[test]
fn the_same_without_transactions_loses_some() {
    let run = run(&grades(10, "serverless", Coordination::PerKey));
    let report = of(&run, "grades");
    assert!(report.lost_updates > 1_000, "{} lost", report.lost_updates);
    assert_eq!(count(&report.failures, LostUpdate), report.lost_updates);
    assert_eq!(report.requests, report.ok + report.failed);
}

#[test]
fn where_the_last_write_may_win_nothing_counts_as_lost() {
    let run = run(&grades(10, "serverless", Coordination::None));
    assert_eq!(of(&run, "grades").failed, 0);
}

#[test]
fn fewer_keys_make_writers_wait_longer() {
    let waits = [1_000_000, 100, 5, 1]
        .map(|keys| waited_ms(&run(&grades(keys, "service", Coordination::PerKey))));
    assert!(waits.is_sorted_by(|fewer, more| fewer < more), "{waits:?}");
    let freely = run(&grades(1, "service", Coordination::None));
    assert_eq!(
        waited_ms(&freely),
        0.0,
        "without coordination nobody waits for a key"
    );
}

#[test]
fn transactions_on_one_key_do_not_overlap() {
    let run = run(&grades(1, "service", Coordination::PerKey));
    let mut commits: Vec<(u64, u64)> = requests(&run)
        .map(|request| {
            let last = request.segments().last().unwrap();
            assert_eq!(last.kind, SegmentKind::StateTrip, "{request:?}");
            (last.start.0, last.end.0)
        })
        .collect();
    commits.sort_unstable();
    assert!(commits.is_sorted_by(|one, next| one.1 <= next.0));
    // Read and write under the lock: two trips of 1.26 ms.
    assert!(commits.iter().all(|(start, end)| end - start == 2_520_000));
}

#[test]
fn the_code_has_run_before_its_key_is_taken() {
    let run = run(&grades(5, "service", Coordination::PerKey));
    let mut waits = 0;
    for request in requests(&run) {
        let way: Vec<SegmentKind> = way(&request)
            .into_iter()
            .filter(|kind| *kind != SegmentKind::Wait)
            .collect();
        let (run, commit) = (SegmentKind::Execute, SegmentKind::StateTrip);
        let waited = way == [run, SegmentKind::KeyWait, commit];
        assert!(waited || way == [run, commit], "{request:?}");
        waits += u64::from(waited);
    }
    assert!(waits > 200, "{waits} waited");
}
