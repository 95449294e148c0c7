//! The interpreter: grading snippets really run here, behind walls that the host sets.
//!
//! A snippet is a small wasm module by a third party. It may call only the functions that `host.rs` lists;
//! fuel, memory, tables, stack, recursion, questions and output are bounded by
//! [`Limits`](model::sandbox::Limits); how a run ended, trap or grade, is data
//! ([`SnippetRun`](model::sandbox::SnippetRun)). The simulation charges the fuel that a run burnt.
//!
//! No type of wasmi leaves this module, so that its generic code is compiled once, here.

mod cache;
mod call_log;
mod choice;
mod command;
#[cfg(test)]
mod core_suite;
mod entry;
mod host;
mod host_state;
mod own_maximum;
mod preflight;
mod profiler;
mod program;
mod trap_site;
mod walls;
mod wasi;
mod watched_run;

pub use cache::{RunCache, run_key};
pub use call_log::MAX_LOGGED;
pub use choice::{grade_choice, grade_choice_by};
pub use host::{GRANTED, HostCall, MODULE};
pub use profiler::{Profiler, Progress, known_profiles, profile};
pub use program::Program;
pub use trap_site::trapped_in;
pub use wasi::WASI_MODULE;
pub use watched_run::WatchedRun;

/// Why a snippet cannot be run at all. A snippet that runs and fails is a
/// [`SnippetRun`](model::sandbox::SnippetRun) instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SandboxError {
    /// The module is larger than the largest that is compiled here.
    #[error("{bytes} bytes are too much; make it smaller than {limit} bytes")]
    TooBig {
        /// The size given, in bytes.
        bytes: u64,
        /// The largest size taken, in bytes.
        limit: u64,
    },
    /// The module is invalid, has a start function, or has more parts than are allowed.
    #[error("the module is refused; change what is named and compile it again: {reason}")]
    Refused {
        /// The validator's message.
        reason: String,
    },
    /// The module exports no function to call.
    #[error("export a function `grade` that has no parameters and no results")]
    NoGrade,
    /// The module exports no function to start.
    #[error("export a function `_start` that has no parameters and no results")]
    NoStart,
    /// The module has a memory that the host can neither fill nor measure.
    #[error("export the module's memory as `memory`")]
    HiddenMemory,
    /// An import is no function, or has another type than the host's function of that name.
    #[error("import only functions, with the types that the host lists: {reason}")]
    Import {
        /// The faulty import, and its fault.
        reason: String,
    },
}
