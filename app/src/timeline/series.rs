//! The hour's counts, as lines of charts and as rows of a table.
//!
//! Widths and heights are in the units of the SVG's view box.

use model::outcome::{Cause, Outcome};
use model::report::Series;
use model::units::Nanos;

use crate::controls::area::area_path;
use crate::state::latency::rows_of;
use crate::state::loaded_run::LoadedRun;

/// A line over the hour.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeriesLine {
    /// One value for each bin.
    pub values: Vec<f64>,
    /// The largest value.
    pub most: f64,
    /// The index of the bin with the largest value.
    pub most_at: usize,
}

impl SeriesLine {
    fn new(values: Vec<f64>) -> Self {
        let most = values
            .iter()
            .copied()
            .enumerate()
            .max_by(|a, b| a.1.total_cmp(&b.1));
        let (most_at, most) = most.unwrap_or((0, 0.0));
        Self {
            values,
            most,
            most_at,
        }
    }

    /// The same line on a scale that ends with `most`, or with its own largest value where that is larger.
    #[must_use]
    pub fn on_scale(mut self, most: f64) -> Self {
        self.most = self.most.max(most);
        self
    }

    /// The value at a time; zero outside of the bins.
    pub fn at(&self, time: Nanos, bin_s: f64) -> f64 {
        let bin = (time.as_secs() / bin_s.max(1e-9)) as usize;
        self.values.get(bin).copied().unwrap_or_default()
    }

    /// The area below the line as an SVG path; `width` is that of the whole hour of `end_s` seconds.
    pub fn area(&self, bin_s: f64, end_s: f64, (width, height): (f64, f64)) -> String {
        let bin_width = width * bin_s / end_s.max(f64::MIN_POSITIVE);
        area_path(&self.values, self.most, bin_width, (width, height))
    }
}

/// The requests a second.
pub fn traffic(series: &Series) -> SeriesLine {
    SeriesLine::new(
        series
            .arrived
            .iter()
            .map(|&n| f64::from(n) / series.bin_s.max(1e-9))
            .collect(),
    )
}

/// The failures a second.
pub fn failures(series: &Series) -> SeriesLine {
    SeriesLine::new(
        series
            .failed
            .iter()
            .map(|&n| f64::from(n) / series.bin_s.max(1e-9))
            .collect(),
    )
}

/// The requests a second that ended for one cause: its time of the hour. The trace may be a sample, so the
/// line tells when and not how many.
pub fn caused(loaded: &LoadedRun, workload: usize, cause: Cause) -> SeriesLine {
    let (trace, series) = (&loaded.run.trace, &loaded.run.summary.report.series);
    let mut values = vec![0.0; series.arrived.len()];
    for (_, row) in rows_of(loaded, workload) {
        if trace.outcome(row).and_then(Outcome::cause) != Some(cause) {
            continue;
        }
        let ended = trace.ends_ns().get(row as usize).copied();
        let bin = ended.map(|ended| (Nanos(ended).as_secs() / series.bin_s.max(1e-9)) as usize);
        if let Some(value) = bin.and_then(|bin| values.get_mut(bin)) {
            *value += 1.0;
        }
    }
    SeriesLine::new(values)
}

/// The number of instances that exist.
pub fn instances(series: &Series) -> SeriesLine {
    let pairs = series.function_instances.iter().zip(&series.replicas);
    SeriesLine::new(
        pairs
            .map(|(&functions, &replicas)| f64::from(functions + replicas))
            .collect(),
    )
}

/// The number of requests in the longest queue.
pub fn queued(series: &Series) -> SeriesLine {
    SeriesLine::new(series.queued.iter().map(|&n| f64::from(n)).collect())
}

/// A row of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The time at which the row begins.
    pub from: Nanos,
    /// The numbers of requests, failed requests, late requests and cold starts, the longest queue, and
    /// the instances at the end, in this order.
    pub figures: [u64; 6],
}

/// The hour in rows of `row_s` seconds.
pub fn rows(series: &Series, end_s: f64, row_s: f64) -> Vec<Row> {
    let bins = series
        .arrived
        .len()
        .min((end_s / series.bin_s.max(1e-9)).ceil() as usize);
    let per_row = ((row_s / series.bin_s.max(1e-9)).round() as usize).max(1);
    (0..bins)
        .step_by(per_row)
        .map(|first| {
            let range = first..(first + per_row).min(bins);
            let part = |values: &[u32]| values.get(range.clone()).unwrap_or(&[]).to_vec();
            let sum = |values: &[u32]| part(values).iter().map(|&n| u64::from(n)).sum();
            let last = |values: &[u32]| part(values).last().copied().map_or(0, u64::from);
            Row {
                from: Nanos::from_secs(first as f64 * series.bin_s),
                figures: [
                    sum(&series.arrived),
                    sum(&series.failed),
                    sum(&series.late),
                    sum(&series.cold_starts),
                    part(&series.queued).into_iter().max().map_or(0, u64::from),
                    last(&series.function_instances) + last(&series.replicas),
                ],
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series() -> Series {
        Series {
            bin_s: 10.0,
            arrived: vec![10, 30, 20],
            failed: vec![0, 3, 1],
            late: vec![1, 0, 0],
            cold_starts: vec![2, 2, 0],
            queued: vec![0, 7, 4],
            function_instances: vec![2, 4, 4],
            replicas: vec![1, 1, 2],
        }
    }

    #[test]
    fn lines_know_their_peak() {
        let line = traffic(&series());
        assert_eq!((line.most, line.most_at), (3.0, 1));
        assert_eq!(instances(&series()).values, vec![3.0, 5.0, 6.0]);
        assert_eq!(failures(&Series::default()), SeriesLine::default());
    }

    #[test]
    fn an_area_ends_with_the_hour() {
        // The chart omits the requests that end later.
        assert!(
            traffic(&series())
                .area(10.0, 20.0, (200.0, 31.0))
                .ends_with("L200,31Z")
        );
    }

    #[test]
    fn rows_add_up() {
        let rows = rows(&series(), 30.0, 20.0);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].figures, [40, 3, 1, 4, 7, 5]);
        assert_eq!(
            rows[1],
            Row {
                from: Nanos::from_secs(20.0),
                figures: [20, 1, 0, 0, 4, 6]
            }
        );
    }
}
