//! The programs that ship with the sandbox lab, and what they grade: `engine/grading/gallery/`, packed for the page.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Deserialize;

use super::LabChapter;

/// Programs and tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Gallery {
    /// The graders first, then the attacks.
    pub programs: Vec<GalleryProgram>,
    /// Each task once.
    pub tasks: Vec<GalleryTask>,
    /// What a person can be led through.
    pub chapters: Vec<LabChapter>,
    /// What changes where the walls are inside another lane.
    pub inside: Elsewhere,
}

/// A program that ships.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GalleryProgram {
    /// Its name in addresses.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its code.
    pub code: GalleryCode,
    /// The snippet whose task it grades, by position.
    pub task: u32,
    /// The consequences of an attack on lanes without walls; none for a grader.
    pub elsewhere: Option<Elsewhere>,
}

/// The code of a program that ships.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum GalleryCode {
    /// A text in the grading language.
    Grading(String),
    /// A text in WebAssembly's own notation.
    ModuleText(String),
    /// A module that is made when it is opened.
    Bomb(Bomb),
}

/// A module that is to be refused before it is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bomb {
    /// One function with 300,000 blocks within each other.
    NestedBlocks,
    /// One branch with 60,000 targets.
    BranchTargets,
    /// Ten functions, each with 50,000 local variables.
    LocalVariables,
    /// 60,000 imports.
    Imports,
    /// The beginning of a module, and then bytes without a meaning.
    Malformed,
    /// A module of 2 MB.
    Oversized,
}

/// Code on the other lanes. Of an attack, where no wall stops it, each completes “the same code would”.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Elsewhere {
    /// In a process that serves many requests.
    pub in_service: String,
    /// In a serverless function.
    pub in_function: String,
    /// In an isolate at the edge.
    pub at_edge: String,
}

/// A task of a snippet, without its key.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GalleryTask {
    /// The position of the first snippet that grades it.
    pub snippet: u32,
    /// The ids of all snippets that grade it.
    pub snippets: Vec<String>,
    /// The question.
    pub prompt: String,
    /// Sample answers.
    pub samples: Vec<String>,
    /// Answers with known points.
    pub canaries: Vec<Canary>,
}

/// An answer with known points: a grader that gives it others is wrong or not honest.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Canary {
    /// The answer.
    pub answer: String,
    /// The points that it is worth.
    pub points: u32,
}
