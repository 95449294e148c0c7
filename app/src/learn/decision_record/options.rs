//! The options that a decision is made between: the same hour on other boards.

use crate::learn::panel_words;
use model::catalog::LaneId;
use model::scenario::{Placement, Placements, Scenario};
use model::sort::sort_by;

use super::words;
use crate::learn::placement_options::placement_options;
use crate::text;

/// The subject of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A card, by its position.
    Card(usize),
    Whole,
}

impl Subject {
    /// The card's id; none for the whole board.
    pub(super) fn id(self, board: &Scenario) -> Option<&str> {
        match self {
            Self::Card(index) => Some(&board.workloads.get(index)?.id),
            Self::Whole => None,
        }
    }
}

/// One option of a decision.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) board: Scenario,
    /// Whether it is the board on the screen.
    pub(super) is_chosen: bool,
}

/// The options for a subject, the chosen one first.
pub(super) fn options(board: &Scenario, subject: Subject) -> Vec<Choice> {
    let mut options = match subject {
        Subject::Card(index) => board
            .workloads
            .get(index)
            .map_or_else(Vec::new, |workload| {
                let now = board.placement_of(&workload.id);
                let mut placements = placement_options(&workload.author);
                if !placements.contains(&now) {
                    placements.push(now);
                }
                let option = |placement: Placement| {
                    let mut other = board.clone();
                    other.placements.place(&workload.id, placement);
                    Choice {
                        name: panel_words::placement(placement),
                        board: other,
                        is_chosen: placement == now,
                    }
                };
                placements.into_iter().map(option).collect()
            }),
        Subject::Whole => whole(board),
    };
    sort_by(&mut options, |a, b| b.is_chosen.cmp(&a.is_chosen));
    options
}

/// The board on the screen, its placement presets, and everything on one lane; each once.
fn whole(board: &Scenario) -> Vec<Choice> {
    let with = |name: String, placements: Placements| Choice {
        name,
        is_chosen: placements == board.placements,
        board: Scenario {
            placements,
            ..board.clone()
        },
    };
    let now = text::board::board_of(&board.boards, &board.placements);
    let name = now.map_or(words::THIS_BOARD.get().to_owned(), text::board::name);
    let mut options = vec![with(name, board.placements.clone())];
    for other in &board.boards {
        options.push(with(text::board::name(other), other.placements.clone()));
    }
    for lane in LaneId::ALL {
        let ids = board.workloads.iter().map(|workload| workload.id.as_str());
        let all = Placements::all_on(lane, ids);
        options.push(with(words::all_on(lane), all));
    }
    let mut seen: Vec<Placements> = Vec::new();
    options.retain(|option| {
        let is_new = !seen.contains(&option.board.placements);
        seen.push(option.board.placements.clone());
        is_new
    });
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::shipped;

    fn check(subject: &str, expected: usize) {
        let board = shipped();
        let subject = board
            .workload_index(subject)
            .map_or(Subject::Whole, Subject::Card);
        let options = options(&board, subject);
        assert_eq!(options.len(), expected);
        assert!(options[0].is_chosen);
        assert_eq!(options.iter().filter(|option| option.is_chosen).count(), 1);
        // Nothing but the placements differs: the arrivals are the same.
        for option in &options {
            let same = Scenario {
                placements: board.placements.clone(),
                ..option.board.clone()
            };
            assert_eq!(same, board);
        }
    }

    #[test]
    fn options_are_the_same_hour_on_other_boards() {
        let lanes = LaneId::ALL.len();
        check("quiz-submissions", lanes);
        // With walls and without; the sandbox always has walls.
        check("grading-plugins", 2 * lanes - 1);
        // All on one lane, and as it is.
        check("", lanes + 1);
    }
}
