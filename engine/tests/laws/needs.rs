//! A need without any request is kept.

use super::support::{run, small, steady};
use model::scenario::{Author, Need, Over, Trigger, Workload};

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
