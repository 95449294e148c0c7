//! The lanes: each admits requests, runs them and frees their instances.
//!
//! The loop hands a request to [`Lanes`], which passes it to the lane of the request's step; the
//! lane answers with an effect that the loop carries out. A lane depends on no other lane, nor on the
//! event queue, the trace, the report.

mod edge;
mod effect;
mod execution_plan;
mod lane;
mod process;
mod run_schedule;
mod sandbox;
mod serverless;
mod service;

pub(crate) use effect::{Admission, Completion, Crash, Refusal, Scaling, Waited};
use execution_plan::{ExecutionPlan, execution_plan};
use lane::Lane;
pub(crate) use lane::{FinishedRun, Lives};
use process::Process;
pub(crate) use run_schedule::RunSchedule;
use std::collections::VecDeque;

use typed_index_collections::TiVec;

use crate::datastore::Connections;
use crate::plan::{Plan, StepPlan};
use crate::request::{Request, Slab, Slot};
use edge::Edge;
use model::catalog::LaneId;
use model::catalog::datastore::TRIP_BETWEEN_ZONES;
use model::cost::{Bill, HourUsage, Usage};
use model::index::StepIndex;
use model::scenario::{LaneSettings, Scenario};
use model::units::Nanos;
use sandbox::Sandbox;
use serverless::Serverless;
use service::Service;

/// The inputs of a lane beside its own state.
pub(crate) struct World<'a> {
    pub now: Nanos,
    pub plan: &'a Plan,
    pub connections: &'a mut Connections,
    pub instances: &'a mut dyn InstanceLog,
}

impl<'a> World<'a> {
    #[inline]
    fn step(&self, step: StepIndex) -> &'a StepPlan {
        &self.plan.steps[step]
    }
}

/// The log in which lanes record the lives of their instances.
pub(crate) trait InstanceLog {
    /// An instance of a step is asked for at `born` and can take requests from `ready` on. Returns
    /// its index in the log, [`model::index::NO_INSTANCE`] where the log is full.
    fn started(&mut self, step: StepIndex, born: Nanos, ready: Nanos) -> u32;

    /// Records the end of the instance with this index.
    fn ended(&mut self, index: u32, at: Nanos);
}

/// A request that reaches its lane.
#[derive(Clone, Copy)]
pub(crate) struct Visit<'a> {
    pub slot: Slot,
    pub request: &'a Request,
    /// Whether a cache at its point of presence has its answer.
    pub answer_is_cached: bool,
}

/// All lanes.
#[derive(Debug)]
pub(crate) struct Lanes {
    serverless: Serverless,
    edge: Edge,
    sandbox: Sandbox,
    service: Service,
}

/// The one place where a call of the loop goes to a lane. It is a match and no `dyn`, since
/// [`Lanes::admit`] and [`Lanes::complete`] are called for every request.
macro_rules! on_lane {
    ($lanes:expr, $lane:expr, $method:ident($($argument:expr),*)) => {
        match $lane {
            LaneId::Serverless => $lanes.serverless.$method($($argument),*),
            LaneId::Edge => $lanes.edge.$method($($argument),*),
            LaneId::Sandbox => $lanes.sandbox.$method($($argument),*),
            LaneId::Service => $lanes.service.$method($($argument),*),
        }
    };
}

impl Lanes {
    /// The lanes at the beginning of a run, with all instances that are ready then.
    pub fn new(scenario: &Scenario, statement: Nanos, world: &mut World<'_>) -> Self {
        let trip = trip_home(statement);
        let service = Service::new(scenario, trip, world);
        Self {
            serverless: Serverless::new(scenario, trip, world),
            edge: Edge::new(scenario, world.plan.steps.len(), statement),
            sandbox: Sandbox::new(&scenario.lanes.sandbox, trip),
            service,
        }
    }

    /// See [`Lane::admit`].
    #[inline]
    pub fn admit(&mut self, lane: LaneId, visit: Visit<'_>, world: &mut World<'_>) -> Admission {
        on_lane!(self, lane, admit(visit, world))
    }

    /// See [`Lane::complete`].
    #[inline]
    pub fn complete(
        &mut self,
        lane: LaneId,
        request: &Request,
        world: &mut World<'_>,
    ) -> Completion {
        on_lane!(self, lane, complete(request, world))
    }

    /// See [`Lane::forget_run`].
    pub fn forget_run(&mut self, lane: LaneId, request: &Request) {
        on_lane!(self, lane, forget_run(request));
    }

    /// See [`Lane::start_next`].
    #[inline]
    pub fn start_next(
        &mut self,
        lane: LaneId,
        step: StepIndex,
        requests: &Slab,
        world: &mut World<'_>,
    ) -> Option<(Slot, Waited)> {
        on_lane!(self, lane, start_next(step, requests, world))
    }

    /// See [`Lane::looks_at`].
    pub fn looks_at(&mut self, lane: LaneId, now: Nanos) -> Option<Nanos> {
        on_lane!(self, lane, looks_at(now))
    }

    /// See [`Lane::leave_queue`].
    pub fn leave_queue(&mut self, lane: LaneId, step: StepIndex, slot: Slot) -> usize {
        on_lane!(self, lane, leave_queue(step, slot))
    }

    /// See [`Lane::retry_after`].
    pub fn retry_after(&self, lane: LaneId, failures: u32) -> Option<Nanos> {
        on_lane!(self, lane, retry_after(failures))
    }

    /// See [`Lane::outage_wait`].
    pub fn outage_wait(&self, lane: LaneId, attempts: u16, age: Nanos) -> Option<Nanos> {
        on_lane!(self, lane, outage_wait(attempts, age))
    }

    /// See [`Lane::scaling_period`].
    pub fn scaling_period(&self, lane: LaneId, step: StepIndex) -> Option<Nanos> {
        on_lane!(self, lane, scaling_period(step))
    }

    /// See [`Lane::scale`].
    pub fn scale(&mut self, lane: LaneId, step: StepIndex, world: &mut World<'_>) -> Scaling {
        on_lane!(self, lane, scale(step, world))
    }

    /// See [`Lane::move_here`].
    pub fn move_here(
        &mut self,
        lane: LaneId,
        step: StepIndex,
        world: &mut World<'_>,
    ) -> Vec<Nanos> {
        on_lane!(self, lane, move_here(step, world))
    }

    /// See [`Lane::move_away`].
    pub fn move_away(&mut self, lane: LaneId, step: StepIndex, world: &mut World<'_>) {
        on_lane!(self, lane, move_away(step, world));
    }

    /// Applies to every lane; see [`Lane::apply`].
    pub fn apply(&mut self, settings: &LaneSettings, now: Nanos) {
        for lane in LaneId::ALL {
            on_lane!(self, lane, apply(settings, now));
        }
    }

    /// Applies to every lane; see [`Lane::set_statement`].
    pub fn set_statement(&mut self, statement: Nanos) {
        for lane in LaneId::ALL {
            on_lane!(self, lane, set_statement(statement));
        }
    }

    /// See [`Lane::instances_of`].
    pub fn instances_of(&self, lane: LaneId, step: StepIndex) -> u32 {
        on_lane!(self, lane, instances_of(step))
    }

    /// See [`Serverless::share`].
    pub fn share(&mut self, slot: Slot, schedule: RunSchedule, begins: Nanos) -> Nanos {
        self.serverless.share(slot, schedule, begins)
    }

    /// See [`Serverless::next_done`].
    pub fn next_done(&mut self, instance: u32, now: Nanos) -> Option<(Slot, RunSchedule)> {
        self.serverless.next_done(instance, now)
    }

    /// See [`Serverless::next_done_at`].
    pub fn next_done_at(&self, instance: u32) -> Nanos {
        self.serverless.next_done_at(instance)
    }

    /// Removes every idle instance whose time has come.
    pub fn reclaim(&mut self, world: &mut World<'_>) {
        self.serverless.reclaim(world);
    }

    /// The number of runs that wait for a worker of the plugin host.
    pub fn waiting_runs(&self) -> u32 {
        self.sandbox.waiting()
    }

    /// The number of live instances of all functions, busy and idle.
    pub fn function_instances(&self) -> u32 {
        self.serverless.live()
    }

    /// The number of replicas of all deployments, starting or ready.
    pub fn replicas(&self) -> u32 {
        self.service.replicas()
    }

    /// How long the instances of each step lived before the horizon.
    pub fn lives(&self, plan: &Plan, horizon: Nanos) -> Lives {
        let mut lives: Lives = vec![0; plan.steps.len()].into();
        for lane in LaneId::ALL {
            on_lane!(self, lane, add_lives(&mut lives, horizon));
        }
        lives
    }

    /// The use of each step before the end of the run, for the bill.
    pub fn usage(&self, run: &FinishedRun<'_>) -> TiVec<StepIndex, HourUsage> {
        let mut usage: TiVec<StepIndex, HourUsage> =
            vec![HourUsage::default(); run.plan.steps.len()].into();
        for lane in LaneId::ALL {
            on_lane!(self, lane, add_usage(&mut usage, run));
        }
        usage
    }

    /// See [`Lane::preset_id`].
    pub fn preset_id(&self, lane: LaneId) -> &'static str {
        on_lane!(self, lane, preset_id())
    }

    /// See [`Lane::bill`].
    pub fn bill(&self, lane: LaneId, used: &Usage) -> Bill {
        on_lane!(self, lane, bill(used))
    }

    /// See [`Lane::usd_without_plan`].
    pub fn usd_without_plan(&self, lane: LaneId, used: &Usage) -> f64 {
        on_lane!(self, lane, usd_without_plan(used))
    }
}

/// A trip to the database from another zone of the home region, with the database's own time. Services,
/// functions and the plugin host are spread over zones, and so is the database.
fn trip_home(statement: Nanos) -> Nanos {
    TRIP_BETWEEN_ZONES.time() + statement
}

/// The wait before another attempt: it doubles with each one, up to `most`.
pub(crate) fn doubling_wait(first: Nanos, attempts: u16, most: Nanos) -> Nanos {
    Nanos(first.0.saturating_mul(1 << attempts.min(20))).min(most)
}

/// Removes the entry that `is_wanted` finds first. Returns how many entries were looked through before it; 0 where
/// there is none.
fn leave<T>(queue: &mut VecDeque<T>, is_wanted: impl Fn(&T) -> bool) -> usize {
    queue.iter().position(is_wanted).map_or(0, |place| {
        queue.remove(place);
        place
    })
}
