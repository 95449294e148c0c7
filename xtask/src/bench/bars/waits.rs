//! The bars for what a person waits for.

use super::Bar;
use crate::bench::figures::{Lab, Tries};

/// The bars for what a person waits for in the program for learning.
pub(super) fn of_learning(tries: &Tries) -> [Bar; 3] {
    let within = |says, ms: f64, most_ms: f64| Bar {
        says,
        measured: format!("{:.1} s", ms / 1e3),
        met: ms <= most_ms,
    };
    [
        within(
            "a score over five hours, at most 2 s",
            tries.score_ms,
            2_000.0,
        ),
        within(
            "the moves of a debrief, at most 6 s",
            tries.moves_ms,
            6_000.0,
        ),
        within(
            "an own workload on every lane, at most 3 s",
            tries.own_ms,
            3_000.0,
        ),
    ]
}

/// The bars for the sandbox lab.
pub(super) fn of_lab(lab: &Lab) -> [Bar; 3] {
    let within = |says, measured: f64, most: f64, unit: &str| Bar {
        says,
        measured: format!("{measured:.1} {unit}"),
        met: measured <= most,
    };
    [
        within(
            "a program of 40 lines compiled, at most 5 ms",
            lab.compile_ms,
            5.0,
            "ms",
        ),
        within(
            "1,000 answers graded, at most 250 ms",
            lab.grade_ms,
            250.0,
            "ms",
        ),
        within(
            "one answer instantiated and run, at most 200 \u{b5}s",
            lab.grade_ms,
            200.0,
            "\u{b5}s",
        ),
    ]
}
