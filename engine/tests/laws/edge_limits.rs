//! The limits of code at a POP: processor time, memory, no raw network. A failure at a limit goes away only
//! when that limit is relaxed.

use super::support::{ended, exactly, failed, of, place, run, small, spent, steady};
use model::outcome::{Cause, Outcome};
use model::scenario::{Capability, Scenario, Trigger};
use model::trace::SegmentKind;

fn edge(change: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut scenario = small([(steady("code", 3_600.0, 50.0), "edge")]);
    change(&mut scenario);
    scenario
}

fn check(scenario: &Scenario, cause: Option<Cause>) {
    let run = run(scenario);
    let report = of(&run, "code");
    assert!(report.requests > 3_000);
    assert_eq!(
        report.failed,
        cause.map_or(0, |_| report.requests),
        "{:?}",
        report.failures
    );
    if let Some(cause) = cause {
        assert_eq!(failed(&run, cause), report.requests);
    }
}

fn cpu(limit_ms: f64) -> impl Fn(&mut Scenario) {
    move |scenario| scenario.lanes.edge.cpu_limit_ms = limit_ms
}

fn needs_mb(memory_mb: u32) -> impl Fn(&mut Scenario) {
    move |scenario| scenario.workloads[0].steps[0].work.memory_mb = memory_mb
}

#[test]
fn processor_time() {
    check(&edge(cpu(49.9)), Some(Cause::CpuLimit));
    check(&edge(cpu(50.1)), None);
    let more_memory = |scenario: &mut Scenario| {
        cpu(49.9)(scenario);
        scenario.lanes.edge.memory_mb = 10_000;
    };
    check(&edge(more_memory), Some(Cause::CpuLimit));
    let run = run(&edge(cpu(10.0)));
    for request in ended(&run, Outcome::Failed(Cause::CpuLimit)) {
        assert_eq!(
            spent(&request, SegmentKind::Execute).0,
            10_000_000,
            "{request:?}"
        );
    }
}

#[test]
fn waiting_is_no_processor_time() {
    let waits = |scenario: &mut Scenario| {
        cpu(51.0)(scenario);
        scenario.workloads[0].steps[0].work.outside_wait_ms = Some(exactly(60_000.0));
    };
    check(&edge(waits), None);
}

#[test]
fn walls_slow_code_down_and_may_push_it_over() {
    let walled = |limit_ms: f64| {
        edge(|scenario| {
            cpu(limit_ms)(scenario);
            scenario.placements.place("code", place("edge+walls"));
        })
    };
    check(&walled(60.0), Some(Cause::CpuLimit));
    check(&walled(90.0), None);
}

#[test]
fn memory() {
    check(&edge(needs_mb(128)), None);
    check(&edge(needs_mb(129)), Some(Cause::MemoryLimit));
    let larger = |scenario: &mut Scenario| {
        needs_mb(129)(scenario);
        scenario.lanes.edge.memory_mb = 256;
    };
    check(&edge(larger), None);
    let more_time = |scenario: &mut Scenario| {
        needs_mb(129)(scenario);
        cpu(300_000.0)(scenario);
    };
    check(&edge(more_time), Some(Cause::MemoryLimit));
    let resident = |scenario: &mut Scenario| {
        needs_mb(64)(scenario);
        scenario.workloads[0].steps[0].work.resident_mb = 65;
    };
    check(&edge(resident), Some(Cause::MemoryLimit));
}

#[test]
fn no_raw_network() {
    let reaches = |capability: Capability| {
        edge(|scenario| {
            scenario.workloads[0].steps[0].reaches = vec![capability];
            scenario.lanes.edge.memory_mb = 10_000;
            cpu(300_000.0)(scenario);
        })
    };
    check(&reaches(Capability::RawNetwork), Some(Cause::NotOffered));
    check(&reaches(Capability::Http), None);
    check(&reaches(Capability::Storage), None);
    let mut elsewhere = reaches(Capability::RawNetwork);
    elsewhere.placements.place("code", place("serverless"));
    check(&elsewhere, None);
}

/// Runs that queues, events and timers start end after fifteen minutes by the clock; a request that a learner waits for
/// has no such limit.
#[test]
fn the_clock_ends_what_a_queue_or_a_timer_starts() {
    let waits = |trigger: Trigger, minutes: f64| {
        let mut work = steady("code", 60.0, 10.0);
        work.trigger = trigger;
        work.steps[0].work.outside_wait_ms = Some(exactly(minutes * 60_000.0));
        let mut scenario = small([(work, "edge")]);
        scenario.drain_limit_s = 7_200.0;
        let run = run(&scenario);
        let requests = of(&run, "code").requests;
        assert!(requests > 30);
        (failed(&run, Cause::WallTime), requests)
    };
    for trigger in [Trigger::Queue, Trigger::Event, Trigger::Timer] {
        let (ended, requests) = waits(trigger, 20.0);
        assert_eq!(ended, requests, "{trigger:?}");
        assert_eq!(waits(trigger, 14.9).0, 0, "{trigger:?}");
    }
    assert_eq!(waits(Trigger::Learner, 20.0).0, 0);
}

/// A hundred thousand requests a day, of 864,000 that arrive.
#[test]
fn the_free_plan_refuses_the_rest_of_the_day() {
    let check = |horizon_s: f64, taken: u64| {
        let mut work = steady("code", 36_000.0, 1.0);
        work.trigger = Trigger::Learner;
        let mut scenario = small([(work, "edge")]);
        scenario.lanes.edge = model::scenario::EdgeSettings::of(&model::catalog::edge_presets()[1]);
        scenario.horizon_s = horizon_s;
        let run = run(&scenario);
        let code = of(&run, "code");
        assert_eq!(code.ok, taken, "in {horizon_s} s");
        assert_eq!(failed(&run, Cause::DailyLimit), code.requests - taken);
    };
    check(86_400.0, 100_000);
    check(172_800.0, 200_000);
}

/// An isolate's 128 MB are shared by the requests in it: twenty at once of 100 MB each are in twenty isolates, of which
/// all but the first are made for them.
#[test]
fn an_isolate_holds_what_its_memory_holds() {
    let cold = |memory_mb: u32| {
        let mut scenario = at_once(1_000.0);
        scenario.workloads[0].steps[0].work.memory_mb = memory_mb;
        let run = run(&scenario);
        let report = of(&run, "work");
        assert_eq!(report.failed, 0);
        report.cold_starts
    };
    let (one, four, all) = (cold(100), cold(30), cold(1));
    assert!((25..60).contains(&one), "{one}, and 34 at once are likely");
    assert!(four < one / 2 && four > 3, "{four} with four in each");
    assert!(all < four, "{all} with 128 in each");
}

/// A function at the edge is kept as long as one at home, and starts cold after that.
#[test]
fn lambda_at_edge_starts_cold() {
    let cold_share = |per_hour: f64| {
        let mut scenario = small([(steady("work", per_hour, 10.0), "edge")]);
        scenario.horizon_s = 36_000.0;
        let preset = model::catalog::edge_preset("lambda-at-edge").unwrap();
        scenario.lanes.edge = model::scenario::EdgeSettings::of(preset);
        let run = run(&scenario);
        of(&run, "work").cold_starts as f64 / of(&run, "work").requests as f64
    };
    let (seldom, often) = (cold_share(3.0), cold_share(3_600.0));
    assert!(seldom > 0.5, "{seldom} of three an hour");
    assert!(often < 0.02, "{often} of one a second");
}

/// Twenty requests a second that each wait for this long.
fn at_once(wait_ms: f64) -> Scenario {
    let mut work = steady("work", 72_000.0, 10.0);
    work.steps[0].work.outside_wait_ms = Some(exactly(wait_ms));
    small([(work, "edge")])
}
