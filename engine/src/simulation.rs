//! One closed enum of events, one loop, in slices that can be dropped.
//!
//! Life of a run: [`Simulation::new`] works the scenario out once; [`Simulation::step`] handles a
//! bounded number of events and can be called again or not; [`Simulation::finish`] ends what is
//! still in flight and hands over the [`Run`]. [`simulate`] does all three.
//! Must not know: who calls it, how long a slice takes, what a screen shows.

mod arrive;
mod chains;
mod finish;
mod recorder;
mod start;

use crate::agenda::Agenda;
use crate::arrivals::ArrivalStream;
use crate::catalog::LaneId;
use crate::catalog::datastore::{STATEMENT, TRIP_BETWEEN_ZONES};
use crate::catalog::service::SCALE_PERIOD;
use crate::datastore::{Connections, Versions};
use crate::lanes::edge::Edge;
use crate::lanes::sandbox::Sandbox;
use crate::lanes::serverless::{self, Serverless};
use crate::lanes::service::{Service, ServiceEvent};
use crate::moments::MomentKind;
use crate::plan::Plan;
use crate::random::Stream;
use crate::report::{Gauges, Tally};
use crate::request::{Slab, Slot};
use crate::run::{PopKey, Run, StepKey, Summary};
use crate::sandbox::SnippetProfiles;
use crate::scenario::{Scenario, ScenarioError};
use crate::units::Nanos;
use crate::verdict;
use chains::Chains;
use recorder::Recorder;

/// Everything that can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    /// A workload's next request arrives.
    Arrival(u16),
    /// A request reaches its lane, or comes to it again.
    Reach(Slot),
    /// A request's code, or its commit, is done.
    Done(Slot),
    /// The service lane wants to be told.
    Service(ServiceEvent),
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Progress {
    /// There is more to do; the share of the hour that is done, 0 to 1.
    Running {
        /// 1 while what is in flight at the horizon drains.
        share: f64,
    },
    /// Nothing is left but [`Simulation::finish`].
    Done,
}

/// A run in the making.
#[derive(Debug)]
pub struct Simulation {
    scenario: Scenario,
    plan: Plan,
    agenda: Agenda<Event>,
    arrivals: Vec<ArrivalStream>,
    requests: Slab,
    chains: Chains,
    connections: Connections,
    /// One for each step that has state.
    versions: Vec<Option<Versions>>,
    serverless: Serverless,
    edge: Edge,
    sandbox: Sandbox,
    service: Service,
    tally: Tally,
    recorder: Recorder,
    now: Nanos,
    horizon: Nanos,
    drained_by: Nanos,
    bin: usize,
}

/// Simulates a scenario at once.
///
/// # Errors
///
/// [`ScenarioError`] where the scenario names something that the catalog does not have.
pub fn simulate(scenario: &Scenario, profiles: &SnippetProfiles) -> Result<Run, ScenarioError> {
    let mut simulation = Simulation::new(scenario, profiles)?;
    while simulation.step(u32::MAX) != Progress::Done {}
    Ok(simulation.finish())
}

impl Simulation {
    /// Works a scenario out. `profiles` say how each snippet ended on each submission.
    ///
    /// # Errors
    ///
    /// [`ScenarioError`] where the scenario names something that the catalog does not have; the
    /// last good run can stay.
    pub fn new(scenario: &Scenario, profiles: &SnippetProfiles) -> Result<Self, ScenarioError> {
        let plan = Plan::new(scenario, profiles)?;
        let horizon = Nanos::from_secs(scenario.horizon_s);
        // Services, functions and the plugin host are spread over zones, and so is the database.
        let trip_home = TRIP_BETWEEN_ZONES.time() + STATEMENT.time();
        let mut recorder = Recorder::new(plan.steps.len(), scenario.workloads.len());
        let versions = plan.steps.iter().map(|step| {
            let stream = Stream::new(scenario.seed, &format!("{}/writes", step.name));
            step.records
                .as_ref()
                .map(|records| Versions::new(records.key_count, stream))
        });
        let arrivals = scenario.workloads.iter().map(|workload| {
            let stream = Stream::new(scenario.seed, &format!("{}/arrivals", workload.id));
            ArrivalStream::new(&workload.arrivals, stream, scenario.horizon_s)
        });
        let service = Service::new(scenario, &plan, trip_home, &mut recorder.trace.instances);
        let mut simulation = Self {
            agenda: Agenda::default(),
            arrivals: arrivals.collect(),
            requests: Slab::default(),
            chains: Chains::default(),
            connections: Connections::new(&scenario.datastore),
            versions: versions.collect(),
            serverless: Serverless::new(scenario, &plan, trip_home),
            edge: Edge::new(scenario, &plan),
            sandbox: Sandbox::new(&scenario.lanes.sandbox, trip_home),
            service,
            tally: Tally::new(scenario.workloads.len(), horizon),
            recorder,
            now: Nanos::ZERO,
            horizon,
            drained_by: horizon + Nanos::from_secs(scenario.drain_limit_s),
            bin: 0,
            scenario: scenario.clone(),
            plan,
        };
        for workload in 0..simulation.arrivals.len() as u16 {
            simulation.schedule_arrival(workload);
        }
        for step in 0..simulation.plan.steps.len() as u16 {
            simulation.note_peak(step);
        }
        for step in simulation.service.scaled_steps() {
            let event = Event::Service(ServiceEvent::Scale(step));
            simulation.agenda.schedule(SCALE_PERIOD.time(), event);
        }
        Ok(simulation)
    }

    /// Handles at most this many events.
    pub fn step(&mut self, events: u32) -> Progress {
        for _ in 0..events {
            let Some(at) = self.agenda.next_at() else {
                return Progress::Done;
            };
            if at > self.drained_by {
                return Progress::Done;
            }
            self.sample_until(at);
            if let Some((at, event)) = self.agenda.pop() {
                self.now = at;
                self.handle(event);
            }
        }
        let share = self.now.as_secs() / self.horizon.as_secs().max(1e-9);
        Progress::Running {
            share: share.min(1.0),
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Arrival(workload) => self.arrive(workload),
            Event::Reach(slot) => self.reach(slot),
            Event::Done(slot) => {
                // A request that died with its neighbour left its event behind.
                if self.requests.is_live(slot) {
                    self.done(slot);
                }
            }
            Event::Service(ServiceEvent::Scale(step)) => self.scale(step),
            Event::Service(ServiceEvent::Ready(step)) => self.start_waiting(step),
        }
    }

    fn schedule_arrival(&mut self, workload: u16) {
        if let Some(at) = self.arrivals[usize::from(workload)].next()
            && at < self.horizon
        {
            self.agenda.schedule(at, Event::Arrival(workload));
        }
    }

    fn scale(&mut self, step: u16) {
        let plan = &self.plan.steps[usize::from(step)];
        let instances = &mut self.recorder.trace.instances;
        let (ready, grown) = self.service.scale(step, plan, self.now, instances);
        if let Some(replicas) = grown {
            let workload = plan.workload;
            self.recorder.note(
                MomentKind::ScaleOut,
                workload,
                self.now,
                replicas.into(),
                None,
            );
            self.note_peak(step);
        }
        for at in ready {
            self.agenda
                .schedule(at, Event::Service(ServiceEvent::Ready(step)));
        }
        if self.now < self.horizon || self.requests.in_flight() > 0 {
            let next = self.now + SCALE_PERIOD.time();
            self.agenda
                .schedule(next, Event::Service(ServiceEvent::Scale(step)));
        }
    }

    /// Notes the number of instances that a step's workload has now.
    fn note_peak(&mut self, step: u16) {
        let StepKey {
            workload,
            placement,
            ..
        } = self.recorder_key(step);
        let of = |step: u16| match placement.lane {
            LaneId::Serverless => self.serverless.live_of(step),
            LaneId::Service => self.service.replicas_of(step),
            LaneId::Edge | LaneId::Sandbox => 0,
        };
        let steps = (0..)
            .zip(&self.plan.steps)
            .filter(|(_, plan)| plan.workload == workload);
        let live: u64 = steps.map(|(step, _)| u64::from(of(step))).sum();
        let counts = &mut self.tally.workloads[usize::from(workload)];
        counts.peak_instances = counts.peak_instances.max(live);
    }

    fn recorder_key(&self, step: u16) -> StepKey {
        let plan = &self.plan.steps[usize::from(step)];
        let workload = &self.scenario.workloads[usize::from(plan.workload)];
        StepKey {
            workload: plan.workload,
            step: plan.step_of_workload,
            placement: self.scenario.placement_of(&workload.id),
        }
    }

    /// Samples the gauges of every bin that ends before `at`.
    fn sample_until(&mut self, at: Nanos) {
        while let Some(end) = self.tally.bin_end(self.bin).filter(|&end| end <= at) {
            let mut world = serverless::World {
                now: end,
                connections: &mut self.connections,
                instances: &mut self.recorder.trace.instances,
            };
            self.serverless.reclaim(&self.plan, &mut world);
            let gauges = Gauges {
                queued: self.sandbox.waiting() as u32,
                function_instances: self.serverless.live(),
                replicas: self.service.replicas(),
            };
            self.tally.sample(self.bin, gauges);
            self.bin += 1;
        }
    }

    /// Ends what is still in flight and hands the run over.
    pub fn finish(mut self) -> Run {
        self.sample_until(Nanos::MAX);
        self.end_unfinished();
        let names: Vec<_> = self
            .scenario
            .workloads
            .iter()
            .map(|workload| {
                (
                    workload.id.clone(),
                    self.scenario.placement_of(&workload.id).lane,
                )
            })
            .collect();
        let steps: Vec<StepKey> = (0..self.plan.steps.len() as u16)
            .map(|step| self.recorder_key(step))
            .collect();
        let report = self.tally.into_report(&names);
        let pops = self.plan.pops.iter().map(|pop| PopKey {
            code: pop.code.to_string(),
            city: pop.city.to_string(),
            lat: pop.lat,
            lon: pop.lon,
        });
        let cities = 0..self.scenario.audience.len() as u16;
        let network = &self.plan.network;
        let summary = Summary {
            fingerprint: self.recorder.fingerprint(),
            steps,
            pops: pops.collect(),
            pop_of_city: cities
                .map(|city| network.pop_of(crate::network::CityId(city)).0)
                .collect(),
            verdicts: verdict::judge(&self.scenario, &report),
            moments: self.recorder.moments(&report),
            report,
        };
        Run {
            summary,
            trace: self.recorder.into_trace(),
        }
    }
}
