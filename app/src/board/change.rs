//! The figure of a card that the last change of the board has changed most.

use model::run::Summary;
use model::scenario::Workload;
use model::verdict::NeedResult;

use crate::text::language::lower_case;
use crate::text::needs;

/// The need whose figure changed most, with its figures before and after; none where the workload is on
/// the same lane and meets as many needs as before.
pub(super) fn change(was: &Summary, now: &Summary, workload: &Workload) -> Option<String> {
    let (was, now) = (was.verdict_on(&workload.id)?, now.verdict_on(&workload.id)?);
    if was.lane == now.lane && was.missed() == now.missed() {
        return None;
    }
    let pairs = now.needs.iter().filter_map(|after| {
        let mut needs = was.needs.iter();
        let before = needs.find(|before| before.need == after.need)?;
        Some((before, after, difference(before, after)?))
    });
    let most = pairs.max_by(|one, other| one.2.total_cmp(&other.2));
    let (before, after, _) = most.filter(|(.., difference)| *difference > 0.0)?;
    Some(format!(
        "{} → {} {}",
        needs::measured(before),
        needs::measured(after),
        lower_case(&needs::label(&after.need, workload))
    ))
}

/// How far two figures of one need are apart, as a share of the larger one.
fn difference(before: &NeedResult, after: &NeedResult) -> Option<f64> {
    let (before, after) = (before.measured?, after.measured?);
    let larger = before.abs().max(after.abs()).max(f64::MIN_POSITIVE);
    Some((after - before).abs() / larger)
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
    fn a_card_that_is_as_before_says_nothing() {
        check("quiz-submissions", LaneId::Service, "video-upload", &[]);
    }
}
