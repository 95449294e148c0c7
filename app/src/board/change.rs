//! The figures of a card that the last change of the board has changed most.

use model::run::Summary;
use model::scenario::{Need, Workload};
use model::verdict::NeedResult;

use crate::text::language::lower_case;
use crate::text::needs;

/// The share of a figure by which a missed target must become worse to be said of a workload that stays on its
/// lane and meets as many needs as before: smaller ones come and go with every change of the board.
const MUCH: f64 = 0.5;

/// The figure that the last change made worse by most, where its target is missed, and the figure that it made
/// better by most, a line each; of a workload that stays on its lane and meets as many needs as before only what
/// became much worse.
pub(super) fn change(was: &Summary, now: &Summary, workload: &Workload) -> Option<String> {
    let (was, now) = (was.verdict_on(&workload.id)?, now.verdict_on(&workload.id)?);
    let is_as_before = was.lane == now.lane && was.missed() == now.missed();
    let pair = |after: &'_ NeedResult| {
        let mut needs = was.needs.iter();
        let before = needs.find(|before| before.need == after.need)?;
        Some((before.clone(), after.clone(), worsening(before, after)?))
    };
    let pairs: Vec<_> = now.needs.iter().filter_map(pair).collect();
    let most = |sign: f64| {
        let changed = pairs.iter().filter(|(.., by)| by * sign > 0.0);
        changed.max_by(|one, other| one.2.abs().total_cmp(&other.2.abs()))
    };
    let worse = most(1.0).filter(|(_, after, by)| !after.met && (!is_as_before || *by >= MUCH));
    let better = most(-1.0).filter(|_| !is_as_before);
    let lines: Vec<String> = [worse, better]
        .into_iter()
        .flatten()
        .map(|(before, after, _)| {
            format!(
                "{} → {} {}",
                needs::measured(before),
                needs::measured(after),
                lower_case(&needs::label(&after.need, workload))
            )
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// How much worse the second figure of a need is, as a share of the larger one; negative where it is better.
fn worsening(before: &NeedResult, after: &NeedResult) -> Option<f64> {
    let less_is_better = !matches!(after.need, Need::RejectedNearSource { .. });
    let (before, after) = (before.measured?, after.measured?);
    let larger = before.abs().max(after.abs()).max(f64::MIN_POSITIVE);
    let growth = (after - before) / larger;
    Some(if less_is_better { growth } else { -growth })
}

#[cfg(test)]
mod tests {
    use model::catalog::LaneId;
    use model::scenario::{Placement, Scenario};

    use super::*;
    use crate::test_support::{shipped, simulated};

    fn check(moved: &str, to: LaneId, of: &str, expected: &[&str]) {
        let before: Scenario = shipped();
        let mut after = before.clone();
        after.placements.place(moved, Placement::on(to));
        let workload = before.workload(of).expect("a shipped workload");
        let found = change(&simulated(&before), &simulated(&after), workload);
        let found = found.unwrap_or_default();
        for part in expected {
            assert!(found.contains(part), "{found:?}");
        }
        assert_eq!(found.is_empty(), expected.is_empty(), "{found:?}");
    }

    #[test]
    fn the_card_that_moved_says_what_its_move_changed() {
        let quiz = "quiz-submissions";
        check(quiz, LaneId::Service, quiz, &["lost submissions", "→ 0"]);
    }

    #[test]
    fn a_move_that_trades_one_target_for_another_says_both() {
        let quiz = "quiz-submissions";
        check(
            quiz,
            LaneId::Edge,
            quiz,
            &["lost submissions\n", "p95 latency"],
        );
    }

    #[test]
    fn a_card_that_is_as_before_says_nothing() {
        check("quiz-submissions", LaneId::Service, "video-upload", &[]);
    }
}
