//! What every lane does; the loop calls it through `Lanes`.

use typed_index_collections::{TiSlice, TiVec};

use super::{Admission, Completion, Scaling, Visit, Waited, World};
use crate::plan::Plan;
use crate::request::{Request, Slab, Slot};
use model::catalog::serverless::REDELIVERY_AFTER;
use model::cost::{Bill, HourUsage, Usage};
use model::index::{StepIndex, WorkloadIndex};
use model::scenario::LaneSettings;
use model::units::Nanos;

/// The behavior of each lane; the default methods serve a lane without that part, such as an autoscaler.
pub(super) trait Lane {
    /// A request reaches the lane.
    fn admit(&mut self, visit: Visit<'_>, world: &mut World<'_>) -> Admission;

    /// Frees the instance of a request whose code has stopped running. The caller ends the other requests
    /// that ran in a crashed process; see [`Completion`].
    fn complete(&mut self, _request: &Request, _world: &mut World<'_>) -> Completion {
        Completion::default()
    }

    /// A request died in the crash of another one.
    fn forget_run(&mut self, _request: &Request) {}

    /// The next waiting request of a step that can start now. The loop calls this until there is none:
    /// after each completion, when an instance is ready, and at [`Lane::looks_at`].
    fn start_next(
        &mut self,
        _step: StepIndex,
        _requests: &Slab,
        _world: &mut World<'_>,
    ) -> Option<(Slot, Waited)> {
        None
    }

    /// When the loop has to ask for waiting requests again, where it would not do so before.
    fn looks_at(&mut self, _now: Nanos) -> Option<Nanos> {
        None
    }

    /// The client of a request that waits for this step leaves, and its place in the queue is free. Returns how many
    /// entries of the queue were looked through.
    fn leave_queue(&mut self, _step: StepIndex, _slot: Slot) -> usize {
        0
    }

    /// The delay after which the platform retries a request that has failed this many times and that no
    /// client waits for; `None` where it does not retry.
    fn retry_after(&self, _failures: u32) -> Option<Nanos> {
        None
    }

    /// The delay after which an event that found its lane down comes again, at this many attempts and this age;
    /// `None` where it is dropped. A queue in front of the lane hides a message for a fixed time.
    fn outage_wait(&self, _attempts: u16, _age: Nanos) -> Option<Nanos> {
        Some(REDELIVERY_AFTER.time())
    }

    /// The time between two decisions of a step's autoscaler; `None` where it has none.
    fn scaling_period(&self, _step: StepIndex) -> Option<Nanos> {
        None
    }

    /// The autoscaler of a step decides whether to add or remove instances.
    fn scale(&mut self, _step: StepIndex, _world: &mut World<'_>) -> Scaling {
        Scaling::default()
    }

    /// A step moves to this lane. Returns when each instance that starts for it is ready.
    fn move_here(&mut self, _step: StepIndex, _world: &mut World<'_>) -> Vec<Nanos> {
        Vec::new()
    }

    /// A step moves away from this lane: requests that run there end there.
    fn move_away(&mut self, _step: StepIndex, _world: &mut World<'_>) {}

    /// Applies new settings of the lane from now on.
    fn apply(&mut self, _settings: &LaneSettings, _now: Nanos) {}

    /// Sets the time that the home database takes for a statement from now on.
    fn set_statement(&mut self, statement: Nanos);

    /// The number of live instances of a step.
    fn instances_of(&self, _step: StepIndex) -> u32 {
        0
    }

    /// Adds how long the instances of each step lived before the horizon.
    fn add_lives(&self, _lives: &mut Lives, _horizon: Nanos) {}

    /// Adds the use of each step before the end of the run, for the bill.
    fn add_usage(&self, usage: &mut TiSlice<StepIndex, HourUsage>, run: &FinishedRun<'_>);

    /// The id of the preset whose prices apply.
    fn preset_id(&self) -> &'static str;

    /// The bill for a month of such use.
    fn bill(&self, used: &Usage) -> Bill;

    /// The cost of a month of such use alone: without the price of a plan and without the amounts that
    /// the plan includes, US dollars.
    fn usd_without_plan(&self, used: &Usage) -> f64 {
        self.bill(used).usd()
    }
}

/// For each step, how long its instances lived before the horizon, added up, in nanoseconds.
pub(crate) type Lives = TiVec<StepIndex, u128>;

/// The figures of a finished run from which a lane computes the use of its steps.
pub(crate) struct FinishedRun<'a> {
    pub plan: &'a Plan,
    pub horizon: Nanos,
    /// How long the requests of each workload ran before the horizon, added up, nanoseconds.
    pub running_ns: &'a TiSlice<WorkloadIndex, u128>,
}
