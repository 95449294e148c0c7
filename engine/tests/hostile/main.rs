//! The cost of an untrusted file: it is refused with one short sentence, or it stays within the memory of a
//! browser.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod caps;
mod challenge;
mod compile_bombs;
mod echoes;
mod in_flight;
mod modules;
mod nothing_to_judge;
mod slices;
mod support;
