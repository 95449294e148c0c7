//! A workload: one kind of work with its arrivals, its steps and its needs.

mod state;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};
pub use state::{Coordination, KeyUsers, State};

use super::{Arrivals, Need};
use crate::catalog::Runtime;
use crate::sandbox::OwnCode;

/// A card on the board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Workload {
    /// Stable, such as `quiz-submissions`.
    pub id: String,
    /// The name that the page shows.
    pub name: String,
    /// One sentence that describes it.
    pub about: String,
    /// The trigger that starts it.
    pub trigger: Trigger,
    /// The times at which requests arrive.
    pub arrivals: Arrivals,
    /// The author of its code; absent: the learning platform's own team.
    #[serde(default, skip_serializing_if = "Author::is_own")]
    pub author: Author,
    /// The share of arrivals that are unwanted and that this workload's code refuses.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unwanted_share: f64,
    /// The retries of a client after a refusal; absent: the client gives up at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retries: Option<ClientRetries>,
    /// The queue in front of it, where its trigger is one; absent: a queue whose messages stay hidden for as long as a
    /// run may take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<QueueSettings>,
    /// How many hours of a month are like this one for this workload; absent: as many as the scenario's month says. A job
    /// that runs once a night has about 30.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_month: Option<f64>,
    /// Its steps. The first step without `after` takes the arrival; the others follow.
    pub steps: Vec<Step>,
    /// The needs that a run must keep.
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
    /// Whether a client waits for the answer.
    pub fn is_waited_for(&self) -> bool {
        matches!(self.trigger, Trigger::Learner | Trigger::Webhook)
    }
}

/// The queue that triggers a workload.
#[derive(
    Clone, Copy, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QueueSettings {
    /// How long a message that was received stays hidden from others, in seconds (the visibility timeout): after that it is
    /// delivered again if it was not deleted, even where its first run goes on. Not less than a function's time limit.
    pub visibility_s: f64,
    /// How often a message is received at most; after that it is a dead letter.
    pub receives: u32,
    /// How many messages one run takes; absent: one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<BatchSettings>,
}

impl QueueSettings {
    /// Receives of a message whose queue does not name a number: as often as AWS Lambda runs an event that fails.
    pub const USUAL_RECEIVES: u32 = 3;
}

/// Messages that a queue hands to one run together: the run works through all of them, and ends as the worst of them.
#[derive(
    Clone, Copy, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BatchSettings {
    /// The most messages of a batch.
    pub messages: u32,
    /// The longest that a message waits for others, in seconds.
    pub window_s: f64,
}

/// The retries of a client that waits for an answer, after a refusal (429 or 503).
#[derive(
    Clone, Copy, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClientRetries {
    /// The most attempts after the first.
    pub attempts: u32,
    /// The wait before the first of them, in seconds; it doubles. Each wait is drawn evenly from the half of
    /// this to the whole, so that clients that were refused together do not return together.
    pub first_wait_s: f64,
}

/// The trigger that starts a workload.
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
    /// A message in a queue.
    Queue,
    /// A timer.
    Timer,
}

/// The author of a workload's code.
#[derive(
    Clone, Debug, Default, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Author {
    /// The learning platform's own team.
    #[default]
    Own,
    /// A partner, whose code the team has not read.
    Partner {
        /// The share of runs whose code tries a call that it was not granted; absent: none.
        #[serde(default, skip_serializing_if = "is_zero")]
        prying_share: f64,
        /// Grading snippets that really run, by share. Empty: the work is not a snippet.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        snippets: Vec<SnippetShare>,
    },
}

impl Author {
    fn is_own(&self) -> bool {
        *self == Self::Own
    }
}

/// The share of runs that a grading snippet gets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SnippetShare {
    /// A snippet of the sandbox, such as `multiple-choice`.
    pub snippet: String,
    /// The relative weight of the snippet among the runs.
    pub weight: f64,
    /// Code that grades the snippet's task in its place; absent: the snippet's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<OwnCode>,
}

/// One piece of a workload: a function of its own on serverless, a deployment of its own on service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable within the workload, such as `thumbnails`.
    pub id: String,
    /// The name that the page shows.
    pub name: String,
    /// Runs when all of these steps are done; empty for the step that takes the arrival.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// The resources that a run takes.
    pub work: Work,
    /// The state that it reads and writes; absent: none.
    #[serde(default, skip_serializing_if = "State::is_none")]
    pub state: State,
    /// The capabilities that its code must call.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reaches: Vec<Capability>,
    /// The caching of its answer; absent: the answer may not be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache: Option<ResponseCache>,
}

/// The resources that a run of a step takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// Processor time at one virtual processor. The fuel of a snippet comes on top.
    pub cpu_ms: Spread,
    /// Time spent waiting for a third party's server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside_wait_ms: Option<Spread>,
    /// The number of processors that it can use at once.
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
    /// The family of distributions.
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
    /// Lognormal, like measured processor times.
    #[default]
    LogNormal,
    /// Exponential, as in queueing theory. Its 99th percentile is 6.64 times its median.
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

/// A capability outside the code that the code must call.
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
    /// The number of different answers.
    pub objects: u32,
    /// Zipf exponent of their popularity.
    pub skew: f64,
    /// How long an answer may be kept.
    pub ttl_s: f64,
    /// For how long after that it may still be served while a fresh one is fetched.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub stale_while_revalidate_s: f64,
    /// Whether a hit needs no code at all, so that a plain CDN serves it as well.
    pub without_code: bool,
}
