//! The single moves that would have helped, found by simulating each in the worst of the hours. A card is not moved to a lane
//! on which it still misses a target.

use model::sort::sort_by;
use std::sync::Arc;

use model::challenge::score;
use model::run::Summary;
use model::sandbox::SnippetProfiles;
use model::scenario::{Placement, Remedy, Scenario};
use model::verdict::available_remedies;

use super::attempt::Attempt;
use crate::learn::not_simulated::NotSimulated;
use crate::learn::placement_options::placement_options;
use crate::text;
use crate::worker::{Boards, OnShare, try_boards};

/// The most boards that are simulated: the work of less than six seconds on one core, with every card.
const MOST_TRIED: usize = 34;
/// The most moves that the debrief names.
const MOST_NAMED: usize = 3;

/// A single move.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Move {
    Place(Placement),
    Add(Remedy),
}

/// A move that would have helped, and how far.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Help {
    /// The card's name.
    pub(crate) card: String,
    pub(crate) what: Move,
    /// Stars in that hour, before and with it.
    pub(crate) stars: (usize, usize),
    /// Cards that meet every target, before and with it.
    pub(crate) fitting: (usize, usize),
    /// The bill a month, before and with it.
    pub(crate) usd: (f64, f64),
}

/// The quality of an hour: the number of its stars, of reached goals, and of workloads that meet their
/// targets.
fn worth(attempt: &Attempt, board: &Scenario, run: &Summary) -> (usize, usize, usize) {
    let score = score(&attempt.challenge, board, std::slice::from_ref(run));
    let goals = score
        .hours
        .iter()
        .flat_map(|hour| hour.judged.iter().flatten());
    let met = goals.filter(|judged| judged.met).count();
    (score.stars, met, run.fitting())
}

/// The single moves that would have made the worst hour better, the best first.
pub(super) async fn helps(
    attempt: &Attempt,
    known: Option<Arc<SnippetProfiles>>,
    on_share: OnShare,
) -> Result<Vec<Help>, NotSimulated> {
    let at = attempt.score.worst();
    let (Some(run), Some(&seed)) = (attempt.hours.get(at), attempt.seeds.get(at)) else {
        return Ok(Vec::new());
    };
    let candidates = candidates(attempt, run);
    let in_that_hour = candidates.iter().map(|(_, _, board)| Scenario {
        seed,
        ..board.clone()
    });
    let boards = Boards {
        scenarios: in_that_hour.collect(),
        known,
        by_city: attempt.challenge.reads_cities(),
    };
    let runs = try_boards(boards, on_share).await?;
    let before = worth(attempt, &attempt.board, run);
    let usd = run.report.usd_per_month();
    let mut found: Vec<((usize, usize, usize), Help)> = candidates
        .into_iter()
        .zip(runs)
        .filter_map(|((workload, what, board), tried)| {
            let verdict = tried.verdict_on(&workload)?;
            if matches!(what, Move::Place(_)) && !verdict.fits {
                return None;
            }
            let card = text::workloads::name_of(&board, &workload);
            let with = worth(attempt, &board, &tried);
            let usd = (usd, tried.report.usd_per_month());
            // Where nothing but the bill is missing, a smaller one is on the way.
            let is_cheaper = with == before && run.fitting() == run.verdicts.len();
            let helps = with > before || (is_cheaper && usd.1 < usd.0 * 0.95);
            helps.then(|| {
                let help = Help {
                    card,
                    what,
                    stars: (before.0, with.0),
                    fitting: (before.2, with.2),
                    usd,
                };
                (with, help)
            })
        })
        .collect();
    sort_by(&mut found, |(a, one), (b, other)| {
        b.cmp(a).then(one.usd.1.total_cmp(&other.usd.1))
    });
    found.truncate(MOST_NAMED);
    Ok(found.into_iter().map(|(_, help)| help).collect())
}

/// Every single move that the challenge allows for the cards that broke, or for all where none did, with the card's id.
fn candidates(attempt: &Attempt, run: &Summary) -> Vec<(String, Move, Scenario)> {
    let (challenge, board) = (&attempt.challenge, &attempt.board);
    let any_broke = run.fitting() < run.verdicts.len();
    let mut found = Vec::new();
    for (workload, counts) in board.workloads.iter().zip(&run.report.workloads) {
        let fits = run
            .verdict_on(&workload.id)
            .is_some_and(|verdict| verdict.fits);
        if any_broke && fits {
            continue;
        }
        let id = &workload.id;
        let now = board.placement_of(&workload.id);
        let is_free = !challenge.moves.locks(&workload.id);
        let options = placement_options(&workload.author).into_iter();
        let options = options.filter(|option| is_free && *option != now);
        for option in options.filter(|option| challenge.moves.walls || !option.sandboxed) {
            let mut other = (**board).clone();
            other.placements.place(&workload.id, option);
            found.push((id.clone(), Move::Place(option), other));
        }
        if challenge.moves.remedies {
            for remedy in available_remedies(board, workload, counts) {
                if !board.remedies.contains(&remedy) {
                    let mut other = (**board).clone();
                    other.remedies.push(remedy.clone());
                    found.push((id.clone(), Move::Add(remedy), other));
                }
            }
        }
    }
    in_turns(found)
}

/// The moves of all cards in turn, so that a limit leaves out the last moves of each card and no card.
fn in_turns(moves: Vec<(String, Move, Scenario)>) -> Vec<(String, Move, Scenario)> {
    let mut last: Option<(String, usize)> = None;
    let mut turns: Vec<(usize, (String, Move, Scenario))> = Vec::new();
    for one in moves {
        let turn = match last {
            Some((card, turn)) if card == one.0 => turn + 1,
            _ => 0,
        };
        last = Some((one.0.clone(), turn));
        turns.push((turn, one));
    }
    sort_by(&mut turns, |(a, _), (b, _)| a.cmp(b));
    turns.truncate(MOST_TRIED);
    turns.into_iter().map(|(_, one)| one).collect()
}
