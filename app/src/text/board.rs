//! The words of the board, its lanes and cards, and the toolbar.

use super::language::{Phrase, date_and_time, phrase, say, tr};
use model::catalog::LaneId;
use model::report::WorkloadReport;
use model::scenario::{PlacementPreset, Placements};
use model::verdict::Verdict;

use super::{figures, lanes};

pub(crate) const PRODUCT: Phrase = phrase("Lanewise");
pub(crate) const QUESTION: Phrase = phrase("Where should this piece of work run?");
pub(crate) const SKIP: Phrase = phrase("Skip to the lanes");
pub(crate) const LANES: Phrase = phrase("Lanes");
pub(crate) const UNDO: Phrase = phrase("Undo");
pub(crate) const REDO: Phrase = phrase("Redo");
pub(crate) const RESET: Phrase = phrase("Reset");
pub(crate) const BOARDS: Phrase = phrase("Board");
pub(crate) const OWN_BOARD: Phrase = phrase("Your own");
/// The heading of the boards that the browser keeps.
pub(crate) const KEPT: Phrase = phrase("Kept in this browser");
/// The line on paper on which a person writes their name.
pub(crate) const PRINTED_NAME: Phrase = phrase("Name:");
pub(crate) const MORE: Phrase = phrase("More");
pub(crate) const LANGUAGE: Phrase = phrase("Language");
pub(crate) const DARK: Phrase = phrase("Dark theme");
pub(crate) const PROJECTOR: Phrase = phrase("Projector view");
pub(crate) const PUT_AWAY: Phrase = phrase("Put away");
pub(crate) const FULL_PAGE: Phrase = phrase("Open full page");
pub(crate) const CLOSE: Phrase = phrase("Close");
pub(crate) const CURRENT: Phrase = phrase("here now");
pub(crate) const WALLS: Phrase = phrase("Run in a sandbox there");
pub(crate) const WALLED: Phrase = phrase("sandboxed");
pub(crate) const CHANGED: Phrase = phrase("changed");
pub(crate) const FAULT: Phrase = phrase("fault");
pub(crate) const HOW: Phrase = phrase("Drag or pick cards.");
pub(crate) const HOW_PICKED: Phrase = phrase("Choose a lane for it. Esc puts it back.");

/// The cost of a month, as short as a lane's head needs it.
pub(crate) fn cost(usd: f64) -> String {
    say!("{usd}/month", usd = figures::usd(usd))
}

/// The latency and the cost of a workload, with what they were before the last change.
pub(crate) fn figures(now: &WorkloadReport, earlier: Option<&WorkloadReport>) -> String {
    let usd = |report: &WorkloadReport| cost(report.usd_per_month);
    let with_was = |now: String, was: Option<String>| match was.filter(|was| *was != now) {
        Some(was) => format!("{now} ({})", super::evidence::was(&was)),
        None => now,
    };
    let time = time_of(now).map(|time| with_was(time, earlier.and_then(time_of)));
    let cost = with_was(usd(now), earlier.map(usd));
    time.into_iter()
        .chain([cost])
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The 95th percentile of a workload's times; the longest of them where there are too few for one, as with jobs.
fn time_of(report: &WorkloadReport) -> Option<String> {
    let p95_ms = report.latency.p95_ms.or(report.finished.p95_ms);
    if let Some(p95_ms) = p95_ms {
        return Some(format!("p95 {}", figures::time_ms(p95_ms)));
    }
    let longest_ms = report.finished.max_ms.or(report.latency.max_ms)?;
    Some(say!("longest {time}", time = figures::time_ms(longest_ms)))
}

/// The name of the button that puts the picked card on a lane.
pub(crate) fn place(workload: &str, to: LaneId, holds: usize) -> String {
    say!(
        "Place {workload} on {to} (holds {holds})",
        workload,
        to = lanes::name(to),
        holds
    )
}

/// The name of that button where the card is on this lane already.
pub(crate) fn leave(workload: &str, on: LaneId) -> String {
    say!("Leave {workload} on {on}", workload, on = lanes::name(on))
}

/// The name of a card's menu button.
pub(crate) fn move_button(workload: &str) -> String {
    say!("Move {workload}", workload)
}

/// The number of missed needs of a card, in a few words.
pub(crate) fn standing(verdict: &Verdict) -> String {
    if !verdict.is_judged() {
        return say!("no requests");
    }
    if verdict.fits {
        return say!("meets all");
    }
    say!(
        "misses {missed} of {all}",
        missed = verdict.missed(),
        all = verdict.needs.len()
    )
}

/// The needs that are missed, of all: the short form on a card, beside the sign of the verdict.
pub(crate) fn missed(verdict: &Verdict) -> String {
    format!("{}/{}", verdict.missed(), verdict.needs.len())
}

/// The announcement that a card is picked.
pub(crate) fn picked(workload: &str) -> String {
    format!("{} {HOW_PICKED}", say!("{workload} picked.", workload))
}

/// The announcement that a card is put back.
pub(crate) fn put_back(workload: &str) -> String {
    say!("{workload} put back.", workload)
}

/// A kept board in the list of boards, with the time of its first change, milliseconds since 1970.
pub(crate) fn kept(name: &str, since_ms: f64) -> String {
    format!("{}, {}", tr(name), date_and_time(since_ms))
}

/// The name of a placement preset.
pub(crate) fn name(preset: &PlacementPreset) -> String {
    tr(&preset.name).to_owned()
}

/// The preset with exactly these placements; none where they are a person's own.
pub(crate) fn board_of<'a>(
    boards: &'a [PlacementPreset],
    placements: &Placements,
) -> Option<&'a PlacementPreset> {
    boards.iter().find(|board| board.placements == *placements)
}

/// The heading of a lane's choice of platform.
pub(crate) const PLATFORM: Phrase = phrase("Limits");

/// The label of a lane's choice of platform.
pub(crate) fn platform_of(lane: LaneId) -> String {
    say!(
        "Whose limits and prices {lane} has",
        lane = lanes::name(lane)
    )
}
