//! Stories of edits, undo and redo, and of boards that replace each other.

use model::catalog::LaneId;
use model::challenge::Moves;
use model::scenario::{Placement, Placements, Remedy};

use super::*;
use crate::test_support::shipped;

fn place(lane: LaneId) -> Edit {
    Edit::Place {
        workload: "quiz-submissions".to_owned(),
        to: Placement::on(lane),
    }
}

#[derive(Clone)]
enum Do {
    Edit(Edit),
    Undo,
    Redo,
}

/// Makes each step, and compares the lane of the quiz and the board's revision after it.
fn check(steps: &[Do], expected: &[(LaneId, u64)]) {
    let mut scenario = shipped();
    let ids: Vec<String> = scenario
        .workloads
        .iter()
        .map(|one| one.id.clone())
        .collect();
    scenario.placements = Placements::all_on(LaneId::Serverless, ids.iter().map(String::as_str));
    let mut document = Document::new(scenario);
    let seen: Vec<(LaneId, u64)> = steps
        .iter()
        .map(|step| {
            match step.clone() {
                Do::Edit(edit) => document.apply(edit),
                Do::Undo => document.undo(),
                Do::Redo => document.redo(),
            };
            let lane = document.scenario().placement_of("quiz-submissions").lane;
            (lane, document.revision())
        })
        .collect();
    assert_eq!(seen, expected);
}

#[test]
fn an_edit_can_be_taken_back_and_made_again() {
    use LaneId::{Serverless, Service};
    check(
        &[
            Do::Edit(place(Service)),
            Do::Undo,
            Do::Redo,
            Do::Undo,
            Do::Undo,
        ],
        &[
            (Service, 1),
            (Serverless, 2),
            (Service, 3),
            (Serverless, 4),
            (Serverless, 4),
        ],
    );
}

#[test]
fn a_new_edit_ends_the_future() {
    use LaneId::{Edge, Service};
    check(
        &[
            Do::Edit(place(Service)),
            Do::Undo,
            Do::Edit(place(Edge)),
            Do::Redo,
        ],
        &[(Service, 1), (LaneId::Serverless, 2), (Edge, 3), (Edge, 3)],
    );
}

#[test]
fn an_edit_that_changes_nothing_leaves_no_step() {
    use LaneId::Serverless;
    let unknown = Edit::Place {
        workload: "no-such".to_owned(),
        to: Placement::on(LaneId::Edge),
    };
    check(
        &[
            Do::Edit(place(Serverless)),
            Do::Edit(unknown),
            Do::Edit(Edit::UseBoard("no-such".to_owned())),
            Do::Undo,
        ],
        &[
            (Serverless, 0),
            (Serverless, 0),
            (Serverless, 0),
            (Serverless, 0),
        ],
    );
}

#[test]
fn a_board_and_a_reset_are_single_steps() {
    use LaneId::{Serverless, Service};
    check(
        &[
            Do::Edit(Edit::UseBoard("matched-to-shape".to_owned())),
            Do::Edit(Edit::Reset),
            Do::Undo,
            Do::Undo,
        ],
        &[(Service, 1), (Serverless, 2), (Service, 3), (Serverless, 4)],
    );
}

/// A board of a challenge or a chapter: the shipped one under its own display name, with the quiz on
/// this lane.
fn load(lane: LaneId, origin: Origin, moves: Option<Moves>) -> Edit {
    let mut scenario = shipped();
    scenario
        .placements
        .place("quiz-submissions", Placement::on(lane));
    Edit::LoadBoard {
        scenario: Box::new(scenario),
        origin,
        moves,
        viewed: None,
    }
}

fn challenge() -> Origin {
    Origin::Challenge("quiz-rush".to_owned())
}

fn locking_the_quiz() -> Moves {
    Moves {
        locked: vec!["quiz-submissions".to_owned()],
        ..Moves::default()
    }
}

/// Makes each step, and compares the origin of the board and the lane of the quiz after it.
fn check_origin(steps: &[Do], expected: &[(Origin, LaneId)]) {
    let mut document = Document::new(shipped());
    let seen: Vec<(Origin, LaneId)> = steps
        .iter()
        .map(|step| {
            match step.clone() {
                Do::Edit(edit) if !document.allows(&edit) => false,
                Do::Edit(edit) => document.apply(edit),
                Do::Undo => document.undo(),
                Do::Redo => document.redo(),
            };
            let lane = document.scenario().placement_of("quiz-submissions").lane;
            (document.origin().clone(), lane)
        })
        .collect();
    assert_eq!(seen, expected);
}

/// The challenge's board has the same name as the person's own one, which happens where a challenge is
/// built without a name.
#[test]
fn the_own_board_comes_back_and_is_the_persons_own() {
    use LaneId::{Edge, Serverless, Service};
    check_origin(
        &[
            Do::Edit(place(Edge)),
            Do::Edit(load(Service, challenge(), None)),
            Do::Edit(Edit::LeaveBoard),
            Do::Edit(Edit::Reset),
            Do::Undo,
            Do::Undo,
            Do::Undo,
            Do::Redo,
        ],
        &[
            (Origin::Shipped, Edge),
            (challenge(), Service),
            (Origin::Shipped, Edge),
            (Origin::Shipped, Serverless),
            (Origin::Shipped, Edge),
            (challenge(), Service),
            (Origin::Shipped, Edge),
            (challenge(), Service),
        ],
    );
}

#[test]
fn one_challenge_after_another_keeps_the_own_board() {
    use LaneId::{Edge, Sandbox, Service};
    let chapter = Origin::Chapter("bursts".to_owned());
    check_origin(
        &[
            Do::Edit(place(Edge)),
            Do::Edit(load(Service, challenge(), None)),
            Do::Edit(load(Sandbox, chapter.clone(), None)),
            Do::Edit(Edit::LeaveBoard),
            Do::Edit(Edit::LeaveBoard),
        ],
        &[
            (Origin::Shipped, Edge),
            (challenge(), Service),
            (chapter, Sandbox),
            (Origin::Shipped, Edge),
            (Origin::Shipped, Edge),
        ],
    );
}

/// A file, a table or a link replaces the board of the challenge, and not the person's own board.
#[test]
fn a_board_that_is_opened_within_a_challenge_keeps_the_own_board() {
    use LaneId::{Edge, Sandbox, Service};
    let opened = {
        let mut document = Document::new(shipped());
        document.apply(place(Sandbox));
        let scenario = document.scenario().as_ref().clone();
        (scenario, document.state())
    };
    let edits = [
        (Edit::Open(Box::new(opened.0), Origin::File), Origin::File),
        (Edit::Restore(Box::new(opened.1)), Origin::Shipped),
    ];
    for (edit, origin) in edits {
        check_origin(
            &[
                Do::Edit(place(Edge)),
                Do::Edit(load(Service, challenge(), None)),
                Do::Edit(edit),
                Do::Undo,
                Do::Undo,
                Do::Redo,
            ],
            &[
                (Origin::Shipped, Edge),
                (challenge(), Service),
                (origin, Sandbox),
                (Origin::Shipped, Edge),
                (challenge(), Service),
                (Origin::Shipped, Edge),
            ],
        );
    }
}

/// Edits that add a card or replace the scenario would lift the locks of a challenge.
#[test]
fn a_challenge_keeps_its_locks() {
    use LaneId::{Edge, Serverless, Service};
    let mut built = shipped();
    built.name = "Built".to_owned();
    let card = shipped().workloads.remove(0);
    let quiz_elsewhere = {
        let mut scenario = shipped();
        scenario
            .placements
            .place("quiz-submissions", Placement::on(Edge));
        scenario
    };
    check_origin(
        &[
            Do::Edit(load(Service, challenge(), Some(locking_the_quiz()))),
            Do::Edit(Edit::Rebuild(Box::new(built))),
            Do::Edit(Edit::AddWorkload(
                Box::new(card),
                Placement::on(Edge),
                Vec::new(),
            )),
            Do::Edit(place(Edge)),
            Do::Edit(Edit::BringBack(Box::new(quiz_elsewhere))),
            Do::Edit(Edit::BringBack(Box::new(shipped()))),
        ],
        &[
            (challenge(), Service),
            (challenge(), Service),
            (challenge(), Service),
            (challenge(), Service),
            (challenge(), Service),
            (Origin::Shipped, Serverless),
        ],
    );
}

#[test]
fn a_card_of_ones_own_makes_the_board_a_built_one() {
    let mut document = Document::new(shipped());
    let mut card = shipped().workloads.remove(0);
    card.id = "own-workload".to_owned();
    assert!(document.apply(Edit::AddWorkload(
        Box::new(card),
        Placement::on(LaneId::Edge),
        vec![Remedy::ConnectionPooler],
    )));
    assert_eq!(*document.origin(), Origin::Built);
    let board = document.scenario();
    assert_eq!(board.workloads.len(), shipped().workloads.len() + 1);
    assert_eq!(board.placement_of("own-workload").lane, LaneId::Edge);
    assert!(board.remedies.contains(&Remedy::ConnectionPooler));
    assert!(board.lanes.service.deployments.contains_key("own-workload"));
    for preset in &board.boards {
        assert!(preset.placements.0.contains_key("own-workload"));
    }
}

/// A stored state becomes the same document in another visit: with locks, the own board, and the board
/// that a reset goes back to.
#[test]
fn a_stored_state_comes_back_whole() {
    let check = |edits: Vec<Edit>| {
        let mut document = Document::new(shipped());
        for edit in edits {
            document.apply(edit);
        }
        let mut other = Document::new(shipped());
        other.apply(Edit::Restore(Box::new(document.state())));
        assert_eq!(other.state(), document.state());
        assert_eq!(other.opened(), document.opened());
        other.apply(Edit::LeaveBoard);
        document.apply(Edit::LeaveBoard);
        assert_eq!(other.state(), document.state());
    };
    let file = {
        let mut scenario = shipped();
        scenario.seed = 5;
        Edit::Open(Box::new(scenario), Origin::File)
    };
    check(Vec::new());
    check(vec![place(LaneId::Edge)]);
    check(vec![file.clone(), place(LaneId::Edge)]);
    check(vec![
        file,
        load(LaneId::Service, challenge(), Some(locking_the_quiz())),
        place(LaneId::Edge),
    ]);
}

/// A link without an origin holds edits of the shipped scenario, or another one; only a challenge has
/// moves.
#[test]
fn a_linked_board_is_the_persons_own() {
    let mut scenario = shipped();
    scenario.seed = 7;
    let state = BoardState {
        scenario,
        opened: None,
        origin: None,
        moves: Some(locking_the_quiz()),
        own: None,
    };
    let mut document = Document::new(shipped());
    document.apply(Edit::Restore(Box::new(state)));
    assert_eq!(*document.origin(), Origin::Link);
    assert_eq!(document.moves(), None);
    document.apply(Edit::Reset);
    assert_eq!(**document.scenario(), shipped());
}
