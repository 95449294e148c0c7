//! The end of a run, and the resources that it used.
//!
//! A trap is data: the host goes on, whatever a snippet did.

use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;

use serde::{Deserialize, Serialize};

/// One run of one snippet on one submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct SnippetRun {
    /// A grade, a trap, or a call that was not granted.
    pub ended: Ended,
    /// Fuel used, in units (see [`super::Limits::fuel`]). wasmi charges a straight run of operators
    /// as it enters it, so that a run that ends without fuel may leave a few units.
    pub fuel_burnt: u64,
    /// The linear memory at the end, in bytes; it never shrinks, so this is the peak.
    pub memory_peak_bytes: u64,
    /// All points that the snippet awarded. They are more than the points given where the task's cap cut
    /// them, or where the run trapped, which gives none.
    pub points_asked: u32,
    /// The last feedback line for the learner, if any.
    pub feedback: Option<String>,
    /// Calls to the host, in the order of each one's first use.
    pub calls: Vec<CallCount>,
}

impl SnippetRun {
    /// The points that it gives: none where it did not end with a grade.
    pub fn points(&self) -> u32 {
        match self.ended {
            Ended::Graded { points } => points,
            Ended::Trapped(_) | Ended::Denied { .. } => 0,
        }
    }
}

/// How often one host function was called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct CallCount {
    /// `module.name`, as the snippet imports it; `wasi.name` for functions of WASI.
    pub call: String,
    /// The number of calls.
    pub times: u32,
}

/// The end of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// The snippet returned.
    Graded {
        /// The points given, never above the task's cap.
        points: u32,
    },
    /// A wall stopped it, or its own fault did.
    Trapped(Trap),
    /// It called a function that it was not granted, and was ended at that call.
    Denied {
        /// `module.name` of the call.
        call: String,
    },
}

/// Why a run was stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trap {
    /// The fuel was gone: a loop without end, or too much work.
    OutOfFuel,
    /// It asked for more memory, or a larger table, than granted. (Growing to exactly 4
    /// GiB answers -1 instead where this host itself runs in wasm32, which cannot count that far.)
    MemoryLimit,
    /// Calls nested too deep, or the value stack was full.
    StackOverflow,
    /// It asked about the key more often than granted.
    QuestionLimit,
    /// It ran into `unreachable`, which is how compiled code panics.
    Unreachable,
    /// It used an address outside its memory, its table or the submission.
    OutOfBounds,
    /// A division by zero, or a number that does not fit its type.
    Arithmetic,
    /// An indirect call to nothing, or to a function of another type.
    BadCall,
    /// Any other reason, in the runtime's words.
    Other(String),
    /// It ended itself with this code, which says that it failed.
    Exit(i32),
    /// It returned, and what it wrote is no result: the [`super::ResultFault`] in words.
    BadResult(String),
    /// It wrote more than granted.
    OutputLimit,
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Graded { points } => write!(f, "graded: {points} points"),
            Self::Trapped(trap) => write!(f, "trapped: {trap}"),
            Self::Denied { call } => write!(f, "denied: `{call}` was not granted"),
        }
    }
}

impl fmt::Display for Trap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exit(code) => return write!(f, "it ended with the exit code {code}"),
            Self::BadResult(fault) => return write!(f, "what it wrote is no result: {fault}"),
            Self::OutputLimit => "too much output",
            Self::OutOfFuel => "out of fuel",
            Self::MemoryLimit => "memory limit reached",
            Self::StackOverflow => "calls nested too deep",
            Self::QuestionLimit => "too many questions about the key",
            Self::Unreachable => "the snippet gave up (`unreachable`)",
            Self::OutOfBounds => "address outside its memory",
            Self::Arithmetic => "division by zero or number too large",
            Self::BadCall => "indirect call to the wrong function",
            Self::Other(reason) => reason,
        })
    }
}
