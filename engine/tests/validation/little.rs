//! Little's law on every lane: mean in a system = rate × mean time in it.
//!
//! Each side is counted by a part of the engine that does not depend on the other: how many run by the
//! report, and by looking at the trace as the playback does; rate and times from the requests.

use super::keepalive::{bare, one_step, place};
use super::support::{near, run};
use model::catalog::LaneId;
use model::scenario::{Deployment, Scenario};
use model::trace::{Checkpoints, RequestView, SegmentKind};
use model::trace_selection::TraceSelection;
use model::units::Nanos;

const HORIZON_S: f64 = 50_000.0;
/// Between two looks at the trace, much less than the time of a request.
const LOOK_EVERY_MS: u64 = 250;
const ALLOWED: f64 = 0.01;

fn runs(kind: SegmentKind) -> bool {
    matches!(
        kind,
        SegmentKind::ColdStart | SegmentKind::Execute | SegmentKind::StateTrip
    )
}

fn scenario(lane: LaneId, rate_per_s: f64, mean_s: f64) -> Scenario {
    let mut scenario = bare(1, HORIZON_S);
    scenario.workloads = vec![one_step(rate_per_s, mean_s)];
    place(&mut scenario, lane);
    scenario.lanes.serverless.account_concurrency = 1_000_000;
    scenario.lanes.serverless.ramp_per_10_s = 1_000_000;
    scenario.lanes.serverless.burst = 1_000_000;
    scenario.lanes.edge.cpu_limit_ms = 300_000.0;
    scenario.lanes.sandbox.workers = 12;
    scenario.lanes.sandbox.queue = 1_000_000;
    scenario.lanes.service.deployment = Deployment {
        min_replicas: 8,
        max_replicas: 8,
        slots: 1,
        vcpu: 1.0,
        memory_mb: 1_024,
        queue: 1_000_000,
        connections: Deployment::USUAL_CONNECTIONS,
        scale_on: model::scenario::ScalingMetric::Cpu,
    };
    scenario
}

fn check(lane: LaneId, rate_per_s: f64, mean_s: f64) {
    let run = run(
        &scenario(lane, rate_per_s, mean_s),
        &TraceSelection::default(),
    );
    let report = &run.summary.report.workloads[0];
    assert_eq!(u64::from(run.trace.len()), report.requests);
    assert_eq!(report.failed, 0, "{:?}", report.failures);
    let rows = || (0..run.trace.len()).map(|row| run.trace.get(row).unwrap());
    let rate = report.requests as f64 / HORIZON_S;
    near("rate", rate, rate_per_s, ALLOWED);

    let spent = |request: &RequestView<'_>, counts: fn(SegmentKind) -> bool| {
        let counted = request.segments().filter(|segment| counts(segment.kind));
        counted
            .map(|segment| segment.length().as_secs())
            .sum::<f64>()
    };
    let mean = |counts: fn(SegmentKind) -> bool| {
        rows().map(|request| spent(&request, counts)).sum::<f64>() / report.requests as f64
    };
    let (running_s, in_system_s) = (mean(runs), mean(|_| true));

    let checkpoints = Checkpoints::new(&run.trace);
    let looks = (0..(HORIZON_S * 1e3) as u64).step_by(LOOK_EVERY_MS as usize);
    let (mut looked, mut running, mut in_system) = (0_u64, 0_u64, 0_u64);
    for at in looks.map(|ms| Nanos(ms * 1_000_000)) {
        looked += 1;
        checkpoints.for_each_in_flight(&run.trace, at, |row| {
            let request = run.trace.get(row).unwrap();
            let now = request.at(at).map(|(segment, _)| segment.kind);
            in_system += 1;
            running += u64::from(now.is_some_and(runs));
        });
    }
    let seen = |count: u64| count as f64 / looked as f64;
    let lane = lane.as_str();
    let running_by_law = rate * running_s;
    near(
        &format!("{lane}: running, by the report"),
        report.mean_running,
        running_by_law,
        ALLOWED,
    );
    near(
        &format!("{lane}: running, by the playback"),
        seen(running),
        running_by_law,
        ALLOWED,
    );
    near(
        &format!("{lane}: in the system, by the playback"),
        seen(in_system),
        rate * in_system_s,
        ALLOWED,
    );
    assert!(report.mean_running >= 3.0, "{lane} is all but idle");
}

#[test]
fn on_serverless() {
    check(LaneId::Serverless, 5.0, 1.2);
}

#[test]
fn on_edge() {
    check(LaneId::Edge, 5.0, 1.2);
}

#[test]
fn on_sandbox_with_a_queue() {
    check(LaneId::Sandbox, 4.0, 1.2);
}

#[test]
fn on_service_with_a_queue() {
    check(LaneId::Service, 5.0, 1.2);
}
