//! The questions' file. People write `public/text/check.json`; the page fetches the packed file beside it,
//! and a test compares the two.

use borsh::{BorshDeserialize, BorshSerialize};
use model::challenge::Start;

/// The knowledge check.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(crate) struct Check {
    pub(crate) questions: Vec<Question>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) objective: Objective,
    #[cfg_attr(test, serde(rename = "question"))]
    pub(crate) asks: String,
    pub(crate) options: Vec<Letter>,
    /// The letters that are right.
    pub(crate) right: Vec<String>,
    /// The explanation, shown after any answer.
    pub(crate) why: String,
    /// The board that shows the explanation at work.
    pub(crate) board: Start,
    /// The card that the evidence is about there.
    pub(crate) look_at: String,
    /// The sentence that says what to look at there.
    pub(crate) see: String,
}

/// An answer that can be given.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(crate) struct Letter {
    /// The letter that names it, A to E.
    pub(crate) letter: String,
    pub(crate) text: String,
}

/// The learning objective of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(rename_all = "snake_case"))]
pub(crate) enum Objective {
    /// What each abstraction changes for its users.
    Change,
    /// Which lane matches which shape of work.
    Match,
    /// The trade-offs of each abstraction.
    TradeOffs,
}

impl Objective {
    /// All objectives.
    pub(crate) const ALL: [Self; 3] = [Self::Change, Self::Match, Self::TradeOffs];
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use engine::interpreter::grade_choice;
    use model::sandbox::{Ended, Limits};

    use super::*;
    use crate::test_support::shipped;

    fn check() -> Check {
        serde_json::from_str(include_str!("../../../../public/text/check.json")).unwrap()
    }

    #[test]
    fn the_packed_check_is_its_json() {
        crate::learn::packed::check("check.bin", &check());
    }

    /// Walks the whole check: the key earns every point in the sandbox, every other single letter
    /// earns less, and the board that shows why can be loaded.
    #[test]
    fn every_question_is_graded_by_the_snippet() {
        let (check, shipped) = (check(), shipped());
        assert!(check.questions.len() >= 12);
        let objectives: BTreeSet<Objective> =
            check.questions.iter().map(|one| one.objective).collect();
        assert_eq!(objectives.len(), 3);
        for question in &check.questions {
            let letters: Vec<&str> = question
                .options
                .iter()
                .map(|one| one.letter.as_str())
                .collect();
            assert!("ABCDE".starts_with(&letters.concat()), "{}", question.id);
            let points = |answer: &str| {
                let run = grade_choice(&question.right, answer, &Limits::default()).unwrap();
                match run.ended {
                    Ended::Graded { points } => points as usize,
                    other => panic!("{}: {other:?}", question.id),
                }
            };
            assert_eq!(points(&question.right.join(", ")), question.right.len());
            for letter in letters
                .iter()
                .filter(|one| !question.right.contains(&(**one).to_owned()))
            {
                assert_eq!(points(letter), 0, "{}", question.id);
            }
            let board = question.board.clone().of(&shipped).unwrap();
            assert!(
                board.workload(&question.look_at).is_some(),
                "{}",
                question.id
            );
        }
    }

    /// The board that shows why, under the name that it gets, keeps the rules of a scenario.
    #[test]
    fn the_board_of_every_question_can_be_simulated() {
        for (number, question) in (1..).zip(&check().questions) {
            let mut board = question.board.board_on(&shipped());
            board.name = crate::learn::check::words::board(number);
            assert_eq!(board.check(), Ok(()), "question {number}");
        }
    }
}
