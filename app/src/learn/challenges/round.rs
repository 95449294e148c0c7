//! A round of a challenge, from its start until it is begun again: how much a debrief says, and whether a move was shown.

use model::challenge::Level;

/// A round so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Round {
    /// The number of scored attempts.
    attempts: usize,
    /// Whether a move was shown.
    is_helped: bool,
}

/// How much a debrief says of what broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// The constraints.
    Constraints,
    /// The cards and their constraints.
    Cards,
    /// The cards and their constraints, and a move on request.
    Moves,
}

impl Round {
    /// Counts an attempt; returns how much its debrief says.
    pub(super) fn attempt(&mut self, level: Level) -> Detail {
        self.attempts += 1;
        match self.attempts {
            // One move is all that there is to find.
            _ if level == Level::OneMove => Detail::Moves,
            1 => Detail::Constraints,
            2 => Detail::Cards,
            _ => Detail::Moves,
        }
    }

    /// A move was shown.
    pub(super) fn help(&mut self) {
        self.is_helped = true;
    }

    /// Whether a move was shown.
    pub(super) fn is_helped(self) -> bool {
        self.is_helped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The details of the first attempts of a round, and the stars that count after a move was shown.
    fn check(level: Level, details: [Detail; 4], counted: usize) {
        let mut round = Round::default();
        assert_eq!(details.map(|_| round.attempt(level)), details);
        assert!(!round.is_helped());
        round.help();
        assert!(round.is_helped());
        assert_eq!(level.counted(3, true), counted);
        assert_eq!(level.counted(0, true), 0);
        assert_eq!(level.counted(3, false), 3);
    }

    #[test]
    fn a_debrief_says_more_each_time_and_a_shown_move_has_its_price() {
        use Detail::{Cards, Constraints, Moves};
        check(Level::OneMove, [Moves; 4], 3);
        check(Level::SomeMoves, [Constraints, Cards, Moves, Moves], 1);
        check(Level::Hard, [Constraints, Cards, Moves, Moves], 1);
    }
}
