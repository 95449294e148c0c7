//! The words of the decision record, in the form of MADR 4.

use model::run::Summary;
use model::scenario::{Scenario, Workload};
use model::verdict::{NeedResult, Verdict};

use crate::text::language::{Phrase, list, lower_case, phrase, plural, say, tr};
use crate::text::{evidence, figures, needs, workloads};

pub(crate) const ABOUT: Phrase = phrase(
    "A decision is worth writing down: what was tried, what was measured, what came with it. Every option is simulated on the arrivals of the hour on the board.",
);
pub(crate) const SUBJECT: Phrase = phrase("The decision is about");
pub(crate) const WHOLE: Phrase = phrase("The whole board");
pub(crate) const REASONS: Phrase = phrase("Your reasons, in your words (may stay empty)");
pub(crate) const WRITE: Phrase = phrase("Try the options and write the record");
pub(crate) const READY: Phrase = phrase("The record is written.");
pub(crate) const OLD: Phrase =
    phrase("The board has changed since. Write the record again for the one on the screen.");
pub(crate) const COPY: Phrase = phrase("Copy as Markdown");
pub(crate) const SAVE: Phrase = phrase("Save as Markdown");
pub(crate) const PRINT: Phrase = phrase("Print");
pub(crate) const COPIED: Phrase = phrase("The record is on the clipboard.");
pub(crate) const NOT_PRINTED: Phrase =
    phrase("The browser does not let the page print. Save the record as a file instead.");
pub(crate) const PROPOSED: Phrase = phrase("proposed");
pub(crate) const THIS_BOARD: Phrase = phrase("This board");
pub(crate) const CONTEXT: Phrase = phrase("Context and problem statement");
pub(crate) const DRIVERS: Phrase = phrase("Decision drivers");
pub(crate) const OPTIONS: Phrase = phrase("Considered options");
pub(crate) const SAME_ARRIVALS: Phrase = phrase(
    "Each option was simulated for the same hour: the same requests, at the same times, from the same places.",
);
pub(crate) const OUTCOME: Phrase = phrase("Decision outcome");
pub(crate) const BENEFIT: Phrase = phrase("Benefit");
pub(crate) const ACCEPTED: Phrase = phrase("Accepted constraints");
pub(crate) const DUTIES: Phrase = phrase("Duties that stay with you");
pub(crate) const CARRIED: Phrase = phrase("Duties that moved to the platform");
pub(crate) const NOTHING: Phrase = phrase("None.");
pub(crate) const NO_BENEFIT: Phrase =
    phrase("No target is easier to meet there. The duties that moved are below.");
pub(crate) const PROS_AND_CONS: Phrase = phrase("Pros and cons of the options");
pub(crate) const NOTHING_AGAINST: Phrase =
    phrase("Neutral, because it meets every target and makes none of them easier.");
pub(crate) const ALL_KEPT: Phrase = phrase("every card meets its targets.");
pub(crate) const MORE: Phrase = phrase("More information");
pub(crate) const REOPEN: Phrase = phrase("Open this run again");
pub(crate) const CARD_COLUMNS: [Phrase; 6] = [
    phrase("Option"),
    phrase("Targets met"),
    phrase("p95"),
    phrase("Failed"),
    phrase("Cold starts"),
    phrase("A month"),
];
pub(crate) const BOARD_COLUMNS: [Phrase; 5] = [
    phrase("Option"),
    phrase("Targets met"),
    phrase("Failed"),
    phrase("Cold starts"),
    phrase("A month"),
];

/// A record's title, for one card.
pub(crate) fn title(card: &str) -> String {
    say!("Where to run: {card}", card)
}

/// A record's title, for the whole board.
pub(crate) fn whole_title(board: &str) -> String {
    say!("Where to run each workload: {board}", board)
}

/// The name of the option that puts everything on one lane.
pub(crate) fn all_on(lane: model::catalog::LaneId) -> String {
    say!(
        "Everything on {lane}",
        lane = lower_case(crate::text::lanes::name(lane))
    )
}

/// A description of the card, and of its arrivals.
pub(crate) fn card_context(workload: &Workload) -> String {
    say!(
        "{about} It comes {rate}; {origin}. Where should it run?",
        about = tr(&workload.about),
        rate = workloads::rate(workload),
        origin = workloads::origin(workload)
    )
}

/// An option in the table.
pub(crate) fn option(name: &str, is_chosen: bool) -> String {
    if is_chosen {
        say!("{name} (chosen)", name)
    } else {
        name.to_owned()
    }
}

/// The number of targets that a card meets.
pub(crate) fn targets_met(verdict: &Verdict) -> String {
    let all = verdict.needs.len();
    say!("{kept} of {all}", kept = all - verdict.missed(), all)
}

/// An option with the remedies that are on.
pub(crate) fn with_remedies(option: &str, remedies: &[String]) -> String {
    if remedies.is_empty() {
        return option.to_owned();
    }
    say!(
        "{option}, with {remedies}",
        option,
        remedies = list(remedies)
    )
}

/// The chosen option, and how many targets it meets.
pub(crate) fn outcome(option: &str, kept: &str) -> String {
    say!(
        "Chosen option: {option}. Targets met: {kept}.",
        option,
        kept
    )
}

/// p95, failures, cold starts and cost of one card.
pub(crate) fn card_figures(run: &Summary, workload: usize) -> Vec<String> {
    let Some(counts) = run.report.workloads.get(workload) else {
        return Vec::new();
    };
    // A job without a person who waits is measured to the end of its last step.
    let p95 = counts.latency.p95_ms.or(counts.finished.p95_ms);
    vec![
        p95.map_or_else(|| say!("too few to say"), figures::time_ms),
        figures::count(counts.failed),
        figures::count(counts.cold_starts),
        figures::usd(counts.usd_per_month),
    ]
}

/// Failures, cold starts and cost of a board.
pub(crate) fn board_figures(run: &Summary) -> Vec<String> {
    let counts = || run.report.workloads.iter();
    vec![
        figures::count(counts().map(|one| one.failed).sum()),
        figures::count(counts().map(|one| one.cold_starts).sum()),
        figures::usd(run.report.usd_per_month()),
    ]
}

/// The heading of a card on its lane.
pub(crate) fn on(card: &str, lane: &str) -> String {
    say!("{card} on {lane}", card, lane)
}

/// The pressures that the lane takes off a card, one sentence each.
pub(crate) fn relieved(verdict: &Verdict, _: &Scenario) -> Vec<String> {
    let relieved = verdict.relieved.iter();
    relieved
        .map(|pressure| evidence::pressure(*pressure).to_owned())
        .collect()
}

/// The constraints that come with the lane, one sentence each.
pub(crate) fn accepted(verdict: &Verdict, board: &Scenario) -> Vec<String> {
    let accepted = verdict.accepted.iter();
    accepted
        .map(|constraint| evidence::constraint(*constraint, verdict.lane, board))
        .collect()
}

/// The duties that stay with the person.
pub(crate) fn stays(verdict: &Verdict, _: &Scenario) -> Vec<String> {
    let duties = verdict.stay_with_you.iter();
    let names: Vec<&str> = duties.map(|duty| evidence::duty(*duty)).collect();
    one_list(&names)
}

/// The duties of which the platform carries a part.
pub(crate) fn shared(verdict: &Verdict, _: &Scenario) -> Vec<String> {
    let duties = verdict.shared.iter();
    let names: Vec<&str> = duties.map(|duty| evidence::duty(*duty)).collect();
    one_list(&names)
}

/// The duties that the platform carries.
pub(crate) fn moved(verdict: &Verdict, _: &Scenario) -> Vec<String> {
    let duties = verdict.moved_to_platform.iter();
    let names: Vec<&str> = duties.map(|duty| evidence::duty(*duty)).collect();
    one_list(&names)
}

fn one_list(names: &[&str]) -> Vec<String> {
    if names.is_empty() {
        Vec::new()
    } else {
        vec![format!("{}.", names.join("; "))]
    }
}

/// An argument for an option.
pub(crate) fn pro(what: &str) -> String {
    say!("Good: {what}", what = what)
}

/// An argument against an option.
pub(crate) fn con(what: &str) -> String {
    say!("Bad: {what}", what = what)
}

/// A target that was missed, by how much, and why.
pub(crate) fn missed(result: &NeedResult, workload: &Workload, board: &Scenario) -> String {
    let missed = say!(
        "{need}: {measured}, asked {target}.",
        need = needs::label(&result.need, workload),
        measured = needs::measured(result),
        target = needs::target(&result.need)
    );
    let why = needs::why(result, board);
    format!("{missed} {why}").trim_end().to_owned()
}

/// The hour that was simulated, and how to simulate it again.
pub(crate) fn measured(board: &Scenario, run: &Summary) -> String {
    say!(
        "Measured by simulation in Lanewise: {requests} in one hour, hour number {seed}, home in {home}. The run’s fingerprint is {fingerprint}. Prices are list prices for a month of {hours} hours like this one.",
        requests = plural!(
            count = run.report.requests,
            "{count} request",
            "{count} requests"
        ),
        seed = board.seed,
        home = run.home.city,
        hours = figures::count(board.month.hours() as u64),
        fingerprint = run.fingerprint
    )
}
