//! The chapters of the sandbox lab: predict, run, explain. Which prediction was right is read off the run, not off this file.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Deserialize;

use super::{Ended, SnippetRun, Trap};

/// A chapter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct LabChapter {
    /// Its name in addresses.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its steps, in their order.
    pub steps: Vec<LabStep>,
}

/// One step of a chapter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct LabStep {
    /// What a person reads first.
    pub text: String,
    /// The program of the gallery that it begins with; none leaves the person's own.
    #[serde(default)]
    pub program: Option<String>,
    /// The answer that is graded; none leaves the sample answer.
    #[serde(default)]
    pub answer: Option<String>,
    /// The question or the goal.
    pub question: String,
    /// What may happen, of which a person predicts one; without any, the person changes the program until `goal` holds.
    #[serde(default)]
    pub options: Vec<LabOption>,
    /// What has to hold where there is nothing to predict.
    #[serde(default)]
    pub goal: Option<Seen>,
    /// Why it is so, shown after the run.
    pub because: String,
}

/// One of the things that may happen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct LabOption {
    /// Its sentence.
    pub text: String,
    /// What is seen where it happens.
    pub seen: Seen,
}

/// What can be seen of a run, or of the runs of all answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Seen {
    /// It was graded with so many points.
    Points(u32),
    /// It used less fuel than this, in units.
    FuelBelow(u64),
    /// It used at least so much fuel, in units.
    FuelFrom(u64),
    /// Its fuel was gone.
    OutOfFuel,
    /// It met the memory wall.
    MemoryWall,
    /// Its calls were nested too deep.
    DeepCalls,
    /// A call was denied.
    Denied,
    /// All answers were graded, and those with known points got them.
    KnownPoints,
    /// All answers were graded, and one with known points got others.
    OtherPoints,
}

impl Seen {
    /// Whether one run shows it. What needs the runs of all answers is never shown by one.
    pub fn holds(self, run: &SnippetRun) -> bool {
        match self {
            Self::Points(points) => run.ended == Ended::Graded { points },
            Self::FuelBelow(fuel) => run.fuel_burnt < fuel,
            Self::FuelFrom(fuel) => run.fuel_burnt >= fuel,
            Self::OutOfFuel => run.ended == Ended::Trapped(Trap::OutOfFuel),
            Self::MemoryWall => run.ended == Ended::Trapped(Trap::MemoryLimit),
            Self::DeepCalls => run.ended == Ended::Trapped(Trap::StackOverflow),
            Self::Denied => matches!(run.ended, Ended::Denied { .. }),
            Self::KnownPoints | Self::OtherPoints => false,
        }
    }

    /// Whether the runs of all answers show it, of which so many with known points got others.
    pub fn holds_of_all(self, known: usize, wrong: usize) -> bool {
        match self {
            Self::KnownPoints => known > 0 && wrong == 0,
            Self::OtherPoints => wrong > 0,
            _ => false,
        }
    }
}
