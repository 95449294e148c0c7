//! Every request ends in exactly one outcome, and the report has the counts of the trace.

use std::collections::{BTreeMap, BTreeSet};

use super::support::{HOURS, requests, run, small, steady};
use model::outcome::{Cause, Outcome};
use model::report::{CauseCount, WorkloadReport};
use model::run::Run;
use model::scenario::Scenario;

/// The counts of one workload in a trace.
#[derive(Debug, Default, PartialEq)]
struct Counted {
    requests: u64,
    ok: u64,
    late: BTreeMap<Cause, u64>,
    failed: BTreeMap<Cause, u64>,
}

fn by_cause(list: &[CauseCount]) -> BTreeMap<Cause, u64> {
    list.iter()
        .map(|entry| (entry.cause, entry.count))
        .collect()
}

fn check(scenario: &Scenario, run: &Run) {
    let mut counted: Vec<Counted> = Vec::new();
    counted.resize_with(scenario.workloads.len(), Counted::default);
    let mut seen = BTreeSet::new();
    for request in requests(run) {
        assert!(
            seen.insert((request.step, request.number)),
            "{request:?} stands there twice"
        );
        assert!(
            request.ended != model::units::Nanos::MAX,
            "{request:?} never ended"
        );
        let key = run.summary.steps[usize::from(request.step)];
        let counted = &mut counted[usize::from(key.workload)];
        counted.requests += 1;
        match request.outcome {
            Outcome::Ok => counted.ok += 1,
            Outcome::Late(cause) => *counted.late.entry(cause).or_default() += 1,
            Outcome::Failed(cause) => *counted.failed.entry(cause).or_default() += 1,
        }
    }
    for (report, counted) in run.summary.report.workloads.iter().zip(&counted) {
        let reported = Counted {
            requests: report.requests,
            ok: report.ok,
            late: by_cause(&report.late_causes),
            failed: by_cause(&report.failures),
        };
        assert_eq!(&reported, counted, "{}", report.id);
        assert_eq!(
            report.requests,
            report.ok + report.late + report.failed,
            "{}",
            report.id
        );
        assert_eq!(
            report.late,
            reported.late.values().sum::<u64>(),
            "{}",
            report.id
        );
        assert_eq!(
            report.failed,
            reported.failed.values().sum::<u64>(),
            "{}",
            report.id
        );
        assert!(report.honest_failed <= report.failed, "{}", report.id);
        assert!(report.chains_finished <= report.chains, "{}", report.id);
        assert!(
            report.latency.count >= report.ok + report.late,
            "{}",
            report.id
        );
    }
    assert_eq!(run.summary.report.requests, u64::from(run.trace.len()));
    assert_eq!(run.trace.requests_in_run, u64::from(run.trace.len()));
    let series = &run.summary.report.series;
    let sum = |bins: &[u32]| bins.iter().copied().map(u64::from).sum::<u64>();
    let all =
        |of: fn(&WorkloadReport) -> u64| run.summary.report.workloads.iter().map(of).sum::<u64>();
    assert_eq!(sum(&series.arrived), run.summary.report.requests);
    assert_eq!(sum(&series.failed), all(|report| report.failed));
    assert_eq!(sum(&series.late), all(|report| report.late));
    assert_eq!(sum(&series.cold_starts), all(|report| report.cold_starts));
}

#[test]
fn on_every_board_that_ships() {
    for (scenario, run) in HOURS.iter() {
        check(scenario, run);
    }
}

#[test]
fn where_the_run_is_cut_off() {
    let mut scenario = small([
        (steady("jobs", 360.0, 500_000.0), "service"),
        (steady("events", 36_000.0, 60_000.0), "serverless"),
    ]);
    scenario.drain_limit_s = 0.0;
    scenario.lanes.serverless.account_concurrency = 10;
    let run = run(&scenario);
    check(&scenario, &run);
    for report in &run.summary.report.workloads {
        assert!(
            by_cause(&report.failures).contains_key(&Cause::Unfinished),
            "{}",
            report.id
        );
    }
}

#[test]
fn an_outcome_and_its_code_say_the_same() {
    let causes = Cause::ALL.iter().copied();
    let outcomes = causes.flat_map(|cause| [Outcome::Late(cause), Outcome::Failed(cause)]);
    let codes: BTreeSet<u8> = outcomes
        .chain([Outcome::Ok])
        .map(|outcome| {
            assert_eq!(Outcome::from_code(outcome.code()), Some(outcome));
            outcome.code()
        })
        .collect();
    assert_eq!(codes.len(), 2 * Cause::ALL.len() + 1);
    for code in 0..=u8::MAX {
        assert_eq!(
            Outcome::from_code(code).is_some(),
            codes.contains(&code),
            "{code:#x}"
        );
    }
}
