//! The headline: how many workloads fit, what hurts most, and one move that helps.

use super::language::{Phrase, phrase, plural, say, tr};
use engine::catalog::LaneId;
use engine::run::Summary;
use engine::scenario::{Need, Placement, Scenario, Workload};
use engine::verdict::{NeedResult, Verdict};

use super::{board, causes, needs, workloads};
use crate::loaded_run::LoadedRun;

/// The preset that the hint follows: every workload on the lane that matches its shape.
const MATCHED: &str = "matched-to-shape";

pub(crate) const NO_VERDICTS: Phrase = phrase("No verdicts");
pub(crate) const TRY: Phrase = phrase("One move to try:");

/// A move that helps.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hint {
    /// The workload's id.
    pub(crate) workload: String,
    /// The proposed placement.
    pub(crate) to: Placement,
    /// The move in words: the name of the button that makes it.
    pub(crate) button: String,
}

/// `11 of 14 workloads fit`.
pub(crate) fn fitting(summary: &Summary) -> String {
    fitting_of(summary.fitting(), summary.verdicts.len())
}

/// The sentence for two counts: the workloads that fit, and all workloads.
pub(crate) fn fitting_of(fit: usize, all: usize) -> String {
    if fit < all {
        return fit_of(fit, all);
    }
    plural!(
        all = all as u64,
        "The one workload fits",
        "All {all} workloads fit"
    )
}

/// `11 of 14 workloads fit`, also where all of them do.
pub(crate) fn fit_of(fit: usize, all: usize) -> String {
    plural!(
        all = all as u64,
        "{fit} of {all} workload fits",
        "{fit} of {all} workloads fit",
        fit
    )
}

/// The workload that hurts most; none where all fit.
pub(crate) fn most_hurt_id(loaded: &LoadedRun) -> Option<String> {
    let (verdict, _) = most_hurt(&loaded.run.summary.verdicts)?;
    Some(verdict.workload.clone())
}

/// How the workloads are placed, and what hurts most.
pub(crate) fn what_hurts(loaded: &LoadedRun) -> String {
    let scenario = &loaded.scenario;
    let spread = board::spread(&scenario.workloads, &scenario.placements);
    let hurt = most_hurt(&loaded.run.summary.verdicts).and_then(|(verdict, result)| {
        Some(hurt_sentence(
            scenario.workload(&verdict.workload)?,
            verdict.lane,
            result,
            scenario,
        ))
    });
    match hurt {
        Some(hurt) => format!("{spread} {hurt}"),
        None => say!("{spread} Every promise is kept.", spread),
    }
}

/// One move that helps the workload that hurts most.
pub(crate) fn hint(loaded: &LoadedRun) -> Option<Hint> {
    let scenario = &loaded.scenario;
    let matched = scenario.boards.iter().find(|board| board.id == MATCHED)?;
    // The most hurt one may already lie where it belongs; then the next one is the one to move.
    let mut missed = missed(&loaded.run.summary.verdicts);
    missed.sort_by(|a, b| harm(b.1).total_cmp(&harm(a.1)));
    missed.into_iter().find_map(|(verdict, _)| {
        let to = matched.placements.get(&verdict.workload);
        if to == scenario.placement_of(&verdict.workload) {
            return None;
        }
        let name = workloads::name_of(scenario, &verdict.workload);
        let walls = if to.sandboxed && to.lane != LaneId::Sandbox {
            tr(", sandboxed")
        } else {
            ""
        };
        let lane = board::lane(to.lane);
        Some(Hint {
            workload: verdict.workload.clone(),
            to,
            button: say!("{name} to {lane}{walls}", name, lane, walls),
        })
    })
}

fn missed(verdicts: &[Verdict]) -> Vec<(&Verdict, &NeedResult)> {
    verdicts
        .iter()
        .flat_map(|verdict| verdict.needs.iter().map(move |result| (verdict, result)))
        .filter(|(_, result)| !result.met)
        .collect()
}

fn most_hurt(verdicts: &[Verdict]) -> Option<(&Verdict, &NeedResult)> {
    missed(verdicts)
        .into_iter()
        .max_by(|a, b| harm(a.1).total_cmp(&harm(b.1)))
}

/// What is gone counts before what is slow; within a kind, more counts before less.
fn harm(result: &NeedResult) -> f64 {
    let measured = result.measured.unwrap_or(0.0).max(0.0);
    let times = |target: f64| (measured / target.max(1e-9)).min(1e6);
    let (rank, size) = match result.need {
        Need::Lost { .. } => (8.0, measured),
        Need::Duplicated { .. } => (5.5, measured),
        Need::Contained => (7.0, measured),
        Need::NeighboursUnharmed => (6.0, measured),
        Need::SessionsLost { .. } => (5.0, measured),
        Need::Failed { .. } => (4.0, measured),
        Need::Stale { .. } => (3.0, measured),
        Need::Finished { within_s, .. } => (2.0, times(within_s)),
        Need::Latency { at_most_ms, .. } => (1.0, times(at_most_ms)),
        Need::RejectedNearSource { .. } => (0.0, 1.0 - measured),
    };
    // Sizes stay below one rank: x / (1 + x) grows towards 1.
    rank + size / (1.0 + size)
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
            "{name}: {how}. The cause: {why}.",
            name,
            how,
            why = causes::clause(only.cause, scenario)
        ),
        // The first of several causes accounts for its own requests alone.
        [first, ..] => plural!(
            count = first.count,
            "{name}: {how}. The main cause, with {count} request: {why}.",
            "{name}: {how}. The main cause, with {count} requests: {why}.",
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
        return say!("too few requests were done, the need is {target}", target);
    };
    let lane = board::lane(lane).to_lowercase();
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
            "{count} call reached what was never granted",
            "{count} calls reached what was never granted"
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
            "{measured} on {lane} (p{percentile}), the need is {target}",
            measured,
            lane,
            percentile = format_args!("{percentile:.0}"),
            target
        ),
        Need::RejectedNearSource { .. } => say!(
            "only {measured} turned away near the source, the need is {target}",
            measured,
            target
        ),
    }
}

/// Shown before the first run: how the workloads are placed, and that they are being simulated.
pub(crate) fn waiting(scenario: &Scenario, runs_here: bool) -> String {
    let spread = board::spread(&scenario.workloads, &scenario.placements);
    if runs_here {
        say!("{spread} One hour of it is being simulated.", spread)
    } else {
        spread
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(need: Need, measured: f64) -> NeedResult {
        NeedResult {
            need,
            measured: Some(measured),
            met: false,
            causes: Vec::new(),
        }
    }

    /// The first hurts more than the second.
    fn check(more: (Need, f64), less: (Need, f64)) {
        let (more, less) = (result(more.0, more.1), result(less.0, less.1));
        assert!(harm(&more) > harm(&less), "{more:?} against {less:?}");
    }

    #[test]
    fn what_is_gone_hurts_more_than_what_is_slow() {
        let slow = || Need::Latency {
            percentile: 95.0,
            at_most_ms: 100.0,
            over: engine::scenario::Over::Audience,
        };
        check((Need::Lost { at_most: 0 }, 1.0), (slow(), 1e9));
        check(
            (Need::Lost { at_most: 0 }, 212.0),
            (Need::Lost { at_most: 0 }, 9.0),
        );
        check(
            (Need::Contained, 3.0),
            (Need::Failed { at_most_share: 0.0 }, 1.0),
        );
        check((slow(), 900.0), (slow(), 300.0));
    }
}
