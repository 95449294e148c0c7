//! Which missed need hurts most, and which move to try first.

use super::{NeedResult, Verdict};
use crate::scenario::{Need, Placement, Scenario};
use crate::sort::sort_by;

/// The preset that suggestions come from: every workload on the lane that matches its shape.
const MATCHED: &str = "matched-to-shape";

/// A move that is worth trying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The workload's id.
    pub workload: String,
    /// Its suggested placement.
    pub to: Placement,
}

/// The missed need that hurts most, with the verdict on its workload; `None` where every need is met.
pub fn most_harmful(verdicts: &[Verdict]) -> Option<(&Verdict, &NeedResult)> {
    missed(verdicts).max_by(|a, b| harm(a.1).total_cmp(&harm(b.1)))
}

/// One move that helps: the most hurt workload that differs from the preset of matched shapes
/// moves to the preset's placement. `None` where there is no such preset, or no such workload.
pub fn suggestion(scenario: &Scenario, verdicts: &[Verdict]) -> Option<Suggestion> {
    let presets = &scenario.boards;
    let matched = presets.iter().find(|preset| preset.id == MATCHED)?;
    let mut missed: Vec<_> = missed(verdicts).collect();
    sort_by(&mut missed, |a, b| harm(b.1).total_cmp(&harm(a.1)));
    missed.into_iter().find_map(|(verdict, _)| {
        let to = matched.placements.get(&verdict.workload);
        (to != scenario.placement_of(&verdict.workload)).then(|| Suggestion {
            workload: verdict.workload.clone(),
            to,
        })
    })
}

fn missed(verdicts: &[Verdict]) -> impl Iterator<Item = (&Verdict, &NeedResult)> {
    let results = verdicts
        .iter()
        .flat_map(|verdict| verdict.needs.iter().map(move |result| (verdict, result)));
    results.filter(|(_, result)| !result.met)
}

/// How much a missed need hurts: lost work counts before slow work; within a kind, more counts
/// before less.
pub fn harm(result: &NeedResult) -> f64 {
    let measured = result.measured.unwrap_or(0.0).max(0.0);
    let times = |target: f64| (measured / target.max(1e-9)).min(1e6);
    let (rank, size) = match result.need {
        Need::Lost { .. } => (8.0, measured),
        Need::Contained => (7.0, measured),
        Need::NeighboursUnharmed => (6.0, measured),
        Need::Duplicated { .. } => (5.5, measured),
        Need::SessionsLost { .. } => (5.0, measured),
        Need::Failed { .. } => (4.0, measured),
        Need::Stale { .. } => (3.0, measured),
        Need::Finished { within_s, .. } => (2.0, times(within_s)),
        Need::Latency { at_most_ms, .. } => (1.0, times(at_most_ms)),
        Need::RejectedNearSource { .. } => (0.0, 1.0 - measured),
        Need::Cost { at_most_usd } => (-1.0, times(at_most_usd)),
    };
    // Sizes stay below one rank: x / (1 + x) grows towards 1.
    rank + size / (1.0 + size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Over;

    fn result(need: Need, measured: f64) -> NeedResult {
        NeedResult {
            need,
            measured: Some(measured),
            met: false,
            is_judged: true,
            causes: Vec::new(),
        }
    }

    /// The first need hurts more than the second.
    fn check(more: (Need, f64), less: (Need, f64)) {
        let (more, less) = (result(more.0, more.1), result(less.0, less.1));
        assert!(harm(&more) > harm(&less), "{more:?} against {less:?}");
    }

    #[test]
    fn what_is_gone_hurts_more_than_what_is_slow() {
        let slow = || Need::Latency {
            percentile: 95.0,
            at_most_ms: 100.0,
            over: Over::Audience,
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
