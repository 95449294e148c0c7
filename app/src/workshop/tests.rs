//! A room's results, put together.

use std::sync::Arc;

use model::catalog::LaneId;
use model::challenge::{Challenge, ChallengeResult, Claim, DamagedLine};
use model::scenario::Placement;

use super::collected::{Added, Check, Collected, HandedIn, Unchecked};
use super::placement_counts::{Change, changes, placement_counts};
use super::star_counts::counts_of;
use crate::test_support::shipped;

fn challenge() -> Arc<Challenge> {
    let text = include_str!("../../../public/challenges/quiz-rush.json");
    Arc::new(model::challenge::read(text, &shipped()).unwrap())
}

/// The line of a board with the quiz on a lane.
fn line(nickname: &str, attempt: u16, stars: u8, lane: LaneId) -> String {
    line_of(7, nickname, attempt, stars, lane)
}

fn line_of(player: u16, nickname: &str, attempt: u16, stars: u8, lane: LaneId) -> String {
    let challenge = challenge();
    let mut board = challenge.scenario.clone();
    board
        .placements
        .place("quiz-submissions", Placement::on(lane));
    let claim = Claim {
        attempt,
        stars,
        is_helped: false,
        player,
        nickname: nickname.to_owned(),
    };
    ChallengeResult::new(&challenge, &board, claim).to_line()
}

fn collected(lines: &[String]) -> Collected {
    let mut all = Collected::default();
    all.add("", &lines.join("\n"));
    all
}

/// The rows: name, attempt of the best board, results.
fn check_rows(lines: &[String], expected: &[(&str, u16, usize)]) {
    let all = collected(lines);
    let rows = all.rows();
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let claim = &row.best.result.claim;
            (claim.nickname.as_str(), claim.attempt, row.all.len())
        })
        .collect();
    assert_eq!(rows, expected);
}

#[test]
fn a_person_has_one_row_for_a_challenge() {
    let (edge, service) = (LaneId::Edge, LaneId::Service);
    check_rows(
        &[line("Ana", 0, 0, edge), line("Ana", 1, 2, service)],
        &[("Ana", 1, 2)],
    );
    check_rows(
        &[line("Ana", 1, 2, service), line("Ana", 2, 0, edge)],
        &[("Ana", 1, 2)],
    );
    // Two persons of one name.
    check_rows(
        &[line("Ana", 0, 0, edge), line("Ana", 0, 2, service)],
        &[("Ana", 0, 1), ("Ana", 0, 1)],
    );
    // Two browsers, the same name or none, the same board.
    check_rows(
        &[line_of(1, "", 0, 0, edge), line_of(2, "", 0, 0, edge)],
        &[("", 0, 1), ("", 0, 1)],
    );
    check_rows(
        &[line("أمينة", 0, 3, service), line("Zoë", 0, 3, service)],
        &[("أمينة", 0, 1), ("Zoë", 0, 1)],
    );
}

#[test]
fn a_line_counts_once_and_damage_is_named() {
    let ana = line("Ana", 0, 0, LaneId::Edge);
    let mut all = Collected::default();
    let added = all.add(
        "chat.txt",
        &format!("Ana: {ana}\n{ana}\nBen: {}", &ana[..40]),
    );
    assert_eq!(
        added,
        Added {
            new: 1,
            known: 1,
            damaged: 1,
            left_out: 0
        }
    );
    let damaged = &all.damaged[0];
    assert_eq!(
        (
            damaged.source.as_str(),
            damaged.line,
            damaged.said_before.as_str()
        ),
        ("chat.txt", 3, "Ben")
    );
    assert_eq!(damaged.why, DamagedLine::Cut);
    assert_eq!(all.add("", &all.lines()).known, 1);
}

#[test]
fn boards_are_made_of_known_challenges_alone() {
    let mut all = collected(&[line("Ana", 0, 0, LaneId::Edge)]);
    all.make_boards(&[]);
    assert_eq!(
        all.results[0].check,
        Check::Not(Unchecked::UnknownChallenge)
    );
    let mut other = (*challenge()).clone();
    other.scenario.seed += 1;
    all.make_boards(&[Arc::new(other)]);
    assert_eq!(all.results[0].check, Check::Not(Unchecked::OtherVersion));
    let mut all = collected(&[line("Ana", 0, 0, LaneId::Edge)]);
    all.make_boards(&[challenge()]);
    assert_eq!(all.results[0].check, Check::Waiting);
    assert!(all.results[0].board.is_some());
}

#[test]
fn one_run_answers_for_all_with_the_same_board() {
    let lines = [
        line("Ana", 0, 2, LaneId::Service),
        line("Ben", 0, 1, LaneId::Service),
        line("Eve", 1, 2, LaneId::Service),
    ];
    let mut all = collected(&lines);
    all.make_boards(&[challenge()]);
    let ana = all.results[0].result.clone();
    all.book(&ana, Check::Earned(2));
    let holds: Vec<_> = all.results.iter().map(HandedIn::holds).collect();
    assert_eq!(holds, [Some(true), Some(false), None]);
    // Eve's attempt has hours of its own and was not run yet.
    let counts = counts_of(&all, &[challenge()]);
    assert_eq!(counts[0].1, [0, 0, 2]);
}

#[test]
fn placements_of_a_room_are_counted() {
    let challenge = challenge();
    let mut all = collected(&[
        line("Ana", 0, 3, LaneId::Service),
        line("Ben", 0, 2, LaneId::Service),
        line("Eve", 0, 0, LaneId::Edge),
    ]);
    all.make_boards(&[Arc::clone(&challenge)]);
    let boards: Vec<_> = all
        .results
        .iter()
        .filter_map(|one| one.board.as_ref().map(|(board, _)| &**board))
        .collect();
    let counts = placement_counts(&challenge, &boards);
    let quiz = counts
        .iter()
        .find(|one| one.workload == "quiz-submissions")
        .unwrap();
    assert_eq!(quiz.on, [0, 1, 0, 2]);
    let ids: Vec<_> = changes(&challenge, boards[2])
        .iter()
        .map(Change::in_ids)
        .collect();
    assert_eq!(ids, ["quiz-submissions: edge"]);
}
