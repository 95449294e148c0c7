//! Containers in the home region: each step is its own deployment of replicas behind one queue.
//!
//! Must not know: what else runs in the region. A deployment is closed over its own replicas.

mod autoscaler;
mod deployment;
mod replica;

use super::{Admission, ExecutionPlan, RunSchedule, execution_plan};
use crate::catalog::{LaneId, MachinePrices};
use crate::cost::MachineUsage;
use crate::outcome::Cause;
use crate::plan::{Plan, StepPlan};
use crate::random::Stream;
use crate::report::Lives;
use crate::request::{Ending, Request, Slot};
use crate::scenario::{Coordination, Deployment as Settings, Remedy, Scenario, setting_of};
use crate::trace::Instances;
use crate::units::Nanos;
use deployment::Deployment;

/// The lane's state.
#[derive(Debug)]
pub(crate) struct Service {
    /// One for each step of the plan; steps of other lanes have none.
    deployments: Vec<Option<Deployment>>,
    trip: Nanos,
}

/// Something that the lane has to be told again at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ServiceEvent {
    /// The autoscaler of a step looks at its utilisation.
    Scale(u16),
    /// A replica of a step may have become ready.
    Ready(u16),
}

impl Service {
    pub fn new(scenario: &Scenario, plan: &Plan, trip: Nanos, instances: &mut Instances) -> Self {
        let settings = &scenario.lanes.service;
        let deployments = (0..).zip(&plan.steps).map(|(index, step)| {
            (step.lane == LaneId::Service).then(|| {
                let (workload, id) = scenario.ids_of(step.workload, step.step_of_workload);
                let own = setting_of(&settings.deployments, workload, id);
                let stream = Stream::new(scenario.seed, &format!("{}/replicas", step.name));
                let own: &Settings = own.unwrap_or(&settings.deployment);
                let mut own = own.clone();
                for remedy in scenario.remedies_for(workload, id) {
                    if let Remedy::MoreReplicas {
                        min_replicas,
                        max_replicas,
                        ..
                    } = *remedy
                    {
                        (own.min_replicas, own.max_replicas) = (min_replicas, max_replicas);
                    }
                }
                let mut deployment = Deployment::new(index, step, &own, settings, stream);
                // One that a workload moves to begins when it does.
                if step.home_step == index {
                    deployment.stand_ready(instances);
                }
                deployment
            })
        });
        Self {
            deployments: deployments.collect(),
            trip,
        }
    }

    /// Steps that have an autoscaler.
    pub fn scaled_steps(&self) -> Vec<u16> {
        (0..self.deployments.len() as u16)
            .filter(|&step| self.is_scaled(step))
            .collect()
    }

    /// A workload moves here: its least replicas start. Answers when they are ready.
    pub fn begin(
        &mut self,
        index: u16,
        step: &StepPlan,
        now: Nanos,
        instances: &mut Instances,
    ) -> Vec<Nanos> {
        self.deployments[usize::from(index)]
            .as_mut()
            .map(|deployment| deployment.begin(step, now, instances))
            .unwrap_or_default()
    }

    /// A workload moves away: its replicas finish what they run, and go.
    pub fn retire(&mut self, index: u16, now: Nanos, instances: &mut Instances) {
        if let Some(deployment) = self.deployments[usize::from(index)].as_mut() {
            deployment.retire(now, instances);
        }
    }

    /// Whether a step has an autoscaler that is at work.
    pub fn is_scaled(&self, index: u16) -> bool {
        self.deployments[usize::from(index)]
            .as_ref()
            .is_some_and(|deployment| deployment.can_scale() && deployment.serves())
    }

    /// How long a trip to the database takes from now on.
    pub fn set_trip(&mut self, trip: Nanos) {
        self.trip = trip;
    }

    /// Adds what a step's replicas used before the horizon.
    pub fn add_usage(
        &self,
        index: u16,
        prices: &MachinePrices,
        horizon: Nanos,
        usage: &mut MachineUsage,
    ) {
        if let Some(deployment) = &self.deployments[usize::from(index)] {
            deployment.add_usage(prices, horizon, usage);
        }
    }

    /// Replicas, starting or ready.
    pub fn replicas(&self) -> u32 {
        self.deployments
            .iter()
            .flatten()
            .map(Deployment::replicas)
            .sum()
    }

    /// Adds how long the replicas of each step lived before the horizon.
    pub fn add_lives(&self, lives: &mut Lives, horizon: Nanos) {
        for (lived_ns, deployment) in lives.iter_mut().zip(&self.deployments) {
            *lived_ns += deployment
                .as_ref()
                .map_or(0, |deployment| deployment.lived_ns(horizon));
        }
    }

    /// Replicas of one step.
    pub fn replicas_of(&self, step: u16) -> u32 {
        self.deployments[usize::from(step)]
            .as_ref()
            .map_or(0, Deployment::replicas)
    }

    /// Requests that wait for a slot of one step.
    pub fn waiting_of(&self, step: u16) -> u32 {
        self.deployments[usize::from(step)]
            .as_ref()
            .map_or(0, Deployment::waiting)
    }

    /// A request reaches its deployment.
    pub fn admit(
        &mut self,
        index: u16,
        step: &StepPlan,
        request: &Request,
        slot: Slot,
        now: Nanos,
    ) -> Admission {
        let trip = self.trip;
        let Some(deployment) = self.deployments[usize::from(index)].as_mut() else {
            return Admission::Refuse(Cause::NotOffered);
        };
        if step.memory_mb + step.resident_mb > deployment.memory_mb() {
            return Admission::Refuse(Cause::MemoryLimit);
        }
        match deployment.place(step, request, now) {
            Some(replica) => Admission::Start(run(deployment, step, request, replica, trip)),
            None if deployment.is_full() => Admission::Refuse(Cause::QueueFull),
            None => {
                deployment.wait(step, request, slot);
                Admission::Wait
            }
        }
    }

    /// Whether a slot is pinned by code that never ends.
    pub fn has_pinned_slot(&self, step: u16) -> bool {
        self.deployments[usize::from(step)]
            .as_ref()
            .is_some_and(Deployment::has_pinned_slot)
    }

    /// A request's code stopped running; its slot is free.
    pub fn release(&mut self, request: &Request, now: Nanos, out: &mut Instances) {
        if let Some(deployment) = self.deployments[usize::from(request.step)].as_mut() {
            deployment.release(request, now, out);
        }
    }

    /// A request's code took its replica down, and what else ran there is the caller's to end.
    /// Answers when the replica is back.
    pub fn crash(
        &mut self,
        request: &Request,
        step: &StepPlan,
        now: Nanos,
        out: &mut Instances,
    ) -> Nanos {
        self.deployments[usize::from(request.step)]
            .as_mut()
            .map_or(Nanos::MAX, |deployment| {
                deployment.crash(request, step, now, out)
            })
    }

    /// The next waiting request of a step that a replica has room for, in order of arrival.
    pub fn next_waiting(&mut self, step: u16, now: Nanos) -> Option<(Slot, u32)> {
        self.deployments[usize::from(step)]
            .as_mut()?
            .next_waiting(now)
    }

    /// Waiting requests that the last [`Service::next_waiting`] looked through.
    pub fn looked_through(&self, step: u16) -> usize {
        let deployment = self.deployments[usize::from(step)].as_ref();
        deployment.map_or(0, Deployment::looked_through)
    }

    /// Starts a request that [`Service::next_waiting`] gave.
    pub fn start_next(
        &mut self,
        index: u16,
        step: &StepPlan,
        request: &Request,
        replica: u32,
    ) -> Option<RunSchedule> {
        let deployment = self.deployments[usize::from(index)].as_mut()?;
        Some(run(deployment, step, request, replica, self.trip))
    }

    /// The autoscaler looks at a step; answers when to look at new replicas, and how many there
    /// are now where that grew.
    pub fn scale(
        &mut self,
        index: u16,
        step: &StepPlan,
        now: Nanos,
        instances: &mut Instances,
    ) -> (Vec<Nanos>, Option<u32>) {
        self.deployments[usize::from(index)]
            .as_mut()
            .map(|deployment| deployment.scale(step, now, instances))
            .unwrap_or_default()
    }
}

/// What a request does on a replica.
fn run(
    deployment: &mut Deployment,
    step: &StepPlan,
    request: &Request,
    replica: u32,
    trip: Nanos,
) -> RunSchedule {
    let mut start = RunSchedule::on(replica, deployment.span(replica));
    if let Some(session) = &step.session {
        if deployment.loses_session(request.key, replica) {
            start.reload = Nanos(trip.0 * u64::from(session.reload_reads));
            start.session_lost = deployment.had_session(request.key);
        }
        deployment.keep_session(request.key, replica);
    }
    if let Some(access) = &step.state_access {
        start.reads = Nanos(trip.0 * u64::from(access.reads));
        start.writes = Nanos(trip.0 * u64::from(access.writes));
        // A transaction reads under its lock, so its trips come together, after the code has run.
        if access.coordination == Coordination::PerKey {
            start.writes += std::mem::take(&mut start.reads);
        }
    }
    let speed = deployment.vcpu_per_slot().min(step.threads);
    let mut pins = false;
    match execution_plan(step, request, deployment.memory_mb()) {
        ExecutionPlan::Finish { cpu, breach } => {
            start.execute = cpu.scaled(1.0 / speed) + step.outside(request.draws);
            start.breach = breach;
        }
        ExecutionPlan::Trap { cpu, cause } => {
            start.execute = cpu.scaled(1.0 / speed);
            start.ending = Ending::Fail(cause);
        }
        ExecutionPlan::Loop => {
            start.execute = Nanos::MAX;
            pins = true;
        }
        ExecutionPlan::Crash { cpu } => {
            start.execute = cpu.scaled(1.0 / speed);
            start.ending = Ending::Crash;
        }
    }
    if start.ending != Ending::Finish {
        start.writes = Nanos::ZERO;
    }
    deployment.occupy(replica, pins);
    start.limited(step.give_up, Cause::GivenUp)
}
