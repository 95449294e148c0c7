//! The words of the decision record, in the form of MADR 4.

use model::catalog::{CHECKED, LaneId};
use model::run::Summary;
use model::scenario::{Scenario, Workload};
use model::verdict::{NeedResult, Verdict};

use crate::text::language::{Phrase, list, lower_case, phrase, plural, say, tr};
use crate::text::{evidence, figures, lanes, needs, places, workloads};

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
pub(crate) const OWN_REMEDIES: Phrase = phrase(
    "The other options keep the remedies of this board. Remedies of their own are not tried here; “Your own workload” tries them.",
);
pub(crate) const WHY: Phrase =
    phrase("Say here why it is chosen all the same, who accepts that, and until when.");
pub(crate) const MODEL: Phrase = phrase("What the model knows and does not");
pub(crate) const FACTS: Phrase = phrase("The facts, with their sources");
pub(crate) const OUTCOME: Phrase = phrase("Decision outcome");
pub(crate) const PLACEMENTS: Phrase = phrase("Where each workload runs");
pub(crate) const PLACEMENT_COLUMNS: [Phrase; 4] = [
    phrase("Workload"),
    phrase("Lane"),
    crate::text::remedies::TITLE,
    phrase("A month"),
];
pub(crate) const CONSEQUENCES: Phrase = phrase("Consequences");
pub(crate) const CONFIRMATION: Phrase = phrase("Confirmation");
pub(crate) const REVISIT: Phrase = phrase(
    "Decide again when requests come twice as often, when a target or the code changes, and once a year because prices change.",
);
pub(crate) const MEASURE_ALL: Phrase =
    phrase("In production, measure the targets that are listed as decision drivers.");
pub(crate) const ONLY_ONE: Phrase = phrase("it is the only option tried that meets every target.");
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

/// A sentence about one workload of a board.
pub(crate) fn of_card(card: &str, said: &str) -> String {
    format!("{card}, {said}")
}

pub(crate) const OTHER_REMEDIES: Phrase = phrase("An earlier board, with other remedies");

/// The name of an earlier board that had one workload on another lane.
pub(crate) fn on(card: &str, placement: &str) -> String {
    say!("{card} on {lane}", card, lane = lower_case(placement))
}

/// The name of a placement preset that runs with the remedies of the board.
pub(crate) fn with_its_remedies(preset: &str) -> String {
    say!("{preset}, with this board’s remedies", preset)
}

/// The name of an earlier board that had several workloads on other lanes.
pub(crate) fn earlier(elsewhere: usize) -> String {
    plural!(
        count = elsewhere as u64,
        "An earlier board, with {count} card elsewhere",
        "An earlier board, with {count} cards elsewhere"
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

/// The number of targets that a card meets, in a sentence.
pub(crate) fn meets(verdict: &Verdict) -> String {
    say!("{kept} targets are met", kept = targets_met(verdict))
}

/// The board in one consequence, with the number of workloads that meet their targets.
pub(crate) fn board_targets(kept: &str, is_every_one: bool) -> String {
    if is_every_one {
        pro(&say!("{kept}.", kept))
    } else {
        con(&say!(
            "{kept}. The pros and cons below name each miss.",
            kept
        ))
    }
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

/// The chosen option, and the reason as a clause with its full stop.
pub(crate) fn outcome(option: &str, why: &str) -> String {
    say!("Chosen option: {option}, because {why}", option, why)
}

/// The chosen option, which misses targets, where another one meets more.
pub(crate) fn misses(option: &str, kept: &str, other: &str, kept_there: &str) -> String {
    say!(
        "Chosen option: {option}, although it misses targets: {kept}. {other} meets more: {kept_there}.",
        option,
        kept,
        other,
        kept_there
    )
}

/// The chosen option, which misses targets, where no other one meets more.
pub(crate) fn meets_most(option: &str, kept: &str) -> String {
    say!(
        "Chosen option: {option}, because no option tried meets more targets: {kept}.",
        option,
        kept
    )
}

/// The reason for an option that meets every target, where a cheaper one does too.
pub(crate) fn meets_all(usd_per_month: f64) -> String {
    say!(
        "it meets every target. It costs {usd} a month; a cheaper option meets them too.",
        usd = figures::usd(usd_per_month)
    )
}

/// The reason for the cheapest of the options that meet every target.
pub(crate) fn cheapest(usd_per_month: f64) -> String {
    say!(
        "it meets every target, and none of the other options that do costs less than its {usd} a month.",
        usd = figures::usd(usd_per_month)
    )
}

/// An option that is better by every figure: its cost and that of the chosen one, and their times.
pub(crate) fn better(option: &str, usd: (f64, f64), p95_ms: Option<(f64, f64)>) -> String {
    let cost = say!(
        "{option} was tried too. It meets as many targets and costs {less} a month in place of {usd}.",
        option,
        less = figures::usd(usd.0),
        usd = figures::usd(usd.1)
    );
    let time = p95_ms.map_or_else(String::new, |(time, chosen)| {
        say!(
            "Its p95 is {time}, and that of the chosen option {chosen}.",
            time = figures::time_ms(time),
            chosen = figures::time_ms(chosen)
        )
    });
    let ask = tr("Say here why it was not chosen.");
    [cost.as_str(), time.as_str(), ask]
        .into_iter()
        .filter(|said| !said.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The pressures that the lane takes off a card, one sentence each.
pub(crate) fn relieved(verdict: &Verdict) -> Vec<String> {
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

/// The duties that the platform carries, as one list with its full stop; empty where it carries none.
pub(crate) fn moved(verdict: &Verdict) -> Vec<String> {
    let moved = verdict.moved_to_platform.iter();
    let names: Vec<&str> = moved.map(|duty| evidence::duty(*duty)).collect();
    if names.is_empty() {
        return Vec::new();
    }
    vec![format!("{}.", names.join("; "))]
}

/// A target with the measured figure.
pub(crate) fn result(result: &NeedResult, workload: &Workload) -> String {
    say!(
        "{need}: {measured}, target {target}.",
        need = needs::label(&result.need, workload),
        measured = needs::measured(result),
        target = needs::target(&result.need)
    )
}

/// A target to measure in production.
pub(crate) fn to_measure(result: &NeedResult, workload: &Workload) -> String {
    say!(
        "{need}: measure it in production. The target is {target}; the simulation gave {measured}.",
        need = needs::label(&result.need, workload),
        target = needs::target(&result.need),
        measured = needs::measured(result)
    )
}

/// A target that the chosen option misses, to decide about before production.
pub(crate) fn to_mend(result: &NeedResult, workload: &Workload) -> String {
    say!(
        "{need}: missed in the simulation ({measured}; the target is {target}). Mend it, or say who accepts it, before production.",
        need = needs::label(&result.need, workload),
        target = needs::target(&result.need),
        measured = needs::measured(result)
    )
}

/// The cost of the chosen option.
pub(crate) fn costs(usd_per_month: f64) -> String {
    say!("It costs {usd} a month.", usd = figures::usd(usd_per_month))
}

/// An argument for an option.
pub(crate) fn pro(what: &str) -> String {
    say!("Good: {what}", what = what)
}

/// An argument against an option.
pub(crate) fn con(what: &str) -> String {
    say!("Bad: {what}", what = what)
}

/// A consequence that is neither for an option nor against it.
pub(crate) fn neutral(what: &str) -> String {
    say!("Neutral: {what}", what)
}

/// A target that was missed, by how much, and why.
pub(crate) fn missed(result: &NeedResult, workload: &Workload, board: &Scenario) -> String {
    let missed = self::result(result, workload);
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
        home = places::city(&run.home.city),
        hours = figures::count(board.month.hours() as u64),
        fingerprint = run.fingerprint
    )
}

/// The assumptions that the figures depend on.
pub(crate) fn assumptions(board: &Scenario) -> Vec<String> {
    vec![
        say!(
            "The arrivals, run times and failures are those of the scenario “{name}”, with its settings of the lanes.",
            name = workloads::in_this_language(&board.name)
        ),
        say!(
            "Prices and limits are those that the platforms published by {date}; the facts give the date of each.",
            date = CHECKED
        ),
        say!(
            "The lanes are as on {platforms}.",
            platforms = list(&LaneId::ALL.map(|lane| {
                let name = lanes::preset(board.lanes.preset_id(lane));
                format!("{} ({})", name, lanes::name(lane))
            }))
        ),
        say!(
            "One hour was simulated. Other hours of the same kind differ, and what meets its targets just so may miss them there."
        ),
        tr("The simulation leaves out what the page about the model lists as its known limits.")
            .to_owned(),
    ]
}
