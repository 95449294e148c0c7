//! Properties of every scenario, not only of those that an author thought of.
//!
//! One file for each property. Scenarios are drawn at random, always the same ones; the one that
//! fails is made as small as possible before it is shown. `PROPTEST_RNG_SEED=7` draws others, and
//! `PROPTEST_CASES=2560` ten times as many.

#![expect(
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

#[path = "../laws/support.rs"]
#[expect(dead_code, reason = "the laws ask more of a run than properties do")]
mod support;

mod draw;
mod scenarios;
mod workloads;

mod capacity;
mod conservation;
mod independence;
mod json;
mod record;
mod round_trip;
mod segments;
