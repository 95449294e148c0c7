//! Pairs of the same request in two runs, with its outcome in each.
//!
//! A request is paired only where both traces contain it.

use model::sort::sort_by;

use model::units::Nanos;

use crate::state::loaded_run::LoadedRun;

/// The relation of the other board to the one on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Baseline {
    /// The other board was on the screen before this one.
    Before,
    /// The other board is shown beside this one.
    Beside,
}

/// One request in two runs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pair {
    /// The request's row in the run on the screen.
    pub(crate) row: u32,
    /// The request's row in the other run.
    pub(crate) was_row: u32,
    pub(crate) number: u32,
    pub(crate) arrived: Nanos,
    pub(crate) now: Fate,
    pub(crate) was: Fate,
}

/// The outcome of a request, as far as it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// The request finished after this time.
    Done(Nanos),
    Failed,
}

/// The requests of one workload in two runs.
#[derive(Debug, Default)]
pub(crate) struct Pairs(Vec<Pair>);

impl Fate {
    /// The outcome as a number for comparisons; a worse outcome has a larger one.
    fn weight(self) -> u64 {
        match self {
            Self::Done(took) => took.0,
            Self::Failed => u64::MAX,
        }
    }
}

impl Pair {
    /// The difference from the other run, nanoseconds, positive where this run is worse; a new failure
    /// counts more than any difference of times.
    fn change(&self) -> i128 {
        i128::from(self.now.weight()) - i128::from(self.was.weight())
    }
}

impl Pairs {
    /// Pairs the requests of the workload with this id.
    pub(crate) fn of(now: &LoadedRun, was: &LoadedRun, workload: &str) -> Self {
        let mut before: Vec<(u64, u32)> = rows_of(was, workload).collect();
        // Of the type that the latencies are sorted in: the sort is compiled once.
        before.sort_unstable();
        let pairs = rows_of(now, workload).filter_map(|(identity, row)| {
            let place = before.partition_point(|&(other, _)| other < identity);
            let &(_, was_row) = before.get(place).filter(|(other, _)| *other == identity)?;
            let (arrived, ended_so) = fate_of(now, row)?;
            Some(Pair {
                row,
                was_row,
                number: now.run.trace.number(row)?.0,
                arrived,
                now: ended_so,
                was: fate_of(was, was_row)?.1,
            })
        });
        Self(pairs.collect())
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The numbers of requests that are worse and of those that are better; a difference of less than a
    /// millisecond does not count.
    pub(crate) fn moved(&self) -> (usize, usize) {
        const ONE_MS: i128 = 1_000_000;
        let worse = self.0.iter().filter(|pair| pair.change() > ONE_MS);
        let better = self.0.iter().filter(|pair| pair.change() < -ONE_MS);
        (worse.count(), better.count())
    }

    /// The requests that became most worse, the worst first.
    pub(crate) fn worse(&self, most: usize) -> Vec<Pair> {
        let mut pairs: Vec<&Pair> = self.0.iter().filter(|pair| pair.change() > 0).collect();
        sort_by(&mut pairs, |a, b| b.change().cmp(&a.change()));
        pairs.into_iter().take(most).cloned().collect()
    }

    /// The requests that improved most, the best first.
    pub(crate) fn better(&self, most: usize) -> Vec<Pair> {
        let mut pairs: Vec<&Pair> = self.0.iter().filter(|pair| pair.change() < 0).collect();
        sort_by(&mut pairs, |a, b| a.change().cmp(&b.change()));
        pairs.into_iter().take(most).cloned().collect()
    }
}

/// The rows of a workload, each behind the identity of its request: the index of the step within the
/// workload, and the number of the request.
fn rows_of<'a>(run: &'a LoadedRun, workload: &str) -> impl Iterator<Item = (u64, u32)> + use<'a> {
    let index = run.scenario.workload_index(workload);
    let trace = &run.run.trace;
    let steps = &run.run.summary.steps;
    (0_u32..)
        .zip(trace.step_indexes())
        .filter_map(move |(row, &step)| {
            let step = steps.get(usize::from(step))?;
            let number = trace.number(row)?.0;
            let is_mine = Some(usize::from(step.workload)) == index;
            is_mine.then_some(((u64::from(step.step) << 32) | u64::from(number), row))
        })
}

/// When the request of a row arrived, and how it ended.
fn fate_of(run: &LoadedRun, row: u32) -> Option<(Nanos, Fate)> {
    let trace = &run.run.trace;
    let arrived = *trace.arrivals_ns().get(row as usize)?;
    let ended = *trace.ends_ns().get(row as usize)?;
    let fate = if trace.outcome(row)?.is_done() {
        Fate::Done(Nanos(ended.saturating_sub(arrived)))
    } else {
        Fate::Failed
    };
    Some((Nanos(arrived), fate))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(row: u32, now: Fate, was: Fate) -> Pair {
        Pair {
            row,
            was_row: row,
            number: row,
            arrived: Nanos::ZERO,
            now,
            was,
        }
    }

    fn check(pairs: &[(Fate, Fate)], worse: &[u32], better: &[u32], moved: (usize, usize)) {
        let pairs = (0..)
            .zip(pairs)
            .map(|(row, &(now, was))| pair(row, now, was));
        let pairs = Pairs(pairs.collect());
        let rows = |pairs: Vec<Pair>| pairs.iter().map(|pair| pair.row).collect::<Vec<_>>();
        assert_eq!(rows(pairs.worse(9)), worse);
        assert_eq!(rows(pairs.better(9)), better);
        assert_eq!(pairs.moved(), moved);
    }

    #[test]
    fn what_fails_only_now_is_worst() {
        let done = |ms: u64| Fate::Done(Nanos(ms * 1_000_000));
        check(
            &[(done(5), done(5)), (Fate::Failed, Fate::Failed)],
            &[],
            &[],
            (0, 0),
        );
        check(
            &[
                (done(900), done(100)),
                (Fate::Failed, done(100)),
                (done(100), Fate::Failed),
                (done(100), done(900)),
            ],
            &[1, 0],
            &[2, 3],
            (2, 2),
        );
    }
}
