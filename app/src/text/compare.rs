//! Two runs side by side.

use super::figures;
use super::language::{Phrase, phrase, say, tr};
use crate::compare::pairs::{Fate, Pair, Pairs};

pub(crate) const TITLE: Phrase = phrase("Compare");
pub(crate) const KEEP: Phrase = phrase("Keep this run to compare with");
pub(crate) const FORGET: Phrase = phrase("Compare with the run before instead");
pub(crate) const SWAP: Phrase = phrase("Swap the two boards");
pub(crate) const WITH_KEPT: Phrase =
    phrase("The board on the screen beside the one that you kept.");
pub(crate) const WITH_EARLIER: Phrase =
    phrase("The board on the screen beside the one before your last change.");
pub(crate) const NOTHING_YET: Phrase = phrase(
    "Change something, and the two boards stand here beside each other. Or keep this one, and choose another.",
);
pub(crate) const SAME_HOUR: Phrase = phrase("Both hours have the same learners at the same times.");
pub(crate) const OTHER_HOUR: Phrase = phrase("The two hours differ in more than the placement.");
pub(crate) const TABLE: Phrase = phrase("Workload by workload, and what each figure was");
pub(crate) const WORSE: Phrase = phrase("Worse, the worst first");
pub(crate) const BETTER: Phrase = phrase("Better, the best first");
pub(crate) const NONE: &str = "–";
pub(crate) const COLUMNS: [Phrase; 8] = [
    phrase("Workload"),
    phrase("Lane"),
    phrase("Needs"),
    phrase("p50"),
    phrase("p95"),
    phrase("Failed"),
    phrase("Cold starts"),
    phrase("A month"),
];

/// How many workloads fit.
pub(crate) fn fitting(now: usize, was: usize, of: usize) -> String {
    if now == was {
        say!("{now} of {of} workloads fit, as before.", now, of)
    } else {
        say!("{now} of {of} workloads fit, was {was}.", now, of, was)
    }
}

/// What the boards cost.
pub(crate) fn cost(now: f64, was: f64) -> String {
    let (now, was) = (figures::usd(now), figures::usd(was));
    if now == was {
        say!("{now} a month, as before.", now)
    } else {
        say!("{now} a month, was {was}.", now, was)
    }
}

/// Heading of the requests that fared differently.
pub(crate) fn requests(workload: &str) -> String {
    say!("Requests of {workload} that fared differently", workload)
}

/// How many there are.
pub(crate) fn counts(pairs: &Pairs) -> String {
    let (worse, better) = pairs.moved();
    let all = figures::counted(pairs.count() as u64, tr("request"), tr("requests"));
    say!(
        "Of {all} in both: {worse} fared worse, {better} better.",
        all,
        worse = figures::count(worse as u64),
        better = figures::count(better as u64)
    )
}

/// One request in both.
pub(crate) fn pair(pair: &Pair) -> String {
    let fate = |fate: Fate| match fate {
        Fate::Done(took) => figures::time_ms(took.as_millis()),
        Fate::Failed => say!("failed"),
    };
    say!(
        "#{number}: {now}, was {was}",
        number = figures::count(pair.number.into()),
        now = fate(pair.now),
        was = fate(pair.was)
    )
}
