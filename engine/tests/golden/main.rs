//! The three boards that ship, frozen: a change of the results shows which figures moved.
//!
//! These tests do not claim that the figures are right; other tests do. They are the engine's results at
//! the last decision. `cargo xtask bless golden` writes them, and the commit that does so gives the reason
//! why they moved.

#![expect(
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

#[path = "../laws/support.rs"]
#[expect(dead_code, reason = "the laws ask more of a run than this does")]
mod support;

mod difference;
mod frozen;

use std::fs;

use difference::difference;
use engine::simulation::simulate_recording;
use frozen::frozen;
use model::trace_selection::TraceSelection;
use serde_json::Value;
use support::{PROFILES, board};
use testkit::Made;

fn check(id: &str) {
    let run = simulate_recording(&board(id), &PROFILES, &TraceSelection::Nothing).unwrap();
    let found = frozen(&run.summary);
    let path = format!("engine/tests/golden/{id}.json");
    if Made::Golden.is_blessed() {
        testkit::write(&path, serde_json::to_string_pretty(&found).unwrap() + "\n");
        return;
    }
    let golden = fs::read_to_string(testkit::file(&path)).unwrap();
    let golden: Value = serde_json::from_str(&golden).unwrap();
    let lines = difference(&golden, &found);
    assert!(
        lines.is_empty(),
        "{id} says something else than it did (- before, + now):\n{}\n\
         Where that is meant, `cargo xtask bless golden` writes it down.",
        lines.join("\n")
    );
}

#[test]
fn everything_on_serverless() {
    check("everything-on-serverless");
}

#[test]
fn everything_on_edge() {
    check("everything-on-edge");
}

#[test]
fn matched_to_shape() {
    check("matched-to-shape");
}
