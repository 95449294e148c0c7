//! Two placements are two ways through the same hour: the arrivals, their cities and their draws do not
//! depend on the placements.

use std::collections::BTreeMap;

use super::support::{HOURS, board, place, requests, run, steady};
use model::index::{CityIndex, StepIndex};
use model::request_number::RequestNumber;
use model::run::Run;
use model::trace::{RequestView, Segment};

/// The draws of each arrival that do not depend on the placement, by step and number.
type Draws = BTreeMap<(StepIndex, RequestNumber), (u64, Option<CityIndex>, Option<(u16, u16)>)>;

fn draws(run: &Run) -> Draws {
    requests(run)
        .filter(|request| run.summary.steps[usize::from(request.step)].step == 0)
        // The time of a second delivery depends on the end of the first.
        .filter(|request| !request.is_second_delivery())
        .map(|request| {
            let drawn = (request.arrived.0, request.city, request.snippet);
            ((request.step, request.number), drawn)
        })
        .collect()
}

/// Everything that happened to the requests of every workload but one.
fn others<'a>(
    run: &'a Run,
    workload: usize,
) -> Vec<(StepIndex, RequestNumber, u64, u8, Vec<Segment>)> {
    let other = move |request: &RequestView<'a>| {
        usize::from(run.summary.steps[usize::from(request.step)].workload) != workload
    };
    let mut rows: Vec<_> = requests(run)
        .filter(other)
        .map(|request| {
            let way = request.segments().collect();
            (
                request.step,
                request.number,
                request.ended.0,
                request.outcome.code(),
                way,
            )
        })
        .collect();
    // A request that joins or leaves changes the order of those that arrive at the same time.
    rows.sort_unstable_by_key(|&(step, number, ..)| (step, number));
    rows
}

#[test]
fn the_hour_is_the_same_on_every_board() {
    let expected = draws(&HOURS[0].1);
    assert!(expected.len() > 100_000);
    assert!(
        draws(&HOURS[1].1) == expected,
        "everything on edge is another hour"
    );
    assert!(
        draws(&HOURS[2].1) == expected,
        "matched to shape is another hour"
    );
}

/// Moves between lanes without shared resources change no other workload.
#[test]
fn a_move_that_shares_nothing_changes_nothing_for_others() {
    fn check(workload: &str, to: &str) {
        let (scenario, before) = &HOURS[2];
        let index = scenario.workload_index(workload).unwrap();
        let mut scenario = scenario.clone();
        scenario.placements.place(workload, place(to));
        let after = run(&scenario);
        assert!(
            others(before, index) == others(&after, index),
            "moving {workload} to {to} changed somebody else's hour"
        );
        assert_ne!(before.summary.fingerprint, after.summary.fingerprint);
    }
    check("course-landing", "service");
    check("quiz-submissions", "edge");
    check("grading-plugins", "edge+walls");
}

#[test]
fn another_workload_changes_nothing_for_those_that_were_there() {
    let (scenario, before) = &HOURS[2];
    let mut scenario = scenario.clone();
    let newcomer = steady("newcomer", 3_600.0, 20.0);
    scenario.placements.place("newcomer", place("service"));
    scenario.boards.clear();
    scenario.workloads.push(newcomer);
    let after = run(&scenario);
    let newcomer = scenario.workloads.len() - 1;
    assert!(others(before, newcomer) == others(&after, newcomer));
    assert!(after.trace.len() > before.trace.len() + 3_000);
}

#[test]
fn the_same_names_and_seed_are_the_same_people() {
    // The order of workloads is for display only.
    let mut scenario = board("matched-to-shape");
    scenario.workloads.reverse();
    let reversed = run(&scenario);
    let (shipped, before) = &HOURS[2];
    let arrivals = |run: &Run, workload: usize| -> Vec<(RequestNumber, u64, Option<CityIndex>)> {
        requests(run)
            .filter(|request| {
                let key = run.summary.steps[usize::from(request.step)];
                usize::from(key.workload) == workload && key.step == 0
            })
            .map(|request| (request.number, request.arrived.0, request.city))
            .collect()
    };
    for index in 0..shipped.workloads.len() {
        let mirrored = shipped.workloads.len() - 1 - index;
        let id = &shipped.workloads[index].id;
        assert!(
            arrivals(before, index) == arrivals(&reversed, mirrored),
            "{id} is another"
        );
    }
}
