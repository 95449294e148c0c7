//! The fields of the challenge that a person builds; its board is the one on the screen.

use std::collections::{BTreeMap, BTreeSet};

use model::challenge::{Challenge, Level, Moves};
use model::goal::{Figure, Goal};
use model::run::Summary;
use model::scenario::{Need, Scenario};
use serde::{Deserialize, Serialize};

use crate::io::escape::plain_letters;

/// A challenge that is being built.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) hint: String,
    pub(crate) level: Level,
    /// Cards that do not take part, by id.
    pub(crate) left_out: BTreeSet<String>,
    /// What a player may do.
    pub(crate) moves: Moves,
    /// Changed targets of needs, by the workload's id and the need's position.
    pub(crate) targets: BTreeMap<String, BTreeMap<usize, f64>>,
    /// The goals of the second and the third star; the first star requires that every target is met.
    pub(crate) more_stars: [FurtherStar; 2],
}

/// The goal of a further star.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FurtherStar {
    pub(crate) what: StarKind,
    /// The card's id, where the goal is about one card.
    pub(crate) card: String,
    pub(crate) at_most: f64,
}

/// The kinds of goals that the form offers; a file can have more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StarKind {
    /// There is no such star: the challenge has fewer.
    #[default]
    Nothing,
    Bill,
    Remedies,
    ColdStarts,
    P95,
}

impl StarKind {
    pub(crate) const ALL: [Self; 5] = [
        Self::Nothing,
        Self::Bill,
        Self::Remedies,
        Self::ColdStarts,
        Self::P95,
    ];

    /// Whether the goal is about one card.
    pub(crate) fn is_of_card(self) -> bool {
        matches!(self, Self::ColdStarts | Self::P95)
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            name: String::new(),
            about: String::new(),
            hint: String::new(),
            level: Level::SomeMoves,
            left_out: BTreeSet::new(),
            moves: Moves::default(),
            targets: BTreeMap::new(),
            more_stars: [FurtherStar::default(), FurtherStar::default()],
        }
    }
}

impl Draft {
    /// The board with the draft's name, cards and targets.
    pub(crate) fn scenario(&self, board: &Scenario) -> Scenario {
        let mut scenario = board.clone();
        if !self.name.trim().is_empty() {
            self.name.trim().clone_into(&mut scenario.name);
        }
        if !self.about.trim().is_empty() {
            self.about.trim().clone_into(&mut scenario.about);
        }
        for workload in &mut scenario.workloads {
            let targets = self.targets.get(&workload.id);
            for (at, need) in workload.needs.iter_mut().enumerate() {
                if let Some(&target) = targets.and_then(|targets| targets.get(&at)) {
                    set_target(need, target);
                }
            }
        }
        scenario.keep_only(|id| !self.left_out.contains(id));
        scenario
    }

    /// The challenge, which may break rules: see [`Challenge::check`].
    pub(crate) fn challenge(&self, board: &Scenario) -> Challenge {
        let mut scenario = self.scenario(board);
        // Placements that are ready would be answers.
        scenario.boards.clear();
        let mut moves = self.moves.clone();
        moves
            .locked
            .retain(|id| scenario.workload_index(id).is_some());
        let mut stars = vec![vec![Goal::Kept {
            workloads: Vec::new(),
        }]];
        stars.extend(
            self.more_stars
                .iter()
                .filter_map(|extra| Some(vec![extra.goal()?])),
        );
        let hint = self.hint.trim();
        Challenge {
            id: id_of(&scenario.name),
            name: scenario.name.clone(),
            about: scenario.about.clone(),
            level: self.level,
            hints: (!hint.is_empty())
                .then(|| hint.to_owned())
                .into_iter()
                .collect(),
            scenario,
            moves,
            stars,
        }
    }
}

impl FurtherStar {
    /// Begins with the figure of the board on the screen: a number that can be reached, and made harder.
    pub(super) fn begin(&mut self, board: &Scenario, run: &Summary) {
        let judged = self.goal().map(|goal| goal.judge(board, run));
        if let Some(measured) = judged.and_then(|judged| judged.measured) {
            self.at_most = measured.ceil();
        }
    }

    fn goal(&self) -> Option<Goal> {
        let measured = |figure| Goal::Measured {
            workload: self.card.clone(),
            figure,
            at_most: self.at_most,
        };
        match self.what {
            StarKind::Nothing => None,
            StarKind::Bill => Some(Goal::Bill {
                at_most_usd_per_month: self.at_most,
            }),
            StarKind::Remedies => Some(Goal::Remedies {
                at_most: self.at_most.max(0.0) as u32,
            }),
            StarKind::ColdStarts => Some(measured(Figure::ColdStarts)),
            StarKind::P95 => Some(measured(Figure::P95Ms)),
        }
    }
}

/// The target of a need as a number, in its own unit; none where a need has no number.
pub(crate) fn target(need: &Need) -> Option<f64> {
    match *need {
        Need::Latency { at_most_ms, .. } => Some(at_most_ms),
        Need::Finished { within_s, .. } => Some(within_s),
        Need::Failed { at_most_share }
        | Need::Stale { at_most_share }
        | Need::SessionsLost { at_most_share } => Some(at_most_share),
        Need::Lost { at_most } | Need::Duplicated { at_most } => Some(at_most as f64),
        Need::RejectedNearSource { at_least_share } => Some(at_least_share),
        Need::Cost { at_most_usd } => Some(at_most_usd),
        Need::Contained | Need::NeighboursUnharmed => None,
    }
}

fn set_target(need: &mut Need, target: f64) {
    match need {
        Need::Latency { at_most_ms, .. } => *at_most_ms = target,
        Need::Finished { within_s, .. } => *within_s = target,
        Need::Failed { at_most_share }
        | Need::Stale { at_most_share }
        | Need::SessionsLost { at_most_share } => *at_most_share = target,
        Need::Lost { at_most } | Need::Duplicated { at_most } => *at_most = target.max(0.0) as u64,
        Need::RejectedNearSource { at_least_share } => *at_least_share = target,
        Need::Cost { at_most_usd } => *at_most_usd = target,
        Need::Contained | Need::NeighboursUnharmed => {}
    }
}

/// The id of a challenge with this name, of at most 64 letters.
fn id_of(name: &str) -> String {
    let mut id = plain_letters(name, "challenge");
    id.truncate(64);
    id
}

#[cfg(test)]
mod tests {
    use model::challenge::read;

    use super::*;
    use crate::test_support::shipped;

    fn draft() -> Draft {
        let shipped = shipped();
        let ids = shipped.workloads.iter().map(|one| one.id.clone());
        Draft {
            name: "Two cards".to_owned(),
            about: "Two of them.".to_owned(),
            hint: "Look at the quiz.".to_owned(),
            left_out: ids
                .filter(|id| id != "quiz-submissions" && id != "course-landing")
                .collect(),
            targets: BTreeMap::from([("quiz-submissions".into(), BTreeMap::from([(1, 900.0)]))]),
            more_stars: [
                FurtherStar {
                    what: StarKind::Bill,
                    at_most: 1_000.0,
                    ..FurtherStar::default()
                },
                FurtherStar::default(),
            ],
            ..Draft::default()
        }
    }

    /// A built challenge is read back as it was built, and its board is the one that was on the screen.
    #[test]
    fn a_draft_makes_a_challenge() {
        let shipped = shipped();
        let built = draft().challenge(&shipped);
        built.check().unwrap();
        let read = read(&built.to_json().unwrap(), &shipped).unwrap();
        assert_eq!(read, built);
        assert_eq!(read.scenario.workloads.len(), 2);
        assert_eq!(read.stars.len(), 2);
        assert_eq!(read.id, "two-cards");
        let quiz = read.scenario.workload("quiz-submissions").unwrap();
        assert_eq!(target(&quiz.needs[1]), Some(900.0));
    }

    /// A draft that breaks a rule is refused with the field's path.
    #[test]
    fn a_bad_draft_names_the_field() {
        let check = |change: fn(&mut Draft), expected: &str| {
            let shipped = shipped();
            let mut draft = draft();
            change(&mut draft);
            let error = draft.challenge(&shipped).check().unwrap_err();
            assert!(error.to_string().starts_with(expected), "{error}");
        };
        check(
            |draft| draft.more_stars[0].at_most = -1.0,
            "stars[1][0].at_most_usd_per_month",
        );
        check(
            |draft| {
                draft.more_stars[1] = FurtherStar {
                    what: StarKind::P95,
                    card: "term-report".into(),
                    at_most: 5.0,
                };
            },
            "stars[2][0].workload",
        );
        check(
            |draft| {
                draft
                    .targets
                    .insert("quiz-submissions".into(), BTreeMap::from([(1, -3.0)]));
            },
            "scenario.workloads[1].needs[1].at_most_ms",
        );
    }
}
