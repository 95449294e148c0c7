//! One attempt at a challenge: the board as it is now, in hours that no attempt had before.

use std::sync::Arc;

use leptos::prelude::*;
use model::challenge::{Challenge, Score, score};
use model::run::Summary;
use model::scenario::Scenario;

use super::round::{Detail, Round};
use crate::learn::context::LearnContext;
use crate::learn::not_simulated::NotSimulated;
use crate::worker::{Boards, OnShare, try_boards};

/// An attempt with its score.
#[derive(Clone)]
pub(super) struct Attempt {
    pub(super) challenge: Arc<Challenge>,
    /// The board that was scored, with the challenge's own seed.
    pub(super) board: Arc<Scenario>,
    /// Its number, from 0.
    pub(super) number: u32,
    /// The seeds of its hours.
    pub(super) seeds: Vec<u64>,
    pub(super) hours: Arc<Vec<Summary>>,
    pub(super) score: Arc<Score>,
    /// Whether a move was shown before.
    pub(super) is_helped: bool,
    /// How much its debrief says.
    pub(super) detail: Detail,
}

impl Attempt {
    /// The stars that count, of those that were earned.
    pub(super) fn counted(&self) -> usize {
        self.challenge
            .level
            .counted(self.score.stars, self.is_helped)
    }
}

/// Simulates the board in the hours of this attempt, and scores it.
pub(super) async fn attempted(
    context: LearnContext,
    challenge: Arc<Challenge>,
    round: RwSignal<Round>,
    on_share: OnShare,
) -> Result<Attempt, NotSimulated> {
    let shown = context.current_run().await?;
    let board = challenge.board(&shown.scenario);
    let played = context
        .progress
        .with_untracked(|progress| progress.played.get(&challenge.id).copied());
    let number = played.unwrap_or_default().attempts;
    let seeds = challenge.seeds(number);
    let hour = |seed| Scenario {
        seed,
        ..board.clone()
    };
    let boards = Boards {
        scenarios: seeds.map(hour).to_vec(),
        known: context.profiles.get_untracked(),
        by_city: challenge.reads_cities(),
    };
    let hours = try_boards(boards, on_share).await?;
    let score = score(&challenge, &board, &hours);
    let level = challenge.level;
    let detail = round
        .try_update(|round| round.attempt(level))
        .unwrap_or(Detail::Constraints);
    let round = round.try_get_untracked().unwrap_or_default();
    Ok(Attempt {
        board: Arc::new(board),
        number,
        seeds: seeds.to_vec(),
        is_helped: round.is_helped(),
        detail,
        score: Arc::new(score),
        hours: Arc::new(hours),
        challenge,
    })
}
