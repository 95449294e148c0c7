//! Follow-ups run when all that they wait for is done; the chain has one end-to-end time.

use std::collections::BTreeMap;

use super::support::{exactly, near, of, requests, run, small, step, workload};
use model::index::StepIndex;
use model::outcome::{Cause, Outcome};
use model::request_number::RequestNumber;
use model::run::Run;
use model::scenario::{Arrivals, Scenario, Step};
use model::trace::RequestView;

fn part(id: &str, after: &[&str], cpu_ms: f64) -> Step {
    let mut step = step(id);
    step.after = after.iter().map(|&id| id.to_owned()).collect();
    step.work.cpu_ms = exactly(cpu_ms);
    step
}

/// Read it; cut and preview it at once; announce it when both are done.
fn upload(lane: &'static str) -> Scenario {
    let mut upload = workload("upload");
    upload.arrivals = Arrivals::Poisson { per_hour: 720.0 };
    upload.steps = vec![
        part("read", &[], 100.0),
        part("cut", &["read"], 200.0),
        part("preview", &["read"], 500.0),
        part("announce", &["cut", "preview"], 50.0),
    ];
    let mut scenario = small([(upload, lane)]);
    scenario.lanes.service.deployment = super::support::replicas(50, 4);
    scenario
}

/// The requests of each chain, by step.
fn chains(run: &Run) -> BTreeMap<RequestNumber, BTreeMap<StepIndex, RequestView<'_>>> {
    let mut chains: BTreeMap<RequestNumber, BTreeMap<StepIndex, RequestView<'_>>> = BTreeMap::new();
    for request in requests(run) {
        chains
            .entry(request.number)
            .or_default()
            .insert(request.step, request);
    }
    chains
}

#[test]
fn each_step_runs_when_all_before_it_are_done() {
    for lane in ["service", "serverless", "edge"] {
        let run = run(&upload(lane));
        let chains = chains(&run);
        assert!(chains.len() > 600);
        for chain in chains.values() {
            assert_eq!(chain.len(), 4, "{lane}");
            assert_eq!(
                chain[&StepIndex(1)].arrived,
                chain[&StepIndex(0)].ended,
                "{lane}"
            );
            assert_eq!(
                chain[&StepIndex(2)].arrived,
                chain[&StepIndex(0)].ended,
                "{lane}"
            );
            assert_eq!(
                chain[&StepIndex(3)].arrived,
                chain[&StepIndex(1)].ended.max(chain[&StepIndex(2)].ended),
                "{lane}"
            );
        }
    }
}

#[test]
fn the_chain_has_one_time_from_end_to_end() {
    let run = run(&upload("service"));
    let report = of(&run, "upload");
    assert_eq!(report.requests, 4 * report.chains);
    assert_eq!(
        (report.chains_finished, report.finished.count),
        (report.chains, report.chains)
    );
    near(
        "read, preview and announce",
        report.finished.p50_ms.unwrap(),
        650.0,
        0.01,
    );
    near("at most", report.finished.max_ms.unwrap(), 650.0, 1e-6);
    // Latency is the time of a single step.
    near(
        "the longest step",
        report.latency.max_ms.unwrap(),
        500.0,
        1e-6,
    );
}

#[test]
fn a_step_that_fails_stops_what_waits_for_it() {
    fn check(step: usize, requests_per_chain: u64) {
        let mut scenario = upload("service");
        scenario.workloads[0].steps[step].work.memory_mb = 1_000_000;
        let run = run(&scenario);
        let report = of(&run, "upload");
        assert_eq!((report.chains_finished, report.finished.count), (0, 0));
        assert_eq!(
            report.requests,
            requests_per_chain * report.chains,
            "step {step} fails"
        );
        assert_eq!(report.failed, report.chains);
        for chain in chains(&run).values() {
            let failed = Outcome::Failed(Cause::MemoryLimit);
            assert_eq!(chain[&StepIndex::from(step)].outcome, failed);
        }
    }
    check(0, 1);
    check(1, 3); // the preview still runs, the announcement does not
    check(2, 3);
    check(3, 4);
}

#[test]
fn one_failed_chain_leaves_the_others_alone() {
    let mut scenario = upload("serverless");
    // Now and then two come at once, and the second finds no room for its instance.
    scenario.workloads[0].trigger = model::scenario::Trigger::Webhook;
    scenario.lanes.serverless.account_concurrency = 2;
    let run = run(&scenario);
    let report = of(&run, "upload");
    assert!(
        report.failed > 10 && report.chains_finished > 400,
        "{report:#?}"
    );
    let whole = chains(&run)
        .values()
        .filter(|chain| chain.len() == 4)
        .count() as u64;
    assert!(whole >= report.chains_finished);
    assert_eq!(report.finished.count, report.chains_finished);
    assert!(report.chains_finished + report.failed >= report.chains);
}

#[test]
fn a_workload_of_one_step_is_a_chain_of_one() {
    let run = run(&small([(workload("single"), "service")]));
    let report = of(&run, "single");
    assert_eq!(
        (report.chains, report.chains_finished),
        (report.requests, report.requests)
    );
    near(
        "its only step",
        report.finished.max_ms.unwrap(),
        100.0,
        1e-6,
    );
}

#[test]
fn every_upload_that_ships_is_announced() {
    let (scenario, run) = &super::support::HOURS[2];
    let index = scenario.workload_index("video-upload").unwrap();
    let report = &run.summary.report.workloads[index];
    assert_eq!(
        (
            report.chains_finished,
            report.requests - report.redeliveries
        ),
        (report.chains, 4 * report.chains)
    );
}
