//! The contents of the challenge files.

use std::collections::BTreeSet;

use model::challenge::{Level, read};

use crate::play::{ANSWERS, CHALLENGES, PLATFORM};

#[test]
fn a_file_is_called_as_its_challenge() {
    for (name, challenge) in &*CHALLENGES {
        assert_eq!(*name, challenge.id);
    }
}

#[test]
fn each_challenge_has_boards_to_try_and_each_of_those_a_challenge() {
    let challenges: BTreeSet<&String> = CHALLENGES.iter().map(|(id, _)| id).collect();
    let answered: BTreeSet<&String> = ANSWERS.keys().collect();
    assert_eq!(challenges, answered);
}

#[test]
fn a_challenge_is_written_and_read_back_the_same() {
    for (id, challenge) in &*CHALLENGES {
        let again = read(&challenge.to_json(), &PLATFORM);
        assert_eq!(again.as_ref(), Ok(challenge), "{id}");
    }
}

#[test]
fn there_are_easy_and_hard_ones_and_each_has_hints() {
    for level in [Level::OneMove, Level::SomeMoves, Level::Hard] {
        let of_level = CHALLENGES.iter().filter(|(_, one)| one.level == level);
        assert!(of_level.count() >= 3, "{level:?}");
    }
    for (id, challenge) in &*CHALLENGES {
        assert!((2..=3).contains(&challenge.hints.len()), "{id}");
    }
    let locked = CHALLENGES
        .iter()
        .filter(|(_, one)| !one.moves.locked.is_empty());
    assert!(locked.count() >= 2);
}
