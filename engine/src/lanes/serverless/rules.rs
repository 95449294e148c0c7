//! How a request runs in a function's instance: for how long, and how that ends.

use super::super::run_schedule::Sharing;
use super::super::{RunSchedule, execution_plan};
use super::instance::Instance;
use super::pool::Pool;
use super::start::Start;
use crate::plan::{CodeBehavior, StepPlan};
use crate::request::{Ending, Request};
use model::catalog::serverless::INVOKE;
use model::outcome::Cause;
use model::random::{Length, Purpose};
use model::scenario::Trigger;
use model::units::Nanos;

/// The settings that apply to every run of the lane.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub timeout: Nanos,
    /// How long the platform lets a caller wait for an answer.
    pub caller_waits: Nanos,
    /// The longest that an event or a message of a queue may run.
    pub event_runs: Nanos,
    /// How long a run on a new instance takes, where that differs from other runs.
    pub cold_run_ms: Option<Length>,
    pub trip_home: Nanos,
    /// Whether the requests that run in one instance share its processors.
    pub shares_processors: bool,
}

impl Rules {
    /// How a request runs; `instance` counts it already, and has just had this start where it is new.
    #[inline]
    pub fn run(
        &self,
        step: &StepPlan,
        request: &Request,
        pool: &mut Pool,
        instance: &Instance,
        is_new: bool,
        start: &Start,
    ) -> RunSchedule {
        let mut schedule = RunSchedule::on(0, instance.span);
        let cold_run = self.cold_run_ms.as_ref().filter(|_| is_new);
        // Where requests share the processors, the time of one is its processor time until it computes. A job in pieces
        // has its number of pieces before, so it computes as if it were alone.
        let shares = self.shares_processors && cold_run.is_none() && step.remedies.chunk.is_none();
        let pace = if shares { 1.0 } else { pool.pace };
        if step.is_pure_compute && request.behavior == CodeBehavior::Honest {
            // A shortcut past the rest, for code that only computes.
            let ms = match cold_run {
                Some(cold_run) => cold_run.at(request.draws.unit(Purpose::Cpu, 0)),
                None => step.own_cpu_ms(request.number, request.draws, request.messages) * pace,
            };
            schedule.execute = Nanos::from_millis(ms);
            return self.limited(step, schedule, start, shares.then_some(Nanos::ZERO));
        }
        if let Some(session) = &step.session {
            // Without affinity the memory of a session is where its last request ran.
            let here = u64::from(instance.created) + 1;
            let before = std::mem::replace(&mut pool.session_at[request.key as usize], here);
            if before != here {
                schedule.reload = Nanos(self.trip_home.0 * u64::from(session.reload_reads));
                schedule.session_lost = before != 0;
            }
        }
        schedule.set_trips(step, request.messages, self.trip_home);
        if step.remedies.empty_role {
            // Another function calls it.
            schedule.reload += INVOKE.time();
            pool.meter.add_requests(1);
        }
        let plan = execution_plan(step, request, pool.memory_mb);
        let outside = step.outside(request.draws, request.messages);
        let (waits_beside, waits_within) = if shares {
            (Some(outside), Nanos::ZERO)
        } else {
            (None, outside)
        };
        schedule.execute(plan, 1.0 / pace, || waits_within);
        if let Some(cold_run) = cold_run {
            let unit = request.draws.unit(Purpose::Cpu, 0);
            schedule.execute = Nanos::from_millis(cold_run.at(unit));
        }
        match step.remedies.chunk {
            // Each piece stays below the limit, and ends and begins with a trip for the checkpoint.
            Some(chunk) if chunk <= self.timeout && !start.fails => {
                let pieces = schedule.execute.0.div_ceil(chunk.0.max(1));
                let checkpoints = pieces.saturating_sub(1);
                schedule.reload += Nanos(self.trip_home.0 * 2 * checkpoints);
                pool.meter.add_requests(pieces.saturating_sub(1));
                schedule.limited(step.give_up, Cause::GivenUp)
            }
            _ => self.limited(step, schedule, start, waits_beside),
        }
    }

    /// Cut at the platform's limit, at that of a caller's wait, or at its owner's, whichever comes first. Code that
    /// was loaded again within the run took its part of that time; a run without code fails at once. A run that shares
    /// its processors, with this wait for third-party servers beside, is cut as it runs.
    #[inline]
    fn limited(
        &self,
        step: &StepPlan,
        mut schedule: RunSchedule,
        start: &Start,
        waits_beside: Option<Nanos>,
    ) -> RunSchedule {
        if start.fails {
            return schedule.limited(Nanos::ZERO, Cause::Timeout);
        }
        let timeout = if step.waited_for {
            self.timeout.min(self.caller_waits)
        } else if matches!(step.trigger, Trigger::Event | Trigger::Queue) || step.queue.is_some() {
            self.timeout.min(self.event_runs)
        } else {
            self.timeout
        };
        let (limit, cause) = if step.run_limit < timeout {
            (step.run_limit, Cause::GivenUp)
        } else {
            (timeout, Cause::Timeout)
        };
        let limit = limit.since(start.within_run);
        match waits_beside {
            Some(outside) if schedule.reload + schedule.reads < limit => {
                let outside = if schedule.ending == Ending::Finish {
                    outside
                } else {
                    Nanos::ZERO
                };
                schedule.sharing = Some(Sharing {
                    outside,
                    limit,
                    cause,
                });
                schedule
            }
            _ => schedule.limited(limit, cause),
        }
    }
}
