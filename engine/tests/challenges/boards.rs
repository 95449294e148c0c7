//! The stars that boards earn in the challenges that ship.

use model::catalog::LaneId;
use model::challenge::{Challenge, Level, Score};
use model::goal::{Goal, Judged};
use model::scenario::{Placement, Placements, Scenario};

use crate::play::{ANSWERS, CHALLENGES, board, earned};

/// The least factor between a goal's bound and a solution's figure: a solution does not depend on luck,
/// and need not be the very best board.
const MARGIN: f64 = 1.08;

#[test]
fn solutions_earn_every_star_in_the_first_attempt() {
    solutions_earn_every_star(0);
}

#[test]
fn solutions_earn_every_star_in_the_second_attempt() {
    solutions_earn_every_star(1);
}

#[test]
fn solutions_earn_every_star_in_the_third_attempt() {
    solutions_earn_every_star(2);
}

fn solutions_earn_every_star(attempt: u32) {
    for (id, challenge) in &*CHALLENGES {
        let board = board(challenge, &ANSWERS[id].solution);
        let score = earned(challenge, &board, attempt);
        assert_eq!(score.stars, challenge.stars.len(), "{id}: {score:?}");
        for (goal, judged) in judged(challenge, &score) {
            let (Some(bound), Some(measured)) = (bound(goal), judged.measured) else {
                continue;
            };
            assert!(
                measured * MARGIN <= bound,
                "{id}: {goal:?} is reached with {measured}, which is too close"
            );
        }
    }
}

/// Each goal with its judgement in each hour.
fn judged<'a>(
    challenge: &'a Challenge,
    score: &'a Score,
) -> impl Iterator<Item = (&'a Goal, &'a Judged)> {
    let goals = challenge.stars.iter().flatten();
    let of_hour = |hour: &'a model::challenge::HourScore| hour.judged.iter().flatten();
    score
        .hours
        .iter()
        .flat_map(move |hour| goals.clone().zip(of_hour(hour)))
}

/// The bound of a figure that differs from hour to hour.
fn bound(goal: &Goal) -> Option<f64> {
    match *goal {
        Goal::Bill {
            at_most_usd_per_month: most,
        }
        | Goal::AnsweredIn {
            at_most_ms: most, ..
        }
        | Goal::Measured { at_most: most, .. } => Some(most),
        Goal::Kept { .. } | Goal::Missed { .. } | Goal::Placed { .. } | Goal::Remedies { .. } => {
            None
        }
    }
}

#[test]
fn nothing_is_earned_before_the_first_move() {
    for (id, challenge) in &*CHALLENGES {
        let score = earned(challenge, &challenge.scenario, 0);
        assert_eq!(score.stars, 0, "{id}: {score:?}");
    }
}

#[test]
fn one_lane_for_all_earns_nothing() {
    for (id, challenge) in &*CHALLENGES {
        let solved = board(challenge, &ANSWERS[id].solution);
        for lane in LaneId::ALL {
            let ids = challenge.scenario.workloads.iter();
            let all = Placements::all_on(lane, ids.map(|workload| workload.id.as_str()));
            let with = |start: &Scenario| Scenario {
                placements: all.clone(),
                ..start.clone()
            };
            let mut boards = vec![with(&challenge.scenario), with(&solved)];
            // Where cards are locked, a player can reach another board only.
            boards.extend(boards.clone().iter().map(|board| challenge.board(board)));
            // A program that is the move may well run on one lane with all others.
            if challenge.moves.code {
                boards = vec![challenge.board(&with(&challenge.scenario))];
            }
            if challenge.moves.walls {
                let mut walled = with(&challenge.scenario);
                for workload in &challenge.scenario.workloads {
                    let sandboxed = lane != LaneId::Sandbox;
                    let placement = Placement { lane, sandboxed };
                    walled.placements.place(&workload.id, placement);
                }
                boards.push(challenge.board(&walled));
            }
            let mut tried: Vec<Scenario> = Vec::new();
            for board in boards {
                if !tried.contains(&board) {
                    let score = earned(challenge, &board, 0);
                    assert_eq!(score.stars, 0, "{id}, all on {lane:?}: {score:?}");
                    tried.push(board);
                }
            }
        }
    }
}

#[test]
fn mistakes_earn_what_they_deserve() {
    let mut wrong = Vec::new();
    for (id, challenge) in &*CHALLENGES {
        let answers = &ANSWERS[id];
        let most = challenge.stars.len();
        let mut lesser = 0;
        for mistake in &answers.naive {
            let score = earned(challenge, &board(challenge, &mistake.moves), 0);
            assert!(mistake.stars < most, "{id}: {} is no mistake", mistake.name);
            if score.stars != mistake.stars {
                let found: Vec<usize> = score.hours.iter().map(|hour| hour.stars).collect();
                wrong.push(format!(
                    "{id}, {}: {found:?}, not {}",
                    mistake.name, mistake.stars
                ));
            }
            lesser += usize::from(score.stars > 0);
        }
        assert!(answers.naive.len() >= 2, "{id} has too few mistakes");
        assert!(lesser > 0 || most == 1, "{id}: nothing earns fewer stars");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn one_move_is_enough_where_a_challenge_says_so() {
    let one_move = |challenge: &Challenge| challenge.level == Level::OneMove;
    let challenges = CHALLENGES.iter();
    for (id, challenge) in challenges.filter(|(_, challenge)| one_move(challenge)) {
        let solution = &ANSWERS[id].solution;
        let programs = usize::from(!solution.program.is_empty());
        assert_eq!(solution.placements.0.len() + programs, 1, "{id}");
        assert!(solution.remedies.is_none(), "{id}");
        let free = |workload: &&model::scenario::Workload| !challenge.moves.locks(&workload.id);
        let free = challenge.scenario.workloads.iter().filter(free).count();
        assert!(free > 1, "{id}: no other card could be moved");
    }
}
