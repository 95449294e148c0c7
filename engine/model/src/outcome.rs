//! How a request ended, and the lane constraint that made it fail or be late.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// How a request ended.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(tag = "outcome", content = "cause", rename_all = "snake_case")]
pub enum Outcome {
    /// The request was done within its need.
    Ok,
    /// The request was done outside its need.
    Late(Cause),
    /// The request was not done.
    Failed(Cause),
}

impl Outcome {
    /// One byte for each outcome: 0 ok, then late and failed by cause.
    pub fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Late(cause) => 1 + cause as u8,
            Self::Failed(cause) => 0x80 | cause as u8,
        }
    }

    /// The outcome with this code; `None` for a byte that is no code.
    pub fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::Ok),
            1..=0x7f => Cause::ALL
                .get(usize::from(code) - 1)
                .copied()
                .map(Self::Late),
            _ => Cause::ALL
                .get(usize::from(code & 0x7f))
                .copied()
                .map(Self::Failed),
        }
    }

    /// Whether the work was done, in time or late.
    pub fn is_done(self) -> bool {
        !matches!(self, Self::Failed(_))
    }

    /// The cause, where there is one.
    pub fn cause(self) -> Option<Cause> {
        match self {
            Self::Ok => None,
            Self::Late(cause) | Self::Failed(cause) => Some(cause),
        }
    }
}

macro_rules! causes {
    ($($(#[$doc:meta])* $name:ident => $fact:expr,)*) => {
        /// A constraint that made a request fail or be late.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
        #[serde(rename_all = "snake_case")]
        #[repr(u8)]
        pub enum Cause { $($(#[$doc])* $name,)* }

        impl Cause {
            /// Every cause, in the order of its code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// The number of causes.
            pub const COUNT: usize = Self::ALL.len();

            /// The catalog fact behind it, where one number of a platform is the constraint.
            pub fn fact_id(self) -> Option<&'static str> {
                match self { $(Self::$name => $fact,)* }
            }
        }
    };
}

causes! {
    // Refused before it ran.
    /// The account's concurrency was used up.
    Throttled => Some("lambda.concurrency_default"),
    /// The function could not start new instances fast enough.
    RampLimit => Some("lambda.scale_rate"),
    /// The database took no more connections.
    ConnectionsExhausted => Some("postgres.max_connections"),
    /// The waiting room was full.
    QueueFull => None,
    /// The request was larger than the platform takes.
    PayloadTooLarge => Some("lambda.payload_sync"),
    /// The code calls something that the host does not grant.
    CapabilityDenied => None,
    /// The platform has no such trigger or connection.
    NotOffered => Some("cfw.blocked_port"),
    /// It makes more calls than the platform allows one request.
    Subrequests => Some("cfw.subrequests"),
    /// Its lane took no requests: an outage.
    LaneDown => None,
    // Ended while it ran.
    /// It ran past the lane's time limit.
    Timeout => Some("lambda.timeout_max"),
    /// It ran past its owner's limit.
    GivenUp => None,
    /// It used more processor time than one request may.
    CpuLimit => Some("cfw.cpu_paid_default"),
    /// It needed more memory than an instance can have.
    MemoryLimit => None,
    /// Its code burnt all its fuel.
    OutOfFuel => None,
    /// Its code needed more memory than its walls allow.
    WallMemory => None,
    /// Its code called itself too deeply.
    WallStack => None,
    /// Its code tried a call that was not granted, and the walls refused it.
    WallCall => None,
    /// Its code trapped in another way.
    Trapped => None,
    /// Another request's code took the process down.
    NeighbourCrashed => None,
    /// Its own code crashed.
    Crashed => None,
    /// It was still in flight when the run's drain limit was reached.
    Unfinished => None,
    /// The home database took no statements: an outage.
    DatabaseDown => None,
    // Went wrong with the data.
    /// Its write was overwritten by a writer that had not seen it.
    LostUpdate => Some("cfkv.consistency"),
    /// The store took no more writes to that key in that second.
    WriteRate => Some("cfkv.write_rate"),
    /// Its session's memory was lost.
    SessionLost => None,
    /// It read a version that had already been overwritten.
    StaleRead => Some("cfkv.consistency"),
    /// Its effect happened a second time.
    Duplicate => Some("assumed.lambda.redelivery"),
    /// It reached a resource that was never granted.
    Reached => None,
    // Done, but late; the largest part of its time.
    /// Round trips between the learner and the place where the code runs.
    Distance => Some("net.stretch_aws"),
    /// Waiting for a new instance.
    ColdStart => Some("keepalive.aws"),
    /// Waiting in a queue.
    Queueing => None,
    /// Running the code.
    Execution => None,
    /// Trips to the place of the state.
    StateTrips => None,
    /// Waiting for a lock on the same key.
    KeyContention => None,
    /// Waiting for the platform to accept an event again.
    Backoff => Some("lambda.async_throttle_retry"),
    // Later ones, at the end so that the codes before them stay.
    /// The plan of the platform took no more requests on that day.
    DailyLimit => Some("cfw.free_requests"),
    /// It ran past the platform's limit by the clock for runs of its trigger.
    WallTime => Some("cfw.queue_wall"),
}
