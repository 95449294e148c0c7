//! The walls of a run: how much of each resource a snippet is granted.
//!
//! These are choices of this host, not facts about a platform; each names the source of its default.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// The largest module that is compiled, in bytes. Chosen: the snippets here have less than 1 kB.
pub const MAX_MODULE_BYTES: u64 = 1 << 20;
/// How much of a submission a snippet can see, in bytes; the rest is cut. Chosen: four pages of
/// text.
pub const MAX_SUBMISSION_BYTES: u32 = 16_384;

/// The resources that one run of a snippet may use. Reaching a limit ends the run with a [`super::Trap`].
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Fuel: one unit for each wasm operator and for each 64 bytes copied or grown (wasmi 2.0's
    /// default costs), and the host's own work (`host.rs`). Default 200,000, chosen: twenty-five
    /// times the fuel of the dearest honest run here (7,736), and 4 ms of wasmi itself in wasm,
    /// which took 8 to 20 ns a unit in Node 20.
    pub fuel: u64,
    /// Linear memory in bytes; wasm grows it in pages of 65,536. Default 1 MiB, chosen: the graders
    /// here need one page of the sixteen, and growing to the limit costs less than the fuel
    /// granted.
    pub memory_bytes: u64,
    /// Elements of each table. Default 1,024, chosen: room for the indirect calls of a compiled
    /// grader.
    pub table_elements: u32,
    /// The value stack in bytes. Default 1,000,000, wasmi 2.0's own.
    pub stack_bytes: u32,
    /// Nested calls. Default 1,000, wasmi 2.0's own.
    pub recursion: u32,
    /// The feedback in bytes of UTF-8; the rest is cut. Default 240, chosen: one line that a
    /// learner reads.
    pub output_bytes: u32,
    /// Questions about the key, so that a snippet cannot try out answers until one fits.
    /// Default 256, chosen: forty words compared with four criteria, and some room.
    pub key_questions: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            fuel: 200_000,
            memory_bytes: 1 << 20,
            table_elements: 1_024,
            stack_bytes: 1_000_000,
            recursion: 1_000,
            output_bytes: 240,
            key_questions: 256,
        }
    }
}
