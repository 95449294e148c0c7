//! Arrivals stop at the horizon; requests in flight go on up to a limit.

use super::support::{HOURS, board, ended, failed, of, replicas, requests, run, small, steady};
use model::catalog::LaneId;
use model::outcome::{Cause, Outcome};
use model::scenario::Scenario;
use model::units::Nanos;

/// Two hours of work each.
fn jobs(drain_limit_s: f64, change: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut scenario = small([(steady("jobs", 30.0, 7_200_000.0), "service")]);
    scenario.lanes.service.deployment = replicas(100, 1);
    scenario.drain_limit_s = drain_limit_s;
    change(&mut scenario);
    scenario
}

#[test]
fn arrivals_stop_at_the_horizon() {
    for (scenario, run) in HOURS.iter() {
        let horizon = Nanos::from_secs(scenario.horizon_s);
        for request in requests(run) {
            let root = run.summary.steps[usize::from(request.step)].step == 0;
            assert!(!root || request.arrived < horizon, "{request:?}");
        }
        let last = requests(run).map(|request| request.arrived).max().unwrap();
        assert!(
            last > Nanos::from_secs(scenario.horizon_s - 10.0),
            "the hour ends early"
        );
    }
}

#[test]
fn long_jobs_run_on() {
    let run = run(&jobs(7_300.0, |_| {}));
    let report = of(&run, "jobs");
    assert!(report.requests > 10);
    assert_eq!(report.ok, report.requests);
    assert!(requests(&run).all(|request| request.ended > Nanos::from_secs(7_200.0)));
}

#[test]
fn beyond_the_limit_they_count_as_unfinished() {
    let run = run(&jobs(600.0, |_| {}));
    let report = of(&run, "jobs");
    assert_eq!(failed(&run, Cause::Unfinished), report.requests);
    assert!(requests(&run).all(|request| request.ended == Nanos::from_secs(4_200.0)));
}

#[test]
fn so_do_those_that_wait() {
    let scenario = jobs(7_300.0, |scenario| {
        scenario.lanes.service.deployment = replicas(1, 1);
    });
    let run = run(&scenario);
    let report = of(&run, "jobs");
    assert_eq!(report.ok, 1, "one slot does one job");
    assert_eq!(failed(&run, Cause::Unfinished), report.requests - 1);
    for request in ended(&run, Outcome::Failed(Cause::Unfinished)) {
        assert_eq!(request.ended, Nanos::from_secs(10_900.0), "{request:?}");
    }
}

#[test]
fn without_a_limit_to_speak_of_everything_ends() {
    for lane in LaneId::ALL {
        let mut scenario = small([(steady("work", 3_600.0, 30_000.0), lane.as_str())]);
        scenario.lanes.serverless.account_concurrency = 20;
        scenario.drain_limit_s = 86_400.0;
        let run = run(&scenario);
        assert_eq!(failed(&run, Cause::Unfinished), 0, "{lane}");
    }
}

#[test]
fn the_report_that_takes_two_hours_needs_them() {
    fn check(drain_limit_s: f64, fits: bool) {
        let mut scenario = board("matched-to-shape");
        let index = scenario.workload_index("term-report").unwrap();
        scenario.drain_limit_s = drain_limit_s;
        assert_eq!(run(&scenario).summary.verdicts[index].fits, fits);
    }
    check(14_400.0, true);
    check(60.0, false);
}
