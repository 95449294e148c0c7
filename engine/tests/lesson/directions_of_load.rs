//! The direction of every dial of a database, a crowd and the bill.

use super::dial::{asked, check, cold, failed, median, of_first, usd, waits, with_rows};
use super::stage::reduced;
use super::support::{burst, count, near, place, replicas, run, small, steady};
use model::outcome::Cause::ConnectionsExhausted;
use model::report::WorkloadReport;
use model::scenario::{
    Arrivals, Capability, Change, ChangeKind, ClientRetries, EdgeStore, Remedy, Scenario,
};
use model::trace::SegmentKind;

/// Four hundred requests that arrive within forty seconds and run for twenty.
fn crowd() -> Scenario {
    let crowd = with_rows(burst("crowd", 400, 40.0, 20_000.0), 1);
    let mut scenario = small([(crowd, "serverless")]);
    scenario.datastore.connections = 50;
    scenario
}

fn refused(report: &WorkloadReport) -> f64 {
    count(&report.failures, ConnectionsExhausted) as f64
}

#[test]
fn more_connections_refuse_less() {
    check(
        "connections",
        &[20, 50, 100, 150],
        |connections| {
            let mut scenario = crowd();
            scenario.datastore.connections = connections;
            scenario
        },
        &[("refused", -1.0, refused)],
    );
}

/// One connection for a hundred a second.
#[test]
fn a_pooler_trades_refusals_for_waiting() {
    check(
        "pooler",
        &[false, true],
        |pooler| {
            let crowd = with_rows(burst("crowd", 400, 4.0, 100.0), 20);
            let mut scenario = small([(crowd, "serverless")]);
            scenario.datastore.connections = 1;
            if pooler {
                scenario.remedies.push(Remedy::ConnectionPooler);
            }
            scenario
        },
        &[
            ("refused", -1.0, refused),
            ("wait", 1.0, |report| {
                let waits = report.mean_ms_by_segment.iter();
                let waits = waits.filter(|part| part.kind == SegmentKind::Wait as u8);
                waits.map(|part| part.mean_ms).sum()
            }),
        ],
    );
}

#[test]
fn provisioned_instances_are_less_cold_and_cost_more() {
    check(
        "provisioned",
        &[0, 5, 20],
        |instances| {
            let mut scenario = small([(burst("rush", 100, 5.0, 1_000.0), "serverless")]);
            if instances > 0 {
                scenario.remedies.push(Remedy::Provisioned {
                    target: "rush".to_owned(),
                    instances,
                });
            }
            scenario
        },
        &[("cold starts", -1.0, cold), ("cost", 1.0, usd)],
    );
}

#[test]
fn clients_that_return_lose_less_and_ask_more() {
    check(
        "attempts",
        &[0, 1, 4],
        |attempts| {
            let mut scenario = crowd();
            scenario.workloads[0].retries = Some(ClientRetries {
                attempts,
                first_wait_s: 5.0,
            });
            scenario
        },
        &[
            ("failed", -1.0, failed),
            ("asked again", 1.0, |report| report.retries as f64),
        ],
    );
}

#[test]
fn a_slow_database_is_slower_everywhere_at_home() {
    for lane in ["serverless", "sandbox", "service", "edge"] {
        check(
            lane,
            &[1.0, 3.0, 10.0],
            |factor| {
                let mut scenario = small([(with_rows(steady("work", 3_600.0, 5.0), 5), lane)]);
                scenario.lanes.edge.store = EdgeStore::HomeDatabase;
                scenario.lanes.sandbox.grants = vec![Capability::Database];
                scenario.changes = vec![Change {
                    at_min: 0.0,
                    until_min: None,
                    what: ChangeKind::SlowDatabase { factor },
                }];
                scenario
            },
            &[("median", 1.0, median)],
        );
    }
}

#[test]
fn a_surge_is_worse_than_none() {
    fn hour(lane: &'static str, factor: f64) -> Scenario {
        let mut scenario = small([(asked(steady("work", 3_600.0, 1_000.0)), lane)]);
        scenario.lanes.service.deployment = replicas(1, 4);
        scenario.changes = vec![Change {
            at_min: 20.0,
            until_min: Some(25.0),
            what: ChangeKind::Surge {
                factor,
                cities: Vec::new(),
                workload: None,
            },
        }];
        scenario
    }
    let dial = [1.0, 3.0, 6.0];
    check(
        "on service",
        &dial,
        |factor| hour("service", factor),
        &[("wait", 1.0, waits)],
    );
    check(
        "on serverless",
        &dial,
        |factor| hour("serverless", factor),
        &[("cold starts", 1.0, cold)],
    );
}

#[test]
fn idle_functions_cost_nothing_and_idle_replicas_do() {
    let cost = |lane| of_first(&small([(burst("never", 0, 0.0, 100.0), lane)]), usd);
    assert_eq!(cost("serverless"), 0.0);
    assert!(cost("service") > 100.0, "{}", cost("service"));
}

/// The rate at which progress tracking costs as much on functions as on replicas: beyond it the
/// replicas, which run anyway, are cheaper. The evening that ships has a fiftieth of it.
#[test]
fn progress_tracking_breaks_even() {
    fn cost(lane: &str, per_hour: f64) -> f64 {
        let mut scenario = reduced("progress-tracking", "edge", 1);
        scenario.placements.place("progress-tracking", place(lane));
        scenario.workloads[0].arrivals = Arrivals::Poisson { per_hour };
        // A month is made of hours like this ten minutes.
        scenario.horizon_s = 600.0;
        let run = run(&scenario);
        assert!(run.summary.verdicts[0].fits, "{per_hour} on {lane}");
        usd(&run.summary.report.workloads[0])
    }
    // Functions are paid by the request, replicas by the hour.
    let usual = 22_000.0;
    let rate = usual * cost("service", usual) / cost("serverless", usual);
    near("the rate that breaks even", rate, 1_220_000.0, 0.1);
    for (share, functions_are_cheaper) in [(0.8, true), (1.25, false)] {
        assert_eq!(
            cost("serverless", rate * share) < cost("service", rate * share),
            functions_are_cheaper,
            "at {share} of {rate} an hour"
        );
    }
}
