//! How long requests took, by workload and city, computed from the trace after the run.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::least_count_for;
use crate::index::WorkloadIndex;
use crate::outcome::Outcome;
use crate::trace::Trace;

/// The times of one city's learners with one workload, of requests that were done; a sample of them
/// where the trace is one.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
pub struct CityTimes {
    /// The number of requests.
    pub count: u32,
    /// Milliseconds; `None` below 20 requests.
    pub p50_ms: Option<f64>,
    /// Milliseconds; `None` below 100 requests.
    pub p95_ms: Option<f64>,
}

/// For each workload, in the scenario's order, one entry for each city of the audience, in its
/// order. `workload_of_step` has the workload of each step index of the trace.
pub(crate) fn times_by_city(
    trace: &Trace,
    workload_of_step: &[WorkloadIndex],
    workloads: usize,
    cities: usize,
) -> Vec<Vec<CityTimes>> {
    let mut taken: Vec<Vec<u64>> = vec![Vec::new(); workloads * cities];
    for row in 0..trace.len() {
        let at = row as usize;
        let city = usize::from(trace.city[at]);
        let is_done = trace.outcome(row).is_some_and(Outcome::is_done);
        let Some(&workload) = workload_of_step.get(usize::from(trace.step[at])) else {
            continue;
        };
        if is_done && city < cities {
            let length = trace.ended[at].saturating_sub(trace.arrived[at]);
            taken[usize::from(workload) * cities + city].push(length);
        }
    }
    taken
        .chunks_mut(cities.max(1))
        .map(|of_workload| of_workload.iter_mut().map(|times| of(times)).collect())
        .collect()
}

fn of(times: &mut [u64]) -> CityTimes {
    CityTimes {
        count: times.len() as u32,
        p50_ms: at(times, 50),
        p95_ms: at(times, 95),
    }
}

/// The time below which `percent` of them are, by its rank; `None` where there are too few.
fn at(times: &mut [u64], percent: u32) -> Option<f64> {
    if (times.len() as u64) < least_count_for(percent.into()) {
        return None;
    }
    let rank = (times.len() * percent as usize)
        .div_ceil(100)
        .clamp(1, times.len());
    let (_, time, _) = times.select_nth_unstable(rank - 1);
    Some(*time as f64 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(many: u64, expected: (Option<f64>, Option<f64>)) {
        let mut times: Vec<u64> = (1..=many).rev().map(|ms| ms * 1_000_000).collect();
        let found = of(&mut times);
        assert_eq!((found.p50_ms, found.p95_ms), expected, "{many}");
        assert_eq!(u64::from(found.count), many);
    }

    #[test]
    fn percentiles_are_ranks_and_withheld_where_there_are_too_few() {
        check(19, (None, None));
        check(20, (Some(10.0), None));
        check(99, (Some(50.0), None));
        check(100, (Some(50.0), Some(95.0)));
        check(1_000, (Some(500.0), Some(950.0)));
    }
}
