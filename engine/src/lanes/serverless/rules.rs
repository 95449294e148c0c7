//! How a request runs in a function's instance: for how long, and how that ends.
//!
//! Must not know: which instance, or who else asks for one.

use super::super::{ExecutionPlan, RunSchedule, execution_plan};
use super::pool::{Instance, Pool};
use crate::outcome::Cause;
use crate::plan::StepPlan;
use crate::random::{Length, Purpose};
use crate::request::{CodeBehavior, Ending, Request};
use crate::units::Nanos;

/// What holds for every run of the lane.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub timeout: Nanos,
    /// Where a run on a new instance takes a time of its own.
    pub cold_run_ms: Option<Length>,
    pub trip_home: Nanos,
}

impl Rules {
    /// How a request runs; `instance` counts it already.
    #[inline]
    pub fn run(
        &self,
        step: &StepPlan,
        request: &Request,
        pool: &mut Pool,
        instance: &Instance,
        is_new: bool,
    ) -> RunSchedule {
        let mut start = RunSchedule::on(0, instance.span);
        // Requests that run in one instance share its processors (the share at their start holds).
        let speed = || (pool.vcpus / f64::from(instance.running)).min(step.threads);
        if step.is_pure_compute && request.behavior == CodeBehavior::Honest {
            // The short way through all that follows, for code that only computes.
            let ms = match &self.cold_run_ms {
                Some(cold_run) if is_new => cold_run.at(request.draws.unit(Purpose::Cpu, 0)),
                _ if instance.running == 1 => step.own_cpu_ms(request) * pool.pace,
                _ => step.own_cpu_ms(request) / speed(),
            };
            start.execute = Nanos::from_millis(ms);
            return self.limited(step, start);
        }
        let speed = speed();
        if let Some(session) = &step.session {
            // No affinity: the session's memory is wherever its last request happened to run.
            let here = u64::from(instance.created) + 1;
            let before = std::mem::replace(&mut pool.session_at[request.key as usize], here);
            if before != here {
                start.reload = Nanos(self.trip_home.0 * u64::from(session.reload_reads));
                start.session_lost = before != 0;
            }
        }
        if let Some(access) = &step.state_access {
            start.reads = Nanos(self.trip_home.0 * u64::from(access.reads));
            start.writes = Nanos(self.trip_home.0 * u64::from(access.writes));
        }
        match execution_plan(step, request, pool.memory_mb) {
            ExecutionPlan::Finish { cpu, breach } => {
                start.execute = cpu.scaled(1.0 / speed) + step.outside(request.draws);
                start.breach = breach;
            }
            ExecutionPlan::Trap { cpu, cause } => {
                start.execute = cpu.scaled(1.0 / speed);
                start.ending = Ending::Fail(cause);
                start.writes = Nanos::ZERO;
            }
            ExecutionPlan::Loop => start.execute = Nanos::MAX,
            ExecutionPlan::Crash { cpu } => {
                start.execute = cpu.scaled(1.0 / speed);
                start.ending = Ending::Crash;
                start.writes = Nanos::ZERO;
            }
        }
        if is_new && let Some(cold_run) = &self.cold_run_ms {
            let unit = request.draws.unit(Purpose::Cpu, 0);
            start.execute = Nanos::from_millis(cold_run.at(unit));
        }
        match step.chunk {
            // Each piece stays below the limit, and ends and begins with a trip for the checkpoint.
            Some(chunk) if chunk <= self.timeout => {
                let pieces = start.execute.0.div_ceil(chunk.0.max(1));
                let checkpoints = pieces.saturating_sub(1);
                start.reload += Nanos(self.trip_home.0 * 2 * checkpoints);
                pool.meter.add_requests(pieces.saturating_sub(1));
                start.limited(step.give_up, Cause::GivenUp)
            }
            _ => self.limited(step, start),
        }
    }

    /// Cut at the platform's limit or at its owner's, whichever comes first.
    #[inline]
    fn limited(&self, step: &StepPlan, start: RunSchedule) -> RunSchedule {
        if step.give_up < self.timeout {
            start.limited(step.give_up, Cause::GivenUp)
        } else {
            start.limited(self.timeout, Cause::Timeout)
        }
    }
}
