//! A run in a process that outlives it: its trips to the database, its code, and its end.

use super::{RunSchedule, execution_plan};
use crate::plan::StepPlan;
use crate::request::Request;
use model::outcome::Cause;
use model::units::Nanos;

/// The process in which a request runs.
pub(super) struct Process {
    pub memory_mb: u32,
    /// The virtual processors that the request has.
    pub vcpu: f64,
    /// How long a trip to the database takes.
    pub trip: Nanos,
}

impl Process {
    /// Sets the trips, the execution and the end of a request. Returns whether its code never ends by
    /// itself, and so occupies its place until the process ends.
    #[inline]
    pub fn run(self, step: &StepPlan, request: &Request, schedule: &mut RunSchedule) -> bool {
        schedule.set_trips(step, request.messages, self.trip);
        let speed = self.vcpu.min(step.threads);
        let plan = execution_plan(step, request, self.memory_mb);
        let pins = schedule.execute(plan, speed, || {
            step.outside(request.draws, request.messages)
        });
        // Code that never ends is ended by its owner, whether a client waits or not.
        let limit = if pins { step.give_up } else { step.run_limit };
        *schedule = schedule.limited(limit, Cause::GivenUp);
        pins
    }
}
