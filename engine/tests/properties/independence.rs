//! Moving one workload leaves what the hour itself decides untouched: who arrives, when, from where
//! and with what.

use std::collections::BTreeMap;

use engine::run::Run;
use proptest::prelude::*;

use crate::draw::for_all;
use crate::scenarios::{placement, scenario};
use crate::support::{requests, run};

/// What is drawn of each arrival, by step and number: time, city, snippet and submission.
type Draws = BTreeMap<(u8, u32), (u64, u16, Option<(u16, u16)>)>;

fn draws(run: &Run) -> Draws {
    let arrivals = requests(run).filter(|request| {
        // What follows an earlier step arrives when that is done, if ever.
        run.summary.steps[usize::from(request.step)].step == 0
    });
    arrivals
        .map(|request| {
            let drawn = (request.arrived.0, request.city, request.snippet);
            ((request.step, request.number), drawn)
        })
        .collect()
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
        let all = draws(&run(&scenario));
        if scenario.workloads.len() == 1 {
            return;
        }
        let gone = scenario.workloads.pop().unwrap();
        scenario.placements.0.remove(&gone.id);
        let steps: usize = scenario.workloads.iter().map(|left| left.steps.len()).sum();
        let mut left = all;
        left.retain(|&(step, _), _| usize::from(step) < steps);
        assert_eq!(draws(&run(&scenario)), left, "{} is gone", gone.id);
    });
}

#[test]
fn the_same_scenario_is_the_same_run() {
    for_all(20, &scenario().no_shrink(), |scenario| {
        assert_eq!(run(&scenario), run(&scenario));
    });
}
