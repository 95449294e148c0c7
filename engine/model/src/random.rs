//! Counter-based draws: each is a pure function of (seed, stream, request, purpose, k).
//!
//! No generator is threaded through the simulation, so moving one workload or adding a draw to
//! one lane leaves every other draw untouched, and any request can be drawn again alone.

mod distributions;
mod exponential_function;
mod fnv;
mod guide;
mod logarithm;

pub use distributions::{Length, LogNormal, Zipf, exponential, normal_quantile};
pub use exponential_function::exp;
pub use fnv::Fnv1a;
pub use guide::Guide;
pub use logarithm::ln;

/// The purpose of a draw. A new purpose goes at the end: the numbers are part of every fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Purpose {
    /// Time to the next arrival.
    Gap,
    /// The city of a request.
    City,
    /// The handshake of a request.
    Handshake,
    /// The deviation of the network from its law.
    Jitter,
    /// Whether the request is unwanted.
    Unwanted,
    /// The snippet and the submission.
    Snippet,
    /// Whether partner code pries.
    Prying,
    /// Processor time.
    Cpu,
    /// Time at a third party's server.
    OutsideWait,
    /// The key of a request.
    Key,
    /// The cached answer that a request needs.
    Object,
    /// Where a function instance is placed.
    ColdPlacement,
    /// How long its runtime starts.
    ColdInit,
    /// How long an idle instance is kept.
    KeepAlive,
    /// Whether an isolate is cold.
    Isolate,
    /// How long a replica starts.
    ReplicaStart,
    /// The time at which other POPs see a write.
    Propagation,
    /// The session of a request.
    Session,
    /// Whether a sampled trace keeps it.
    Sample,
    /// Whether it is delivered a second time.
    Redelivery,
    /// How long a client waits before it tries again.
    ClientWait,
    /// Whether a plugin that was published within the hour runs.
    Published,
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Mixes 64 bits so that each output bit depends on each input bit.
///
/// The finaliser of `SplitMix64` with Stafford's constants (variant 13).
pub const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A 64-bit hash of a name: FNV-1a, then mixed.
pub fn hash_name(name: &str) -> u64 {
    let mut hash = Fnv1a::default();
    hash.write(name.as_bytes());
    mix(hash.finish())
}

/// All draws of one entity, such as a step of a workload or the replicas of a deployment.
///
/// ```
/// use model::random::{Purpose, Stream};
///
/// let draws = Stream::new(7, "quiz").request(3);
/// let unit = draws.unit(Purpose::Cpu, 0);
/// assert!(0.0 < unit && unit < 1.0);
/// assert_eq!(unit, Stream::new(7, "quiz").request(3).unit(Purpose::Cpu, 0));
/// assert_ne!(unit, draws.unit(Purpose::Cpu, 1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream(u64);

impl Stream {
    /// The stream of a name under a seed.
    pub fn new(seed: u64, name: &str) -> Self {
        Self(mix(mix(seed.wrapping_add(GOLDEN)) ^ hash_name(name)))
    }

    /// The draws of its `number`-th request.
    #[inline]
    pub fn request(self, number: u64) -> Draws {
        Draws(mix(self.0.wrapping_add(number.wrapping_mul(GOLDEN))))
    }
}

/// All draws of one request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Draws(u64);

impl Draws {
    /// 64 random bits.
    #[inline]
    pub fn bits(self, purpose: Purpose, k: u32) -> u64 {
        let counter = (u64::from(purpose as u32) << 32) | u64::from(k);
        mix(self.0 ^ counter.wrapping_add(1).wrapping_mul(GOLDEN))
    }

    /// Uniform on the open interval (0, 1).
    #[inline]
    pub fn unit(self, purpose: Purpose, k: u32) -> f64 {
        unit_from_bits(self.bits(purpose, k))
    }

    /// Uniform on `0..n`; zero where `n` is zero.
    #[inline]
    pub fn below(self, purpose: Purpose, k: u32, n: u32) -> u32 {
        ((u128::from(self.bits(purpose, k)) * u128::from(n)) >> 64) as u32
    }
}

#[inline]
fn unit_from_bits(bits: u64) -> f64 {
    ((bits >> 11) as f64 + 0.5) * (1.0 / 9_007_199_254_740_992.0)
}
