//! A second region: learners reach the nearer one, read a replica that is a little old, write at home, and are served where the
//! lane at home is down.

use super::support::{city, exactly, of, records, run, small, steady};
use model::catalog::LaneId;
use model::run::Run;
use model::scenario::{
    Change, ChangeKind, Coordination, KeyUsers, Remedy, Scenario, State, Trigger,
};

/// Learners in Dublin and in Singapore; `state` is what each request reads and writes.
fn two_cities(lane: &str, state: State, with_second: bool) -> Scenario {
    let mut work = steady("page", 36_000.0, 5.0);
    work.trigger = Trigger::Learner;
    work.steps[0].work.cpu_ms = exactly(5.0);
    work.steps[0].work.give_up_s = 30.0;
    work.steps[0].state = state;
    let mut scenario = small([(work, lane)]);
    scenario.audience = vec![city("Dublin", "IE"), city("Singapore", "SG")];
    scenario.horizon_s = 600.0;
    if with_second {
        scenario.remedies.push(Remedy::SecondRegion {
            target: "page".to_owned(),
            region: "ap-southeast-1".to_owned(),
        });
    }
    scenario
}

fn p95_ms(run: &Run) -> f64 {
    of(run, "page").latency.p95_ms.unwrap_or_default()
}

#[test]
fn who_is_far_reaches_the_nearer_region() {
    for lane in ["serverless", "service"] {
        let one = run(&two_cities(lane, State::None, false));
        let two = run(&two_cities(lane, State::None, true));
        assert!(p95_ms(&one) > 150.0, "{lane}: {}", p95_ms(&one));
        assert!(p95_ms(&two) < 40.0, "{lane}: {}", p95_ms(&two));
        assert_eq!(of(&two, "page").failed, 0);
    }
    let usd = |with_second| {
        let run = run(&two_cities("service", State::None, with_second));
        of(&run, "page").usd_per_month
    };
    assert!(
        (usd(true) / usd(false) - 2.0).abs() < 1e-9,
        "everything runs twice"
    );
}

fn shared(keys: u32, reads: u32, writes: u32) -> State {
    match records(keys, Coordination::None) {
        State::Records {
            skew, coordination, ..
        } => State::Records {
            reads,
            writes,
            keys,
            skew,
            coordination,
            users: KeyUsers::EveryCity,
        },
        other => other,
    }
}

#[test]
fn reads_are_near_and_a_little_old_and_writes_travel_home() {
    let reads = run(&two_cities("service", shared(1_000_000, 3, 0), true));
    assert!(p95_ms(&reads) < 45.0, "{}", p95_ms(&reads));
    let writes = run(&two_cities("service", shared(1_000_000, 0, 1), true));
    assert!(p95_ms(&writes) > 150.0, "{}", p95_ms(&writes));
    // Ten requests a second on twenty keys: some keys were written within the lag.
    let busy = run(&two_cities("service", shared(20, 1, 1), true));
    let alone = run(&two_cities("service", shared(20, 1, 1), false));
    assert!(of(&busy, "page").stale_reads > 50);
    assert_eq!(of(&alone, "page").stale_reads, 0);
}

#[test]
fn one_region_takes_over_for_the_other() {
    let outage = |with_second| {
        let mut scenario = two_cities("service", State::None, with_second);
        scenario.changes.push(Change {
            at_min: 2.0,
            until_min: Some(6.0),
            what: ChangeKind::LaneOutage {
                lane: LaneId::Service,
            },
        });
        run(&scenario)
    };
    assert!(of(&outage(false), "page").failed > 2_000);
    assert_eq!(of(&outage(true), "page").failed, 0);
}
