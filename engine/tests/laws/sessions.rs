//! Memory from one request to the next: a service keeps it, a function keeps it by luck.

use super::support::{board, burst, of, requests, run, small, snippets, spent, steady};
use model::catalog::LaneId;
use model::run::Run;
use model::scenario::{Arrivals, Placement, Remedy, Scenario, State};
use model::trace::SegmentKind;

const SESSION: State = State::Session {
    sessions: 50,
    reload_reads: 4,
};

fn room(lane: &'static str, change: impl FnOnce(&mut Scenario)) -> Run {
    let mut room = steady("room", 18_000.0, 300.0);
    room.steps[0].state = SESSION;
    let mut scenario = small([(room, lane)]);
    change(&mut scenario);
    run(&scenario)
}

fn lost(run: &Run) -> f64 {
    let report = of(run, "room");
    report.sessions_lost as f64 / report.requests as f64
}

/// Requests that brought their session back from the database: four trips of 1.26 ms, and before them 8.8 ms where a
/// connection had to be opened.
fn reloads(run: &Run) -> u64 {
    let trips = requests(run).map(|request| spent(&request, SegmentKind::StateTrip).0);
    trips
        .filter(|&ns| ns > 0)
        .inspect(|ns| assert!([5_040_000, 13_840_000].contains(ns), "{ns}"))
        .count() as u64
}

#[test]
fn a_service_keeps_them() {
    let run = room("service", |_| {});
    assert_eq!(lost(&run), 0.0);
    assert_eq!(reloads(&run), 50, "each session is loaded once");
    let homes: std::collections::BTreeSet<u32> =
        requests(&run).map(|request| request.instance).collect();
    assert_eq!(homes.len(), 4, "sessions are spread over the replicas");
}

#[test]
fn functions_have_no_affinity() {
    let run = room("serverless", |_| {});
    assert!(lost(&run) > 0.3, "{} lost", lost(&run));
    assert!(reloads(&run) >= of(&run, "room").sessions_lost);
}

/// The classroom that ships, with its session as a row: any instance goes on with it, for a part of what replicas cost.
#[test]
fn a_session_that_is_a_row_is_never_lost() {
    let classroom = |change: fn(&mut Scenario)| {
        let mut scenario = board("matched-to-shape");
        change(&mut scenario);
        let run = run(&scenario);
        let fits = run.summary.verdict_on("live-classroom").unwrap().fits;
        (of(&run, "live-classroom").clone(), fits)
    };
    let (in_memory, fits) = classroom(|_| {});
    assert!(fits);
    let (as_row, fits) = classroom(|scenario| {
        let on = Placement::on(LaneId::Serverless);
        scenario.placements.place("live-classroom", on);
        let target = "live-classroom".to_owned();
        scenario.remedies.push(Remedy::SessionRow { target });
        scenario.remedies.push(Remedy::ConnectionPooler);
    });
    assert!(fits, "{as_row:#?}");
    assert_eq!((as_row.sessions_lost, as_row.lost_updates), (0, 0));
    assert!(as_row.usd_per_month < in_memory.usd_per_month);
    let (elsewhere, _) = classroom(|scenario| {
        let target = "live-classroom".to_owned();
        scenario.remedies.push(Remedy::SessionRow { target });
    });
    assert_eq!((elsewhere.sessions_lost, elsewhere.failed), (0, 0));
}

#[test]
fn a_function_that_is_alone_keeps_them() {
    let run = room("serverless", |scenario| {
        scenario.workloads[0].arrivals = Arrivals::Schedule {
            first_min: 0.0,
            every_min: 0.05,
        };
    });
    assert_eq!(of(&run, "room").cold_starts, 1);
    assert_eq!((lost(&run), reloads(&run)), (0.0, 50));
}

#[test]
fn a_function_that_was_reclaimed_has_lost_them() {
    let run = room("serverless", |scenario| {
        scenario.workloads[0].arrivals = Arrivals::Schedule {
            first_min: 0.0,
            every_min: 2.0,
        };
        scenario.workloads[0].steps[0].state = State::Session {
            sessions: 1,
            reload_reads: 4,
        };
        scenario.lanes.serverless.keep_alive_s = Some(60.0);
    });
    let report = of(&run, "room");
    assert_eq!(
        report.sessions_lost,
        report.requests - 1,
        "all but the first"
    );
}

#[test]
fn a_fresh_instance_for_each_request_keeps_none() {
    assert_eq!(lost(&room("sandbox", |_| {})), 1.0);
}

#[test]
fn a_crash_loses_those_of_its_replica() {
    fn check(hostile: &str, loses: bool) {
        let shares = [("multiple-choice", 499.0), (hostile, 1.0)];
        let mut room = snippets("room", 18_000.0, &shares);
        room.steps[0].state = SESSION;
        let run = run(&small([(room, "service")]));
        let report = of(&run, "room");
        assert!(report.requests > 10_000);
        assert_eq!(
            report.sessions_lost > 50,
            loses,
            "{hostile}: {} lost",
            report.sessions_lost
        );
        assert!(loses || report.sessions_lost == 0);
    }
    check("memory-bomb", true);
    check("numeric", false);
    check("forbidden-call", false);
}

#[test]
fn sessions_move_when_their_replica_is_taken_away() {
    let mut quiet = steady("room", 3_600.0, 50.0);
    quiet.steps[0].state = SESSION;
    let mut scenario = small([(quiet, "service"), (burst("other", 1, 0.0, 1.0), "service")]);
    scenario.lanes.service.deployment.min_replicas = 1;
    scenario.lanes.service.deployment.slots = 1;
    scenario.lanes.service.target_utilisation = 0.05;
    scenario.workloads[0].arrivals = Arrivals::Peaks {
        per_hour: 3_600.0,
        peaks: vec![model::scenario::Peak {
            at_min: 15.0,
            width_min: 20.0,
            share: 0.95,
        }],
    };
    let run = run(&scenario);
    let instances = &run.trace.instances;
    let gone = (0..instances.len())
        .filter(|&index| instances.get(index).unwrap().gone.0 != u64::MAX)
        .count();
    assert!(gone > 0, "no replica was taken away");
    assert_eq!(lost(&run), 0.0);
}
