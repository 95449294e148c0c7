//! A challenge: a board to begin with, the cards that may be moved, and the goals that earn a star.
//!
//! A challenge is a file of data. Its board is a whole scenario, or names the workloads of a shipped one that
//! take part and the differences (`file`). It is scored over hours that the player has not seen (`score`).

mod check;
mod file;
mod result_line;
mod score;

use borsh::{BorshDeserialize, BorshSerialize};
pub use file::{Start, read};
pub use result_line::{
    ChallengeResult, Claim, DamagedLine, FoundLine, NICKNAME_LETTERS, NoBoard, nickname_of,
    results_in,
};
pub use score::{HOURS, HourScore, Score, score};
use serde::{Deserialize, Serialize};

use crate::catalog::LaneId;
use crate::goal::Goal;
use crate::random::{hash_name, mix};
use crate::scenario::{Placement, Remedy, Scenario, Target};

/// The challenge format. 2: a row lock is a remedy on every lane, where a service locked its rows by itself before.
pub const FORMAT: u32 = 2;

/// The oldest format that still opens.
pub const OLDEST_FORMAT: u32 = 1;

/// A challenge, ready to be played.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Challenge {
    /// Stable, such as `quiz-rush`.
    pub id: String,
    /// The name that the page shows.
    pub name: String,
    /// Two or three sentences: the problem and the task.
    pub about: String,
    /// Its difficulty.
    pub level: Level,
    /// The hints, to be read in this order; the last one nearly gives the answer.
    pub hints: Vec<String>,
    /// The starting board, with everything that the hour depends on.
    pub scenario: Scenario,
    /// The moves that a player may make.
    pub moves: Moves,
    /// The goals of each star, one to three stars; each star requires the stars before it as well.
    pub stars: Vec<Vec<Goal>>,
}

/// The difficulty of a challenge.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// One move solves it.
    OneMove,
    /// A few moves, each for its own reason.
    SomeMoves,
    /// A move that helps one workload hurts another.
    Hard,
}

impl Level {
    /// How many of the stars that were earned count: one at most after a move was shown, except where one move is the whole
    /// challenge.
    pub fn counted(self, stars: usize, is_helped: bool) -> usize {
        if is_helped && self != Self::OneMove {
            stars.min(1)
        } else {
            stars
        }
    }
}

/// The moves that a player may make.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a right of its own, and a field of the file"
)]
pub struct Moves {
    /// Cards that stay where they are, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locked: Vec<String>,
    /// Whether code may be put behind walls on a lane that has none.
    #[serde(default = "yes")]
    pub walls: bool,
    /// Whether remedies may be switched on and off.
    #[serde(default)]
    pub remedies: bool,
    /// Whether another platform may be chosen for a lane.
    #[serde(default)]
    pub platforms: bool,
    /// Whether another program may run in the place of the code that a snippet of the start has.
    #[serde(default)]
    pub code: bool,
}

fn yes() -> bool {
    true
}

impl Default for Moves {
    fn default() -> Self {
        Self {
            locked: Vec::new(),
            walls: true,
            remedies: false,
            platforms: false,
            code: false,
        }
    }
}

impl Moves {
    /// Whether this card stays where it is.
    pub fn locks(&self, workload: &str) -> bool {
        self.locked.iter().any(|locked| locked == workload)
    }
}

impl Challenge {
    /// The starting board with the allowed moves of another one: the board that is scored. Other
    /// differences (arrivals, prices, the audience) do not count.
    pub fn board(&self, played: &Scenario) -> Scenario {
        let mut board = self.scenario.clone();
        let ids = self.scenario.workloads.iter().map(|one| &one.id);
        for id in ids.filter(|id| !self.moves.locks(id)) {
            let Some(&placement) = played.placements.0.get(id) else {
                continue;
            };
            let sandboxed = if self.moves.walls {
                placement.sandboxed
            } else {
                self.scenario.placement_of(id).sandboxed && placement.lane != LaneId::Sandbox
            };
            let placement = Placement {
                sandboxed,
                ..placement
            };
            board.placements.place(id, placement);
        }
        if self.moves.remedies {
            let is_here = |remedy: &&Remedy| {
                let target = remedy.target().map(Target::parse);
                target.is_none_or(|target| self.scenario.workload(target.workload).is_some())
            };
            board.remedies = played.remedies.iter().filter(is_here).cloned().collect();
        }
        if self.moves.platforms {
            let (from, to) = (&played.lanes, &mut board.lanes);
            to.serverless = from.serverless.clone();
            to.edge = from.edge.clone();
            to.sandbox = from.sandbox.clone();
        }
        if self.moves.code {
            for (snippet, code) in played.own_code() {
                board.replace_own_code(snippet, code);
            }
        }
        board
    }

    /// The seeds of the hours that an attempt is scored over; those of the next attempt are others,
    /// so that no board is tuned to the hours that score it. Attempts count from 0.
    pub fn seeds(&self, attempt: u32) -> [u64; HOURS] {
        let first = mix(hash_name(&self.id) ^ u64::from(attempt));
        // A seed in a file is a whole number that JavaScript keeps exactly.
        std::array::from_fn(|hour| mix(first.wrapping_add(hour as u64)) >> 11)
    }

    /// Whether a goal reads the times by city, which need recorded requests.
    pub fn reads_cities(&self) -> bool {
        let mut goals = self.stars.iter().flatten();
        goals.any(|goal| matches!(goal, Goal::AnsweredIn { .. }))
    }

    /// The goals of the stars up to this one, counted from 1.
    pub fn asked(&self, stars: usize) -> impl Iterator<Item = &Goal> {
        self.stars.iter().take(stars).flatten()
    }
}
