//! How long function instances of AWS Lambda take to start, by language runtime.
//!
//! The caller draws `u`, uniform in 0..1. Start-up times of other platforms are
//! in those platforms' files.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::fact::{Origin, origin};

/// The language runtime of a function.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Runtime {
    /// Node.js 22.
    Node,
    /// Python 3.13.
    Python,
    /// Java 21, without snapshots.
    Java,
    /// Go on the bare runtime.
    Go,
    /// Rust on the bare runtime.
    Rust,
    /// .NET 8.
    DotNet,
}

/// Where the start-up times come from: `Init Duration` of hello-world functions, as zip archives and as container images,
/// with 512 MB on x86-64, ten forced cold starts a day over a year.
const INIT: Origin = origin(
    "computed from github.com/maxday/lambda-perf (Apache-2.0)",
    "https://github.com/maxday/lambda-perf",
    "2025-08-23 to 2026-08-22",
);

/// The shares at which the start-up times are known.
const SHARES: [f64; 9] = [0.0, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0];

/// How long one runtime takes to start, without placement and without dependencies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InitDistribution {
    /// Mean of the logarithm of the milliseconds: the lognormal fit, to show. It understates the
    /// tail; to draw, use [`InitDistribution::quantile`].
    pub mu: f64,
    /// Deviation of that logarithm.
    pub sigma: f64,
    /// Median, in milliseconds.
    pub p50_ms: f64,
    /// 99th percentile, in milliseconds.
    pub p99_ms: f64,
    /// The number of measured cold starts.
    pub samples: u32,
    /// Milliseconds at min, p5, p25, p50, p75, p90, p95, p99 and max.
    pub quantiles_ms: [f64; 9],
}

impl InitDistribution {
    const fn new(samples: u32, quantiles_ms: [f64; 9], mu: f64, sigma: f64) -> Self {
        let (p50_ms, p99_ms) = (quantiles_ms[3], quantiles_ms[7]);
        Self {
            mu,
            sigma,
            p50_ms,
            p99_ms,
            samples,
            quantiles_ms,
        }
    }

    /// The milliseconds within which a share `u` of all starts end, read from the measured quantiles
    /// in straight lines; `u` outside 0..1 gives the least or the most that was measured.
    pub fn quantile(&self, u: f64) -> f64 {
        interpolate(&SHARES, &self.quantiles_ms, u)
    }

    /// The source of the measurement, its address and its date.
    pub fn source(&self) -> (&'static str, &'static str, &'static str) {
        (INIT.source, INIT.address, INIT.as_of)
    }
}

impl Runtime {
    /// All runtimes.
    pub const ALL: [Self; 6] = [
        Self::Node,
        Self::Python,
        Self::Java,
        Self::Go,
        Self::Rust,
        Self::DotNet,
    ];

    /// The distribution of the time that it takes to start.
    pub fn init(self) -> &'static InitDistribution {
        &INITS[self as usize]
    }

    /// Whether the platform that offers snapshots has them for it, and their restore was measured.
    pub fn has_snapshots(self) -> bool {
        self == Self::Java
    }

    /// The distribution of the time that it takes to restore a snapshot: `Restore Duration` of Java 21, in the same data.
    pub fn restore() -> &'static InitDistribution {
        &RESTORE
    }

    /// The distribution of the time that it takes to start from a container image.
    pub fn init_from_image(self) -> &'static InitDistribution {
        &INITS_FROM_IMAGE[self as usize]
    }
}

/// The start times of each runtime, in the order of [`Runtime`].
#[rustfmt::skip]
static INITS: [InitDistribution; 6] = [
    InitDistribution::new(2817, [100.67, 118.45, 134.54, 141.89, 153.06, 167.16, 181.44, 215.91, 497.58], 4.9713, 0.1272),
    InitDistribution::new(2848, [59.74, 80.13, 92.58, 100.57, 109.56, 122.61, 133.27, 177.01, 347.14], 4.6216, 0.1687),
    InitDistribution::new(2841, [175.33, 223.09, 244.1, 261.85, 277.78, 300.78, 323.62, 441.85, 854.19], 5.5764, 0.1384),
    InitDistribution::new(2841, [38.6, 42.46, 49.19, 50.59, 52.13, 55.84, 60.43, 71.48, 101.92], 3.9279, 0.0992),
    InitDistribution::new(2827, [11.45, 13.89, 15.16, 16.2, 17.25, 20.31, 24.71, 46.23, 71.36], 2.8243, 0.2033),
    InitDistribution::new(2845, [173.23, 216.12, 240.65, 253.52, 274.7, 309.26, 337.86, 598.72, 872.0], 5.5701, 0.1721),
];

/// The start times of each runtime from a container image, in the order of [`Runtime`].
#[rustfmt::skip]
static INITS_FROM_IMAGE: [InitDistribution; 6] = [
    InitDistribution::new(2663, [150.58, 220.49, 250.68, 286.95, 362.51, 511.37, 617.75, 771.19, 931.73], 5.7483, 0.3129),
    InitDistribution::new(2678, [89.81, 126.14, 150.94, 171.57, 208.12, 285.3, 345.71, 402.04, 527.99], 5.2078, 0.2882),
    InitDistribution::new(2654, [213.3, 277.29, 312.41, 346.07, 401.23, 498.74, 666.57, 819.01, 1146.86], 5.9051, 0.2478),
    InitDistribution::new(2665, [23.04, 33.63, 38.52, 44.74, 55.95, 74.55, 86.69, 117.99, 591.5], 3.8711, 0.3043),
    InitDistribution::new(2662, [18.23, 24.22, 28.04, 32.41, 39.36, 50.83, 61.64, 95.57, 400.74], 3.5436, 0.3131),
    InitDistribution::new(2672, [237.13, 310.88, 353.38, 389.78, 444.44, 617.53, 700.05, 806.28, 972.25], 6.0199, 0.2336),
];

/// The restore of a snapshot of Java 21.
#[rustfmt::skip]
static RESTORE: InitDistribution =
    InitDistribution::new(359, [560.72, 631.39, 694.01, 732.04, 785.08, 833.92, 899.43, 1018.03, 1125.52], 6.6052, 0.1069);

/// `ys` at `x` in straight lines between the rising `xs`, held beyond their ends. Where an `x`
/// repeats, it is the last of the repeated points at the lower end and the first at the upper end.
fn interpolate<const N: usize>(xs: &[f64; N], ys: &[f64; N], x: f64) -> f64 {
    let above = xs
        .partition_point(|&known| known < x)
        .max(xs.partition_point(|&k| k <= xs[0]));
    if above >= N {
        return ys[N - 1];
    }
    let (x0, x1, y0, y1) = (xs[above - 1], xs[above], ys[above - 1], ys[above]);
    let share = if x > x0 { (x - x0) / (x1 - x0) } else { 0.0 };
    y0 * (1.0 - share) + y1 * share
}
