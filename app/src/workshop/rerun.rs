//! Runs the boards of a room again: the engine is deterministic, so that a board earns here what it earned there.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use model::challenge::{Challenge, ChallengeResult, HOURS, score};
use model::scenario::Scenario;

use super::Workshop;
use super::collected::{Check, Collected, Unchecked};
use crate::worker::{Boards, try_boards};

/// The most boards that are run at once: each is five hours.
const MOST_AT_ONCE: usize = 8;

/// Runs every board that waits. A second call while one is running changes nothing: the first one finds what is new.
pub(super) async fn run_waiting(workshop: Workshop) {
    if workshop.is_running.get_untracked() {
        return;
    }
    workshop.is_running.set(true);
    loop {
        let challenges = workshop.challenges.get_untracked();
        workshop
            .collected
            .update(|collected| collected.make_boards(&challenges));
        let next = workshop
            .collected
            .with_untracked(|collected| next_boards(collected, &challenges));
        let Some((challenge, waiting)) = next else {
            break;
        };
        run(workshop, &challenge, waiting).await;
    }
    workshop.is_running.set(false);
}

/// A result and its board.
type Waiting = (ChallengeResult, Arc<Scenario>);

/// The next boards of one challenge with the same limits of the sandbox, each board once.
fn next_boards(
    collected: &Collected,
    challenges: &[Arc<Challenge>],
) -> Option<(Arc<Challenge>, Vec<Waiting>)> {
    let mut found: Option<(Arc<Challenge>, Vec<Waiting>)> = None;
    let waiting = collected
        .results
        .iter()
        .filter(|one| one.check == Check::Waiting);
    for one in waiting {
        let Some((board, _)) = one.board.clone() else {
            continue;
        };
        match &mut found {
            None => {
                let challenge = one.result.challenge_in(challenges)?;
                found = Some((Arc::clone(challenge), vec![(one.result.clone(), board)]));
            }
            Some((_, boards)) => {
                let fits = boards.first().is_some_and(|(first, first_board)| {
                    first.is_of_same_challenge(&one.result)
                        && first_board.lanes.sandbox.limits() == board.lanes.sandbox.limits()
                });
                let is_known = boards
                    .iter()
                    .any(|(other, _)| other.is_same_run(&one.result));
                if fits && !is_known && boards.len() < MOST_AT_ONCE {
                    boards.push((one.result.clone(), board));
                }
            }
        }
    }
    found
}

async fn run(workshop: Workshop, challenge: &Challenge, waiting: Vec<Waiting>) {
    let hours = waiting.iter().flat_map(|(result, board)| {
        let seeds = challenge.seeds(u32::from(result.claim.attempt));
        seeds.map(|seed| Scenario {
            seed,
            ..(**board).clone()
        })
    });
    let boards = Boards {
        scenarios: hours.collect(),
        known: None,
        by_city: challenge.reads_cities(),
    };
    let runs = try_boards(boards, Rc::new(|_| {})).await;
    let checks: Vec<Check> = match runs {
        Ok(runs) => {
            let of_boards = waiting.iter().zip(runs.chunks(HOURS));
            let earned = |((_, board), hours): (&Waiting, &[_])| {
                Check::Earned(score(challenge, board, hours).stars)
            };
            of_boards.map(earned).collect()
        }
        // A board that no worker runs must not take the others along.
        Err(_) if waiting.len() > 1 => {
            for one in waiting {
                Box::pin(run(workshop, challenge, vec![one])).await;
            }
            return;
        }
        Err(_) => vec![Check::Not(Unchecked::NotSimulated)],
    };
    workshop.collected.update(|collected| {
        for ((result, _), check) in waiting.iter().zip(checks) {
            collected.book(result, check);
        }
    });
}
