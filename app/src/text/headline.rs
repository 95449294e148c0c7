//! The headline: how many workloads fit, what hurts most, and one move that helps.

use super::language::{Phrase, phrase, say, tr};
use engine::catalog::LaneId;
use engine::run::Summary;
use engine::scenario::{Need, Placement, Scenario, Workload};
use engine::verdict::{NeedResult, Suggestion, Verdict, most_harmful, suggestion};

use super::{board, causes, figures, needs, workloads};
use crate::loaded_run::LoadedRun;

pub(crate) const NO_VERDICTS: Phrase = phrase("No verdicts");
pub(crate) const TRY: Phrase = phrase("One move to try:");

/// A move that helps.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hint {
    /// The workload's id.
    pub(crate) workload: String,
    /// Where to.
    pub(crate) to: Placement,
    /// The move in words: the name of the button that makes it.
    pub(crate) button: String,
}

/// `11 of 14 workloads fit`.
pub(crate) fn fitting(summary: &Summary) -> String {
    let fit = summary.fitting();
    let all = summary.verdicts.len();
    if is_without_requests(summary) {
        say!("No requests: there is nothing to judge")
    } else if (fit, all) == (1, 1) {
        say!("The one workload fits")
    } else if fit == all {
        say!("All {all} workloads fit", all)
    } else {
        say!("{fit} of {all} workloads fit", fit, all)
    }
}

fn is_without_requests(summary: &Summary) -> bool {
    summary.report.requests == 0
}

/// The workload that hurts most; none where all fit.
pub(crate) fn most_hurt_id(loaded: &LoadedRun) -> Option<String> {
    let (verdict, _) = most_harmful(&loaded.run.summary.verdicts)?;
    Some(verdict.workload.clone())
}

/// Where everything lies, and what hurts most.
pub(crate) fn what_hurts(loaded: &LoadedRun) -> String {
    let scenario = &loaded.scenario;
    let spread = board::spread(&scenario.workloads, &scenario.placements);
    let hurt = most_harmful(&loaded.run.summary.verdicts).and_then(|(verdict, result)| {
        Some(hurt_sentence(
            scenario.workload(&verdict.workload)?,
            verdict,
            result,
            scenario,
        ))
    });
    match hurt {
        Some(hurt) => format!("{spread} {hurt}"),
        None if is_without_requests(&loaded.run.summary) => spread,
        None => say!("{spread} Every promise is kept.", spread),
    }
}

/// One move that helps the workload that hurts most.
pub(crate) fn hint(loaded: &LoadedRun) -> Option<Hint> {
    let scenario = &loaded.scenario;
    let Suggestion { workload, to } = suggestion(scenario, &loaded.run.summary.verdicts)?;
    let name = workloads::name_of(scenario, &workload);
    let walls = if to.sandboxed && to.lane != LaneId::Sandbox {
        tr(", sandboxed")
    } else {
        ""
    };
    let lane = board::lane(to.lane);
    Some(Hint {
        workload,
        to,
        button: say!("{name} to {lane}{walls}", name, lane, walls),
    })
}

fn hurt_sentence(
    workload: &Workload,
    verdict: &Verdict,
    result: &NeedResult,
    scenario: &Scenario,
) -> String {
    let (name, english) = (&workloads::name(workload), &workload.name);
    let lane = board::lane(verdict.lane).to_lowercase();
    let measured = needs::measured(result);
    let target = needs::target(&result.need);
    let what = match result.need {
        Need::Lost { .. } => {
            let lost = match needs::plural_in_english(workload).as_str() {
                "submissions" => say!("answers"),
                other => tr(other).to_owned(),
            };
            format!(
                "{name} {} {measured} {lost}",
                verb(english, tr("lose"), tr("loses"))
            )
        }
        Need::Duplicated { .. } => {
            say!(
                "{name} {happens} twice {measured} times",
                name,
                happens = verb(english, tr("happen"), tr("happens")),
                measured
            )
        }
        Need::Contained => say!(
            "{name} reached {measured} times what was never granted",
            name,
            measured
        ),
        Need::NeighboursUnharmed => {
            say!(
                "{name} harmed {measured} requests of their neighbours",
                name,
                measured
            )
        }
        Need::SessionsLost { .. } => {
            say!(
                "{name} {loses} the session in {measured} of requests",
                name,
                loses = verb(english, tr("lose"), tr("loses")),
                measured
            )
        }
        Need::Failed { .. } => {
            say!(
                "{name} {fails} in {measured} of requests",
                name,
                fails = verb(english, tr("fail"), tr("fails")),
                measured
            )
        }
        Need::Stale { .. } => {
            say!(
                "{name} {reads} something old in {measured} of reads",
                name,
                reads = verb(english, tr("read"), tr("reads")),
                measured
            )
        }
        Need::Finished { percentile, .. } | Need::Latency { percentile, .. } => say!(
            "{name} {takes} {measured} on {lane} (p{percentile}), the need is {target}",
            name,
            takes = verb(english, tr("take"), tr("takes")),
            measured,
            lane,
            percentile = format_args!("{percentile:.0}"),
            target
        ),
        Need::RejectedNearSource { .. } => say!(
            "{name} {turns} only {measured} away near the source, the need is {target}",
            name,
            turns = verb(english, tr("turn"), tr("turns")),
            measured,
            target
        ),
    };
    match &result.causes[..] {
        [] => format!("{what}."),
        [only] => format!("{what}: {}.", causes::clause(only.cause, scenario)),
        // The first of several causes speaks for its own share alone.
        [first, ..] => say!(
            "{what}, {count} of them because {why}.",
            what,
            count = figures::count(first.count),
            why = causes::clause(first.cause, scenario)
        ),
    }
}

/// The verb that goes with a name: names that end in an s in English are many.
fn verb<'a>(english: &str, many: &'a str, one: &'a str) -> &'a str {
    if english.ends_with('s') { many } else { one }
}

/// What is shown before there is a run: where everything lies, and what happens to it.
pub(crate) fn waiting(scenario: &Scenario, runs_here: bool) -> String {
    let spread = board::spread(&scenario.workloads, &scenario.placements);
    if runs_here {
        say!("{spread} One hour of it is being simulated.", spread)
    } else {
        spread
    }
}
