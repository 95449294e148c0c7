//! A plugin host in the home region: a bounded number of runs at once, one queue, and a fresh wasm
//! instance for each request.

use std::collections::VecDeque;

use typed_index_collections::TiSlice;

use super::{
    Admission, Completion, ExecutionPlan, FinishedRun, Lane, RunSchedule, Visit, Waited, World,
    execution_plan, leave, trip_home,
};
use crate::datastore::{Connections, Holder, Link};
use crate::plan::{StepPlan, Store};
use crate::request::{Ending, Request, Slab, Slot};
use model::catalog::LaneId;
use model::catalog::sandbox::HOST_MEMORY;
use model::cost::{Bill, HourUsage, MachineUsage, Usage, machine_bill};
use model::index::StepIndex;
use model::outcome::Cause;
use model::scenario::{Capability, LaneSettings, SandboxSettings};
use model::units::Nanos;

/// The lane's state.
#[derive(Debug)]
pub(super) struct Sandbox {
    /// Workers that run a request, and those whose run has ended and that have not yet been offered
    /// to the queue.
    busy: u32,
    ended: u32,
    waiting: VecDeque<Slot>,
    /// The settings at the beginning of the run; the bill is for these.
    settings: SandboxSettings,
    /// How many workers and places in the queue there are now.
    workers: u32,
    queue: u32,
    instantiate: Nanos,
    /// How long a trip to the database takes.
    trip: Nanos,
    /// The host's pool of connections to the database, once a run needs one.
    link: Option<Link>,
}

impl Lane for Sandbox {
    fn admit(&mut self, visit: Visit<'_>, world: &mut World<'_>) -> Admission {
        let request = visit.request;
        let step = world.step(request.step);
        if self.denies(step) {
            return Admission::refuse(Cause::CapabilityDenied);
        }
        // The real run of a snippet has bounded its memory; other work needs its own.
        let memory_mb = step.memory_mb + step.resident_mb;
        if request.snippet.is_none() && memory_mb > self.settings.preset().memory_max.count() {
            return Admission::refuse(Cause::MemoryLimit);
        }
        if self.busy < self.workers {
            self.busy += 1;
            return Admission::Start(self.run(request, world));
        }
        // What a queue holds is not refused.
        if self.waiting.len() >= self.queue as usize && step.queue.is_none() {
            return Admission::refuse(Cause::QueueFull);
        }
        self.waiting.push_back(visit.slot);
        Admission::Wait {
            waiting: self.waiting(),
        }
    }

    /// The worker is free only once it has been offered to the queue: the follow-ups of the
    /// request come after the requests that wait already.
    fn complete(&mut self, _request: &Request, _world: &mut World<'_>) -> Completion {
        self.ended += 1;
        Completion::default()
    }

    /// The next request in the queue, of any step.
    fn start_next(
        &mut self,
        _step: StepIndex,
        requests: &Slab,
        world: &mut World<'_>,
    ) -> Option<(Slot, Waited)> {
        while self.ended > 0 {
            self.ended -= 1;
            self.busy -= 1;
            // Where there are fewer workers now than runs, the difference goes as runs end.
            if self.busy >= self.workers {
                continue;
            }
            if let Some(slot) = self.waiting.pop_front() {
                self.busy += 1;
                let request = requests.get(slot);
                let schedule = self.run(request, world);
                return Some((slot, Waited::Start(schedule)));
            }
        }
        None
    }

    fn leave_queue(&mut self, _step: StepIndex, slot: Slot) -> usize {
        leave(&mut self.waiting, |&other| other == slot)
    }

    fn apply(&mut self, settings: &LaneSettings, _now: Nanos) {
        self.workers = settings.sandbox.workers;
        self.queue = settings.sandbox.queue;
    }

    fn set_statement(&mut self, statement: Nanos) {
        self.trip = trip_home(statement);
    }

    /// The host is paid for during the whole run; a step bears a part of the cost in proportion
    /// to the running time of its workload.
    fn add_usage(&self, usage: &mut TiSlice<StepIndex, HourUsage>, run: &FinishedRun<'_>) {
        let steps = run.plan.steps.iter_enumerated();
        let on_host: Vec<(StepIndex, f64)> = steps
            .filter(|(_, step)| step.lane == LaneId::Sandbox)
            .map(|(index, step)| (index, run.running_ns[step.workload] as f64))
            .collect();
        let whole: f64 = on_host.iter().map(|(_, ran)| ran).sum();
        let mut host = MachineUsage::default();
        // A worker is one processor, with the memory that carries the host and its instances.
        let workers = self.settings.workers;
        let memory_mb = workers.saturating_mul(HOST_MEMORY.count().max(self.settings.memory_mb));
        let prices = &self.settings.preset().prices;
        host.add_life(prices, run.horizon, workers.into(), memory_mb);
        for &(step, ran) in &on_host {
            let part = if whole > 0.0 {
                ran / whole
            } else {
                1.0 / on_host.len() as f64
            };
            usage[step].standing.machines = host.times(part);
        }
    }

    fn preset_id(&self) -> &'static str {
        self.settings.preset().id
    }

    fn bill(&self, used: &Usage) -> Bill {
        machine_bill(&self.settings.preset().prices, &used.machines)
    }
}

impl Sandbox {
    /// The lane at the beginning of a run; `trip` is how long a trip to the database takes.
    pub fn new(settings: &SandboxSettings, trip: Nanos) -> Self {
        Self {
            busy: 0,
            ended: 0,
            waiting: VecDeque::new(),
            workers: settings.workers,
            queue: settings.queue,
            settings: settings.clone(),
            instantiate: settings.preset().instantiate.time(),
            trip,
            link: None,
        }
    }

    /// How many requests wait for a worker.
    pub fn waiting(&self) -> u32 {
        self.waiting.len() as u32
    }

    /// Whether the step must call something that the host does not grant.
    fn denies(&self, step: &StepPlan) -> bool {
        let granted = |capability| self.settings.grants.contains(&capability);
        let needs_database = step.store != Store::None && step.state_access.is_some();
        (needs_database && !granted(Capability::Database))
            || step.reaches.iter().any(|&capability| !granted(capability))
    }

    fn run(&mut self, request: &Request, world: &mut World<'_>) -> RunSchedule {
        let step = world.step(request.step);
        let mut schedule = RunSchedule::unlisted();
        // A fresh instance has no memory of any session.
        schedule.session_lost = step.session.is_some();
        let (mut execute, ending) = match execution_plan(step, request, self.settings.memory_mb) {
            ExecutionPlan::Finish { cpu, .. } => (
                cpu + step.outside(request.draws, request.messages),
                Ending::Finish,
            ),
            ExecutionPlan::Trap { cpu, cause } => (cpu, Ending::Fail(cause)),
            ExecutionPlan::Loop => (step.give_up, Ending::Fail(Cause::GivenUp)),
            ExecutionPlan::Crash { cpu } => (cpu, Ending::Fail(Cause::Trapped)),
        };
        execute += self.instantiate;
        let trips = step.reaches.len() as u64;
        execute += Nanos(self.trip.0 * trips);
        schedule.set_trips(step, request.messages, self.trip);
        schedule.execute = execute;
        schedule.ending = ending;
        if ending != Ending::Finish {
            schedule.writes = Nanos::ZERO;
        }
        let mut schedule = schedule.limited(step.run_limit, Cause::GivenUp);
        if step.needs_connection() && step.state_access.is_some() {
            let (workers, opens_in) = (self.settings.workers, Connections::opens_at_home_in());
            let link = *self.link.get_or_insert_with(|| {
                let connections = &mut *world.connections;
                connections.open_pool(Holder::Service, workers, opens_in)
            });
            schedule.connect(link, world.now, step, world.connections);
        }
        schedule
    }
}
