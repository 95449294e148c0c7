//! A fact: a number with its unit, its source and its date.

use std::fmt;

use crate::units::Nanos;

/// The unit of a fact's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A time in hours.
    Hours,
    /// A time in seconds.
    Seconds,
    /// A time in milliseconds.
    Millis,
    /// A time in microseconds.
    Micros,
    /// A time in nanoseconds.
    Nanos,
    /// Megabytes as the platforms count them: 2^20 bytes.
    Megabytes,
    /// Kilobytes: 2^10 bytes.
    Kilobytes,
    /// An amount of memory in bytes.
    Bytes,
    /// A count: instances, connections, retries.
    Count,
    /// Virtual processors.
    Vcpus,
    /// Megabytes that come with one virtual processor.
    MegabytesPerVcpu,
    /// A count per second.
    PerSecond,
    /// A count per day.
    PerDay,
    /// Megabytes a second.
    MegabytesPerSecond,
    /// Seconds for each megabyte.
    SecondsPerMegabyte,
    /// Kilometres a millisecond.
    KilometresPerMilli,
    /// Round trips on the way in question.
    RoundTrips,
    /// Gigabytes of memory (2^30 bytes) times the seconds that they are held.
    GbSeconds,
    /// Virtual processors times the seconds that they are held.
    VcpuSeconds,
    /// Milliseconds that a processor computes.
    CpuMillis,
    /// US dollars for a million units of a count.
    UsdPerMillion,
    /// US dollars for a million milliseconds that a processor computes.
    UsdPerMillionCpuMillis,
    /// US dollars for a gigabyte of memory over a second.
    UsdPerGbSecond,
    /// US dollars for a virtual processor over a second.
    UsdPerVcpuSecond,
    /// US dollars for a gigabyte of memory over an hour.
    UsdPerGbHour,
    /// US dollars for a virtual processor over an hour.
    UsdPerVcpuHour,
    /// US dollars a month.
    UsdPerMonth,
    /// A share, a factor or a parameter without a unit.
    Ratio,
}

impl Unit {
    /// The sign behind the number, empty where it has none.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Hours => "h",
            Self::Seconds => "s",
            Self::Millis => "ms",
            Self::Micros => "µs",
            Self::Nanos => "ns",
            Self::Megabytes => "MB",
            Self::Kilobytes => "KB",
            Self::Bytes => "bytes",
            Self::Count | Self::Ratio => "",
            Self::Vcpus => "vCPU",
            Self::MegabytesPerVcpu => "MB per vCPU",
            Self::PerSecond => "per s",
            Self::PerDay => "per day",
            Self::MegabytesPerSecond => "MB/s",
            Self::SecondsPerMegabyte => "s per MB",
            Self::KilometresPerMilli => "km/ms",
            Self::RoundTrips => "round trips",
            Self::GbSeconds => "GB-s",
            Self::VcpuSeconds => "vCPU-s",
            Self::CpuMillis => "CPU-ms",
            Self::UsdPerMillion => "USD per million",
            Self::UsdPerMillionCpuMillis => "USD per million CPU-ms",
            Self::UsdPerGbSecond => "USD per GB-s",
            Self::UsdPerVcpuSecond => "USD per vCPU-s",
            Self::UsdPerGbHour => "USD per GB-h",
            Self::UsdPerVcpuHour => "USD per vCPU-h",
            Self::UsdPerMonth => "USD per month",
        }
    }

    /// The nanoseconds of one unit; none for a unit that is no length of time.
    pub const fn nanos(self) -> Option<f64> {
        match self {
            Self::Hours => Some(3.6e12),
            Self::Seconds => Some(1e9),
            Self::Millis => Some(1e6),
            Self::Micros => Some(1e3),
            Self::Nanos => Some(1.0),
            _ => None,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.sign())
    }
}

/// One constant of a platform. Its [`FactText`] holds its meaning and its source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fact {
    /// Its name in reports and links, such as `lambda.timeout_max`.
    pub id: &'static str,
    /// The number.
    pub value: f64,
    /// The number's unit.
    pub unit: Unit,
    /// The number has no published source: it is our choice.
    pub assumed: bool,
}

/// The month in which the catalog was last compared with the platforms' pages, ISO 8601.
pub const CHECKED: &str = "2026-11";

/// The meaning and the source of a fact. The texts have their own table, so that a program that needs
/// only the numbers does not link the texts: the page fetches them when a person opens the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactText {
    /// The fact's id.
    pub id: &'static str,
    /// Its meaning, in plain words.
    pub what: &'static str,
    /// The publisher; for an assumption, the reason for this number.
    pub source: &'static str,
    /// The address of the source; empty for an assumption and for a measurement of our own.
    pub address: &'static str,
    /// The date of the data or of the page.
    pub as_of: &'static str,
}

impl FactText {
    pub(super) const fn published(id: &'static str, what: &'static str, origin: Origin) -> Self {
        Self {
            id,
            what,
            source: origin.source,
            address: origin.address,
            as_of: origin.as_of,
        }
    }

    pub(super) const fn assumed(
        id: &'static str,
        what: &'static str,
        reason: &'static str,
    ) -> Self {
        Self {
            id,
            what,
            source: reason,
            address: "",
            as_of: CHECKED,
        }
    }
}

impl Fact {
    pub(super) const fn published(id: &'static str, value: f64, unit: Unit) -> Self {
        Self {
            id,
            value,
            unit,
            assumed: false,
        }
    }

    pub(super) const fn assumed(id: &'static str, value: f64, unit: Unit) -> Self {
        Self {
            id,
            value,
            unit,
            assumed: true,
        }
    }

    /// The number as a length of time, to the nearest nanosecond (a time per unit of fuel is less:
    /// read its `value`); zero where it is none, which is a mistake of the caller.
    pub fn time(&self) -> Nanos {
        debug_assert!(
            self.unit.nanos().is_some(),
            "{} is no length of time",
            self.id
        );
        Nanos((self.value * self.unit.nanos().unwrap_or(0.0) + 0.5) as u64)
    }

    /// The number as bytes; zero where it is no amount of memory, which is a mistake of the caller.
    pub fn bytes(&self) -> u64 {
        match self.unit {
            Unit::Megabytes => (self.value * 1_048_576.0) as u64,
            Unit::Kilobytes => (self.value * 1024.0) as u64,
            Unit::Bytes => self.value as u64,
            _ => {
                debug_assert!(false, "{} is no amount of memory", self.id);
                0
            }
        }
    }

    /// The number as a count, fractions cut.
    pub fn count(&self) -> u32 {
        self.value as u32
    }
}

impl fmt::Display for Fact {
    /// The number with its unit: `900 s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit.sign() {
            "" => write!(f, "{}", self.value),
            sign => write!(f, "{} {sign}", self.value),
        }
    }
}

/// The text of a fact that no table contains.
pub(super) static NO_TEXT: FactText = FactText::assumed("", "", "");

/// A page or a paper that several facts come from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    pub source: &'static str,
    pub address: &'static str,
    pub as_of: &'static str,
}

/// Shorthand for an [`Origin`].
pub(super) const fn origin(
    source: &'static str,
    address: &'static str,
    as_of: &'static str,
) -> Origin {
    Origin {
        source,
        address,
        as_of,
    }
}

/// Declares the facts of one platform, each as a documented constant, and `ALL` of them, so that no
/// fact can be left out of the list. A line is: name = number unit, id, plain words, then either
/// `published` with its [`Origin`] or `assumed` with the reason for the number.
macro_rules! fact_table {
    ($($name:ident = $value:literal $unit:ident, $id:literal, $what:literal,
        $kind:ident $origin:expr;)*) => {
        $(
            #[doc = concat!("`", $id, "`: ", $what, ".")]
            pub const $name: Fact = Fact::$kind($id, $value, Unit::$unit);
        )*
        /// Every fact of this file.
        pub const ALL: &[&Fact] = &[$(&$name),*];
        /// The texts of these facts, in the same order.
        pub const TEXTS: &[FactText] = &[$(FactText::$kind($id, $what, $origin)),*];
    };
}
pub(super) use fact_table;
