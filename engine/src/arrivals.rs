//! When requests arrive: one at a time, drawn on demand.
//!
//! Poisson shapes are an inversion of the cumulative rate, piecewise constant over ten-second
//! bins, so that the k-th arrival is a function of the seed and k alone.
//! Must not know: what a request does after it arrived.

pub mod imported;
mod rush;

use crate::random::{Purpose, Stream, exponential};
use crate::scenario::{Arrivals, Peak};
use crate::units::Nanos;

const BIN_S: f64 = 10.0;
const MINUTE_S: f64 = 60.0;
const HOUR_S: f64 = 3600.0;

/// The arrivals of one workload.
#[derive(Clone, Debug)]
pub struct ArrivalStream {
    stream: Stream,
    shape: Shape,
    drawn: u32,
    /// The next one is worked out when the one before is taken: nothing waits for its logarithm.
    ahead: Option<Nanos>,
}

#[derive(Clone, Debug)]
enum Shape {
    /// One rate from the start to the horizon.
    Constant {
        gap_s: f64,
        at_s: f64,
        horizon_s: f64,
    },
    /// Expected arrivals per second in each bin, and how far the inversion has come.
    Rates {
        per_s: Vec<f64>,
        bin: usize,
        at_s: f64,
        horizon_s: f64,
    },
    Batch {
        count: u32,
        at_s: f64,
        over_s: f64,
    },
    Imported {
        at_s: Vec<f64>,
        horizon_s: f64,
    },
    Schedule {
        first_s: f64,
        every_s: f64,
        horizon_s: f64,
    },
}

/// About how many requests arrive until the horizon.
pub fn expected(arrivals: &Arrivals, horizon_s: f64) -> f64 {
    match arrivals {
        Arrivals::Poisson { per_hour } => per_hour * horizon_s / HOUR_S,
        Arrivals::Batch { count, .. } => f64::from(*count),
        Arrivals::Imported { at_s, .. } => at_s.len() as f64,
        Arrivals::Schedule { every_min, .. } => horizon_s / (every_min * MINUTE_S),
        Arrivals::Peaks { .. } | Arrivals::DeadlineRush { .. } => {
            rates_per_s(arrivals, horizon_s).iter().sum::<f64>() * BIN_S
        }
    }
}

/// The highest rate until the horizon, requests a second.
pub fn busiest_per_s(arrivals: &Arrivals, horizon_s: f64) -> f64 {
    match arrivals {
        Arrivals::Batch { count, over_s, .. } => f64::from(*count) / over_s.max(1.0),
        Arrivals::Schedule { .. } => 1.0,
        _ => rates_per_s(arrivals, horizon_s)
            .into_iter()
            .fold(0.0, f64::max),
    }
}

impl ArrivalStream {
    /// The arrivals of a workload until the horizon.
    pub fn new(arrivals: &Arrivals, stream: Stream, horizon_s: f64) -> Self {
        let shape = match *arrivals {
            Arrivals::Batch {
                count,
                at_min,
                over_s,
            } => Shape::Batch {
                count,
                at_s: at_min * MINUTE_S,
                over_s,
            },
            Arrivals::Schedule {
                first_min,
                every_min,
            } => Shape::Schedule {
                first_s: first_min * MINUTE_S,
                every_s: every_min * MINUTE_S,
                horizon_s,
            },
            Arrivals::Poisson { per_hour } => Shape::Constant {
                gap_s: HOUR_S / per_hour,
                at_s: 0.0,
                horizon_s,
            },
            Arrivals::Imported { ref at_s, .. } => Shape::Imported {
                at_s: at_s.clone(),
                horizon_s,
            },
            ref shape => Shape::Rates {
                per_s: rates_per_s(shape, horizon_s),
                bin: 0,
                at_s: 0.0,
                horizon_s,
            },
        };
        Self::from_shape(stream, shape)
    }

    fn from_shape(stream: Stream, shape: Shape) -> Self {
        let mut arrivals = Self {
            stream,
            shape,
            drawn: 0,
            ahead: None,
        };
        arrivals.ahead = arrivals.draw(0);
        arrivals
    }

    /// What a surge adds within a stretch of time: the same shape, times a factor.
    pub fn surge(
        arrivals: &Arrivals,
        stream: Stream,
        horizon_s: f64,
        (from_s, until_s): (f64, f64),
        factor: f64,
    ) -> Self {
        let mut per_s = rates_per_s(arrivals, horizon_s);
        for (bin, rate) in per_s.iter_mut().enumerate() {
            let middle_s = (bin as f64 + 0.5) * BIN_S;
            *rate *= if (from_s..until_s).contains(&middle_s) {
                factor
            } else {
                0.0
            };
        }
        let shape = Shape::Rates {
            per_s,
            bin: 0,
            at_s: 0.0,
            horizon_s,
        };
        Self::from_shape(stream, shape)
    }

    /// How many were taken so far; the last one's number is one less.
    pub fn drawn(&self) -> u32 {
        self.drawn
    }
}

impl Iterator for ArrivalStream {
    type Item = Nanos;

    #[inline]
    fn next(&mut self) -> Option<Nanos> {
        let next = self.ahead?;
        self.drawn += 1;
        self.ahead = self.draw(self.drawn);
        Some(next)
    }
}

impl ArrivalStream {
    /// The one with this number, which follows the one that was drawn last.
    #[inline]
    fn draw(&mut self, number: u32) -> Option<Nanos> {
        let draws = self.stream.request(u64::from(number));
        let at_s = match &mut self.shape {
            Shape::Constant {
                gap_s,
                at_s,
                horizon_s,
            } => {
                *at_s += exponential(draws.unit(Purpose::Gap, 0)) * *gap_s;
                (*at_s < *horizon_s).then_some(*at_s)?
            }
            Shape::Rates {
                per_s,
                bin,
                at_s,
                horizon_s,
            } => {
                let mut left = exponential(draws.unit(Purpose::Gap, 0));
                loop {
                    let rate = *per_s.get(*bin)?;
                    let bin_end = ((*bin + 1) as f64 * BIN_S).min(*horizon_s);
                    let in_bin = rate * (bin_end - *at_s);
                    if left <= in_bin && rate > 0.0 {
                        *at_s += left / rate;
                        break *at_s;
                    }
                    left -= in_bin;
                    *at_s = bin_end;
                    *bin += 1;
                }
            }
            // One draw in each of `count` equal slices: in order, and never two at one place.
            Shape::Batch {
                count,
                at_s,
                over_s,
            } => {
                let slice = *over_s / f64::from((*count).max(1));
                let place = f64::from(number) + draws.unit(Purpose::Gap, 0);
                (number < *count).then_some(*at_s + place * slice)?
            }
            Shape::Imported { at_s, horizon_s } => {
                let at_s = *at_s.get(number as usize)?;
                (at_s < *horizon_s).then_some(at_s)?
            }
            Shape::Schedule {
                first_s,
                every_s,
                horizon_s,
            } => {
                let at_s = *first_s + *every_s * f64::from(number);
                (at_s < *horizon_s).then_some(at_s)?
            }
        };
        Some(Nanos::from_secs(at_s))
    }
}

/// Expected arrivals per second in each ten-second bin.
fn rates_per_s(arrivals: &Arrivals, horizon_s: f64) -> Vec<f64> {
    let bins = (horizon_s / BIN_S).ceil() as usize;
    let mut per_s = vec![0.0; bins];
    match arrivals {
        Arrivals::Peaks { per_hour, peaks } => {
            let in_peaks: f64 = peaks.iter().map(|peak| peak.share).sum();
            per_s.fill(per_hour * (1.0 - in_peaks) / HOUR_S);
            for peak in peaks {
                add_peak(&mut per_s, peak, *per_hour);
            }
        }
        Arrivals::DeadlineRush {
            per_hour,
            deadline_min,
            minutes_per_day,
        } => {
            rush::fill(&mut per_s, *per_hour, *deadline_min, *minutes_per_day);
        }
        Arrivals::Poisson { per_hour } => per_s.fill(per_hour / HOUR_S),
        Arrivals::Imported { at_s, .. } => {
            for place in at_s {
                if let Some(rate) = per_s.get_mut((place / BIN_S) as usize) {
                    *rate += 1.0 / BIN_S;
                }
            }
        }
        Arrivals::Batch { .. } | Arrivals::Schedule { .. } => {}
    }
    per_s
}

/// Adds a triangle that holds its share of the hour's requests.
fn add_peak(per_s: &mut [f64], peak: &Peak, per_hour: f64) {
    let (middle_s, half_s) = (peak.at_min * MINUTE_S, peak.width_min * MINUTE_S / 2.0);
    let weight = |bin: usize| {
        let from_middle_s = ((bin as f64 + 0.5) * BIN_S - middle_s).abs();
        (1.0 - from_middle_s / half_s).max(0.0)
    };
    let total: f64 = (0..per_s.len()).map(weight).sum();
    if total > 0.0 {
        for (bin, rate) in per_s.iter_mut().enumerate() {
            *rate += per_hour * peak.share * weight(bin) / total / BIN_S;
        }
    }
}
