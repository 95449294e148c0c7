//! WASI preview 1, for graders that were compiled elsewhere: standard input, standard output, and refusals.
//!
//! A program with `_start` gets the submission as JSON on standard input, `{"submission":"…"}`, and writes its
//! result to standard output, `{"points":2,"feedback":"…"}`. It ends by returning or by `proc_exit(0)`.
//!
//! | what it asks for | what it gets |
//! | --- | --- |
//! | descriptors 0, 1 and 2 | the submission; the result; a text that is kept apart |
//! | arguments, environment | none |
//! | a clock | always 0, with a resolution of 1 ns; to wait takes no time |
//! | random bytes | the same ones in every run, from a counter |
//! | another descriptor | `badf`: it is not open |
//! | a file of a descriptor that is open, a socket | `notcapable` |
//!
//! All 46 functions are linked, with the types of the specification
//! (WebAssembly/WASI, `legacy/preview1/docs.md`). An address outside the memory answers `fault`. The host's work
//! is paid in fuel, one unit for each 64 bytes that it copies and one for each stretch of memory in a list.

mod clock;
mod errno;

mod guest;
mod poll;
mod process;
mod random;
mod refused;
mod state;
mod streams;

pub(super) use state::{HasWasi, WasiState};
use wasmi::{Error, Linker};

/// The module name under which the functions are imported.
pub const WASI_MODULE: &str = "wasi_snapshot_preview1";

/// Links the 46 functions.
pub(super) fn link<T: HasWasi + 'static>(linker: &mut Linker<T>) -> Result<(), Error> {
    streams::link(linker)?;
    clock::link(linker)?;
    random::link(linker)?;
    poll::link(linker)?;
    process::link(linker)?;
    refused::link(linker)
}
