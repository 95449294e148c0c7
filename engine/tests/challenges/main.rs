//! The promises of the challenges that ship: each can be solved, it is not solved
//! before the first move or by one lane for all, and its stars distinguish boards.
//!
//! `solutions.json` holds, for each challenge, a board that earns every star and boards that are
//! plausible mistakes, with their stars.

#![expect(
    clippy::expect_used,
    reason = "a test that panics has failed, which is what it is for"
)]

mod boards;
mod cheapest;
mod exam;
mod files;
mod play;
mod refusals;
mod results;
mod room;
