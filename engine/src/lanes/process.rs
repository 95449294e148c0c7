//! A run in a process that outlives it: its trips to the database, its code, and its end.

use super::{ExecutionPlan, RunSchedule, execution_plan};
use crate::plan::StepPlan;
use crate::request::{Ending, Request};
use model::outcome::Cause;
use model::scenario::Coordination;
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
        if let Some(access) = &step.state_access {
            schedule.reads = Nanos(self.trip.0 * u64::from(access.reads));
            schedule.writes = Nanos(self.trip.0 * u64::from(access.writes));
            // A transaction reads under its lock, so its trips come together, after the code has run.
            if access.coordination == Coordination::PerKey {
                schedule.writes += std::mem::take(&mut schedule.reads);
            }
        }
        let speed = self.vcpu.min(step.threads);
        let mut pins = false;
        match execution_plan(step, request, self.memory_mb) {
            ExecutionPlan::Finish { cpu, breach } => {
                schedule.execute = cpu.scaled(1.0 / speed) + step.outside(request.draws);
                schedule.breach = breach;
            }
            ExecutionPlan::Trap { cpu, cause } => {
                schedule.execute = cpu.scaled(1.0 / speed);
                schedule.ending = Ending::Fail(cause);
            }
            ExecutionPlan::Loop => {
                schedule.execute = Nanos::MAX;
                pins = true;
            }
            ExecutionPlan::Crash { cpu } => {
                schedule.execute = cpu.scaled(1.0 / speed);
                schedule.ending = Ending::Crash;
            }
        }
        if schedule.ending != Ending::Finish {
            schedule.writes = Nanos::ZERO;
        }
        // The caller of the request gives up at its limit, whatever the process does.
        *schedule = schedule.limited(step.give_up, Cause::GivenUp);
        pins
    }
}
