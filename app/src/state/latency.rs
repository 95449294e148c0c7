//! The times of one workload's requests in a trace: sorted, and in bins.
//!
//! A trace may be a sample of the requests.

use std::f64::consts::LN_10;

use model::index::CityIndex;
use model::outcome::Outcome;
use model::report::least_count_for;

use crate::state::loaded_run::LoadedRun;

/// The times of one workload's finished requests, shortest first.
#[derive(Debug, Default)]
pub(crate) struct Latencies {
    /// Nanoseconds from arrival to answer, and the row of the trace.
    taken: Vec<(u64, u32)>,
}

/// A bar of the distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bin {
    /// The lower end of the bin, milliseconds.
    pub(crate) from_ms: f64,
    pub(crate) until_ms: f64,
    pub(crate) count: u32,
}

/// The requests of one workload from a part of the world.
#[derive(Debug, Default)]
pub(crate) struct Group {
    /// The number of requests, failed ones included.
    pub(crate) count: u32,
    pub(crate) failed: u32,
    /// The times of those that did not fail.
    pub(crate) latencies: Latencies,
}

/// The requests of the workload at this index in groups by their city; one pass over the trace. Requests
/// that no learner sent are in no group.
pub(crate) fn groups_of(
    loaded: &LoadedRun,
    workload: usize,
    groups: usize,
    group_of: impl Fn(CityIndex) -> Option<usize>,
) -> Vec<Group> {
    let trace = &loaded.run.trace;
    let mut taken: Vec<Vec<(u64, u32)>> = vec![Vec::new(); groups];
    let mut failed = vec![0_u32; groups];
    for (time, row) in rows_of(loaded, workload) {
        let Some(group) = trace.city(row).and_then(&group_of) else {
            continue;
        };
        let (Some(taken), Some(failed)) = (taken.get_mut(group), failed.get_mut(group)) else {
            continue;
        };
        if trace.outcome(row).is_some_and(Outcome::is_done) {
            taken.push((time, row));
        } else {
            *failed += 1;
        }
    }
    let groups = taken.into_iter().zip(failed);
    groups
        .map(|(taken, failed)| Group {
            count: taken.len() as u32 + failed,
            failed,
            latencies: Latencies::from_times(taken),
        })
        .collect()
}

/// The rows of the workload at this index: nanoseconds from arrival to end, and the row of the trace.
pub(crate) fn rows_of(loaded: &LoadedRun, workload: usize) -> impl Iterator<Item = (u64, u32)> {
    let trace = &loaded.run.trace;
    let steps = &loaded.run.summary.steps;
    let is_of_workload: Vec<bool> = steps
        .iter()
        .map(|step| usize::from(step.workload) == workload)
        .collect();
    let times = trace.arrivals_ns().iter().zip(trace.ends_ns());
    let rows = (0_u32..).zip(trace.step_indexes()).zip(times);
    rows.filter_map(move |((row, &step), (&arrived, &ended))| {
        let counts = is_of_workload.get(usize::from(step)) == Some(&true);
        counts.then(|| (ended.saturating_sub(arrived), row))
    })
}

/// The number of bins in each power of ten.
const PER_DECADE: f64 = 8.0;
/// The lower end of the axis; shorter times count as this.
const LEAST_MS: f64 = 0.01;

impl Latencies {
    /// The times of the workload at this index; one pass over the trace.
    pub(crate) fn of(loaded: &LoadedRun, workload: usize) -> Self {
        let trace = &loaded.run.trace;
        let done = rows_of(loaded, workload)
            .filter(|(_, row)| trace.outcome(*row).is_some_and(Outcome::is_done));
        Self::from_times(done.collect())
    }

    fn from_times(mut taken: Vec<(u64, u32)>) -> Self {
        taken.sort_unstable();
        Self { taken }
    }

    pub(crate) fn count(&self) -> usize {
        self.taken.len()
    }

    /// The request at a percentile, so that `percent` of the times are shorter: its time, milliseconds,
    /// and its row. None where too few times are longer.
    pub(crate) fn at(&self, percent: f64) -> Option<(f64, u32)> {
        let (time, row) = at(&self.taken, percent)?;
        Some((time as f64 / 1e6, row))
    }

    /// The bins on a logarithmic scale, from the shortest to the longest time, empty ones included.
    pub(crate) fn bins(&self) -> Vec<Bin> {
        let bin_of = |(time, _): &(u64, u32)| {
            let ms = (*time as f64 / 1e6).max(LEAST_MS);
            // The logarithm of a bin's own edge may be rounded to just below it.
            (ms.ln() / LN_10 * PER_DECADE + 1e-9).floor() as i32
        };
        let (Some(first), Some(last)) = (self.taken.first(), self.taken.last()) else {
            return Vec::new();
        };
        let first = bin_of(first);
        let edge = |bin: i32| (f64::from(bin) / PER_DECADE * LN_10).exp();
        let mut bins: Vec<Bin> = (first..=bin_of(last))
            .map(|bin| Bin {
                from_ms: edge(bin),
                until_ms: edge(bin + 1),
                count: 0,
            })
            .collect();
        for entry in &self.taken {
            if let Some(bin) = bins.get_mut((bin_of(entry) - first) as usize) {
                bin.count += 1;
            }
        }
        bins
    }
}

/// The request at a percentile of sorted times; `None` where there are too few for it.
fn at(taken: &[(u64, u32)], percent: f64) -> Option<(u64, u32)> {
    if (taken.len() as u64) < least_count_for(percent) {
        return None;
    }
    let rank = (percent / 100.0 * taken.len() as f64).ceil() as usize;
    taken.get(rank.clamp(1, taken.len()) - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Requests that took 1, 2, 3, … milliseconds.
    fn latencies(many: u32) -> Latencies {
        let taken = (1..=many).map(|ms| (u64::from(ms) * 1_000_000, ms));
        Latencies::from_times(taken.rev().collect())
    }

    fn check(many: u32, percent: f64, expected: Option<(f64, u32)>) {
        assert_eq!(latencies(many).at(percent), expected);
    }

    #[test]
    fn percentiles_are_requests() {
        check(1_000, 50.0, Some((500.0, 500)));
        check(1_000, 99.0, Some((990.0, 990)));
        check(499, 99.0, None);
        check(100, 95.0, Some((95.0, 95)));
        check(99, 95.0, None);
        check(19, 50.0, None);
    }

    #[test]
    fn every_request_is_in_one_bin() {
        let bins = latencies(1_000).bins();
        assert_eq!(bins.iter().map(|bin| bin.count).sum::<u32>(), 1_000);
        assert!(bins.windows(2).all(|two| two[0].until_ms == two[1].from_ms));
        assert!(latencies(0).bins().is_empty());
    }

    #[test]
    fn a_time_on_the_edge_of_a_bin_is_the_first_of_it() {
        for ms in [1_u64, 10, 100, 1_000, 10_000, 100_000] {
            let bins = Latencies::from_times(vec![(ms * 1_000_000, 0)]).bins();
            let from_ms = bins.first().expect("a bin").from_ms;
            assert!(
                (from_ms / ms as f64 - 1.0).abs() < 1e-6,
                "{ms} ms in a bin from {from_ms} ms"
            );
        }
    }
}
