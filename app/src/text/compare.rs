//! Two runs side by side.

use super::figures;
use crate::compare::pairs::{Fate, Pair, Pairs};

pub(crate) const TITLE: &str = "Compare";
pub(crate) const KEEP: &str = "Keep this run to compare with";
pub(crate) const FORGET: &str = "Compare with the run before instead";
pub(crate) const SWAP: &str = "Swap the two boards";
pub(crate) const WITH_KEPT: &str = "The board on the screen beside the one that you kept.";
pub(crate) const WITH_EARLIER: &str =
    "The board on the screen beside the one before your last change.";
pub(crate) const NOTHING_YET: &str = "Change something, and the two boards stand here beside each other. Or keep this one, and choose another.";
pub(crate) const SAME_HOUR: &str = "Both hours have the same learners at the same times.";
pub(crate) const OTHER_HOUR: &str = "The two hours differ in more than the placement.";
pub(crate) const TABLE: &str = "Workload by workload, and what each figure was";
pub(crate) const WORSE: &str = "Worse, the worst first";
pub(crate) const BETTER: &str = "Better, the best first";
pub(crate) const NONE: &str = "–";
pub(crate) const COLUMNS: [&str; 8] = [
    "Workload",
    "Lane",
    "Needs",
    "p50",
    "p95",
    "Failed",
    "Cold starts",
    "A month",
];

/// How many workloads fit.
pub(crate) fn fitting(now: usize, was: usize, of: usize) -> String {
    if now == was {
        format!("{now} of {of} workloads fit, as before.")
    } else {
        format!("{now} of {of} workloads fit, was {was}.")
    }
}

/// What the boards cost.
pub(crate) fn cost(now: f64, was: f64) -> String {
    let (now, was) = (figures::usd(now), figures::usd(was));
    if now == was {
        format!("{now} a month, as before.")
    } else {
        format!("{now} a month, was {was}.")
    }
}

/// Heading of the requests that fared differently.
pub(crate) fn requests(workload: &str) -> String {
    format!("Requests of {workload} that fared differently")
}

/// How many there are.
pub(crate) fn counts(pairs: &Pairs) -> String {
    let (worse, better) = pairs.moved();
    let all = figures::counted(pairs.count() as u64, "request", "requests");
    format!(
        "Of {all} in both: {} fared worse, {} better.",
        figures::count(worse as u64),
        figures::count(better as u64)
    )
}

/// One request in both.
pub(crate) fn pair(pair: &Pair) -> String {
    let fate = |fate: Fate| match fate {
        Fate::Done(took) => figures::time_ms(took.as_millis()),
        Fate::Failed => "failed".to_owned(),
    };
    format!(
        "#{}: {}, was {}",
        figures::count(pair.number.into()),
        fate(pair.now),
        fate(pair.was)
    )
}
