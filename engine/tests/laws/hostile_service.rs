//! The same hostile code without walls: its effect on a service's other requests, and on functions and the
//! edge, where each request runs alone.

use super::support::{
    count, ended, failed, of, place, replicas, requests, run, small, snippets, spent,
};
use model::outcome::{Cause, Outcome};
use model::run::Run;
use model::scenario::{Arrivals, Deployment, Peak, Remedy, Scenario, Spread};
use model::trace::{NO_INSTANCE, RequestView, SegmentKind};

/// Grading with one hostile run in fifty, on a few crowded replicas.
fn grading(hostile: &str, lane: &'static str) -> Scenario {
    let shares = [("multiple-choice", 49.0), (hostile, 1.0)];
    let mut grading = snippets("grading", 7_200.0, &shares);
    grading.steps[0].work.cpu_ms.median = 500.0;
    grading.steps[0].work.cpu_ms.p99 = 2_000.0;
    grading.steps[0].work.give_up_s = 20.0;
    let mut scenario = small([(grading, lane)]);
    scenario.lanes.service.deployment = replicas(3, 4);
    scenario
}

fn hostile_runs(run: &Run) -> u64 {
    let runs = of(run, "grading").hostile_runs;
    assert!(runs > 80, "{runs} hostile runs");
    runs
}

#[test]
fn a_bomb_takes_its_replica_down_with_everyone_in_it() {
    for bomb in ["memory-bomb", "deep-recursion"] {
        let run = run(&grading(bomb, "service"));
        let report = of(&run, "grading");
        let killed = count(&report.failures, Cause::NeighbourCrashed);
        assert!(killed > 20, "{bomb}: {killed} killed");
        assert_eq!(report.neighbours_hurt, killed, "{bomb}");
        let own = failed(&run, Cause::Crashed);
        assert!(
            own > 50 && own <= report.hostile_runs,
            "{bomb}: {own} crashed"
        );
        // A replica that crashes often waits longer and longer for its restart; some requests never run.
        let never = failed(&run, Cause::Unfinished);
        assert_eq!(report.failed, killed + own + never, "{bomb}");
        // Requests in the same process die at the moment of the crash.
        let crashes: Vec<_> = ended(&run, Outcome::Failed(Cause::Crashed))
            .map(|request| request.ended)
            .collect();
        for request in ended(&run, Outcome::Failed(Cause::NeighbourCrashed)) {
            assert!(crashes.contains(&request.ended), "{request:?}");
        }
    }
}

#[test]
fn a_replica_that_crashed_takes_nothing_for_a_while() {
    let mut scenario = grading("memory-bomb", "service");
    scenario.lanes.service.deployment = replicas(1, 4);
    let run = run(&scenario);
    let restart_ns = 10_000_000_000;
    let crashes: Vec<u64> = ended(&run, Outcome::Failed(Cause::Crashed))
        .map(|request| request.ended.0)
        .collect();
    assert!(crashes.len() > 20);
    for request in requests(&run) {
        let begun = request.arrived + spent(&request, SegmentKind::Wait);
        let inside = |crash: &&u64| (**crash..**crash + restart_ns).contains(&begun.0);
        assert_eq!(
            crashes.iter().find(inside),
            None,
            "{request:?} ran while nothing did"
        );
    }
}

#[test]
fn a_replica_that_crashes_while_it_drains_is_gone() {
    // A rush of long work that ebbs away: replicas are taken away while some still run there.
    let mut grading = snippets(
        "grading",
        0.0,
        &[("multiple-choice", 19.0), ("memory-bomb", 1.0)],
    );
    let rush = Peak {
        at_min: 15.0,
        width_min: 20.0,
        share: 0.95,
    };
    grading.arrivals = Arrivals::Peaks {
        per_hour: 700.0,
        peaks: vec![rush],
    };
    grading.steps[0].work.cpu_ms = Spread::log_normal(200_000.0, 1_000_000.0);
    let mut scenario = small([(grading, "service")]);
    scenario.drain_limit_s = 40_000.0;
    scenario.lanes.service.deployment = Deployment {
        min_replicas: 1,
        max_replicas: 12,
        ..replicas(1, 8)
    };
    let mut while_draining = 0;
    for seed in 0..10 {
        scenario.seed = seed;
        let run = run(&scenario);
        let instances = &run.trace.instances;
        let span_of = |request: &RequestView<'_>| instances.get(request.instance).unwrap();
        while_draining += ended(&run, Outcome::Failed(Cause::Crashed))
            .filter(|request| span_of(request).gone == request.ended)
            .count();
        for request in requests(&run).filter(|request| request.instance != NO_INSTANCE) {
            assert!(
                span_of(&request).gone >= request.ended,
                "{request:?} ran nowhere"
            );
        }
    }
    assert!(while_draining > 0, "none crashed while it drained");
}

#[test]
fn a_loop_pins_a_slot_until_its_owner_gives_up() {
    let run = run(&grading("endless-loop", "service"));
    assert_eq!(failed(&run, Cause::GivenUp), hostile_runs(&run));
    for request in ended(&run, Outcome::Failed(Cause::GivenUp)) {
        assert_eq!(
            spent(&request, SegmentKind::Execute).as_secs(),
            20.0,
            "{request:?}"
        );
    }
    assert_eq!(of(&run, "grading").honest_failed, 0);
}

#[test]
fn loops_starve_whoever_finds_the_waiting_room_full() {
    fn check(hostile: &str, starves: bool) {
        let mut scenario = grading(hostile, "service");
        let crowded = Deployment {
            queue: 5,
            ..replicas(1, 4)
        };
        scenario.lanes.service.deployment = crowded;
        scenario.workloads[0].arrivals = Arrivals::Poisson { per_hour: 10_800.0 };
        let run = run(&scenario);
        assert_eq!(
            of(&run, "grading").neighbours_hurt > 100,
            starves,
            "{hostile}"
        );
    }
    check("endless-loop", true);
    check("numeric", false);
}

#[test]
fn a_forbidden_call_goes_through() {
    for lane in ["service", "serverless", "edge"] {
        let run = run(&grading("forbidden-call", lane));
        let report = of(&run, "grading");
        assert_eq!(
            (report.breaches, report.failed),
            (hostile_runs(&run), 0),
            "{lane}"
        );
        let moments = &run.summary.moments;
        let breach = model::moments::MomentKind::FirstBreach;
        assert!(moments.iter().any(|moment| moment.kind == breach), "{lane}");
    }
}

#[test]
fn behind_walls_none_of_it_happens() {
    for hostile in [
        "memory-bomb",
        "deep-recursion",
        "endless-loop",
        "forbidden-call",
    ] {
        let mut scenario = grading(hostile, "service");
        scenario.placements.place("grading", place("service+walls"));
        let run = run(&scenario);
        let report = of(&run, "grading");
        let harm = (
            report.breaches,
            report.neighbours_hurt,
            report.honest_failed,
        );
        assert_eq!(harm, (0, 0, 0), "{hostile}");
        assert_eq!(report.failed, hostile_runs(&run), "{hostile}");
    }
}

#[test]
fn a_function_and_an_isolate_stand_alone() {
    fn check(hostile: &str, lane: &'static str, cause: Cause) {
        let run = run(&grading(hostile, lane));
        let report = of(&run, "grading");
        assert_eq!(
            failed(&run, cause),
            hostile_runs(&run),
            "{hostile} on {lane}"
        );
        let harm = (
            report.honest_failed,
            report.neighbours_hurt,
            report.breaches,
        );
        assert_eq!(harm, (0, 0, 0), "{hostile} on {lane}");
    }
    check("memory-bomb", "serverless", Cause::Crashed);
    check("deep-recursion", "serverless", Cause::Crashed);
    check("endless-loop", "serverless", Cause::GivenUp);
    check("memory-bomb", "edge", Cause::MemoryLimit);
    check("endless-loop", "edge", Cause::GivenUp);
}

#[test]
fn a_loop_at_the_edge_ends_at_the_processor_limit() {
    let mut scenario = grading("endless-loop", "edge");
    scenario.lanes.edge.cpu_limit_ms = 10_000.0;
    let run = run(&scenario);
    assert_eq!(failed(&run, Cause::CpuLimit), hostile_runs(&run));
}

#[test]
fn a_loop_in_a_function_ends_at_the_platforms_limit() {
    let mut scenario = grading("endless-loop", "serverless");
    scenario.lanes.serverless.timeout_s = 15.0;
    let run = run(&scenario);
    assert_eq!(failed(&run, Cause::Timeout), hostile_runs(&run));
    for request in ended(&run, Outcome::Failed(Cause::Timeout)) {
        let all_attempts = spent(&request, SegmentKind::Execute).as_secs();
        assert_eq!(all_attempts, 3.0 * 15.0, "the platform runs it three times");
    }
}

#[test]
fn a_crashed_function_is_not_used_again() {
    let run = run(&grading("memory-bomb", "serverless"));
    let instances = &run.trace.instances;
    for request in ended(&run, Outcome::Failed(Cause::Crashed)) {
        let span = instances.get(request.instance).unwrap();
        assert_eq!(span.gone, request.ended, "{span:?} outlived {request:?}");
    }
}

/// A role that grants nothing stops a forbidden call; each call of the function is a request more, and a way more.
#[test]
fn an_empty_role_refuses_a_forbidden_call() {
    let with = |empty_role: bool| {
        let mut scenario = grading("forbidden-call", "serverless");
        if empty_role {
            let target = "grading".to_owned();
            scenario.remedies.push(Remedy::EmptyRole { target });
        }
        run(&scenario)
    };
    let (open, closed) = (with(false), with(true));
    let hostile = hostile_runs(&open);
    assert_eq!(of(&open, "grading").breaches, hostile);
    assert_eq!(of(&closed, "grading").breaches, 0);
    assert_eq!(failed(&closed, Cause::WallCall), hostile);
    assert_eq!(of(&closed, "grading").honest_failed, 0);
    let billed = |run: &Run| run.summary.report.costs[0].items[0].quantity;
    assert!(billed(&closed) > billed(&open) * 1.99);
    let honest = ended(&closed, Outcome::Ok).next().unwrap();
    assert_eq!(spent(&honest, SegmentKind::StateTrip).as_millis(), 20.0);
}
