//! A service grows under load after about a minute and shrinks after five quiet ones.

use super::support::{burst, of, requests, run, small, spent, steady};
use model::run::Run;
use model::scenario::{Arrivals, Deployment, ScalingMetric, Scenario};
use model::trace::{InstanceSpan, NO_INSTANCE, SegmentKind};

const RUSH: Deployment = Deployment {
    min_replicas: 2,
    max_replicas: 12,
    slots: 1,
    vcpu: 1.0,
    memory_mb: 4_096,
    queue: 100_000,
    connections: Deployment::USUAL_CONNECTIONS,
    scale_on: ScalingMetric::Cpu,
};

/// Six a second for ten minutes, each a second of work, then nothing: at a target of 0.6 ten
/// replicas are wanted.
fn rush(change: impl FnOnce(&mut Scenario)) -> Run {
    let mut workload = burst("rush", 3_600, 600.0, 1_000.0);
    workload.arrivals = Arrivals::Batch {
        count: 3_600,
        at_min: 0.0,
        over_s: 600.0,
    };
    let mut scenario = small([(workload, "service")]);
    scenario.lanes.service.deployment = RUSH;
    change(&mut scenario);
    run(&scenario)
}

fn spans(run: &Run) -> Vec<InstanceSpan> {
    (0..run.trace.instances.len())
        .map(|index| run.trace.instances.get(index).unwrap())
        .collect()
}

/// Replicas at the end of the ten seconds that begin at this time.
fn replicas(run: &Run, at_s: usize) -> u32 {
    run.summary.report.series.replicas[at_s / 10]
}

#[test]
fn a_new_replica_takes_a_minute() {
    fn check(resident_mb: u32, least_s: f64, most_s: f64) {
        let run = rush(|scenario| {
            scenario.workloads[0].steps[0].work.resident_mb = resident_mb;
        });
        let spans = spans(&run);
        assert!(
            spans[..2]
                .iter()
                .all(|span| span.born.0 == 0 && span.ready.0 == 0)
        );
        assert!(spans.len() > 8);
        for span in &spans[2..] {
            let took = (span.ready - span.born).as_secs();
            assert!((least_s..=most_s).contains(&took), "{span:?} took {took} s");
            assert_eq!(
                span.born.0 % 15_000_000_000,
                0,
                "asked for between two looks: {span:?}"
            );
        }
        for request in requests(&run).filter(|request| request.instance != NO_INSTANCE) {
            let begun = request.arrived + spent(&request, SegmentKind::Wait);
            let span = spans[request.instance as usize];
            assert!(
                begun >= span.ready,
                "{request:?} ran before {span:?} was ready"
            );
        }
    }
    check(0, 53.0, 62.0);
    check(1_000, 57.0, 66.0);
}

#[test]
fn load_is_met_after_about_a_minute_and_not_before() {
    let run = rush(|_| {});
    assert_eq!(replicas(&run, 0), 2);
    assert!(replicas(&run, 20) > 2, "asked for at the first look");
    let waits_at = |from_s: f64, to_s: f64| -> f64 {
        let waits: Vec<f64> = requests(&run)
            .filter(|request| (from_s..to_s).contains(&request.arrived.as_secs()))
            .map(|request| spent(&request, SegmentKind::Wait).as_secs())
            .collect();
        waits.iter().sum::<f64>() / waits.len() as f64
    };
    let (early, rush, late) = (
        waits_at(0.0, 1.0),
        waits_at(40.0, 60.0),
        waits_at(400.0, 600.0),
    );
    assert!(
        rush > 20.0 && early < 5.0 && late < 0.5,
        "{early}, {rush}, {late} s"
    );
}

#[test]
fn grows_by_four_or_to_the_double_at_each_look() {
    let run = rush(|_| {});
    let mut replicas = 2;
    let births = spans(&run);
    for look in 1..40_u64 {
        let born = births
            .iter()
            .filter(|span| span.born.0 == look * 15_000_000_000)
            .count();
        assert!(
            born <= replicas.max(4),
            "{born} new to {replicas} at look {look}"
        );
        replicas += born;
    }
    assert!((10..=12).contains(&replicas), "{replicas} replicas");
    assert_eq!(of(&run, "rush").peak_instances, replicas as u64);
}

#[test]
fn never_more_than_it_may() {
    let run = rush(|scenario| scenario.lanes.service.deployment.max_replicas = 5);
    assert_eq!(of(&run, "rush").peak_instances, 5);
    assert!(
        run.summary
            .report
            .series
            .replicas
            .iter()
            .all(|&replicas| replicas <= 5)
    );
}

#[test]
fn shrinks_after_five_quiet_minutes() {
    let run = rush(|_| {});
    let busy = replicas(&run, 600);
    assert!(busy >= 10);
    for quiet_s in (600..890).step_by(10) {
        assert_eq!(
            replicas(&run, quiet_s),
            busy,
            "{} s after the last",
            quiet_s - 600
        );
    }
    assert_eq!(replicas(&run, 950), 2);
    assert_eq!(
        spans(&run)
            .iter()
            .filter(|span| span.gone.0 == u64::MAX)
            .count(),
        2
    );
}

#[test]
fn what_runs_is_finished_first() {
    // A second wave of long work holds some replicas while they are taken away.
    let run = rush(|scenario| {
        let mut long = burst("long", 3, 1.0, 2_000_000.0);
        long.id = "long".to_owned();
        scenario.workloads.push(long);
        scenario
            .placements
            .place("long", super::support::place("service"));
        scenario
            .lanes
            .service
            .deployments
            .insert("rush".to_owned(), RUSH);
        scenario.lanes.service.deployment = RUSH;
    });
    assert_eq!((of(&run, "long").failed, of(&run, "rush").failed), (0, 0));
    for request in requests(&run) {
        let span = run.trace.instances.get(request.instance).unwrap();
        assert!(
            span.gone >= request.ended,
            "{span:?} was gone before {request:?} was done"
        );
    }
}

#[test]
fn a_fixed_number_stays() {
    let run = rush(|scenario| scenario.lanes.service.deployment.max_replicas = 2);
    assert_eq!(spans(&run).len(), 2);
}

/// All replicas crash again and again: without a ready one there is no figure, and the number of replicas stays.
#[test]
fn nothing_is_scaled_in_without_a_ready_replica() {
    let mut honest = super::support::snippets("grades", 108_000.0, &[("multiple-choice", 1.0)]);
    honest.steps[0].work.cpu_ms = super::support::exactly(500.0);
    let mut scenario = small([(honest, "service")]);
    scenario.lanes.service.deployment = Deployment {
        min_replicas: 1,
        max_replicas: 7,
        slots: 4,
        vcpu: 4.0,
        memory_mb: 512,
        queue: 100,
        connections: Deployment::USUAL_CONNECTIONS,
        scale_on: ScalingMetric::Cpu,
    };
    scenario.horizon_s = 2_400.0;
    scenario.changes.push(model::scenario::Change {
        at_min: 15.0,
        until_min: None,
        what: model::scenario::ChangeKind::HostilePlugin {
            workload: "grades".to_owned(),
            snippet: "memory-bomb".to_owned(),
            share: 1.0,
        },
    });
    let run = run(&scenario);
    let before = replicas(&run, 890);
    assert!(before > 3, "{before}");
    for at_s in (900..1_800).step_by(10) {
        assert!(replicas(&run, at_s) >= before, "at {at_s} s");
    }
}

/// Work that waits for another server uses no processor: two replicas stay, and a queue grows; by requests in flight
/// the deployment grows to what 40 a second of a second each need.
#[test]
fn slots_that_wait_use_no_processor() {
    let grown = |scale_on: ScalingMetric| {
        let mut scenario = small([(steady("mail", 144_000.0, 1.0), "service")]);
        scenario.workloads[0].steps[0].work.outside_wait_ms =
            Some(super::support::exactly(1_000.0));
        scenario.lanes.service.deployment = Deployment {
            min_replicas: 2,
            max_replicas: 40,
            slots: 16,
            vcpu: 1.0,
            scale_on,
            ..RUSH
        };
        scenario.lanes.service.target_utilisation = 0.6;
        let run = run(&scenario);
        (replicas(&run, 1_800), of(&run, "mail").waits.mean_ms)
    };
    let (by_cpu, waits_ms) = grown(ScalingMetric::Cpu);
    assert_eq!(by_cpu, 2);
    assert!(waits_ms > 10_000.0, "{waits_ms} ms");
    // 40 in flight at 0.6 of 16 slots, within the tolerance of a tenth.
    let (by_requests, waits_ms) = grown(ScalingMetric::RequestsInFlight);
    assert!((4..=5).contains(&by_requests), "{by_requests}");
    assert!(waits_ms < 2_000.0, "{waits_ms} ms");
}
