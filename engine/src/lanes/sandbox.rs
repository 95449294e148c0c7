//! A plugin host in the home region: a bounded number of runs at once, one queue, and a fresh wasm
//! instance for each request.
//!
//! Must not know: what snippets are; it is handed how each behaves.

use std::collections::VecDeque;

use super::{Admission, ExecutionPlan, RunSchedule, execution_plan};
use crate::outcome::Cause;
use crate::plan::{StepPlan, Store};
use crate::request::{Ending, Request, Slot};
use crate::scenario::{Capability, SandboxSettings, SettingId};
use crate::trace::NO_INSTANCE;
use crate::units::Nanos;

/// The lane's state.
#[derive(Debug)]
pub(crate) struct Sandbox {
    busy: u32,
    waiting: VecDeque<Slot>,
    settings: SandboxSettings,
    instantiate: Nanos,
    trip: Nanos,
}

impl Sandbox {
    pub fn new(settings: &SandboxSettings, trip: Nanos) -> Self {
        Self {
            busy: 0,
            waiting: VecDeque::new(),
            settings: settings.clone(),
            instantiate: settings.preset().instantiate.time(),
            trip,
        }
    }

    /// Requests that wait for a worker.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// A setting changes within the hour.
    pub fn set(&mut self, setting: SettingId, value: f64) {
        match setting {
            SettingId::SandboxWorkers => self.settings.workers = value as u32,
            SettingId::SandboxQueue => self.settings.queue = value as u32,
            _ => {}
        }
    }

    /// How long a trip to the database takes from now on.
    pub fn set_trip(&mut self, trip: Nanos) {
        self.trip = trip;
    }

    /// A request reaches the host.
    pub fn admit(&mut self, step: &StepPlan, request: &Request, slot: Slot) -> Admission {
        if self.denies(step) {
            return Admission::Refuse(Cause::CapabilityDenied);
        }
        // A snippet's memory was bounded in its real run; other work brings its own.
        let memory_mb = step.memory_mb + step.resident_mb;
        if request.snippet.is_none() && memory_mb > self.settings.preset().memory_max.count() {
            return Admission::Refuse(Cause::MemoryLimit);
        }
        if self.busy < self.settings.workers {
            self.busy += 1;
            return Admission::Start(self.run(step, request));
        }
        if self.waiting.len() >= self.settings.queue as usize {
            return Admission::Refuse(Cause::QueueFull);
        }
        self.waiting.push_back(slot);
        Admission::Wait
    }

    /// Whether the step must call something that the host does not grant.
    fn denies(&self, step: &StepPlan) -> bool {
        let granted = |capability| self.settings.grants.contains(&capability);
        let needs_database = step.store != Store::None && step.state_access.is_some();
        (needs_database && !granted(Capability::Database))
            || step.reaches.iter().any(|&capability| !granted(capability))
    }

    fn run(&self, step: &StepPlan, request: &Request) -> RunSchedule {
        let mut start = RunSchedule::on(0, NO_INSTANCE);
        // A fresh instance remembers nothing: whatever session this was, its memory is gone.
        start.session_lost = step.session.is_some();
        let (mut execute, ending) = match execution_plan(step, request, self.settings.memory_mb) {
            ExecutionPlan::Finish { cpu, .. } => {
                (cpu + step.outside(request.draws), Ending::Finish)
            }
            ExecutionPlan::Trap { cpu, cause } => (cpu, Ending::Fail(cause)),
            ExecutionPlan::Loop => (step.give_up, Ending::Fail(Cause::GivenUp)),
            ExecutionPlan::Crash { cpu } => (cpu, Ending::Fail(Cause::Trapped)),
        };
        execute += self.instantiate;
        let trips = step.reaches.len() as u64;
        execute += Nanos(self.trip.0 * trips);
        if let Some(access) = &step.state_access {
            start.reads = Nanos(self.trip.0 * u64::from(access.reads));
            start.writes = Nanos(self.trip.0 * u64::from(access.writes));
        }
        start.execute = execute;
        start.ending = ending;
        start.limited(step.give_up, Cause::GivenUp)
    }

    /// A run ended: the next one in the queue takes its worker.
    pub fn release(&mut self) -> Option<Slot> {
        self.busy -= 1;
        // Fewer workers than run now are reached as runs end.
        if self.busy >= self.settings.workers {
            return None;
        }
        let next = self.waiting.pop_front();
        self.busy += u32::from(next.is_some());
        next
    }

    /// What the one that took a worker over from the queue does.
    pub fn start_next(&self, step: &StepPlan, request: &Request) -> RunSchedule {
        self.run(step, request)
    }
}
