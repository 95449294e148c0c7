//! A workload on a lane, with only the workloads that can affect it there.

use std::collections::BTreeMap;

use super::facts::Fact;
use super::support::{board, of, place, run};
use model::catalog::LaneId;
use model::outcome::Cause;
use model::report::WorkloadReport;
use model::scenario::Scenario;
use model::verdict::Verdict;

/// A workload moved from where it belongs to another lane, the others where they belong.
pub fn whole(workload: &str, to: &str, seed: u64) -> Scenario {
    let mut scenario = board("matched-to-shape");
    scenario.seed = seed;
    scenario.placements.place(workload, place(to));
    scenario
}

/// The same without the workloads that cannot affect this one. Functions share the account's concurrency
/// and the database's connections, plugins their host's workers; replicas and POPs share no resource.
pub fn reduced(workload: &str, to: &str, seed: u64) -> Scenario {
    let mut scenario = whole(workload, to, seed);
    let lane = scenario.placement_of(workload).lane;
    let shared = matches!(lane, LaneId::Serverless | LaneId::Sandbox);
    let placements = scenario.placements.clone();
    let meets = |id: &str| id == workload || shared && placements.get(id).lane == lane;
    let stays = |target: &str| meets(target.split('/').next().unwrap_or(target));
    let lanes = &mut scenario.lanes;
    keep(&mut lanes.serverless.functions, stays);
    keep(&mut lanes.service.deployments, stays);
    keep(&mut lanes.edge.stores, stays);
    keep(&mut scenario.placements.0, stays);
    scenario.workloads.retain(|other| meets(&other.id));
    scenario
        .remedies
        .retain(|remedy| remedy.target().is_none_or(stays));
    scenario.boards.clear();
    scenario
}

fn keep<T>(settings: &mut BTreeMap<String, T>, stays: impl Fn(&str) -> bool) {
    settings.retain(|target, _| stays(target));
}

/// The verdict of an hour on a workload, with these facts changed.
pub fn tried(workload: &str, to: &str, seed: u64, facts: &[Fact]) -> (Verdict, WorkloadReport) {
    let mut scenario = reduced(workload, to, seed);
    for fact in facts {
        fact.change(&mut scenario, workload);
    }
    outcome(&scenario, workload)
}

fn outcome(scenario: &Scenario, workload: &str) -> (Verdict, WorkloadReport) {
    let index = scenario.workload_index(workload).unwrap();
    let mut run = run(scenario);
    let report = of(&run, workload).clone();
    (run.summary.verdicts.swap_remove(index), report)
}

/// For each missed need, in the scenario's order, the causes that broke it, most frequent first.
pub fn missed(verdict: &Verdict) -> Vec<Vec<Cause>> {
    let missed = verdict.needs.iter().filter(|need| !need.met);
    missed
        .map(|need| need.causes.iter().map(|entry| entry.cause).collect())
        .collect()
}

/// The workloads that are left out would have changed no figure.
#[test]
fn a_workload_meets_nobody_else() {
    fn check(workload: &str, to: &str) {
        let (expected, mut all) = outcome(&whole(workload, to, 1), workload);
        let (found, alone) = outcome(&reduced(workload, to, 1), workload);
        assert_eq!(found, expected, "{workload} on {to}");
        // The base price of a plan is shared by all workloads on it.
        all.usd_per_month = alone.usd_per_month;
        assert_eq!(alone, all, "{workload} on {to}");
    }
    check("quiz-submissions", "serverless");
    check("quiz-submissions", "edge");
    check("quiz-submissions", "service");
    check("bot-check", "sandbox");
    check("grading-plugins", "service");
    check("content-transform", "edge+walls");
    check("payment-webhooks", "service");
    check("video-upload", "service");
    check("term-report", "serverless");
}
