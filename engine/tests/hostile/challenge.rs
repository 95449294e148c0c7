//! A challenge from a link must keep the rules of one that ships, and cannot replace a shipped one.

use model::challenge::{Challenge, Level, Moves};
use model::goal::Goal;
use model::scenario::Scenario;

use super::support::SHIPPED;

fn challenge() -> Challenge {
    Challenge {
        id: "quiz-rush".to_owned(),
        name: "A quiz".to_owned(),
        about: "Every promise is kept.".to_owned(),
        level: Level::OneMove,
        hints: Vec::new(),
        scenario: Scenario::from_json(SHIPPED).unwrap(),
        moves: Moves::default(),
        stars: vec![vec![Goal::Kept {
            workloads: Vec::new(),
        }]],
    }
}

/// The challenge with a change is refused at this path.
fn check(path: &str, change: impl FnOnce(&mut Challenge)) {
    let mut challenge = challenge();
    assert_eq!(challenge.check(), Ok(()));
    change(&mut challenge);
    let sentence = challenge.check().unwrap_err().to_string();
    assert!(sentence.starts_with(path), "{path}: {sentence}");
}

#[test]
fn lists_and_texts_have_caps() {
    check("hints (its length)", |one| {
        one.hints = vec!["Look.".to_owned(); 9];
    });
    check("hints[0] (its letters)", |one| {
        one.hints = vec!["x".repeat(3_000_000)];
    });
    check("name (its letters)", |one| one.name = "x".repeat(121));
    check("moves.locked (its length)", |one| {
        one.moves.locked = vec!["course-landing".to_owned(); 65];
    });
    check("stars (its length)", |one| {
        one.stars = vec![one.stars[0].clone(); 4];
    });
    let kept = |workloads| Goal::Kept { workloads };
    check("stars[0][0].workloads (its length)", |one| {
        one.stars[0] = vec![kept(vec!["course-landing".to_owned(); 60_000])];
    });
    check("scenario.workloads[0].name (its letters)", |one| {
        one.scenario.workloads[0].name = "x".repeat(121);
    });
}

#[test]
fn a_shipped_id_is_taken() {
    let challenge = challenge();
    assert_eq!(
        challenge.check_is_not_shipped(["big-exam"].into_iter()),
        Ok(())
    );
    let error = challenge.check_is_not_shipped(["big-exam", "quiz-rush"].into_iter());
    let sentence = error.unwrap_err().to_string();
    assert!(
        sentence.starts_with("id: expected an id that no shipped challenge has"),
        "{sentence}"
    );
}
