//! Every request that arrives ends once, and every list of counts adds up to the same.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use model::catalog::LaneId;
use model::index::WorkloadIndex;
use model::outcome::{Cause, Outcome};
use model::report::CauseCount;
use model::run::Run;

use crate::draw::for_all;
use crate::scenarios::scenario;
use crate::support::{requests, run};

fn sum(counts: &[CauseCount]) -> u64 {
    counts.iter().map(|entry| entry.count).sum()
}

fn total(series: &[u32]) -> u64 {
    series.iter().map(|&count| u64::from(count)).sum()
}

/// How many requests of each workload ended done, late and failed, by the trace.
fn ends(run: &Run) -> BTreeMap<WorkloadIndex, [u64; 3]> {
    let mut ends: BTreeMap<WorkloadIndex, [u64; 3]> = BTreeMap::new();
    for request in requests(run) {
        let workload = run.summary.steps[usize::from(request.step)].workload;
        let place = match request.outcome {
            Outcome::Ok => 0,
            Outcome::Late(_) => 1,
            Outcome::Failed(_) => 2,
        };
        ends.entry(workload).or_default()[place] += 1;
    }
    ends
}

fn check(run: &Run) {
    let report = &run.summary.report;
    let ends = ends(run);
    for (index, workload) in (0..).zip(&report.workloads) {
        let outcomes = [workload.ok, workload.late, workload.failed];
        let what = &workload.id;
        assert_eq!(outcomes.iter().sum::<u64>(), workload.requests, "{what}");
        assert_eq!(sum(&workload.failures), workload.failed, "{what}");
        assert_eq!(sum(&workload.late_causes), workload.late, "{what}");
        let seen = ends.get(&WorkloadIndex(index)).copied().unwrap_or_default();
        assert_eq!(seen, outcomes, "{what}: the trace and the report differ");
        assert!(workload.honest_failed <= workload.failed, "{what}");
        assert!(workload.chains <= workload.requests, "{what}");
        assert!(workload.chains_finished <= workload.chains, "{what}");
        let attempts = workload.requests + workload.retries;
        assert!(workload.cold_starts <= attempts, "{what}");
        let hostile_attempts = workload.hostile_runs + workload.retries;
        assert!(workload.breaches <= hostile_attempts, "{what}");
        assert!(workload.redeliveries <= workload.requests, "{what}");
        assert!(workload.hostile_runs <= workload.requests, "{what}");
        assert!(workload.stale_reads <= workload.reads, "{what}");
        assert!(workload.unwanted_at_home <= workload.unwanted, "{what}");
        assert!(workload.waits.count <= workload.ok + workload.late + workload.lost_updates);
    }
    let of_all = |count: fn(&model::report::WorkloadReport) -> u64| -> u64 {
        report.workloads.iter().map(count).sum()
    };
    assert_eq!(report.requests, of_all(|workload| workload.requests));
    assert_eq!(report.requests, run.trace.requests_in_run);
    assert_eq!(report.requests, u64::from(run.trace.len()));
    let series = &report.series;
    assert_eq!(total(&series.arrived), report.requests);
    assert_eq!(total(&series.failed), of_all(|workload| workload.failed));
    assert_eq!(total(&series.late), of_all(|workload| workload.late));
    let cold_starts = of_all(|workload| workload.cold_starts);
    assert_eq!(total(&series.cold_starts), cold_starts);
    assert_eq!(run.summary.verdicts.len(), report.workloads.len());
}

#[test]
fn what_comes_in_goes_out() {
    for_all(400, &scenario(), |scenario| check(&run(&scenario)));
}

/// Four that only verdicts name, one that no snippet ends with, and two that hardly ever take the
/// largest part of a late request's time.
const RARE: [Cause; 9] = [
    Cause::Duplicate,
    Cause::SessionLost,
    Cause::StaleRead,
    Cause::Reached,
    Cause::Trapped,
    Cause::StateTrips,
    Cause::KeyContention,
    // A hundred thousand requests, and a quarter of an hour: more than these short hours have.
    Cause::DailyLimit,
    Cause::WallTime,
];

/// With more lanes each cause is drawn less often.
const DRAWS_PER_LANE: u32 = 250;

/// A property of scenarios without events would prove little.
#[test]
fn the_scenarios_that_are_drawn_reach_every_cause() {
    let seen = RefCell::new(BTreeSet::new());
    for_all(
        DRAWS_PER_LANE * LaneId::ALL.len() as u32,
        &scenario(),
        |scenario| {
            let run = run(&scenario);
            let causes = requests(&run).filter_map(|request| request.outcome.cause());
            seen.borrow_mut().extend(causes);
        },
    );
    let seen = seen.into_inner();
    let mut unseen = Cause::ALL.to_vec();
    unseen.retain(|cause| !seen.contains(cause) && !RARE.contains(cause));
    assert_eq!(unseen, []);
}
