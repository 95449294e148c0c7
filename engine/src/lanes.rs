//! What the lanes have in common: how they answer a request that reaches them.
//!
//! Each lane is closed over its own state and learns of the world only through what it is handed.
//! A lane must not know: another lane, the event queue, the trace, the report.

pub(crate) mod edge;
mod execution_plan;
pub(crate) mod sandbox;
pub(crate) mod serverless;
pub(crate) mod service;

pub(crate) use execution_plan::{ExecutionPlan, execution_plan};

use crate::outcome::Cause;
use crate::request::Ending;
use crate::units::Nanos;

/// How a lane answers a request that reaches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// It runs, now.
    Start(RunSchedule),
    /// It waits; the lane keeps its slot.
    Wait,
    /// The platform takes it again later.
    Later(Nanos),
    /// It is turned away.
    Refuse(Cause),
}

/// The wait before another attempt: it doubles with each, up to a most.
pub(crate) fn doubling_wait(first: Nanos, attempts: u16, most: Nanos) -> Nanos {
    Nanos(first.0.saturating_mul(1 << attempts.min(20))).min(most)
}

/// A request begins to run.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent thing that may have happened"
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RunSchedule {
    /// The lane's own handle of what runs it.
    pub place: u32,
    /// The same in the trace's list of instances.
    pub instance: u32,
    /// Whether it waits for a new instance.
    pub is_cold: bool,
    /// Nothing that happens meanwhile can change how or when it ends: the lane will not be told.
    pub end_is_known: bool,
    /// Time until the instance is ready.
    pub cold: Nanos,
    /// Time until it has a connection, after the instance is ready.
    pub wait: Nanos,
    /// Trips that bring a lost session back, before the code runs.
    pub reload: Nanos,
    /// Trips for reads.
    pub reads: Nanos,
    /// Whether its session's memory was gone.
    pub session_lost: bool,
    /// Time that its code runs.
    pub execute: Nanos,
    /// Trips for writes.
    pub writes: Nanos,
    /// What happens then.
    pub ending: Ending,
    /// It reached something that was never granted.
    pub breach: bool,
    /// It was cut short when its code had run and its writes were on their way.
    pub wrote_before_end: bool,
}

impl RunSchedule {
    /// A run of this length that ends well, on this place.
    pub fn on(place: u32, instance: u32) -> Self {
        Self {
            place,
            instance,
            is_cold: false,
            end_is_known: false,
            cold: Nanos::ZERO,
            wait: Nanos::ZERO,
            reload: Nanos::ZERO,
            reads: Nanos::ZERO,
            session_lost: false,
            execute: Nanos::ZERO,
            writes: Nanos::ZERO,
            ending: Ending::Finish,
            breach: false,
            wrote_before_end: false,
        }
    }

    /// Time from admission until the code has run, and with its writes.
    #[inline]
    fn running(&self) -> Nanos {
        self.reload + self.reads + self.execute + self.writes
    }

    /// Cuts the run at a limit counted from when the instance was ready.
    #[inline]
    pub fn limited(mut self, limit: Nanos, cause: Cause) -> Self {
        if self.running() > limit {
            self.wrote_before_end = self.reload + self.reads + self.execute < limit;
            self.reload = self.reload.min(limit);
            self.reads = self.reads.min(limit - self.reload);
            self.execute = limit - self.reload - self.reads;
            self.writes = Nanos::ZERO;
            self.ending = Ending::Fail(cause);
        }
        self
    }
}
