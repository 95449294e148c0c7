//! The plugin host: hostile code ends at its walls and hurts no other request; workers are bounded; calls
//! that were not granted are denied; a run costs the fuel that it really burnt.

use super::support::{
    PROFILES, burst, count, ended, failed, of, records, requests, run, small, snippets, spent,
    steady,
};
use model::catalog::LaneId;
use model::catalog::sandbox::{FUEL_TIME_WASMI, FUEL_TIME_WASMTIME};
use model::outcome::{Cause, Outcome};
use model::scenario::{Capability, Coordination, SandboxRuntime, Scenario};
use model::trace::SegmentKind;
use model::units::Nanos;

const HONEST: [(&str, f64); 4] = [
    ("multiple-choice", 1.0),
    ("numeric", 1.0),
    ("keywords", 1.0),
    ("rubric", 1.0),
];

#[test]
fn hostile_code_ends_at_its_walls_and_hurts_nobody() {
    fn check(snippet: &str, cause: Cause) {
        let shares: Vec<(&str, f64)> = HONEST.into_iter().chain([(snippet, 1.0)]).collect();
        for lane in LaneId::ALL {
            let lane = match lane {
                LaneId::Sandbox => lane.to_string(),
                _ => format!("{lane}+walls"),
            };
            let run = run(&small([(snippets("grading", 3_600.0, &shares), &*lane)]));
            let report = of(&run, "grading");
            assert!(report.hostile_runs > 500, "{snippet} on {lane}");
            assert_eq!(
                failed(&run, cause),
                report.hostile_runs,
                "{snippet} on {lane}"
            );
            assert_eq!(report.failed, report.hostile_runs, "{snippet} on {lane}");
            let harm = (
                report.honest_failed,
                report.neighbours_hurt,
                report.breaches,
            );
            assert_eq!(harm, (0, 0, 0), "{snippet} on {lane}");
        }
    }
    check("endless-loop", Cause::OutOfFuel);
    check("memory-bomb", Cause::WallMemory);
    check("deep-recursion", Cause::WallStack);
    check("forbidden-call", Cause::WallCall);
}

#[test]
fn honest_code_is_graded() {
    let run = run(&small([(snippets("grading", 3_600.0, &HONEST), "sandbox")]));
    let report = of(&run, "grading");
    assert_eq!((report.ok, report.hostile_runs), (report.requests, 0));
    let graded: std::collections::BTreeSet<_> =
        requests(&run).map(|request| request.snippet).collect();
    let there_are: usize = PROFILES.snippets[..4]
        .iter()
        .map(|snippet| snippet.runs.len())
        .sum();
    assert_eq!(
        graded.len(),
        there_are,
        "each snippet on each of its submissions"
    );
}

/// Ten milliseconds of the host's own work, a fresh instance, and the fuel that the snippet really burnt.
#[test]
fn what_a_run_burnt_is_what_it_costs() {
    fn check(runtime: SandboxRuntime, instantiate_ns: f64, unit_ns: f64) {
        let shares: Vec<(&str, f64)> = HONEST.into_iter().chain([("endless-loop", 1.0)]).collect();
        let mut scenario = small([(snippets("grading", 3_600.0, &shares), "sandbox")]);
        scenario.lanes.sandbox.runtime = runtime;
        let run = run(&scenario);
        for request in requests(&run) {
            let (snippet, submission) = request.snippet.unwrap();
            let real = PROFILES.run(snippet.into(), submission.into()).unwrap();
            let expected = 1e7 + instantiate_ns + real.fuel_burnt as f64 * unit_ns;
            let took = spent(&request, SegmentKind::Execute).0 as f64;
            assert!(
                (took - expected).abs() < 10.0,
                "{took} ns, not {expected} ns: {real:?}"
            );
        }
    }
    check(SandboxRuntime::Wasmtime, 5_000.0, FUEL_TIME_WASMTIME.value);
    check(SandboxRuntime::Wasmi, 1_500.0, FUEL_TIME_WASMI.value);
}

#[test]
fn too_little_fuel_ends_honest_code_too() {
    let mut scenario = small([(snippets("grading", 3_600.0, &HONEST), "sandbox")]);
    scenario.lanes.sandbox.fuel = 2_000;
    let starved = run(&scenario);
    let report = of(&starved, "grading");
    let hungry = count(&report.failures, Cause::OutOfFuel);
    assert!(
        hungry > 0 && hungry < report.requests,
        "{hungry} of {}",
        report.requests
    );
    assert_eq!(report.failed, hungry);
}

#[test]
fn other_work_pays_the_published_slowdown() {
    let run = run(&small([(steady("work", 3_600.0, 100.0), "sandbox")]));
    for request in requests(&run) {
        let took = spent(&request, SegmentKind::Execute).as_millis();
        assert!((took - 145.005).abs() < 1e-3, "{took} ms");
    }
}

/// Ten at once, a second each (less the cost of walls), and these workers and this waiting room.
fn crowd(workers: u32, queue: u32) -> Scenario {
    let mut scenario = small([(burst("crowd", 10, 0.0, 1_000.0 / 1.45), "sandbox")]);
    scenario.lanes.sandbox.workers = workers;
    scenario.lanes.sandbox.queue = queue;
    scenario
}

#[test]
fn workers_are_bounded_and_the_rest_wait_their_turn() {
    let run = run(&crowd(3, 100));
    let begin = requests(&run).next().unwrap().arrived;
    let mut ends: Vec<u64> = requests(&run)
        .map(|request| (request.ended - begin).as_secs().round() as u64)
        .collect();
    assert!(ends.is_sorted(), "first come, first served");
    assert_eq!(of(&run, "crowd").peak_queue, 7);
    ends.dedup();
    assert_eq!(ends, [1, 2, 3, 4]);
    let starts: Vec<Nanos> = requests(&run)
        .map(|request| request.arrived + spent(&request, SegmentKind::Wait))
        .collect();
    for (place, at) in starts.iter().enumerate() {
        let busy = requests(&run)
            .zip(&starts)
            .filter(|(request, begun)| *begun <= at && *at < request.ended)
            .count();
        assert!(busy <= 3, "{busy} run when the {place}th begins");
    }
}

#[test]
fn beyond_the_waiting_room_requests_are_refused() {
    let run = run(&crowd(3, 2));
    assert_eq!(
        (of(&run, "crowd").ok, failed(&run, Cause::QueueFull)),
        (5, 5)
    );
    let refused = ended(&run, Outcome::Failed(Cause::QueueFull));
    assert!(
        refused
            .into_iter()
            .all(|request| request.ended == request.arrived)
    );
}

#[test]
fn what_is_not_granted_is_denied() {
    fn check(change: impl Fn(&mut Scenario), grant: Capability, trips: f64) {
        let mut scenario = small([(steady("work", 3_600.0, 100.0), "sandbox")]);
        change(&mut scenario);
        let denied = run(&scenario);
        assert_eq!(
            failed(&denied, Cause::CapabilityDenied),
            of(&denied, "work").requests
        );
        let others = [Capability::Database, Capability::Storage, Capability::Http];
        scenario.lanes.sandbox.grants =
            others.into_iter().filter(|other| *other != grant).collect();
        let still = run(&scenario);
        assert_eq!(
            failed(&still, Cause::CapabilityDenied),
            of(&still, "work").requests
        );
        scenario.lanes.sandbox.grants = vec![grant];
        let granted = run(&scenario);
        assert_eq!(of(&granted, "work").failed, 0);
        for request in requests(&granted) {
            let took = (request.ended - request.arrived).as_millis();
            let longer = took - 145.005 - trips * 1.26;
            // A run may open a connection of the host, in five round trips between zones and 5 ms, or wait for one.
            let opens_ms = if grant == Capability::Database {
                8.8
            } else {
                0.0
            };
            assert!(
                (-1e-3..opens_ms + 1e-3).contains(&longer),
                "{took} ms with {trips} trips"
            );
        }
    }
    let reaches = |capability: Capability| {
        move |scenario: &mut Scenario| scenario.workloads[0].steps[0].reaches = vec![capability]
    };
    check(reaches(Capability::Http), Capability::Http, 1.0);
    check(reaches(Capability::Storage), Capability::Storage, 1.0);
    let rows = |scenario: &mut Scenario| {
        scenario.workloads[0].steps[0].state = records(100, Coordination::None);
    };
    check(rows, Capability::Database, 2.0);
}
