//! Containers in the home region: each step is its own deployment of replicas behind one queue.
//!
//! A deployment owns its own replicas only.

mod autoscaler;
mod deployment;
mod replica;

use typed_index_collections::{TiSlice, TiVec};

use super::{
    Admission, Completion, Crash, FinishedRun, Lane, Lives, Process, Refusal, RunSchedule, Scaling,
    Visit, Waited, World, trip_home,
};
use crate::request::{Ending, Request, Slab, Slot};
use deployment::Deployment;
use model::catalog::service::SCALE_PERIOD;
use model::catalog::{LaneId, ServicePreset};
use model::cost::{Bill, HourUsage, Usage, machine_bill};
use model::index::StepIndex;
use model::outcome::Cause;
use model::random::Stream;
use model::scenario::{Deployment as Settings, Remedy, Scenario, setting_of};
use model::units::Nanos;

/// The lane's state.
#[derive(Debug)]
pub(super) struct Service {
    /// One for each step of the plan; steps of other lanes have none.
    deployments: TiVec<StepIndex, Option<Deployment>>,
    preset: &'static ServicePreset,
    /// How long a trip to the database takes.
    trip: Nanos,
}

impl Lane for Service {
    fn admit(&mut self, visit: Visit<'_>, world: &mut World<'_>) -> Admission {
        let (trip, request) = (self.trip, visit.request);
        let step = world.step(request.step);
        let Some(deployment) = self.deployments[request.step].as_mut() else {
            return Admission::refuse(Cause::NotOffered);
        };
        if step.memory_mb + step.resident_mb > deployment.memory_mb() {
            return Admission::refuse(Cause::MemoryLimit);
        }
        match deployment.place(step, request, world) {
            Some(replica) => Admission::Start(run(deployment, request, replica, trip, world)),
            // What a queue holds is not refused.
            None if deployment.is_full() && step.queue.is_none() => Admission::Refuse(Refusal {
                cause: Cause::QueueFull,
                starved: deployment.has_pinned_slot(),
            }),
            None => {
                deployment.wait(step, request, visit.slot);
                Admission::Wait {
                    waiting: deployment.waiting(),
                }
            }
        }
    }

    /// The request's slot is free, or its replica is started again after a crash.
    fn complete(&mut self, request: &Request, world: &mut World<'_>) -> Completion {
        let Some(deployment) = self.deployments[request.step].as_mut() else {
            return Completion::default();
        };
        if request.ending == Ending::Crash {
            let ready_at = Some(deployment.crash(request, world));
            return Completion {
                crash: Some(Crash { ready_at }),
            };
        }
        deployment.release(request, world);
        Completion::default()
    }

    /// The next waiting request of a step that a replica has room for, in order of arrival.
    fn start_next(
        &mut self,
        step: StepIndex,
        requests: &Slab,
        world: &mut World<'_>,
    ) -> Option<(Slot, Waited)> {
        let deployment = self.deployments[step].as_mut()?;
        let (slot, replica) = deployment.next_waiting(world)?;
        let schedule = run(deployment, requests.get(slot), replica, self.trip, world);
        Some((slot, Waited::Start(schedule)))
    }

    fn leave_queue(&mut self, step: StepIndex, slot: Slot) -> usize {
        self.deployments[step]
            .as_mut()
            .map_or(0, |deployment| deployment.leave_queue(slot))
    }

    fn scaling_period(&self, step: StepIndex) -> Option<Nanos> {
        let deployment = self.deployments[step].as_ref()?;
        (deployment.can_scale() && deployment.serves()).then(|| SCALE_PERIOD.time())
    }

    fn scale(&mut self, step: StepIndex, world: &mut World<'_>) -> Scaling {
        self.deployments[step]
            .as_mut()
            .map(|deployment| deployment.scale(world))
            .unwrap_or_default()
    }

    /// The least replicas of the step's deployment start.
    fn move_here(&mut self, step: StepIndex, world: &mut World<'_>) -> Vec<Nanos> {
        self.deployments[step]
            .as_mut()
            .map(|deployment| deployment.begin(world))
            .unwrap_or_default()
    }

    /// The replicas of the step's deployment finish their requests, and go.
    fn move_away(&mut self, step: StepIndex, world: &mut World<'_>) {
        if let Some(deployment) = self.deployments[step].as_mut() {
            deployment.retire(world);
        }
    }

    fn set_statement(&mut self, statement: Nanos) {
        self.trip = trip_home(statement);
    }

    fn instances_of(&self, step: StepIndex) -> u32 {
        self.deployments[step]
            .as_ref()
            .map_or(0, Deployment::replicas)
    }

    fn add_lives(&self, lives: &mut Lives, horizon: Nanos) {
        for (lived_ns, deployment) in lives.iter_mut().zip(&self.deployments) {
            *lived_ns += deployment
                .as_ref()
                .map_or(0, |deployment| deployment.lived_ns(horizon));
        }
    }

    fn add_usage(&self, usage: &mut TiSlice<StepIndex, HourUsage>, run: &FinishedRun<'_>) {
        for (usage, deployment) in usage.iter_mut().zip(&self.deployments) {
            let Some(deployment) = deployment else {
                continue;
            };
            let prices = &self.preset.prices;
            let all = deployment.usage(prices, run.horizon);
            let always = deployment.least_usage(prices, run.horizon);
            usage.by_requests.machines = all.less(&always);
            let share_of_day = run.plan.steps[deployment.step()].remedies.share_of_day;
            usage.standing.machines = deployment.through_the_day(&always, share_of_day);
        }
    }

    fn preset_id(&self) -> &'static str {
        self.preset.id
    }

    fn bill(&self, used: &Usage) -> Bill {
        machine_bill(&self.preset.prices, &used.machines)
    }
}

impl Service {
    /// The lane at the beginning of a run, with the replicas that are ready then; `trip` is how long
    /// a trip to the database takes.
    pub fn new(scenario: &Scenario, trip: Nanos, world: &mut World<'_>) -> Self {
        let settings = &scenario.lanes.service;
        let steps = world.plan.steps.iter_enumerated();
        let deployments = steps.map(|(index, step)| {
            (step.lane == LaneId::Service && !step.accepts).then(|| {
                let (workload, id) = scenario.ids_of(step.workload.0, step.step_of_workload);
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
                if step.remedies.is_job {
                    (own.min_replicas, own.slots) = (0, 1);
                }
                let mut deployment = Deployment::new(index, step, &own, settings, stream);
                // The deployment that a workload moves to later begins when it does.
                if step.home_step == index || step.second.is_some() {
                    deployment.stand_ready(world);
                }
                deployment
            })
        });
        Self {
            deployments: deployments.collect(),
            preset: settings.preset(),
            trip,
        }
    }

    /// Replicas of all deployments, starting or ready.
    pub fn replicas(&self) -> u32 {
        self.deployments
            .iter()
            .flatten()
            .map(Deployment::replicas)
            .sum()
    }
}

/// How a request runs on a replica, which it occupies from now on.
fn run(
    deployment: &mut Deployment,
    request: &Request,
    replica: u32,
    trip: Nanos,
    world: &mut World<'_>,
) -> RunSchedule {
    let step = world.step(request.step);
    let mut schedule = RunSchedule::on(replica, deployment.span(replica));
    if let Some(session) = &step.session {
        if deployment.loses_session(request.key, replica) {
            schedule.reload = Nanos(trip.0 * u64::from(session.reload_reads));
            schedule.session_lost = deployment.had_session(request.key);
        }
        deployment.keep_session(request.key, replica);
    }
    let process = Process {
        memory_mb: deployment.memory_mb(),
        vcpu: deployment.vcpu_per_slot(),
        trip,
    };
    let pins = process.run(step, request, &mut schedule);
    schedule.cold = deployment.ready_in(replica, world.now);
    schedule.is_cold = schedule.cold > Nanos::ZERO;
    if let Some(link) = deployment.link(replica) {
        let from = world.now + schedule.cold;
        schedule.connect(link, from, step, world.connections);
    }
    deployment.occupy(replica, pins);
    schedule
}
