//! One kind of work: how it arrives, what it does, what it must achieve.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{Arrivals, Need};
use crate::catalog::Runtime;

/// A card on the board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Workload {
    /// Stable, such as `quiz-submissions`.
    pub id: String,
    /// As a person reads it.
    pub name: String,
    /// One sentence.
    pub about: String,
    /// What starts it.
    pub trigger: Trigger,
    /// The times at which requests arrive.
    pub arrivals: Arrivals,
    /// Who wrote its code.
    #[serde(default)]
    pub author: Author,
    /// The share of arrivals that are unwanted and turned away by this very code.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unwanted_share: f64,
    /// The retries of a client after a refusal; absent: the client gives up at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retries: Option<ClientRetries>,
    /// What it does. The first step without `after` takes the arrival; the others follow.
    pub steps: Vec<Step>,
    /// What it must achieve.
    pub needs: Vec<Need>,
}

#[cfg_attr(
    target_pointer_width = "64",
    expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")
)]
fn is_zero(value: &f64) -> bool {
    *value == 0.0
}

impl Workload {
    /// Whether what started it waits for the answer.
    pub fn is_waited_for(&self) -> bool {
        matches!(self.trigger, Trigger::Learner | Trigger::Webhook)
    }
}

/// How someone who waits for an answer tries again after a refusal (429 or 503).
#[derive(
    Clone, Copy, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClientRetries {
    /// Further attempts.
    pub attempts: u32,
    /// The wait before the first of them; it doubles. Each wait is drawn evenly from the half of
    /// this to the whole, so that those who were refused together do not return together.
    pub first_wait_s: f64,
}

/// What starts a workload.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// A learner's request over the network.
    Learner,
    /// Another company's server that waits for an acknowledgement, close to home.
    Webhook,
    /// An event inside the platform.
    Event,
    /// A queue.
    Queue,
    /// A timer.
    Timer,
}

/// Who wrote the code.
#[derive(
    Clone, Debug, Default, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Author {
    /// We did.
    #[default]
    Own,
    /// A partner; we have not read it.
    Partner {
        /// The share of runs whose code tries a call that it has no business with.
        #[serde(default)]
        prying_share: f64,
        /// Grading snippets that really run, by share. Empty: the work is not a snippet.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        snippets: Vec<SnippetShare>,
    },
}

/// How often a grading snippet is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SnippetShare {
    /// A snippet of the sandbox, such as `multiple-choice`.
    pub snippet: String,
    /// Relative weight.
    pub weight: f64,
}

/// One piece of a workload: a function of its own on serverless, a deployment of its own on service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable within the workload, such as `thumbnails`.
    pub id: String,
    /// As a person reads it.
    pub name: String,
    /// Runs when all of these steps are done; empty for the step that takes the arrival.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// What it costs to run.
    pub work: Work,
    /// What it reads and writes.
    #[serde(default)]
    pub state: State,
    /// What its code must call.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reaches: Vec<Capability>,
    /// Set where the answer may be kept near learners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache: Option<ResponseCache>,
}

/// What a step costs to run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// Processor time at one virtual processor. What a snippet burns comes on top.
    pub cpu_ms: Spread,
    /// Time spent waiting for someone else's server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside_wait_ms: Option<Spread>,
    /// How many processors it can use at once.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub threads: u32,
    /// Memory that one run touches.
    pub memory_mb: u32,
    /// A model or data set that has to be in memory before the first run.
    #[serde(default, skip_serializing_if = "is_none_mb")]
    pub resident_mb: u32,
    /// Size of a request, with its body.
    pub payload_kb: u32,
    /// The language runtime.
    pub runtime: Runtime,
    /// Size of the dependencies that start-up loads.
    pub dependencies_mb: f64,
    /// Its owner gives up on a run after this long.
    pub give_up_s: f64,
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
pub(super) fn is_one(value: &u32) -> bool {
    *value == 1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_none_mb(value: &u32) -> bool {
    *value == 0
}

/// A distribution by its median and its 99th percentile.
#[derive(
    Clone, Copy, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// Half of the draws are below.
    pub median: f64,
    /// One in a hundred is above.
    pub p99: f64,
    /// Which family.
    #[serde(default, skip_serializing_if = "SpreadShape::is_log_normal")]
    pub shape: SpreadShape,
}

/// A family of distributions.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SpreadShape {
    /// Lognormal: what processor times are like.
    #[default]
    LogNormal,
    /// Exponential: what queueing theory likes. Its 99th percentile is 6.64 times its median.
    Exponential,
}

impl SpreadShape {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    fn is_log_normal(&self) -> bool {
        *self == Self::LogNormal
    }
}

impl Spread {
    /// ln 100 / ln 2: by how much an exponential's 99th percentile exceeds its median.
    pub const EXPONENTIAL_RATIO: f64 = 6.643_856_189_774_724;

    /// A lognormal distribution.
    pub fn log_normal(median: f64, p99: f64) -> Self {
        Self {
            median,
            p99,
            shape: SpreadShape::LogNormal,
        }
    }

    /// An exponential distribution with this mean.
    pub fn exponential(mean: f64) -> Self {
        let median = mean * std::f64::consts::LN_2;
        Self {
            median,
            p99: median * Self::EXPONENTIAL_RATIO,
            shape: SpreadShape::Exponential,
        }
    }
}

/// What a step reads and writes.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum State {
    /// The step keeps no state.
    #[default]
    None,
    /// Rows of the home database, or keys of the edge store.
    Records {
        /// Reads per request, one trip each.
        reads: u32,
        /// Writes per request, one trip each.
        writes: u32,
        /// How many keys there are.
        keys: u32,
        /// Zipf exponent of their popularity; 0 is even.
        skew: f64,
        /// What has to hold when two requests meet at a key.
        coordination: Coordination,
    },
    /// A session that lives in memory from one request to the next.
    Session {
        /// How many are open.
        sessions: u32,
        /// Trips to the home database that bring a lost one back.
        reload_reads: u32,
    },
}

/// What has to hold when two requests meet at a key.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Coordination {
    /// Nothing: the last write may win.
    None,
    /// Two requests must not both win with the same version.
    PerKey,
}

/// Something outside the code that the code must call.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// The home database.
    Database,
    /// File storage.
    Storage,
    /// Other servers over HTTP.
    Http,
    /// Raw network connections, such as mail delivery.
    RawNetwork,
}

/// An answer that may be kept near learners.
#[derive(
    Clone, Copy, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResponseCache {
    /// How many different answers there are.
    pub objects: u32,
    /// Zipf exponent of their popularity.
    pub skew: f64,
    /// How long one may be kept.
    pub ttl_s: f64,
    /// For how long after that it may still be served while a fresh one is fetched.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub stale_while_revalidate_s: f64,
    /// Whether a hit needs no code at all, so that a plain CDN serves it as well.
    pub without_code: bool,
}
