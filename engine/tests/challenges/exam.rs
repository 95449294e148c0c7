//! The exam surge really brings fifty times the usual answers.

use model::challenge::Challenge;
use model::scenario::{ChangeKind, Scenario};
use model::units::Nanos;

use crate::play::{CHALLENGES, run};

/// How many times as many answers come in while an exam is on.
const TIMES: f64 = 50.0;

#[test]
fn fifty_times_the_usual_answers_come_in_during_the_exam() {
    let find = |(_, challenge): &&(String, Challenge)| {
        let changes = &challenge.scenario.changes;
        changes.iter().any(|change| is_exam(&change.what))
    };
    let (id, challenge) = CHALLENGES.iter().find(find).expect("an exam");
    let mut board = challenge.scenario.clone();
    board
        .workloads
        .retain(|workload| workload.id == "quiz-submissions");
    board.placements.0.retain(|id, _| id == "quiz-submissions");
    board.remedies.clear();
    board.lanes.serverless.functions.clear();
    board.lanes.service.deployments.clear();
    board.lanes.edge.stores.clear();
    let during = board.changes[0].clone();
    let usual = Scenario {
        changes: Vec::new(),
        ..board.clone()
    };
    let until_min = during.until_min.expect("an end");
    let (mut with, mut without) = (0, 0);
    for seed in challenge.seeds(0) {
        let count = |board: &Scenario| {
            let board = Scenario {
                seed,
                ..board.clone()
            };
            let trace = run(&board).trace;
            let minutes = |minutes: f64| Nanos::from_secs(minutes * 60.0);
            let exam = minutes(during.at_min)..minutes(until_min);
            let requests = (0..trace.len()).filter_map(|row| trace.get(row));
            requests
                .filter(|request| exam.contains(&request.arrived))
                .count()
        };
        with += count(&board);
        without += count(&usual);
    }
    let times = with as f64 / without as f64;
    assert!((times / TIMES - 1.0).abs() < 0.03, "{id}: {times} times");
}

fn is_exam(what: &ChangeKind) -> bool {
    matches!(what, ChangeKind::Surge { factor, workload, .. }
        if *factor == TIMES && workload.as_deref() == Some("quiz-submissions"))
}
