//! The expected number of requests of an [`Arrivals`] shape, and their times.

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
                (at_s.len() as f64, highest(&self.rates_per_s(horizon_s)))
            }
            Self::Peaks { .. } | Self::DeadlineRush { .. } => {
                let per_s = self.rates_per_s(horizon_s);
                (per_s.iter().sum::<f64>() * ARRIVAL_BIN_S, highest(&per_s))
            }
        };
        Traffic {
            requests,
            busiest_per_s,
        }
    }

    /// Expected arrivals per second in each ten-second bin.
    pub fn rates_per_s(&self, horizon_s: f64) -> Vec<f64> {
        let bins = (horizon_s / ARRIVAL_BIN_S).ceil() as usize;
        let mut per_s = vec![0.0; bins];
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

fn highest(per_s: &[f64]) -> f64 {
    per_s.iter().copied().fold(0.0, f64::max)
}

/// Adds a triangle that holds its share of the hour's requests.
fn add_peak(per_s: &mut [f64], peak: &Peak, per_hour: f64) {
    let (middle_s, half_s) = (peak.at_min * MINUTE_S, peak.width_min * MINUTE_S / 2.0);
    let weight = |bin: usize| {
        let from_middle_s = ((bin as f64 + 0.5) * ARRIVAL_BIN_S - middle_s).abs();
        (1.0 - from_middle_s / half_s).max(0.0)
    };
    // Bins beyond the peak have no weight; a week of them is not looked through for every peak.
    let bin_at = |at_s: f64| ((at_s / ARRIVAL_BIN_S).max(0.0) as usize).min(per_s.len());
    let bins = bin_at(middle_s - half_s)..(bin_at(middle_s + half_s) + 1).min(per_s.len());
    let total: f64 = bins.clone().map(weight).sum();
    if total > 0.0 {
        for bin in bins {
            per_s[bin] += per_hour * peak.share * weight(bin) / total / ARRIVAL_BIN_S;
        }
    }
}
