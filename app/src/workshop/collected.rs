//! The results that a room has handed in: what was read, and what became of each board when it was run again.

use std::sync::Arc;

use model::challenge::{
    Challenge, ChallengeResult, DamagedLine, FoundLine, Level, NoBoard, results_in,
};
use model::scenario::Scenario;

/// The most results of a room that are kept: each is simulated.
pub(super) const MOST_RESULTS: usize = 500;

/// Everything that was handed in.
#[derive(Clone, Debug, Default)]
pub(super) struct Collected {
    /// The results, in the order in which they came.
    pub(super) results: Vec<HandedIn>,
    /// The lines that could not be read.
    pub(super) damaged: Vec<Damaged>,
}

/// A result with what its board achieved here.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HandedIn {
    pub(super) result: ChallengeResult,
    /// The board and the level of its challenge; absent where the challenge is not known here.
    pub(super) board: Option<(Arc<Scenario>, Level)>,
    pub(super) check: Check,
}

/// Whether the board was run again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    /// It has not been run yet.
    Waiting,
    /// It earned these stars here.
    Earned(usize),
    /// It was not run.
    Not(Unchecked),
}

/// Why a board was not run again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unchecked {
    /// The challenge is not known here: open its file.
    UnknownChallenge,
    /// The challenge was another one in the build that the result comes from.
    OtherVersion,
    /// The line was made by hand.
    Impossible,
    /// The engine did not answer.
    NotSimulated,
}

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Damaged {
    /// The file that it is in; empty for a pasted text.
    pub(super) source: String,
    /// The number of its line there, from 1.
    pub(super) line: usize,
    /// What is before it in that line.
    pub(super) said_before: String,
    pub(super) why: DamagedLine,
}

/// What came of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Added {
    pub(super) new: usize,
    pub(super) known: usize,
    pub(super) damaged: usize,
    /// Results beyond the most that are kept.
    pub(super) left_out: usize,
}

impl Added {
    /// What came of two texts.
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            new: self.new + other.new,
            known: self.known + other.known,
            damaged: self.damaged + other.damaged,
            left_out: self.left_out + other.left_out,
        }
    }
}

impl Collected {
    /// Adds the results of a text, each once. `source` is the name of the file.
    pub(super) fn add(&mut self, source: &str, text: &str) -> Added {
        let mut added = Added::default();
        for FoundLine {
            line,
            said_before,
            result,
        } in results_in(text)
        {
            match result {
                Ok(result) if self.results.iter().any(|one| one.result == result) => {
                    added.known += 1;
                }
                Ok(_) if self.results.len() >= MOST_RESULTS => added.left_out += 1,
                Ok(result) => {
                    added.new += 1;
                    self.results.push(HandedIn {
                        result,
                        board: None,
                        check: Check::Waiting,
                    });
                }
                Err(why) => {
                    added.damaged += 1;
                    let damaged = Damaged {
                        source: source.to_owned(),
                        line,
                        said_before,
                        why,
                    };
                    if !self.damaged.contains(&damaged) && self.damaged.len() < MOST_RESULTS {
                        self.damaged.push(damaged);
                    }
                }
            }
        }
        added
    }

    /// The lines of all results, one below the other.
    pub(super) fn lines(&self) -> String {
        let lines: Vec<String> = self
            .results
            .iter()
            .map(|one| one.result.to_line())
            .collect();
        lines.join("\n")
    }

    /// Makes the boards of the results that have none yet, with the challenges that are known. A result without a board is not
    /// run.
    pub(super) fn make_boards(&mut self, challenges: &[Arc<Challenge>]) {
        let without = self.results.iter_mut().filter(|one| one.board.is_none());
        for one in without {
            let made = match one.result.challenge_in(challenges) {
                Some(challenge) => {
                    let board = one.result.board(challenge);
                    let made = board.map(|board| (board, challenge.level));
                    made.map_err(|why| match why {
                        NoBoard::OtherVersion => Unchecked::OtherVersion,
                        NoBoard::Impossible | NoBoard::OtherChallenge => Unchecked::Impossible,
                    })
                }
                None => Err(Unchecked::UnknownChallenge),
            };
            match made {
                Ok((board, level)) => {
                    one.board = Some((Arc::new(board), level));
                    // A run of the same board may have answered for it already.
                    if let Check::Not(_) = one.check {
                        one.check = Check::Waiting;
                    }
                }
                Err(why) => one.check = Check::Not(why),
            }
        }
    }

    /// Books what a board achieved, for every result with this board in the hours of this attempt.
    pub(super) fn book(&mut self, result: &ChallengeResult, check: Check) {
        for one in &mut self.results {
            if one.result.is_same_run(result) {
                one.check = check;
            }
        }
    }

    /// The results of each person in each challenge. Two results of one person and one attempt with different boards are of
    /// two persons who share a browser.
    pub(super) fn rows(&self) -> Vec<Row<'_>> {
        let mut rows: Vec<Row> = Vec::new();
        for one in &self.results {
            let attempt = one.result.claim.attempt;
            let own = rows.iter_mut().find(|row| {
                let is_other_attempt = |other: &&HandedIn| other.result.claim.attempt != attempt;
                row.best.result.is_of_same_person(&one.result)
                    && row.best.result.is_of_same_challenge(&one.result)
                    && row.all.iter().all(is_other_attempt)
            });
            match own {
                Some(row) => {
                    row.all.push(one);
                    if one.counted_stars() > row.best.counted_stars() {
                        row.best = one;
                    }
                }
                None => rows.push(Row {
                    best: one,
                    all: vec![one],
                }),
            }
        }
        rows
    }
}

/// Rows by their challenge, in the order of the first row of each. Rows of a challenge that is not known here are left out.
pub(super) fn by_challenge<'a>(
    rows: Vec<Row<'a>>,
    challenges: &[Arc<Challenge>],
) -> Vec<(Arc<Challenge>, Vec<Row<'a>>)> {
    let mut groups: Vec<(Arc<Challenge>, Vec<Row>)> = Vec::new();
    for row in rows {
        let Some(challenge) = row.best.result.challenge_in(challenges) else {
            continue;
        };
        match groups
            .iter_mut()
            .find(|(known, _)| known.id == challenge.id)
        {
            Some((_, group)) => group.push(row),
            None => groups.push((Arc::clone(challenge), vec![row])),
        }
    }
    groups
}

impl HandedIn {
    /// The stars that count: of those that it earned here, or of those that it claims while nothing contradicts them.
    pub(super) fn counted_stars(&self) -> usize {
        let stars = match self.check {
            Check::Earned(stars) => stars,
            Check::Waiting => usize::from(self.result.claim.stars),
            Check::Not(_) => 0,
        };
        let level = self.board.as_ref().map(|(_, level)| *level);
        level.map_or(stars, |level| {
            level.counted(stars, self.result.claim.is_helped)
        })
    }

    /// Whether its board earned what it claims; none where that is not known.
    pub(super) fn holds(&self) -> Option<bool> {
        match self.check {
            Check::Earned(stars) => Some(stars == usize::from(self.result.claim.stars)),
            Check::Waiting | Check::Not(_) => None,
        }
    }
}

/// The results of one person in one challenge.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    /// The one with the most stars.
    pub(super) best: &'a HandedIn,
    pub(super) all: Vec<&'a HandedIn>,
}
