//! Distributions as functions of a uniform draw, exact to the bit on every target.

use super::{Guide, exp, ln};

/// Exponential with mean 1, by inversion.
#[inline]
pub fn exponential(unit: f64) -> f64 {
    // Next to a draw of one, rounding may leave a value below zero, which means no time.
    (-ln(unit)).max(0.0)
}

/// Quantile of the standard normal distribution.
///
/// Wichura's algorithm AS 241 (PPND16), relative accuracy about 1e-16; Applied Statistics 37
/// (1988), 477–484.
#[inline]
pub fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(r, &CENTRE_NUMERATOR, &CENTRE_DENOMINATOR);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = (-ln(tail)).sqrt();
    let z = if r <= 5.0 {
        ratio(r - 1.6, &MIDDLE_NUMERATOR, &MIDDLE_DENOMINATOR)
    } else {
        ratio(r - 5.0, &FAR_NUMERATOR, &FAR_DENOMINATOR)
    };
    if q < 0.0 { -z } else { z }
}

#[inline]
fn ratio(r: f64, numerator: &[f64; 8], denominator: &[f64; 8]) -> f64 {
    // Estrin's order of the terms: a processor works on four pairs at once.
    let (square, fourth) = (r * r, (r * r) * (r * r));
    let sum = |c: &[f64; 8]| {
        let low = (c[0] + c[1] * r) + (c[2] + c[3] * r) * square;
        let high = (c[4] + c[5] * r) + (c[6] + c[7] * r) * square;
        low + high * fourth
    };
    sum(numerator) / sum(denominator)
}

const CENTRE_NUMERATOR: [f64; 8] = [
    3.387_132_872_796_366_5,
    1.331_416_678_917_843_8e2,
    1.971_590_950_306_551_3e3,
    1.373_169_376_550_946e4,
    4.592_195_393_154_987e4,
    6.726_577_092_700_87e4,
    3.343_057_558_358_813e4,
    2.509_080_928_730_122_7e3,
];
const CENTRE_DENOMINATOR: [f64; 8] = [
    1.0,
    4.231_333_070_160_091e1,
    6.871_870_074_920_579e2,
    5.394_196_021_424_751e3,
    2.121_379_430_158_659_7e4,
    3.930_789_580_009_271e4,
    2.872_908_573_572_194_3e4,
    5.226_495_278_852_854e3,
];
const MIDDLE_NUMERATOR: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    2.417_807_251_774_506e-1,
    2.272_384_498_926_918_4e-2,
    7.745_450_142_783_414e-4,
];
const MIDDLE_DENOMINATOR: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    6.897_673_349_851e-1,
    1.481_039_764_274_800_8e-1,
    1.519_866_656_361_645_7e-2,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
const FAR_NUMERATOR: [f64; 8] = [
    6.657_904_643_501_103,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    2.965_605_718_285_048_7e-1,
    2.653_218_952_657_612_4e-2,
    1.242_660_947_388_078_4e-3,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
const FAR_DENOMINATOR: [f64; 8] = [
    1.0,
    5.998_322_065_558_88e-1,
    1.369_298_809_227_358e-1,
    1.487_536_129_085_061_5e-2,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];

/// A lognormal distribution, given by the mean and deviation of the logarithm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogNormal {
    mu: f64,
    sigma: f64,
}

impl LogNormal {
    /// The standard normal's 99th percentile.
    const Z99: f64 = 2.326_347_874_040_841;

    /// The distribution whose logarithm has mean μ and deviation σ.
    pub fn new(mu: f64, sigma: f64) -> Self {
        Self { mu, sigma }
    }

    /// The distribution with this median and this 99th percentile, both positive.
    pub fn from_median_p99(median: f64, p99: f64) -> Self {
        Self {
            mu: libm::log(median),
            sigma: libm::log(p99 / median) / Self::Z99,
        }
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        libm::exp(self.mu + self.sigma * self.sigma / 2.0)
    }

    /// The value at a uniform draw.
    #[inline]
    pub fn at(&self, unit: f64) -> f64 {
        exp(self.mu + self.sigma * normal_quantile(unit))
    }
}

/// A distribution of a length: the families that a scenario can name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Length {
    /// A lognormal distribution, given by its median and 99th percentile.
    LogNormal(LogNormal),
    /// An exponential distribution, given by its mean.
    Exponential(f64),
    /// A constant length.
    Fixed(f64),
}

impl Length {
    /// The mean.
    pub fn mean(&self) -> f64 {
        match self {
            Self::LogNormal(distribution) => distribution.mean(),
            Self::Exponential(mean) => *mean,
            Self::Fixed(value) => *value,
        }
    }

    /// The value at a uniform draw.
    #[inline]
    pub fn at(&self, unit: f64) -> f64 {
        match self {
            Self::LogNormal(distribution) => distribution.at(unit),
            Self::Exponential(mean) => mean * exponential(unit),
            Self::Fixed(value) => *value,
        }
    }
}

/// Zipf over `0..n`: rank r has weight (r + 1)^−exponent.
#[derive(Clone, Debug, PartialEq)]
pub struct Zipf {
    /// Cumulative shares, once all ranks are weighed, and cumulative weights before that; empty where all
    /// ranks weigh the same.
    cumulative: Vec<f64>,
    /// To the cumulative shares, once all ranks are weighed.
    guide: Guide,
    n: u32,
    exponent: f64,
}

impl Zipf {
    /// Over `n` ranks, at least one.
    pub fn new(n: u32, exponent: f64) -> Self {
        let mut zipf = Self::unweighed(n, exponent);
        zipf.weigh(u32::MAX);
        zipf
    }

    /// The same with no rank weighed yet: a million of them take longer than a newer edit may wait.
    pub fn unweighed(n: u32, exponent: f64) -> Self {
        Self {
            cumulative: Vec::new(),
            guide: Guide::default(),
            n: n.max(1),
            exponent,
        }
    }

    /// Weighs at most this number of further ranks; returns how many it was.
    pub fn weigh(&mut self, at_most: u32) -> u32 {
        let weighed = self.cumulative.len() as u32;
        if self.exponent == 0.0 || weighed == self.n {
            return 0;
        }
        let more = at_most.min(self.n - weighed);
        if weighed == 0 {
            self.cumulative.reserve_exact(self.n as usize);
        }
        let mut total = self.cumulative.last().copied().unwrap_or(0.0);
        self.cumulative
            .extend((weighed + 1..=weighed + more).map(|rank| {
                total += libm::pow(f64::from(rank), -self.exponent);
                total
            }));
        if weighed + more == self.n {
            for share in &mut self.cumulative {
                *share /= total;
            }
            self.guide = Guide::to(&self.cumulative);
        }
        more
    }

    /// The rank at a uniform draw.
    #[inline]
    pub fn at(&self, unit: f64) -> u32 {
        if self.cumulative.is_empty() {
            return ((unit * f64::from(self.n)) as u32).min(self.n - 1);
        }
        (self.guide.find(&self.cumulative, unit) as u32).min(self.n - 1)
    }
}
