//! The settings of a preset that a person can change, as plain numbers.
//!
//! The numbers are copied from the facts when the program is built: a program that only reads and
//! checks a scenario needs no fact's text.

use super::edge::{EdgePreset, PRESETS as EDGES};
use super::serverless::{PRESETS as FUNCTIONS, ServerlessPreset};
use crate::catalog::fact::Fact;

/// The settings of a preset for functions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServerlessLimits {
    /// The preset's name in files and links.
    pub id: &'static str,
    /// The most instances at once.
    pub concurrency: u32,
    /// Whether that number is an account's, shared by all of its functions.
    pub concurrency_is_shared: bool,
    /// The part of a shared number that no function can reserve or have provisioned.
    pub unreserved_min: u32,
    /// The most new instances that one function may start at once.
    pub burst: u32,
    /// The most new instances in each ten seconds after that.
    pub ramp_per_10_s: u32,
    /// The most requests that one instance runs at once.
    pub requests_per_instance: u32,
    /// Whether an instance can continue from a snapshot of one that had loaded its code.
    pub has_snapshots: bool,
    /// The longest time that a request may run, in seconds.
    pub timeout_s: f64,
    /// The least memory of one instance, in megabytes.
    pub memory_min_mb: u32,
    /// The most memory of one instance, in megabytes.
    pub memory_max_mb: u32,
}

/// The settings of a preset for code at the edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EdgeLimits {
    /// The preset's name in files and links.
    pub id: &'static str,
    /// The most processor time of one request, in milliseconds.
    pub cpu_limit_ms: f64,
    /// The most memory of one isolate, in megabytes.
    pub memory_mb: u32,
    /// The most calls to other servers that one request may make.
    pub subrequests: u32,
    /// Whether there is a store nearby that code may read and write.
    pub has_key_value_store: bool,
    /// Whether there are objects that keep a key and are its only writer.
    pub has_objects: bool,
}

impl ServerlessPreset {
    /// The settings of this preset, as plain numbers.
    pub const fn limits(&self) -> ServerlessLimits {
        ServerlessLimits {
            id: self.id,
            concurrency: self.concurrency.value as u32,
            concurrency_is_shared: self.concurrency_is_shared,
            unreserved_min: match self.unreserved_min {
                Some(fact) => fact.value as u32,
                None => 0,
            },
            burst: self.scale_burst.value as u32,
            ramp_per_10_s: (self.scale_rate.value * 10.0) as u32,
            requests_per_instance: self.requests_per_instance.value as u32,
            has_snapshots: self.has_snapshots,
            timeout_s: seconds(self.timeout_max),
            memory_min_mb: self.memory_min.value as u32,
            memory_max_mb: self.memory_max.value as u32,
        }
    }
}

impl EdgePreset {
    /// The settings of this preset, as plain numbers.
    pub const fn limits(&self) -> EdgeLimits {
        EdgeLimits {
            id: self.id,
            cpu_limit_ms: seconds(self.cpu_limit) * 1e3,
            memory_mb: self.memory.value as u32,
            subrequests: self.subrequests.value as u32,
            has_key_value_store: self.has_key_value_store,
            has_objects: self.objects.is_some(),
        }
    }
}

const fn seconds(fact: &Fact) -> f64 {
    match fact.unit.nanos() {
        Some(nanos) => fact.value * nanos / 1e9,
        None => 0.0,
    }
}

static SERVERLESS: [ServerlessLimits; 3] = [
    FUNCTIONS[0].limits(),
    FUNCTIONS[1].limits(),
    FUNCTIONS[2].limits(),
];
static EDGE: [EdgeLimits; 5] = [
    EDGES[0].limits(),
    EDGES[1].limits(),
    EDGES[2].limits(),
    EDGES[3].limits(),
    EDGES[4].limits(),
];

impl ServerlessLimits {
    /// The settings of the preset with this id.
    pub fn of(id: &str) -> Option<&'static Self> {
        SERVERLESS.iter().find(|limits| limits.id == id)
    }
}

impl EdgeLimits {
    /// The settings of the preset with this id.
    pub fn of(id: &str) -> Option<&'static Self> {
        EDGE.iter().find(|limits| limits.id == id)
    }
}

/// The settings of every preset for functions, the default first.
pub fn serverless_limits() -> &'static [ServerlessLimits] {
    &SERVERLESS
}

/// The settings of every preset at the edge, the default first.
pub fn edge_limits() -> &'static [EdgeLimits] {
    &EDGE
}
