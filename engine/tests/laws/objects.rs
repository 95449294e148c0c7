//! Objects at the edge: each key has one place and one writer, so nothing is lost or old; who is far away travels there, and
//! all take turns.

use super::support::{city, exactly, near, of, records, run, small, steady};
use model::outcome::Cause;
use model::run::Run;
use model::scenario::{Coordination, KeyUsers, Remedy, Scenario, State, Trigger};
use model::trace::SegmentKind;

/// Learners of two cities who change this many keys at this rate, at the edge.
fn shared(keys: u32, per_hour: f64, users: KeyUsers, with_objects: bool) -> Scenario {
    let mut work = steady("notes", per_hour, 1.0);
    work.trigger = Trigger::Learner;
    work.steps[0].work.cpu_ms = exactly(1.0);
    work.steps[0].state = match records(keys, Coordination::PerKey) {
        State::Records {
            reads,
            writes,
            keys,
            skew,
            coordination,
            ..
        } => State::Records {
            reads,
            writes,
            keys,
            skew,
            coordination,
            users,
        },
        other => other,
    };
    let mut scenario = small([(work, "edge")]);
    scenario.audience = vec![city("Dublin", "IE"), city("Singapore", "SG")];
    if with_objects {
        let target = "notes".to_owned();
        scenario.remedies.push(Remedy::Objects { target });
    }
    scenario
}

fn p50_ms(run: &Run) -> f64 {
    of(run, "notes").latency.p50_ms.unwrap_or_default()
}

#[test]
fn one_writer_loses_nothing_where_the_store_does() {
    let store = run(&shared(40, 36_000.0, KeyUsers::EveryCity, false));
    let objects = run(&shared(40, 36_000.0, KeyUsers::EveryCity, true));
    assert!(of(&store, "notes").lost_updates + of(&store, "notes").failed > 1_000);
    let report = of(&objects, "notes");
    assert_eq!(
        (report.lost_updates, report.failed, report.stale_reads),
        (0, 0, 0)
    );
}

/// A learner's own key is where the learner is; a key of both cities is far from half of its users.
#[test]
fn who_is_far_from_the_object_travels_there() {
    let own = run(&shared(10_000, 3_600.0, KeyUsers::OneCity, true));
    assert!(p50_ms(&own) < 20.0, "{}", p50_ms(&own));
    let both = run(&shared(10_000, 3_600.0, KeyUsers::EveryCity, true));
    let slow = of(&both, "notes").latency.p95_ms.unwrap_or_default();
    assert!(
        p50_ms(&both) < 180.0 && slow > 150.0,
        "{} and {slow}",
        p50_ms(&both)
    );
}

/// One object takes a thousand requests a second, one after the other (M/D/1): a key that all use is busy for a millisecond
/// of each.
#[test]
fn requests_of_one_key_take_turns() {
    let waits_ms = |keys: u32| {
        let mut scenario = shared(keys, 1_800_000.0, KeyUsers::OneCity, true);
        scenario.audience = vec![city("Dublin", "IE")];
        scenario.horizon_s = 120.0;
        let run = run(&scenario);
        let segments = &of(&run, "notes").mean_ms_by_segment;
        let turn = segments
            .iter()
            .find(|one| one.kind == SegmentKind::KeyWait as u8);
        turn.map_or(0.0, |one| one.mean_ms)
    };
    // Half busy: ρ / (2 (1 − ρ)) milliseconds.
    near("one key", waits_ms(1), 0.5, 0.05);
    assert!(waits_ms(10_000) < 0.01);
}

#[test]
fn a_platform_without_objects_does_not_offer_them() {
    let mut scenario = shared(40, 3_600.0, KeyUsers::OneCity, true);
    let preset = model::catalog::edge_preset("fastly-compute").unwrap();
    scenario.lanes.edge = model::scenario::EdgeSettings::of(preset);
    let run = run(&scenario);
    let report = of(&run, "notes");
    assert_eq!(
        super::support::count(&report.failures, Cause::NotOffered),
        report.requests
    );
}
