//! The card that an edit has moved comes into sight within its lane, and stays there when the run adds a line
//! to it. It is no longer picked, whichever way it was moved.

use std::sync::Arc;

use leptos::prelude::*;
use model::scenario::Scenario;

use super::drag::Drag;
use super::{Hand, card_selector};
use crate::browser;
use crate::state::document::Origin;

/// What the lanes showed last.
struct Shown {
    board: Arc<Scenario>,
    origin: Origin,
    /// The number of the run.
    generation: u64,
    /// The card that the last edit has moved, until the board's run is there; by workload id.
    moved: Option<String>,
}

/// Follows the edits of the board and its runs from now on.
pub(super) fn keep_moved_in_sight(hand: Hand) {
    let session = hand.session;
    Effect::new(move |shown: Option<Shown>| {
        let (board, origin) = session
            .document
            .with(|document| (document.scenario().clone(), document.origin().clone()));
        let (generation, is_run_of_board) = session.run.with(|run| {
            run.as_ref().map_or((0, false), |run| {
                (run.generation, Arc::ptr_eq(&run.scenario, &board))
            })
        });
        let mut moved = None;
        if let Some(shown) = shown {
            let is_edited = !Arc::ptr_eq(&shown.board, &board);
            moved = if is_edited {
                only_moved(&shown.board, &board)
            } else {
                shown.moved
            };
            let is_picked = hand
                .drag
                .with_untracked(|drag| moved.is_some() && drag.picked() == moved.as_deref());
            // A card of the board before this one is on no lane.
            let is_gone = origin != shown.origin;
            if is_edited && (is_picked || is_gone) {
                hand.drag.set(Drag::Idle);
            }
            let is_new_run = generation != shown.generation;
            if let Some(moved) = moved.as_deref().filter(|_| is_edited || is_new_run) {
                browser::show_in_list_soon(card_selector(moved));
            }
            if is_new_run && is_run_of_board {
                moved = None;
            }
        }
        Shown {
            board,
            origin,
            generation,
            moved,
        }
    });
}

/// The one workload that is on another lane than before, by id; none where several are.
fn only_moved(before: &Scenario, now: &Scenario) -> Option<String> {
    let is_moved = |id: &str| {
        before.workload_index(id).is_some()
            && before.placement_of(id).lane != now.placement_of(id).lane
    };
    let mut moved = now.workloads.iter().filter(|one| is_moved(&one.id));
    let first = moved.next()?;
    moved.next().is_none().then(|| first.id.clone())
}

#[cfg(test)]
mod tests {
    use model::catalog::LaneId;
    use model::scenario::Placement;

    use super::*;
    use crate::test_support::shipped;

    fn check(moves: &[(&str, LaneId)], expected: Option<&str>) {
        let before: Scenario = shipped();
        let mut now = before.clone();
        for &(workload, lane) in moves {
            now.placements.place(workload, Placement::on(lane));
        }
        assert_eq!(only_moved(&before, &now).as_deref(), expected, "{moves:?}");
    }

    #[test]
    fn only_a_single_move_is_followed() {
        let quiz = "quiz-submissions";
        check(&[], None);
        check(&[(quiz, LaneId::Edge)], Some(quiz));
        check(&[(quiz, LaneId::Serverless)], None);
        check(
            &[(quiz, LaneId::Edge), ("live-classroom", LaneId::Edge)],
            None,
        );
    }
}
