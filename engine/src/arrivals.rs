//! When requests arrive: one at a time, drawn on demand.
//!
//! Poisson shapes are an inversion of the cumulative rate, piecewise constant over ten-second
//! bins, so that the k-th arrival is a function of the seed and k alone.

use std::sync::Arc;

use model::random::{Purpose, Stream, exponential};
use model::scenario::{ARRIVAL_BIN_S, Arrivals};
use model::units::Nanos;

const MINUTE_S: f64 = 60.0;
const HOUR_S: f64 = 3600.0;

/// The arrivals of one workload.
#[derive(Clone, Debug)]
pub struct ArrivalStream {
    stream: Stream,
    shape: Shape,
    drawn: u32,
    /// The next one is computed when the one before is taken, so that nothing waits for its logarithm.
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
    /// Expected arrivals per second in each bin, and how far the inversion has come. A surge shares the
    /// rates of its workload, times a factor, and ends before `end_bin`.
    Rates {
        per_s: Arc<[f64]>,
        factor: f64,
        end_bin: usize,
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
            ref shape => {
                let per_s: Arc<[f64]> = shape.rates_per_s(horizon_s).into();
                Shape::Rates {
                    factor: 1.0,
                    end_bin: per_s.len(),
                    bin: 0,
                    at_s: 0.0,
                    horizon_s,
                    per_s,
                }
            }
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

    /// The arrivals that a surge adds within a stretch of time: the rates of its workload, times a factor.
    pub fn surge(
        per_s: Arc<[f64]>,
        stream: Stream,
        horizon_s: f64,
        (from_s, until_s): (f64, f64),
        factor: f64,
    ) -> Self {
        let first_bin = first_bin_from(from_s);
        let shape = Shape::Rates {
            factor,
            end_bin: first_bin_from(until_s).min(per_s.len()),
            bin: first_bin,
            at_s: first_bin as f64 * ARRIVAL_BIN_S,
            horizon_s,
            per_s,
        };
        Self::from_shape(stream, shape)
    }

    /// Its expected arrivals per second in each bin; `None` for a shape that is drawn without them.
    pub fn rates_per_s(&self) -> Option<Arc<[f64]>> {
        match &self.shape {
            Shape::Rates { per_s, .. } => Some(Arc::clone(per_s)),
            _ => None,
        }
    }

    /// The number of arrivals taken so far; the number of the last one is one less.
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
                factor,
                end_bin,
                bin,
                at_s,
                horizon_s,
            } => {
                let mut left = exponential(draws.unit(Purpose::Gap, 0));
                let per_s = per_s.get(..*end_bin)?;
                loop {
                    let rate = *per_s.get(*bin)? * *factor;
                    let bin_end = ((*bin + 1) as f64 * ARRIVAL_BIN_S).min(*horizon_s);
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

/// The first bin whose middle is not before this time.
fn first_bin_from(at_s: f64) -> usize {
    let middle_s = |bin: usize| (bin as f64 + 0.5) * ARRIVAL_BIN_S;
    let mut bin = (at_s / ARRIVAL_BIN_S) as usize;
    while middle_s(bin) < at_s {
        bin += 1;
    }
    bin
}
