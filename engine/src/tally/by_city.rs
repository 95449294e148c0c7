//! How long requests took, by workload and city, computed from the trace after the run.

use model::index::WorkloadIndex;
use model::report::{CityTimes, least_count_for};
use model::trace::Trace;

/// For each workload, in the scenario's order, one entry for each city of the audience, in its
/// order. `workload_of_step` has the workload of each step index of the trace.
pub(crate) fn times_by_city(
    trace: &Trace,
    workload_of_step: &[WorkloadIndex],
    workloads: usize,
    cities: usize,
) -> Vec<Vec<CityTimes>> {
    let steps = trace.step_indexes();
    let list_of = |row: u32| {
        let workload = *workload_of_step.get(usize::from(steps[row as usize]))?;
        let city = usize::from(trace.city(row)?);
        let is_counted = trace.outcome(row)?.is_done() && city < cities;
        is_counted.then_some(usize::from(workload) * cities + city)
    };
    // One list for all: a thousand cities of many workloads would be as many lists that grow.
    let mut ends_of_lists = vec![0; workloads * cities];
    for list in (0..trace.len()).filter_map(list_of) {
        ends_of_lists[list] += 1;
    }
    let mut before = 0;
    for end in &mut ends_of_lists {
        // Where the list begins, until its times are in.
        before += std::mem::replace(end, before);
    }
    let mut lengths = vec![0; before];
    let times = trace.arrivals_ns().iter().zip(trace.ends_ns());
    for (row, (&arrived, &ended)) in (0..).zip(times) {
        if let Some(list) = list_of(row) {
            lengths[ends_of_lists[list]] = ended.saturating_sub(arrived);
            ends_of_lists[list] += 1;
        }
    }
    let mut rest = &mut lengths[..];
    let mut before = 0;
    let times = ends_of_lists.into_iter().map(|end| {
        let (list, after) = std::mem::take(&mut rest).split_at_mut(end - before);
        (rest, before) = (after, end);
        of(list)
    });
    let times: Vec<CityTimes> = times.collect();
    times.chunks(cities.max(1)).map(<[_]>::to_vec).collect()
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
