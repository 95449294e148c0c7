//! A change within the hour begins and ends at its times, and affects only the parts that it names.

use super::support::{
    city, ended, failed, of, place, records, replicas, requests, run, small, snippets, spent,
    steady,
};
use model::catalog::LaneId;
use model::index::CityIndex;
use model::outcome::{Cause, Outcome};
use model::run::Run;
use model::scenario::{
    Change, ChangeKind, ClientRetries, Coordination, Scenario, SettingId, State, Trigger,
};
use model::trace::SegmentKind;

const FROM_MIN: f64 = 20.0;
const UNTIL_MIN: f64 = 40.0;

/// One change from the twentieth to the fortieth minute.
fn with(mut scenario: Scenario, what: ChangeKind) -> Scenario {
    scenario.changes.push(Change {
        at_min: FROM_MIN,
        until_min: Some(UNTIL_MIN),
        what,
    });
    scenario
}

/// Arrivals of the only workload before, during and after the change.
fn thirds(run: &Run, counts: impl Fn(&model::trace::RequestView<'_>) -> bool) -> [u32; 3] {
    let mut thirds = [0; 3];
    for request in requests(run).filter(counts) {
        let minute = request.arrived.as_secs() / 60.0;
        thirds[usize::from(minute >= FROM_MIN) + usize::from(minute >= UNTIL_MIN)] += 1;
    }
    thirds
}

fn learners(lane: &'static str) -> Scenario {
    let mut work = steady("work", 36_000.0, 5.0);
    work.trigger = Trigger::Learner;
    let mut scenario = small([(work, lane)]);
    scenario.audience = vec![city("Dublin", "IE"), city("Sydney", "AU")];
    scenario
}

#[test]
fn a_surge_multiplies_the_arrivals_of_its_cities_alone() {
    let surge = |cities: &[&str]| ChangeKind::Surge {
        factor: 5.0,
        cities: cities.iter().map(|&city| city.to_owned()).collect(),
        workload: None,
    };
    let usual = thirds(&run(&learners("service")), |_| true);
    let everywhere = thirds(&run(&with(learners("service"), surge(&[]))), |_| true);
    assert_eq!((usual[0], usual[2]), (everywhere[0], everywhere[2]));
    let factor = f64::from(everywhere[1]) / f64::from(usual[1]);
    assert!((factor - 5.0).abs() < 0.15, "{factor}");
    let sydney = run(&with(learners("service"), surge(&["Sydney"])));
    let from = |index: u16| {
        thirds(&sydney, move |request| {
            request.city == Some(CityIndex(index))
        })[1]
    };
    let factor = f64::from(from(1)) / f64::from(from(0));
    assert!((factor - 5.0).abs() < 0.3, "{factor}");
}

#[test]
fn a_lost_pop_sends_its_learners_to_the_next() {
    let scenario = learners("edge");
    let usual = run(&scenario);
    let pop = |run: &Run, city: usize| {
        let index = run.summary.pop_of_city[city];
        run.summary.pops[usize::from(index)].code.clone()
    };
    let lost = pop(&usual, 1);
    let run = run(&with(scenario, ChangeKind::PopOutage { pop: lost.clone() }));
    for request in requests(&run).filter(|request| request.city == Some(CityIndex(1))) {
        let minute = request.arrived.as_secs() / 60.0;
        let pop = request.pop.expect("a point of presence");
        let code = &run.summary.pops[usize::from(pop)].code;
        let during = (FROM_MIN..UNTIL_MIN).contains(&minute);
        assert_eq!(*code != lost, during, "{minute}: {code}");
    }
    assert_eq!(of(&run, "work").failed, 0);
}

#[test]
fn a_database_that_is_down_fails_who_needs_it() {
    for lane in ["serverless", "service"] {
        let mut scenario = learners(lane);
        scenario.workloads[0].steps[0].state = records(100_000, Coordination::None);
        // Ten a second that each wait for five seconds: slots for all of them.
        scenario.lanes.service.deployment = replicas(20, 4);
        let run = run(&with(scenario, ChangeKind::DatabaseOutage));
        let down = Outcome::Failed(Cause::DatabaseDown);
        let [before, during, after] = thirds(&run, |request| request.outcome == down);
        assert!(
            during > 10_000 && before + after < 20,
            "{lane}: {before}, {during}, {after}"
        );
    }
    let stateless = run(&with(learners("service"), ChangeKind::DatabaseOutage));
    assert_eq!(of(&stateless, "work").failed, 0);
}

/// A request waits for the database for five seconds, and its slot with it: eight slots serve 1.6 a second of the ten
/// that arrive, and the others queue.
#[test]
fn a_database_that_does_not_answer_holds_the_slots() {
    let mut scenario = learners("service");
    scenario.workloads[0].steps[0].state = records(100_000, Coordination::None);
    scenario.lanes.service.deployment = replicas(2, 4);
    scenario.changes.push(Change {
        at_min: FROM_MIN,
        until_min: Some(FROM_MIN + 1.0),
        what: ChangeKind::DatabaseOutage,
    });
    let run = run(&scenario);
    let failures = failed(&run, Cause::DatabaseDown);
    assert!((88..=112).contains(&failures), "{failures} failed");
    let peak = of(&run, "work").peak_queue;
    assert!((400..=600).contains(&peak), "{peak} waited");
}

#[test]
fn clients_come_back_to_a_database_that_did_not_answer() {
    let lost = |attempts: u32| {
        let mut scenario = learners("service");
        scenario.workloads[0].steps[0].state = records(100_000, Coordination::None);
        scenario.lanes.service.deployment = replicas(20, 4);
        scenario.workloads[0].retries = Some(ClientRetries {
            attempts,
            first_wait_s: 10.0,
        });
        scenario.changes.push(Change {
            at_min: FROM_MIN,
            until_min: Some(FROM_MIN + 1.0),
            what: ChangeKind::DatabaseOutage,
        });
        of(&run(&scenario), "work").failed
    };
    assert!(lost(0) > 500);
    assert_eq!(lost(4), 0);
}

/// A session reads the database once, to be reloaded; while its replica keeps it in memory, never.
#[test]
fn a_session_in_memory_outlives_the_database() {
    let mut scenario = learners("service");
    scenario.workloads[0].steps[0].state = State::Session {
        sessions: 20,
        reload_reads: 4,
    };
    let run = run(&with(scenario, ChangeKind::DatabaseOutage));
    assert_eq!(of(&run, "work").failed, 0);
}

#[test]
fn a_slow_database_makes_trips_longer() {
    for (lane, longer) in [("serverless", true), ("service", true), ("edge", false)] {
        let mut scenario = learners(lane);
        scenario.workloads[0].steps[0].state = records(100_000, Coordination::None);
        let run = run(&with(scenario, ChangeKind::SlowDatabase { factor: 100.0 }));
        let slow = |request: &model::trace::RequestView<'_>| {
            spent(request, SegmentKind::StateTrip).as_millis() > 90.0
        };
        let [before, during, after] = thirds(&run, slow);
        // The key-value store is another store; far from home it fetches keys from there.
        let usual = before.midpoint(after);
        assert_eq!(during > usual + 10_000, longer, "{lane}");
        assert!(longer || during < usual + usual / 10, "{lane}");
        assert!(!longer || before + after < 20, "{lane}");
    }
}

#[test]
fn a_lane_that_is_down_refuses_who_waits_and_keeps_who_does_not() {
    let outage = || ChangeKind::LaneOutage {
        lane: LaneId::Serverless,
    };
    let waits = run(&with(learners("serverless"), outage()));
    assert!(failed(&waits, Cause::LaneDown) > 10_000);
    let events = run(&with(
        small([(steady("work", 3_600.0, 5.0), "serverless")]),
        outage(),
    ));
    assert_eq!(of(&events, "work").failed, 0);
    let late = requests(&events).filter(|request| spent(request, SegmentKind::Backoff).0 > 0);
    assert!(late.count() > 1_000);
}

/// A function's events come again later each time; a queue in front of another lane hides a message for half a minute.
#[test]
fn events_come_again_as_their_lane_has_it() {
    let waits_s = |lane: &'static str| {
        let outage = ChangeKind::LaneOutage {
            lane: place(lane).lane,
        };
        let run = run(&with(small([(steady("work", 3_600.0, 5.0), lane)]), outage));
        assert_eq!(of(&run, "work").failed, 0, "{lane}");
        let waits = requests(&run).map(|request| spent(&request, SegmentKind::Backoff).as_secs());
        waits.filter(|&wait_s| wait_s > 0.0).collect::<Vec<_>>()
    };
    for lane in ["service", "sandbox", "edge"] {
        let waits = waits_s(lane);
        assert!(waits.len() > 1_000, "{lane}");
        assert!(
            waits.iter().all(|wait_s| wait_s % 30.0 < 1e-6),
            "{lane}: {waits:?}"
        );
    }
    // After 1, 3, 7, 15 seconds and so on, up to five minutes between two attempts.
    let doubled = waits_s("serverless");
    let is_doubled = |&&wait_s: &&f64| libm::log2(wait_s + 1.0) % 1.0 < 1e-6 || wait_s > 511.0;
    assert_eq!(doubled.iter().filter(is_doubled).count(), doubled.len());
}

/// Four surges of an hour's tenth each, five times the traffic, add 0.4 × 4 of it.
#[test]
fn surges_one_after_the_other_add_and_do_not_multiply() {
    let mut scenario = learners("service");
    for at_min in [0.0, 15.0, 30.0, 45.0] {
        scenario.changes.push(Change {
            at_min,
            until_min: Some(at_min + 6.0),
            what: ChangeKind::Surge {
                factor: 5.0,
                cities: Vec::new(),
                workload: None,
            },
        });
    }
    let expected = scenario.expected_load();
    assert!(
        (expected.requests - 36_000.0 * 2.6).abs() < 1.0,
        "{expected:?}"
    );
    let one = {
        let mut one = scenario.clone();
        one.changes.truncate(1);
        one.expected_load()
    };
    assert_eq!(expected.in_flight, one.in_flight);
    // Two at the same time add up.
    scenario.changes[1].at_min = 3.0;
    scenario.changes[1].until_min = Some(9.0);
    let overlapping = scenario.expected_load().in_flight / (one.in_flight / 5.0);
    assert!((overlapping - 9.0).abs() < 1e-9, "{overlapping}");
    let requests = of(&run(&scenario), "work").requests as f64;
    assert!(
        (requests / (36_000.0 * 2.6) - 1.0).abs() < 0.02,
        "{requests}"
    );
}

#[test]
fn a_plugin_goes_when_its_time_is_over() {
    let mut honest = snippets("work", 3_600.0, &[("multiple-choice", 1.0)]);
    honest.steps[0].work.memory_mb = 256;
    let mut scenario = small([(honest, "service")]);
    scenario.lanes.service.deployment = replicas(4, 4);
    let run = run(&with(
        scenario,
        ChangeKind::HostilePlugin {
            workload: "work".to_owned(),
            snippet: "memory-bomb".to_owned(),
            share: 1.0,
        },
    ));
    let crashed = Outcome::Failed(Cause::Crashed);
    let [before, during, after] = thirds(&run, |request| request.outcome == crashed);
    assert_eq!((before, after), (0, 0));
    assert!(during > 10, "{during}");
}

#[test]
fn a_published_plugin_is_contained_by_walls_alone() {
    fn check(lane: &'static str) -> Run {
        let honest = snippets("work", 3_600.0, &[("multiple-choice", 1.0)]);
        run(&with(
            small([(honest, lane)]),
            ChangeKind::HostilePlugin {
                workload: "work".to_owned(),
                snippet: "forbidden-call".to_owned(),
                share: 0.5,
            },
        ))
    }
    let behind_walls = check("sandbox");
    assert_eq!(of(&behind_walls, "work").breaches, 0);
    let contained = ended(&behind_walls, Outcome::Failed(Cause::WallCall));
    let first = contained.map(|request| request.arrived.as_secs()).next();
    assert!(
        first.is_some_and(|at_s| at_s >= FROM_MIN * 60.0),
        "{first:?}"
    );
    assert!(of(&check("service"), "work").breaches > 500);
}

#[test]
fn a_workload_that_moves_takes_its_new_requests_with_it() {
    let mut scenario = learners("serverless");
    scenario.workloads[0].steps[0].state = records(1_000, Coordination::PerKey);
    scenario.changes.push(Change {
        at_min: FROM_MIN,
        until_min: None,
        what: ChangeKind::Placed {
            workload: "work".to_owned(),
            placement: place("service"),
        },
    });
    let run = run(&scenario);
    let lane = |request: &model::trace::RequestView<'_>| {
        run.summary.steps[usize::from(request.step)].placement.lane
    };
    let [before, during, after] = thirds(&run, |request| lane(request) == LaneId::Service);
    assert_eq!(before, 0);
    assert!(during > 10_000 && after > 10_000);
    assert_eq!(
        of(&run, "work").requests,
        u64::from(thirds(&run, |_| true).iter().sum::<u32>())
    );
    // Its replicas have to start first.
    assert!(of(&run, "work").waits.count > 100);
    let unmoved = super::support::run(&{
        let mut scenario = learners("serverless");
        scenario.workloads[0].steps[0].state = records(1_000, Coordination::PerKey);
        scenario
    });
    let arrived =
        |run: &Run| -> Vec<u64> { requests(run).map(|request| request.arrived.0).collect() };
    assert_eq!(arrived(&run), arrived(&unmoved), "the hour is the same");
}

#[test]
fn a_setting_changes_and_is_as_it_was_again() {
    let scenario = with(
        learners("edge"),
        ChangeKind::Set {
            setting: SettingId::EdgeCpuLimitMs,
            value: 1.0,
        },
    );
    let run = run(&scenario);
    let over = Outcome::Failed(Cause::CpuLimit);
    let [before, during, after] = thirds(&run, |request| request.outcome == over);
    assert!(
        during > 10_000 && before + after < 20,
        "{before}, {during}, {after}"
    );
}

/// Requests that an outage refuses cost nothing, and yet an outage is no saving: the bill is that of the hour
/// without it.
#[test]
fn the_bill_is_that_of_the_hour_without_faults() {
    fn check(lane: &'static str, what: ChangeKind, is_fault: bool) {
        let mut scenario = learners(lane);
        scenario.workloads[0].steps[0].state = records(100_000, Coordination::None);
        let (usual, changed) = (run(&scenario), run(&with(scenario, what)));
        let usd = |run: &Run| run.summary.report.usd_per_month();
        let is_same = (usd(&usual) - usd(&changed)).abs() < 1e-9;
        assert!(usd(&usual) > 0.0);
        assert_eq!(
            is_same,
            is_fault,
            "{lane}: {} {}",
            usd(&usual),
            usd(&changed)
        );
        let (before, after) = (of(&usual, "work"), of(&changed, "work"));
        assert_eq!(
            before.usd_per_month.to_bits() == after.usd_per_month.to_bits(),
            is_fault
        );
    }
    check("serverless", ChangeKind::DatabaseOutage, true);
    check("serverless", ChangeKind::SlowDatabase { factor: 8.0 }, true);
    let lane = LaneId::Edge;
    check("edge", ChangeKind::LaneOutage { lane }, true);
    let surge = ChangeKind::Surge {
        factor: 5.0,
        cities: Vec::new(),
        workload: None,
    };
    check("serverless", surge, false);
}
