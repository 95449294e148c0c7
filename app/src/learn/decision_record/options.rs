//! The options that a decision is made between: the same hour on other boards.

use std::sync::Arc;

use model::scenario::{Placement, PlacementPreset, Placements, Remedy, Scenario, Workload};
use model::sort::sort_by;

use super::words;
use crate::learn::panel_words;
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

/// The options for a subject, the chosen one first. `seen` are the boards that were on the screen before, `usual` the remedies
/// that ship.
pub(super) fn options(
    board: &Scenario,
    subject: Subject,
    seen: &[Arc<Scenario>],
    usual: &[Remedy],
) -> Vec<Choice> {
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
        Subject::Whole => whole(board, seen, usual),
    };
    sort_by(&mut options, |a, b| b.is_chosen.cmp(&a.is_chosen));
    options
}

/// The most earlier boards that a record compares.
const MOST_EARLIER: usize = 4;

/// The board on the screen, its placement presets, and the boards that the person tried before it; each once.
fn whole(board: &Scenario, seen: &[Arc<Scenario>], usual: &[Remedy]) -> Vec<Choice> {
    let with = |name: String, placements: &Placements, remedies: &[Remedy]| Choice {
        name,
        is_chosen: *placements == board.placements && remedies == board.remedies,
        board: Scenario {
            placements: placements.clone(),
            remedies: remedies.to_vec(),
            ..board.clone()
        },
    };
    let name_of = |preset: &PlacementPreset| {
        let name = text::board::name(preset);
        if board.remedies == usual {
            name
        } else {
            words::with_its_remedies(&name)
        }
    };
    let now = text::board::board_of(&board.boards, &board.placements);
    let name = now.map_or(words::THIS_BOARD.get().to_owned(), name_of);
    let mut options = vec![with(name, &board.placements, &board.remedies)];
    let mut add = |name: String, placements: &Placements, remedies: &[Remedy]| {
        let is_new =
            |one: &Choice| one.board.placements != *placements || one.board.remedies != remedies;
        if options.iter().all(is_new) {
            options.push(with(name, placements, remedies));
        }
    };
    for other in &board.boards {
        add(name_of(other), &other.placements, &board.remedies);
    }
    let is_of_these = |other: &&Arc<Scenario>| {
        let ids = other.workloads.iter().map(|workload| &workload.id);
        ids.eq(board.workloads.iter().map(|workload| &workload.id))
    };
    let earlier = seen.iter().rev().filter(is_of_these).take(MOST_EARLIER);
    for other in earlier {
        add(
            earlier_name(board, other),
            &other.placements,
            &other.remedies,
        );
    }
    options
}

/// The most workloads on other lanes that the name of an earlier board lists.
const MOST_NAMED: usize = 3;

/// The name of an earlier board: the workloads that it had on other lanes, or the number of them, or that it had other
/// remedies only.
fn earlier_name(board: &Scenario, other: &Scenario) -> String {
    let elsewhere = board
        .workloads
        .iter()
        .filter(|workload| other.placement_of(&workload.id) != board.placement_of(&workload.id));
    let elsewhere: Vec<_> = elsewhere.collect();
    let on = |workload: &Workload| {
        words::on(
            &text::workloads::name(workload),
            &panel_words::placement(other.placement_of(&workload.id)),
        )
    };
    match elsewhere.len() {
        0 => words::OTHER_REMEDIES.get().to_owned(),
        1..=MOST_NAMED => {
            let names = elsewhere.into_iter().map(on);
            text::language::list(&names.collect::<Vec<_>>())
        }
        count => words::earlier(count),
    }
}

#[cfg(test)]
mod tests {
    use model::catalog::LaneId;

    use super::*;
    use crate::test_support::shipped;

    fn check(subject: &str, seen: &[Arc<Scenario>], expected: &[&str]) {
        let board = shipped();
        let subject = board
            .workload_index(subject)
            .map_or(Subject::Whole, Subject::Card);
        let options = options(&board, subject, seen, &board.remedies);
        let names: Vec<&str> = options.iter().map(|option| option.name.as_str()).collect();
        assert_eq!(names, expected);
        assert!(options[0].is_chosen);
        assert_eq!(options.iter().filter(|option| option.is_chosen).count(), 1);
        // Nothing but placements and remedies differs: the arrivals are the same.
        for option in &options {
            let same = Scenario {
                placements: board.placements.clone(),
                remedies: board.remedies.clone(),
                ..option.board.clone()
            };
            assert_eq!(same, board);
        }
    }

    fn moved(ids: &[&str]) -> Arc<Scenario> {
        let mut board = shipped();
        for id in ids {
            board.placements.place(id, Placement::on(LaneId::Service));
        }
        Arc::new(board)
    }

    #[test]
    fn options_are_the_same_hour_on_other_boards() {
        let lanes = ["Serverless", "Edge", "Sandbox", "Service"];
        check("quiz-submissions", &[], &lanes);
        check(
            "grading-plugins",
            &[],
            &[
                &lanes[..],
                &[
                    "Serverless, sandboxed",
                    "Edge, sandboxed",
                    "Service, sandboxed",
                ],
            ]
            .concat(),
        );
    }

    /// A board that nobody tried is no option of a decision.
    #[test]
    fn a_board_is_compared_with_those_that_were_tried() {
        let shipped = [
            "Everything on serverless",
            "Everything on edge",
            "Matched to shape",
        ];
        check("", &[], &shipped);
        let tried = [
            moved(&["quiz-submissions"]),
            moved(&["quiz-submissions", "grading-plugins"]),
        ];
        let two = "Quiz submissions on service and Partner grading plugins on service";
        check(
            "",
            &tried,
            &[&shipped[..], &[two, "Quiz submissions on service"]].concat(),
        );
        let mut pooled = crate::test_support::shipped();
        pooled.remedies = vec![Remedy::ConnectionPooler];
        check(
            "",
            &[Arc::new(pooled)],
            &[&shipped[..], &["An earlier board, with other remedies"]].concat(),
        );
    }
}
