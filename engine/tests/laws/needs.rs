//! A need without any request is kept, and a cost target is judged by the bill.

use super::support::{run, small, steady};
use model::catalog::LaneId;
use model::scenario::{Author, Change, ChangeKind, Need, Over, Trigger, Workload};

fn check(to: &'static str, need: &Need, change: impl FnOnce(&mut Workload)) {
    let mut workload = steady("work", 3_600.0, 5.0);
    workload.trigger = Trigger::Learner;
    workload.needs = vec![need.clone()];
    change(&mut workload);
    let verdict = run(&small([(workload, to)])).summary.verdicts.remove(0);
    assert!(verdict.fits, "{need:?} on {to}: {:?}", verdict.needs);
}

/// Prying code that its walls end has failed, and should have.
#[test]
fn latency_where_nobody_is_far_and_only_hostile_code_failed() {
    let need = Need::Latency {
        percentile: 95.0,
        at_most_ms: 250.0,
        over: Over::Far,
    };
    check("edge+walls", &need, |workload| {
        workload.author = Author::Partner {
            prying_share: 0.1,
            snippets: Vec::new(),
        };
    });
}

#[test]
fn rejection_where_nothing_is_unwanted() {
    let need = Need::RejectedNearSource {
        at_least_share: 0.99,
    };
    check("serverless", &need, |_| {});
}

/// The cost of a workload is that of its month, so that a target at the cost itself is met, and one below it
/// is not.
#[test]
fn a_cost_target_is_met_by_the_bill_of_the_month() {
    let workload = |needs| {
        let mut workload = steady("work", 3_600.0, 50.0);
        workload.needs = needs;
        workload
    };
    for lane in LaneId::ALL {
        let verdict = |needs| {
            let board = small([(workload(needs), lane.as_str())]);
            let mut summary = run(&board).summary;
            (
                summary.verdicts.remove(0),
                summary.report.workloads[0].usd_per_month,
            )
        };
        let (_, usd) = verdict(Vec::new());
        let of = |at_most_usd| verdict(vec![Need::Cost { at_most_usd }]).0;
        assert!(usd > 0.0 || lane == LaneId::Edge, "{lane}: {usd}");
        assert!(of(usd).fits, "{lane}");
        assert_eq!(of(usd).needs[0].measured, Some(usd), "{lane}");
        if usd > 0.01 {
            let missed = of(usd - 0.01);
            assert!(!missed.fits, "{lane}");
            // A cost has no request to blame.
            assert_eq!(missed.needs[0].causes, []);
        }
    }
}

/// A fault does not change the bill, and so no cost target.
#[test]
fn a_fault_changes_no_cost_target() {
    let mut workload = steady("work", 3_600.0, 50.0);
    workload.needs = vec![Need::Cost { at_most_usd: 1.0 }];
    let calm = small([(workload, "serverless")]);
    let mut hurt = calm.clone();
    hurt.changes.push(Change {
        at_min: 1.0,
        until_min: Some(5.0),
        what: ChangeKind::LaneOutage {
            lane: LaneId::Serverless,
        },
    });
    let measured = |board| run(board).summary.verdicts[0].needs[0].measured;
    assert_eq!(measured(&calm), measured(&hurt));
}
