//! The answers of a lane: effects that the loop carries out.

use super::RunSchedule;
use model::outcome::Cause;
use model::units::Nanos;

/// The answer of a lane to a request that reaches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// The request runs now.
    Start(RunSchedule),
    /// The request waits; the lane keeps its slot.
    Wait {
        /// The number of requests that wait in the same queue, this one included.
        waiting: u32,
    },
    /// The request is refused.
    Refuse(Refusal),
}

/// A request that waits no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waited {
    /// The request runs now.
    Start(RunSchedule),
    /// The platform drops the request.
    Drop(Cause),
}

/// Why a lane refuses a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub cause: Cause,
    /// Whether code that never ends takes a slot that this request could have had.
    pub starved: bool,
}

impl Admission {
    /// The request is refused for this cause alone.
    pub fn refuse(cause: Cause) -> Self {
        Self::Refuse(Refusal {
            cause,
            starved: false,
        })
    }
}

/// The effect of the end of a request's code on its lane, beside freeing its instance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Completion {
    /// The process died, and with it every other request that ran at the same place.
    pub crash: Option<Crash>,
}

/// A process that died.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Crash {
    /// When the platform has started it again; `None` where its instance is gone for good.
    pub ready_at: Option<Nanos>,
}

/// The decision of an autoscaler.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scaling {
    /// When each new instance is ready.
    pub ready_at: Vec<Nanos>,
    /// How many instances there are now, where it started any.
    pub grown_to: Option<u32>,
}
