//! State at the edge: the key-value store is near and late to agree; the home database agrees and
//! is far.

use std::collections::BTreeMap;

use super::support::{city, count, of, requests, run, small, spent, steady};
use model::index::CityIndex;
use model::outcome::Cause::{LostUpdate, WriteRate};
use model::outcome::Outcome;
use model::run::Run;
use model::scenario::{
    Arrivals, Coordination, EdgeStore, KeyUsers, Remedy, Scenario, State, Trigger,
};
use model::trace::SegmentKind;

/// Learners in London and Sydney who write notes under a few keys.
fn notes(per_hour: f64, keys: u32, change: impl FnOnce(&mut Scenario)) -> Run {
    let mut notes = steady("notes", per_hour, 5.0);
    notes.trigger = Trigger::Learner;
    notes.steps[0].state = State::Records {
        reads: 1,
        writes: 1,
        keys,
        skew: 0.0,
        coordination: Coordination::PerKey,
        users: KeyUsers::EveryCity,
    };
    let mut scenario = small([(notes, "edge")]);
    scenario.audience = vec![city("London", "GB"), city("Sydney", "AU")];
    change(&mut scenario);
    run(&scenario)
}

fn home(scenario: &mut Scenario) {
    scenario.lanes.edge.store = EdgeStore::HomeDatabase;
}

fn one_city(scenario: &mut Scenario) {
    scenario.audience.pop();
}

#[test]
fn two_pops_overwrite_each_other() {
    let run = notes(3_600.0, 50, |_| {});
    let report = of(&run, "notes");
    assert!(report.lost_updates > 300, "{report:#?}");
    assert_eq!(count(&report.failures, LostUpdate), report.lost_updates);
    assert!(report.stale_reads > 300, "{report:#?}");
    assert_eq!(report.reads, report.requests);
}

#[test]
fn one_pop_agrees_with_itself() {
    let run = notes(3_600.0, 50, one_city);
    let report = of(&run, "notes");
    assert_eq!(report.stale_reads, 0);
    // Only those that meet within the few milliseconds of a run can overwrite each other.
    assert!(report.lost_updates <= 3, "{} lost", report.lost_updates);
}

#[test]
fn a_minute_later_everyone_agrees() {
    fn check(every_min: f64, agrees: bool) {
        let run = notes(0.0, 1, |scenario| {
            scenario.horizon_s = 36_000.0;
            scenario.workloads[0].arrivals = Arrivals::Schedule {
                first_min: 0.0,
                every_min,
            };
        });
        let report = of(&run, "notes");
        assert!(report.requests >= 500);
        let found = (report.stale_reads, report.lost_updates);
        assert_eq!(found == (0, 0), agrees, "every {every_min} min: {found:?}");
    }
    check(1.02, true);
    check(0.5, false);
}

#[test]
fn one_write_a_second_to_a_key() {
    let run = notes(36_000.0, 1, one_city);
    let report = of(&run, "notes");
    let refused = count(&report.failures, WriteRate);
    let written = report.requests - refused;
    // At ten a second the next write comes a tenth after the second is over, on average.
    let seconds = 3_600.0 / 1.1;
    assert!(
        (written as f64 - seconds).abs() < 0.03 * seconds,
        "{written} written in an hour"
    );
    let spread = notes(36_000.0, 100_000, one_city);
    assert!(count(&of(&spread, "notes").failures, WriteRate) < 30);
}

#[test]
fn writes_stand_a_second_apart() {
    let run = notes(36_000.0, 1, one_city);
    let mut done: Vec<u64> = requests(&run)
        .filter(|request| request.outcome != Outcome::Failed(WriteRate))
        .map(|request| request.ended.0 - spent(&request, SegmentKind::FromPop).0)
        .collect();
    done.sort_unstable();
    assert!(done.is_sorted_by(|one, next| one + 1_000_000_000 <= *next));
}

#[test]
fn the_home_database_agrees() {
    let run = notes(3_600.0, 50, home);
    let report = of(&run, "notes");
    assert_eq!(
        (report.stale_reads, count(&report.failures, WriteRate)),
        (0, 0)
    );
    // Far from its data a run takes longer, and two still overwrite each other without a lock.
    assert!(report.lost_updates > 0);
    let unhurried = notes(36.0, 50, |scenario| {
        home(scenario);
        scenario.horizon_s = 360_000.0;
    });
    assert_eq!(of(&unhurried, "notes").lost_updates, 0);
}

#[test]
fn a_workload_may_have_its_own_store() {
    let run = notes(3_600.0, 50, |scenario| {
        scenario.lanes.edge.stores =
            BTreeMap::from([("notes".to_owned(), EdgeStore::HomeDatabase)]);
    });
    assert_eq!(of(&run, "notes").stale_reads, 0);
}

#[test]
fn code_that_asks_often_is_slower_at_the_edge() {
    /// Mean milliseconds of state trips from Sydney.
    fn trips(reads: u32, change: fn(&mut Scenario)) -> f64 {
        let run = notes(360.0, 100_000, |scenario| {
            change(scenario);
            scenario.audience.remove(0);
            let State::Records {
                reads: r, writes, ..
            } = &mut scenario.workloads[0].steps[0].state
            else {
                return;
            };
            (*r, *writes) = (reads, 0);
        });
        let sum: f64 = requests(&run)
            .map(|request| spent(&request, SegmentKind::StateTrip).as_millis())
            .sum();
        sum / f64::from(run.trace.len())
    }
    let (one, six) = (trips(1, home), trips(6, home));
    let trip = (six - one) / 5.0;
    assert!(
        (200.0..400.0).contains(&trip),
        "{trip} ms from Sydney to Ireland and back"
    );
    // Each request opens a connection of its own: five round trips, without the half millisecond of a statement,
    // and five milliseconds.
    let opens = 5.0 * (trip - 0.5) + 5.0;
    assert!((one - trip - opens).abs() < 1e-3, "{one} ms for one");
    let pooled = trips(6, |scenario| {
        home(scenario);
        scenario.remedies.push(Remedy::ConnectionPooler);
    });
    assert!(
        (pooled - 6.0 * trip).abs() < 1e-3,
        "{pooled} ms for six with a pooler"
    );
    // Six reads of 2 ms where it is held; the first fetches the key, which hardly anybody reads twice in a minute.
    let near = trips(6, |_| {});
    let fetched = near - 12.0;
    assert!(
        (fetched - (trip - 0.5)).abs() < 0.02 * trip,
        "{near} ms from the key-value store"
    );
    let at_home = trips(6, |scenario| {
        scenario
            .placements
            .place("notes", super::support::place("service"));
    });
    assert!(at_home < 10.0, "{at_home} ms next to the database");
}

/// The share of stale reads that a pull-through cache of a minute has at two places, which was simulated on its own in
/// twenty lines of another language.
#[test]
fn as_stale_as_a_pull_through_cache() {
    fn check(per_hour: f64, keys: u32, reference: f64) {
        let run = notes(per_hour, keys, |scenario| scenario.horizon_s = 36_000.0);
        let report = of(&run, "notes");
        let share = report.stale_reads as f64 / report.reads as f64;
        let off = (share - reference).abs();
        assert!(off < 0.01, "{keys} keys: {share}, not {reference}");
    }
    check(1_200.0, 1, 0.501_5);
    check(3_600.0, 50, 0.096_8);
    check(36_000.0, 100_000, 0.000_007);
}

/// Who writes a key of one city reads it there, and sees it at once.
#[test]
fn the_keys_of_one_city_are_fresh() {
    for (of_keys, is_fresh) in [(KeyUsers::OneCity, true), (KeyUsers::EveryCity, false)] {
        let run = notes(3_600.0, 50, |scenario| {
            if let State::Records { users, .. } = &mut scenario.workloads[0].steps[0].state {
                *users = of_keys;
            }
        });
        let report = of(&run, "notes");
        assert_eq!(report.stale_reads == 0, is_fresh, "{of_keys:?}: {report:?}");
        let from_london = requests(&run).filter(|request| request.city == Some(CityIndex(0)));
        let share = from_london.count() as f64 / f64::from(run.trace.len());
        assert!((0.3..0.7).contains(&share), "{of_keys:?}: {share}");
    }
}
