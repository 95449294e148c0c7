//! The typed calls between the page and its workers.
//!
//! Three programs run in workers: `Engine` simulates and runs snippets, `Reader` reads and writes text that comes
//! from outside, `Lab` compiles and runs what a person writes. A question belongs to one program and has one reply type ([`question`]); its answer
//! crosses as bytes ([`message`]), and a trace travels beside it as a transferred `ArrayBuffer`.
//! [`Driver`] keeps two engine workers for the board on the screen; [`call()`] starts a worker for one
//! question and ends it with the answer.

mod batch;
mod begun_early;
mod call;
mod comparison;
mod compiled_program;
mod conversation;
mod driver;
mod engine_questions;
mod host;
pub(crate) mod lab;
mod lab_questions;
mod log_questions;
pub(crate) mod log_reader;
mod message;
mod own_code;
mod patience;
mod port;
mod question;
pub(crate) mod reader;
mod reader_questions;
mod requests;
pub(crate) mod scheduler;
mod slice;
mod slot;

pub(crate) use batch::{Boards, grade, try_boards};
pub(crate) use call::{CallError, OnShare, call, call_within};
pub(crate) use comparison::simulate_beside;
pub(crate) use conversation::Conversation;
pub(crate) use driver::Driver;
pub(crate) use lab_questions::{
    Advance, Begin, BeginGrading, Callable, Compile, CompiledProgram, Functions, GradeNext, Lab,
    ReadTable, ResultsFile, RunState, Source, SourceFault, TaskOf,
};
pub(crate) use log_questions::{FinishLog, LogReading, MOST_LOG_BYTES, ReadPiece, Rows};
pub(crate) use message::{decode, encode};
pub(crate) use patience::Wait;
pub(crate) use reader_questions::{
    CheckScenario, ReadScenario, ReadShortLink, ReadSnapshot, WriteChallenge, WriteShortLink,
    read_challenge, read_snapshot,
};
