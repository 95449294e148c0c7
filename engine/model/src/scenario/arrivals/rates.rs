//! The expected number of requests of an [`Arrivals`] shape, and their times.

use std::ops::Range;

use super::{ARRIVAL_BIN_S, Arrivals, MINUTE_S, Peak, rush};

const HOUR_S: f64 = 3600.0;

/// The traffic of a shape of arrivals until the horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Traffic {
    /// About how many requests arrive.
    pub requests: f64,
    /// The highest rate, requests a second.
    pub busiest_per_s: f64,
}

impl Arrivals {
    /// The traffic until the horizon, which is in seconds.
    pub fn traffic(&self, horizon_s: f64) -> Traffic {
        let (requests, busiest_per_s) = match self {
            Self::Poisson { per_hour } => (per_hour * horizon_s / HOUR_S, per_hour / HOUR_S),
            Self::Batch { count, over_s, .. } => {
                let count = f64::from(*count);
                (count, count / over_s.max(1.0))
            }
            Self::Schedule { every_min, .. } => (horizon_s / (every_min * MINUTE_S), 1.0),
            Self::Imported { at_s, .. } => {
                let per_s = self.rates_per_s(horizon_s);
                (at_s.len() as f64, per_s.into_iter().fold(0.0, f64::max))
            }
            Self::Peaks { per_hour, peaks } => of_peaks(*per_hour, peaks, bins(horizon_s)),
            Self::DeadlineRush {
                per_hour,
                deadline_min,
                minutes_per_day,
            } => rush::traffic(bins(horizon_s), *per_hour, *deadline_min, *minutes_per_day),
        };
        Traffic {
            requests,
            busiest_per_s,
        }
    }

    /// Expected arrivals per second in each ten-second bin.
    pub fn rates_per_s(&self, horizon_s: f64) -> Vec<f64> {
        let mut per_s = vec![0.0; bins(horizon_s)];
        match self {
            Self::Peaks { per_hour, peaks } => {
                let in_peaks: f64 = peaks.iter().map(|peak| peak.share).sum();
                per_s.fill(per_hour * (1.0 - in_peaks) / HOUR_S);
                for peak in peaks {
                    add_peak(&mut per_s, peak, *per_hour);
                }
            }
            Self::DeadlineRush {
                per_hour,
                deadline_min,
                minutes_per_day,
            } => {
                rush::fill(&mut per_s, *per_hour, *deadline_min, *minutes_per_day);
            }
            Self::Poisson { per_hour } => per_s.fill(per_hour / HOUR_S),
            Self::Imported { at_s, .. } => {
                for place in at_s {
                    if let Some(rate) = per_s.get_mut((place / ARRIVAL_BIN_S) as usize) {
                        *rate += 1.0 / ARRIVAL_BIN_S;
                    }
                }
            }
            Self::Batch { .. } | Self::Schedule { .. } => {}
        }
        per_s
    }
}

/// The number of bins until the horizon.
fn bins(horizon_s: f64) -> usize {
    (horizon_s / ARRIVAL_BIN_S).ceil() as usize
}

/// A triangle over the bins: how much of its share of the requests each of them has.
#[derive(Clone, Copy, Debug)]
struct Triangle {
    middle_s: f64,
    half_s: f64,
    /// Requests of the whole peak.
    requests: f64,
}

impl Triangle {
    fn new(peak: &Peak, per_hour: f64) -> Self {
        Self {
            middle_s: peak.at_min * MINUTE_S,
            half_s: peak.width_min * MINUTE_S / 2.0,
            requests: per_hour * peak.share,
        }
    }

    fn weight(&self, bin: usize) -> f64 {
        let from_middle_s = ((bin as f64 + 0.5) * ARRIVAL_BIN_S - self.middle_s).abs();
        if from_middle_s >= self.half_s {
            // Most bins are far from most peaks, and a division takes ten times as long as this.
            return 0.0;
        }
        (1.0 - from_middle_s / self.half_s).max(0.0)
    }

    /// The bins that may have a weight; a week of them is not looked through for every peak.
    fn bins(&self, all: usize) -> Range<usize> {
        let bin_at = |at_s: f64| ((at_s / ARRIVAL_BIN_S).max(0.0) as usize).min(all);
        bin_at(self.middle_s - self.half_s)..(bin_at(self.middle_s + self.half_s) + 1).min(all)
    }

    /// The sum of all weights: two arithmetic series, up to the middle and from there on.
    fn total(&self, all: usize) -> f64 {
        let Range { mut start, mut end } = self.bins(all);
        // The first and the last bin may be just outside of the triangle, off its straight sides.
        start += usize::from(start < end && self.weight(start) == 0.0);
        end -= usize::from(start < end && self.weight(end - 1) == 0.0);
        let middle = (self.middle_s / ARRIVAL_BIN_S + 0.5).max(0.0) as usize;
        let middle = middle.clamp(start, end.max(start));
        let series = |bins: Range<usize>| {
            let ends = self.weight(bins.start) + self.weight(bins.end.saturating_sub(1));
            bins.len() as f64 * ends / 2.0
        };
        series(start..middle) + series(middle..end)
    }
}

/// The requests of peaks and the highest rate, requests a second. Between the ends and the middles of all
/// peaks the rate is a straight line, so that the highest bin is next to one of them.
fn of_peaks(per_hour: f64, peaks: &[Peak], all: usize) -> (f64, f64) {
    let in_peaks: f64 = peaks.iter().map(|peak| peak.share).sum();
    let base_per_s = per_hour * (1.0 - in_peaks) / HOUR_S;
    let triangles = peaks.iter().filter_map(|peak| {
        let triangle = Triangle::new(peak, per_hour);
        let total = triangle.total(all);
        (total > 0.0).then_some((triangle, total))
    });
    let triangles: Vec<(Triangle, f64)> = triangles.collect();
    let rate_at = |bin: usize| {
        let of = |(triangle, total): &(Triangle, f64)| {
            triangle.requests * triangle.weight(bin) / total / ARRIVAL_BIN_S
        };
        base_per_s + triangles.iter().map(of).sum::<f64>()
    };
    let near = triangles.iter().flat_map(|(triangle, _)| {
        let Triangle {
            middle_s, half_s, ..
        } = *triangle;
        [middle_s - half_s, middle_s, middle_s + half_s]
    });
    let bins = near.flat_map(|at_s| {
        let bin = (at_s / ARRIVAL_BIN_S).max(0.0) as usize;
        bin.saturating_sub(1)..(bin + 2).min(all)
    });
    let busiest_per_s = bins.map(rate_at).fold(base_per_s, f64::max);
    let requests: f64 = triangles
        .iter()
        .map(|(triangle, _)| triangle.requests)
        .sum();
    (
        base_per_s * all as f64 * ARRIVAL_BIN_S + requests,
        busiest_per_s,
    )
}

/// Adds a triangle that holds its share of the hour's requests.
fn add_peak(per_s: &mut [f64], peak: &Peak, per_hour: f64) {
    let triangle = Triangle::new(peak, per_hour);
    let bins = triangle.bins(per_s.len());
    let weights: Vec<f64> = bins.clone().map(|bin| triangle.weight(bin)).collect();
    let total: f64 = weights.iter().sum();
    if total > 0.0 {
        for (rate, weight) in per_s[bins].iter_mut().zip(weights) {
            *rate += per_hour * peak.share * weight / total / ARRIVAL_BIN_S;
        }
    }
}
