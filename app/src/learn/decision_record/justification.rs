//! Why the chosen option was chosen, as far as the runs can say it, and whether another one that was tried
//! is better by every figure.

use model::run::Summary;

use super::draft::Draft;
use super::options::Subject;
use super::{figures, words};

/// Costs and times that differ by less are the same. A share.
const SAME: f64 = 0.01;

/// The figures that options are compared by.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Figures {
    met: usize,
    targets: usize,
    usd_per_month: f64,
    failed: u64,
    /// None for a whole board, and for a workload with too few answers.
    p95_ms: Option<f64>,
}

impl Figures {
    fn meets_all(self) -> bool {
        self.met == self.targets
    }

    fn is_cheaper_than(self, other: Self) -> bool {
        self.usd_per_month < other.usd_per_month * (1.0 - SAME)
    }

    /// Whether it meets as many targets, fails no more requests, costs less, and is as fast where both have a time.
    fn is_better_than(self, other: Self) -> bool {
        let is_as_fast = match (self.p95_ms, other.p95_ms) {
            (Some(one), Some(two)) => one <= two * (1.0 + SAME),
            _ => true,
        };
        let is_as_good = self.met >= other.met && self.failed <= other.failed;
        is_as_good && self.is_cheaper_than(other) && is_as_fast
    }
}

impl Draft<'_> {
    /// The chosen option with the reason for it.
    pub(super) fn outcome(&self) -> String {
        let Some(((option, run), others)) = self.tried.split_first() else {
            return String::new();
        };
        let name = self.name(option);
        let chosen = self.figures(run);
        if !chosen.meets_all() {
            let most = others
                .iter()
                .map(|(other, run)| (other, run, self.figures(run).met))
                .max_by_key(|&(.., met)| met);
            let kept = match (self.subject, self.verdicts(run).first()) {
                (Subject::Card(_), Some(verdict)) => words::meets(verdict),
                _ => self.kept(run),
            };
            return match most.filter(|&(.., met)| met > chosen.met) {
                Some((other, run, _)) => {
                    let sentence = words::misses(&name, &kept, &other.name, &self.kept(run));
                    if self.reasons.trim().is_empty() {
                        format!("{sentence} {}", words::WHY.get())
                    } else {
                        sentence
                    }
                }
                None => words::meets_most(&name, &kept),
            };
        }
        let rivals = others.iter().map(|(_, run)| self.figures(run));
        let rivals: Vec<Figures> = rivals.filter(|rival| rival.meets_all()).collect();
        let usd = chosen.usd_per_month;
        let why: String = if rivals.is_empty() {
            words::ONLY_ONE.into()
        } else if rivals.iter().any(|rival| rival.is_cheaper_than(chosen)) {
            words::meets_all(usd)
        } else {
            words::cheapest(usd)
        };
        words::outcome(&name, &why)
    }

    /// The sentence about the cheapest option that meets as many targets as the chosen one, costs less,
    /// and answers as fast; none where there is none.
    pub(super) fn better_option(&self) -> Option<String> {
        let ((_, run), others) = self.tried.split_first()?;
        let chosen = self.figures(run);
        let better = others
            .iter()
            .map(|(option, run)| (option, self.figures(run)))
            .filter(|(_, figures)| figures.is_better_than(chosen));
        let (option, figures) =
            better.min_by(|(_, a), (_, b)| a.usd_per_month.total_cmp(&b.usd_per_month))?;
        Some(words::better(
            &self.name(option),
            (figures.usd_per_month, chosen.usd_per_month),
            figures.p95_ms.zip(chosen.p95_ms),
        ))
    }

    /// The cost of the subject in a month, US dollars.
    pub(super) fn usd_per_month(&self, run: &Summary) -> f64 {
        self.figures(run).usd_per_month
    }

    fn figures(&self, run: &Summary) -> Figures {
        let verdicts = self.verdicts(run);
        let targets = verdicts.iter().map(|verdict| verdict.needs.len()).sum();
        let missed: usize = verdicts.iter().map(|verdict| verdict.missed()).sum();
        let counts = match self.subject {
            Subject::Card(index) => run.report.workloads.get(index),
            Subject::Whole => None,
        };
        Figures {
            met: targets - missed,
            targets,
            usd_per_month: counts
                .map_or_else(|| run.report.usd_per_month(), |counts| counts.usd_per_month),
            failed: counts.map_or_else(
                || {
                    let workloads = run.report.workloads.iter();
                    workloads.map(|one| one.honest_failed).sum()
                },
                |counts| counts.honest_failed,
            ),
            p95_ms: counts.and_then(figures::p95_ms),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(met: usize, failed: u64, usd_per_month: f64, p95_ms: Option<f64>) -> Figures {
        Figures {
            met,
            targets: 2,
            usd_per_month,
            failed,
            p95_ms,
        }
    }

    fn check(other: Figures, expected: bool) {
        let chosen = figures(1, 7, 100.0, Some(200.0));
        assert_eq!(other.is_better_than(chosen), expected, "{other:?}");
    }

    #[test]
    fn an_option_is_better_by_every_figure_or_not_at_all() {
        check(figures(1, 7, 90.0, Some(200.0)), true);
        check(figures(2, 0, 90.0, None), true);
        // Misses more, fails more, costs as much, or is slower.
        check(figures(1, 8, 90.0, Some(200.0)), false);
        check(figures(0, 7, 90.0, Some(200.0)), false);
        check(figures(2, 7, 99.5, Some(100.0)), false);
        check(figures(2, 7, 90.0, Some(210.0)), false);
    }
}
