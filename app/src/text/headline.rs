//! The words of the headline: how many workloads meet their targets, which one hurts most, and one move that helps.

use super::language::{Phrase, lower_case, phrase, plural, say, tr};
use model::catalog::{DutyId, LaneId};
use model::decimal;
use model::run::Summary;
use model::scenario::{Need, Scenario, Workload};
use model::verdict::{NeedResult, Suggestion, most_harmful, suggestion};

use super::{causes, figures, lanes, needs, workloads};
use crate::state::loaded_run::LoadedRun;

pub(crate) const NO_VERDICTS: Phrase = phrase("No verdicts");

/// A move that helps, in three steps.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hint {
    /// The workload's id.
    pub(crate) workload: String,
    /// The workload, the main cause of its miss, and the proposed placement, a sentence each.
    pub(crate) steps: [String; 3],
}

/// The sentence about how many workloads meet their targets, such as `11 of 14 meet their targets`.
pub(crate) fn fitting(summary: &Summary) -> String {
    if is_without_requests(summary) {
        return say!("No requests: there is nothing to judge");
    }
    fitting_of(summary.fitting(), summary.verdicts.len())
}

/// The same, with the number of faults of the hour: `4 of 14 meet their targets, with 1 fault`.
pub(crate) fn fitting_with_faults(loaded: &LoadedRun) -> String {
    let fitting = fitting(&loaded.run.summary);
    let changes = loaded.scenario.changes.iter();
    match changes.filter(|change| change.what.is_fault()).count() {
        0 => fitting,
        faults => plural!(
            count = faults as u64,
            "{fitting}, with {count} fault",
            "{fitting}, with {count} faults",
            fitting
        ),
    }
}

/// The sentence for two counts: the workloads that meet their targets, and all workloads.
pub(crate) fn fitting_of(fit: usize, all: usize) -> String {
    if fit < all {
        return fit_of(fit, all);
    }
    plural!(
        all = all as u64,
        "The one workload meets its targets",
        "All {all} meet their targets"
    )
}

/// `11 of 14 meet their targets`, also where all of them do.
pub(crate) fn fit_of(fit: usize, all: usize) -> String {
    plural!(
        fit = fit as u64,
        "{fit} of {all} meets its targets",
        "{fit} of {all} meet their targets",
        all
    )
}

fn is_without_requests(summary: &Summary) -> bool {
    summary.report.requests == 0
}

/// The workload that hurts most; none where all meet their targets.
pub(crate) fn most_hurt_id(loaded: &LoadedRun) -> Option<String> {
    let (verdict, _) = most_harmful(&loaded.run.summary.verdicts)?;
    Some(verdict.workload.clone())
}

/// The workload that misses its targets by most; the lanes show the placement of all.
pub(crate) fn what_hurts(loaded: &LoadedRun, cheapest_usd: impl FnOnce() -> Option<f64>) -> String {
    let scenario = &loaded.scenario;
    let hurt = most_harmful(&loaded.run.summary.verdicts).and_then(|(verdict, result)| {
        Some(hurt_sentence(
            scenario.workload(&verdict.workload)?,
            verdict.lane,
            result,
            scenario,
        ))
    });
    match hurt {
        Some(hurt) => hurt,
        None if is_without_requests(&loaded.run.summary) => String::new(),
        None => all_met(&loaded.run.summary, cheapest_usd()),
    }
}

/// What it costs to meet every target: capacity to plan, and the distance from the cheapest board that is
/// known.
fn all_met(summary: &Summary, cheapest_usd: Option<f64>) -> String {
    let verdicts = summary.verdicts.iter();
    let planned = verdicts.filter(|one| one.stay_with_you.contains(&DutyId::CapacityPlanning));
    let mut sentences = vec![
        say!("Every target is met."),
        plural!(
            count = planned.count() as u64,
            "You plan capacity for {count} workload.",
            "You plan capacity for {count} workloads."
        ),
    ];
    if let Some(cheapest_usd) = cheapest_usd {
        let more_usd = summary.report.usd_per_month() - cheapest_usd;
        sentences.push(if more_usd < 1.0 {
            say!("No cheaper board is known.")
        } else {
            say!(
                "The cheapest known board costs {less} less a month.",
                less = figures::usd(more_usd)
            )
        });
    }
    sentences.join(" ")
}

/// One move that helps the workload that hurts most.
pub(crate) fn hint(loaded: &LoadedRun) -> Option<Hint> {
    let scenario = &loaded.scenario;
    let summary = &loaded.run.summary;
    let Suggestion { workload, to } = suggestion(scenario, &summary.verdicts)?;
    let verdict = summary.verdict_on(&workload)?;
    let (_, result) = most_harmful(std::slice::from_ref(verdict))?;
    let name = workloads::name_of(scenario, &workload);
    let walls = if to.sandboxed && to.lane != LaneId::Sandbox {
        tr(", sandboxed")
    } else {
        ""
    };
    let why = match &result.causes[..] {
        [] => hurt_sentence(
            scenario.workload(&workload)?,
            verdict.lane,
            result,
            scenario,
        ),
        [first, ..] => say!(
            "Its main cause: {why}.",
            why = causes::clause(first.cause, scenario)
        ),
    };
    let steps = [
        say!("Look at {name} first.", name),
        why,
        say!(
            "Try {name} on {lane}{walls}.",
            name,
            lane = lanes::name(to.lane),
            walls
        ),
    ];
    Some(Hint { workload, steps })
}

/// The missed need of a workload, and its most frequent cause.
pub(crate) fn hurt_sentence(
    workload: &Workload,
    lane: LaneId,
    result: &NeedResult,
    scenario: &Scenario,
) -> String {
    let name = workloads::name(workload);
    let how = how_it_hurts(workload, lane, result);
    match &result.causes[..] {
        [] => format!("{name}: {how}."),
        [only] => say!(
            "{name}: {how}. Cause: {why}.",
            name,
            how,
            why = causes::clause(only.cause, scenario)
        ),
        // The first of several causes accounts for its own requests alone.
        [first, ..] => plural!(
            count = first.count,
            "{name}: {how}. Main cause, in {count} request: {why}.",
            "{name}: {how}. Main cause, in {count} requests: {why}.",
            name,
            how,
            why = causes::clause(first.cause, scenario)
        ),
    }
}

/// The measured figure of a missed need, as a clause without a subject: the page does not know the
/// number and gender of a workload's name.
fn how_it_hurts(workload: &Workload, lane: LaneId, result: &NeedResult) -> String {
    let target = needs::target(&result.need);
    let Some(figure) = result.measured else {
        return say!("too few requests completed, target {target}", target);
    };
    let lane = lower_case(lanes::name(lane));
    let measured = needs::measured(result);
    let count = figure.round().max(0.0) as u64;
    match result.need {
        Need::Lost { .. } => needs::lost(workload, count),
        Need::Duplicated { .. } => plural!(
            count,
            "{count} request happened twice",
            "{count} requests happened twice"
        ),
        Need::Contained => plural!(
            count,
            "{count} unauthorised access",
            "{count} unauthorised accesses"
        ),
        Need::NeighboursUnharmed => plural!(
            count,
            "{count} request of a neighbour harmed",
            "{count} requests of neighbours harmed"
        ),
        Need::SessionsLost { .. } => {
            say!("session lost in {measured} of requests", measured)
        }
        Need::Failed { .. } => say!("{measured} of requests fail", measured),
        Need::Stale { .. } => say!("{measured} of reads return something old", measured),
        Need::Finished { percentile, .. } | Need::Latency { percentile, .. } => say!(
            "p{percentile} {measured} on {lane}, target {target}",
            measured,
            lane,
            percentile = decimal::write(percentile, 0),
            target
        ),
        Need::Cost { .. } => say!(
            "costs {measured} a month, target {target}",
            measured,
            target
        ),
        Need::RejectedNearSource { .. } => say!(
            "only {measured} turned away near the source, target {target}",
            measured,
            target
        ),
    }
}

/// Shown before the first run, where one is on its way.
pub(crate) fn waiting(runs_here: bool) -> &'static str {
    if runs_here {
        tr("One hour of this board is being simulated.")
    } else {
        ""
    }
}
