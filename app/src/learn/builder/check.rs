//! Checks that a challenge is not trivial: neither its starting board nor a board with every card on one
//! lane may earn a star.

use std::sync::Arc;

use model::catalog::LaneId;
use model::challenge::{Challenge, HOURS, score};
use model::sandbox::SnippetProfiles;
use model::scenario::{Placement, Scenario};

use crate::learn::not_simulated::NotSimulated;
use crate::worker::{Boards, OnShare, try_boards};

/// The trivial boards that earn a star.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EasyPasses {
    /// Whether the starting board earns a star.
    pub(crate) start: bool,
    /// The lanes that earn a star with everything that may be moved on them.
    pub(crate) lanes: Vec<LaneId>,
}

/// Scores the starting board and everything on each lane.
pub(super) async fn passed(
    challenge: &Challenge,
    known: Option<Arc<SnippetProfiles>>,
    on_share: OnShare,
) -> Result<EasyPasses, NotSimulated> {
    let mut boards = vec![challenge.scenario.clone()];
    boards.extend(LaneId::ALL.map(|lane| everything_on(challenge, lane)));
    let seeds = challenge.seeds(0);
    let hours = boards.iter().flat_map(|board| {
        seeds.iter().map(|&seed| Scenario {
            seed,
            ..board.clone()
        })
    });
    let boards_to_try = Boards {
        scenarios: hours.collect(),
        known,
        by_city: challenge.reads_cities(),
    };
    let runs = try_boards(boards_to_try, on_share).await?;
    let mut passes = boards
        .iter()
        .zip(runs.chunks(HOURS))
        .map(|(board, hours)| score(challenge, board, hours).is_passed());
    let start = passes.next().unwrap_or(false);
    let lanes = LaneId::ALL.into_iter().zip(passes);
    Ok(EasyPasses {
        start,
        lanes: lanes
            .filter_map(|(lane, passes)| passes.then_some(lane))
            .collect(),
    })
}

fn everything_on(challenge: &Challenge, lane: LaneId) -> Scenario {
    let mut board = challenge.scenario.clone();
    for workload in &challenge.scenario.workloads {
        if !challenge.moves.locks(&workload.id) {
            board.placements.place(&workload.id, Placement::on(lane));
        }
    }
    board
}
