//! What follows from the chosen option, good and bad, and how to find out whether it still holds.

use model::catalog::LaneId;
use model::run::Summary;
use model::scenario::Scenario;
use model::verdict::{NeedResult, Verdict};

use super::draft::Draft;
use super::duties::duties;
use super::options::{Choice, Subject};
use super::words;
use crate::text;

impl Draft<'_> {
    /// The consequences of the chosen option: targets with their figures, pressures and duties, each of
    /// them good, neutral or bad.
    pub(super) fn consequences(&self, chosen: &Choice, run: &Summary) -> Vec<String> {
        let board = &chosen.board;
        let verdicts = self.verdicts(run);
        let mut said = Vec::new();
        match (self.subject, verdicts.first()) {
            (Subject::Card(_), Some(verdict)) => said.extend(self.targets(verdict, board)),
            _ => said.push(words::board_targets(
                &self.kept(run),
                verdicts.iter().all(|verdict| verdict.fits),
            )),
        }
        let relieved = verdicts
            .iter()
            .map(|verdict| (*verdict, words::relieved(verdict)));
        said.extend(self.grouped(relieved).iter().map(|pro| words::pro(pro)));
        said.extend(self.duties(&verdicts));
        let accepted = verdicts
            .iter()
            .map(|verdict| (*verdict, words::accepted(verdict, board)));
        said.extend(self.grouped(accepted).iter().map(|con| words::con(con)));
        let remedies = self.remedies_on(board).into_iter();
        said.extend(remedies.map(|one| {
            let duty = text::remedies::name_and_duty(one);
            let workload = one.target().and_then(|id| board.workload(id));
            words::con(&match (self.subject, workload) {
                (Subject::Whole, Some(workload)) => {
                    format!("{duty} ({})", text::workloads::name(workload))
                }
                _ => duty,
            })
        }));
        said.push(words::neutral(&words::costs(self.usd_per_month(run))));
        said
    }

    /// What to measure in production, and when to decide again.
    pub(super) fn confirmation(&self, run: &Summary) -> Vec<String> {
        let mut said = match self.subject {
            Subject::Whole => vec![words::MEASURE_ALL.into()],
            Subject::Card(index) => {
                let workload = self.board.workloads.get(index);
                let results = self
                    .verdicts(run)
                    .into_iter()
                    .flat_map(|verdict| &verdict.needs);
                let said = |result: &NeedResult| {
                    Some(if result.met {
                        words::to_measure(result, workload?)
                    } else {
                        words::to_mend(result, workload?)
                    })
                };
                results.filter_map(said).collect()
            }
        };
        said.push(words::REVISIT.into());
        said
    }

    /// Every target of a workload with its figure.
    fn targets(&self, verdict: &Verdict, board: &Scenario) -> Vec<String> {
        let Some(workload) = self.board.workload(&verdict.workload) else {
            return Vec::new();
        };
        let said = |result: &NeedResult| {
            if result.met {
                words::pro(&words::result(result, workload))
            } else {
                words::con(&words::missed(result, workload, board))
            }
        };
        verdict.needs.iter().map(said).collect()
    }

    /// The duties on the lanes. A duty is the same for every workload on a lane, so the record of a board
    /// names it once a lane.
    fn duties(&self, verdicts: &[&Verdict]) -> Vec<String> {
        if self.subject != Subject::Whole {
            return verdicts.first().map_or_else(Vec::new, |verdict| {
                duties(verdict).map(|duty| duty.consequence(None)).collect()
            });
        }
        let first = |lane| verdicts.iter().find(|verdict| verdict.lane == lane);
        let first = LaneId::ALL.into_iter().filter_map(first);
        first
            .flat_map(|verdict| {
                let lane = text::lanes::name(verdict.lane);
                duties(verdict).map(move |duty| duty.consequence(Some(lane)))
            })
            .collect()
    }

    /// Each sentence once, in the record of a whole board with the workloads that it is about.
    fn grouped<'a>(&self, said: impl Iterator<Item = (&'a Verdict, Vec<String>)>) -> Vec<String> {
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for (verdict, sentences) in said {
            let name = text::workloads::name_of(self.board, &verdict.workload);
            for sentence in sentences {
                match groups.iter_mut().find(|(known, _)| *known == sentence) {
                    Some((_, names)) => names.push(name.clone()),
                    None => groups.push((sentence, vec![name.clone()])),
                }
            }
        }
        let of = |(sentence, names): (String, Vec<String>)| match self.subject {
            Subject::Card(_) => sentence,
            Subject::Whole => format!("{sentence} ({})", text::language::list(&names)),
        };
        groups.into_iter().map(of).collect()
    }
}
