//! The author's own attempt at the challenge of the draft: the proof that it is possible.

use std::sync::Arc;

use model::challenge::Challenge;
use model::scenario::Scenario;

use super::challenge_draft::Draft;

/// A challenge that its author began to play, with the most stars that the author has earned.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Solution {
    draft: Draft,
    /// The board that the challenge was built from.
    board: Arc<Scenario>,
    challenge: Challenge,
    /// The most stars of an attempt; none before the first.
    pub(crate) stars: Option<usize>,
}

impl Solution {
    /// The author begins to play a challenge.
    pub(crate) fn begin(draft: Draft, board: Arc<Scenario>, challenge: Challenge) -> Self {
        Self {
            draft,
            board,
            challenge,
            stars: None,
        }
    }

    /// The number of stars that the challenge has.
    pub(crate) fn of(&self) -> usize {
        self.challenge.stars.len()
    }

    /// Counts an attempt, where it was at this challenge; its id may have changed.
    pub(crate) fn count(&mut self, challenge: &Challenge, stars: usize) {
        let is_same = challenge.scenario == self.challenge.scenario
            && challenge.moves == self.challenge.moves
            && challenge.stars == self.challenge.stars;
        if is_same {
            self.stars = self.stars.max(Some(stars));
        }
    }

    /// Whether it is about this draft and the author's own board; none while another board is in its place, where it
    /// cannot change.
    pub(crate) fn is_about(&self, draft: &Draft, own_board: Option<&Scenario>) -> bool {
        *draft == self.draft && own_board.is_none_or(|board| *board == *self.board)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::shipped;

    fn check(attempts: &[(&Challenge, usize)], expected: Option<usize>) {
        let board = Arc::new(shipped());
        let draft = Draft::default();
        let challenge = draft.challenge(&board);
        let mut solution = Solution::begin(draft, board, challenge);
        for (challenge, stars) in attempts {
            solution.count(challenge, *stars);
        }
        assert_eq!(solution.stars, expected);
    }

    #[test]
    fn only_attempts_at_the_same_challenge_count() {
        let board = shipped();
        let same = Draft::default().challenge(&board);
        let renamed = Challenge {
            id: "challenge-2".to_owned(),
            ..same.clone()
        };
        let mut easier = same.clone();
        easier.moves.remedies = true;
        check(&[], None);
        check(&[(&same, 0), (&renamed, 1), (&same, 0)], Some(1));
        check(&[(&easier, 1)], None);
    }

    #[test]
    fn a_changed_draft_or_board_has_no_solution_yet() {
        let board = Arc::new(shipped());
        let draft = Draft::default();
        let solution = Solution::begin(draft.clone(), Arc::clone(&board), draft.challenge(&board));
        assert!(solution.is_about(&draft, None));
        assert!(solution.is_about(&draft, Some(&board)));
        let mut other = (*board).clone();
        other.seed += 1;
        assert!(!solution.is_about(&draft, Some(&other)));
        let changed = Draft {
            name: "Another".to_owned(),
            ..draft
        };
        assert!(!solution.is_about(&changed, None));
    }
}
