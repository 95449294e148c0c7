//! The questions to the program that compiles and runs what a person writes in the sandbox lab.

use borsh::{BorshDeserialize, BorshSerialize};
use grading::ModuleLine;
use model::sandbox::{
    Bomb, Gauges, Grants, Limits, LoggedCall, OwnCode, SnippetRun, Step, SubmissionRun,
    SubmissionTable,
};

use super::question::questions;

/// A program as a person has it.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(crate) enum Source {
    /// A text in the grading language.
    Grading(String),
    /// A text in WebAssembly's own notation.
    ModuleText(String),
    /// A module that was built elsewhere.
    Module(Vec<u8>),
    /// A module of the gallery that is to be refused.
    Bomb(Bomb),
}

/// The task whose submissions a program grades.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(crate) enum TaskOf {
    /// One that ships, by the position of its snippet.
    Snippet(u32),
    /// The text of a task's file, as `model::sandbox::task_from_json` reads it.
    Own(String),
}

/// Compile a program, to show its module or its fault.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct Compile {
    /// The program.
    pub(crate) source: Source,
}

/// List what a program in the grading language can call.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct Functions;

/// A function that a program can call.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(crate) struct Callable {
    /// Its name.
    pub(crate) name: String,
    /// How it is called.
    pub(crate) signature: String,
    /// One sentence about it.
    pub(crate) about: String,
}

/// A program that was compiled.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(crate) struct CompiledProgram {
    /// The size of its module, in bytes.
    pub(crate) bytes: u32,
    /// The text of its module.
    pub(crate) lines: Vec<ModuleLine>,
}

/// Begin a run on one submission, without running any of it.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct Begin {
    /// The program.
    pub(crate) source: Source,
    /// The task.
    pub(crate) task: TaskOf,
    /// The submission.
    pub(crate) submission: String,
    /// The walls of the run.
    pub(crate) limits: Limits,
    /// What it may call.
    pub(crate) grants: Grants,
}

/// Go on with the run that was begun.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct Advance {
    /// The most fuel of this piece, in units.
    pub(crate) fuel: u64,
    /// Fuel that is granted on top, in units.
    pub(crate) more_fuel: u64,
}

/// What is wrong with a text, and where; both counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(crate) struct SourceFault {
    /// The line.
    pub(crate) line: u32,
    /// The column in characters.
    pub(crate) column: u32,
    /// The problem, with a hint.
    pub(crate) problem: String,
}

/// A run as it is now.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) struct RunState {
    /// Whether it can go on.
    pub(crate) step: Step,
    /// What it has used.
    pub(crate) gauges: Gauges,
    /// The first calls to the host.
    pub(crate) calls: Vec<LoggedCall>,
    /// The result, if it ended now.
    pub(crate) run: SnippetRun,
    /// The most points of the task.
    pub(crate) cap_points: u32,
    /// What a program with `_start` wrote to standard output.
    pub(crate) output: String,
    /// What it wrote to standard error.
    pub(crate) error_output: String,
    /// The function in which it trapped; empty where it did not, or where nobody can say it.
    pub(crate) function: String,
}

/// Read a table of submissions.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct ReadTable {
    /// The CSV file.
    pub(crate) csv: Vec<u8>,
    /// The column with the submissions, where a person has chosen it.
    pub(crate) column: Option<u32>,
}

/// Begin to grade many submissions, each by a run of its own.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct BeginGrading {
    /// The program.
    pub(crate) source: Source,
    /// The task.
    pub(crate) task: TaskOf,
    /// The submissions.
    pub(crate) submissions: Vec<String>,
    /// The walls of each run.
    pub(crate) limits: Limits,
    /// What each may call.
    pub(crate) grants: Grants,
}

/// Grade the next of the submissions, as many as a tenth of a second takes or so; none are left where no run comes back.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct GradeNext;

/// Write the results so far as a CSV file.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct ResultsFile;

/// Run a program on every sample submission of a snippet's task.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct ProfileCode {
    /// The program.
    pub(crate) code: OwnCode,
    /// The id of the snippet.
    pub(crate) snippet: String,
    /// The walls of each run.
    pub(crate) limits: Limits,
}

questions! {
    /// The program that compiles and runs what a person writes in the sandbox lab.
    Lab as "lab_worker", LabRequest {
        Functions => Vec<Callable>,
        Compile => Result<CompiledProgram, SourceFault>,
        Begin => RunState,
        Advance => RunState,
        ReadTable => SubmissionTable,
        BeginGrading => (),
        GradeNext => Vec<SnippetRun>,
        ResultsFile => String,
        ProfileCode => Vec<SubmissionRun>,
    }
}
