//! The words of the comparison of two runs.

use super::pairs::{Baseline, Fate, Pair, Pairs};
use crate::text::language::{Phrase, phrase, plural, say};
use crate::text::{figures, headline};

pub(crate) const WITH: Phrase = phrase("Compare with");
pub(crate) const BEFORE: Phrase = phrase("the board before the last change");
pub(crate) const KEPT: Phrase = phrase("the run that you kept");
pub(crate) const FROM_FILE: Phrase = phrase("A board from a file");
pub(crate) const FILE: Phrase = phrase("A scenario file whose board to compare with");
pub(crate) const KEEP: Phrase = phrase("Keep this run to compare with");
pub(crate) const SWAP: Phrase = phrase("Swap the two boards");
pub(crate) const RUNNING: Phrase = phrase("The other board is being simulated.");
pub(crate) const BESIDE: Phrase =
    phrase("Each figure is that of the board on the screen; below it is the other’s.");
pub(crate) const HERE: Phrase = phrase("On the screen");
pub(crate) const THERE: Phrase = phrase("On the other board");
pub(crate) const NOTHING_YET: Phrase = phrase(
    "Change something, and the two boards are compared here. Or keep this one, and choose another.",
);
pub(crate) const SAME_HOUR: Phrase = phrase("Both hours have the same learners at the same times.");
pub(crate) const OTHER_HOUR: Phrase = phrase("The two hours differ in more than the placement.");
pub(crate) const TABLE: Phrase = phrase("All workloads");
pub(crate) const WORSE: Phrase = phrase("Worse, the worst first");
pub(crate) const BETTER: Phrase = phrase("Better, the best first");
pub(crate) const NONE: &str = "–";
pub(crate) const COLUMNS: [Phrase; 10] = [
    phrase("Workload"),
    phrase("Lane"),
    phrase("Targets"),
    phrase("p50"),
    phrase("p95"),
    phrase("p99"),
    phrase("Failed"),
    phrase("Cold starts"),
    phrase("Duties"),
    phrase("A month"),
];

/// The notice that the other scenario could not be simulated.
pub(crate) fn not_run(why: &str) -> String {
    say!(
        "The other board could not be simulated ({why}). Choose it again.",
        why
    )
}

/// The number of duties that stay with the operator.
pub(crate) fn duties(stay: usize) -> String {
    say!("{stay} yours", stay)
}

/// The caption of one request in both runs.
pub(crate) fn followed(pair: &Pair) -> String {
    say!(
        "Request {number} on both boards",
        number = figures::count(pair.number.into())
    )
}

/// The words for a figure of the other run.
pub(crate) fn than(than: Baseline, figure: &str) -> String {
    match than {
        Baseline::Before => say!("was {before}", before = figure),
        Baseline::Beside => say!("there {figure}", figure),
    }
}

/// The number of workloads that meet their targets in each run.
pub(crate) fn fitting(now: usize, other: usize, of: usize, than: Baseline) -> String {
    let fit = headline::fit_of(now, of);
    if now == other {
        say!("{fit}, as on the other board.", fit)
    } else {
        let other = self::than(than, &other.to_string());
        format!("{fit}, {other}.")
    }
}

/// The monthly cost of each scenario, in US dollars.
pub(crate) fn cost(now: f64, other: f64, than: Baseline) -> String {
    let (now, other) = (figures::usd(now), figures::usd(other));
    let cost = say!("{now} a month", now);
    if now == other {
        say!("{cost}, as on the other board.", cost)
    } else {
        let other = self::than(than, &other);
        format!("{cost}, {other}.")
    }
}

/// The heading of the requests whose outcomes differ.
pub(crate) fn requests(workload: &str) -> String {
    say!("Requests of {workload} that fared differently", workload)
}

/// The number of requests in both runs, and the numbers of worse and better ones.
pub(crate) fn counts(pairs: &Pairs) -> String {
    let (worse, better) = pairs.moved();
    let all = plural!(
        count = pairs.count() as u64,
        "{count} request",
        "{count} requests"
    );
    say!(
        "Of {all} in both: {worse} fared worse, {better} better.",
        all,
        worse = figures::count(worse as u64),
        better = figures::count(better as u64)
    )
}

/// The outcomes of one request in both runs.
pub(crate) fn pair(pair: &Pair, than: Baseline) -> String {
    let fate = |fate: Fate| match fate {
        Fate::Done(took) => figures::time_ms(took.as_millis()),
        Fate::Failed => say!("failed"),
    };
    let (now, other) = (fate(pair.now), self::than(than, &fate(pair.was)));
    let number = figures::count(pair.number.into());
    say!("#{number}: {now}, {other}", number, now, other)
}
