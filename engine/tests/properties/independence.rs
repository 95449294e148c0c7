//! A moved workload leaves the draws of the hour unchanged: the arrivals, their times, cities and
//! submissions.

use std::collections::BTreeMap;

use model::index::{CityIndex, WorkloadIndex};
use model::request_number::RequestNumber;
use model::run::Run;
use proptest::prelude::*;

use crate::draw::for_all;
use crate::scenarios::{placement, scenario};
use crate::support::{requests, run};

/// The draws of each arrival, by workload and number: time, city, snippet and submission.
type Draws = BTreeMap<(WorkloadIndex, RequestNumber), (u64, Option<CityIndex>, Option<(u16, u16)>)>;

fn draws(run: &Run) -> Draws {
    let mut draws = Draws::new();
    for request in requests(run) {
        let key = run.summary.steps[usize::from(request.step)];
        // A follow-up, a second delivery and work behind a queue arrive when the earlier request is done.
        if key.step == 0 && !request.is_second_delivery() && !key.is_behind_queue {
            let who = (key.workload, request.number);
            let what = (request.arrived.0, request.city, request.snippet);
            let before = draws.insert(who, what);
            assert_eq!(before, None, "{request:?} arrives twice");
        }
    }
    draws
}

#[test]
fn a_move_changes_no_draw() {
    let moves = (scenario(), 0..4_usize, placement());
    for_all(80, &moves, |(mut scenario, which, placement)| {
        let before = draws(&run(&scenario));
        let which = which % scenario.workloads.len();
        let id = scenario.workloads[which].id.clone();
        scenario.placements.place(&id, placement);
        assert_eq!(draws(&run(&scenario)), before, "{id} moved");
    });
}

#[test]
fn a_workload_less_changes_no_draw() {
    for_all(40, &scenario(), |mut scenario| {
        // These may name the workload that is removed.
        scenario.remedies.clear();
        scenario.changes.clear();
        let all = draws(&run(&scenario));
        if scenario.workloads.len() == 1 {
            return;
        }
        let gone = scenario.workloads.pop().unwrap();
        scenario.placements.0.remove(&gone.id);
        let mut left = all;
        left.retain(|&(workload, _), _| usize::from(workload) < scenario.workloads.len());
        assert_eq!(draws(&run(&scenario)), left, "{} is gone", gone.id);
    });
}

#[test]
fn the_same_scenario_is_the_same_run() {
    for_all(20, &scenario().no_shrink(), |scenario| {
        assert_eq!(run(&scenario), run(&scenario));
    });
}
