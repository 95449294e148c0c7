//! Programs for WASI preview 1: each function, each way to end, and real compilers' output.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

mod clocks;
mod endings;
mod functions;
mod poll;
mod random;
mod refused;
mod rust;
mod streams;
mod support;
mod watched;
