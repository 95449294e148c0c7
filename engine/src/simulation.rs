//! One closed enum of events, one loop, in slices that can be dropped.
//!
//! Life of a run: [`Simulation::new`] works the scenario out once; [`Simulation::step`] handles a
//! bounded number of events and can be called again or not; [`Simulation::finish`] ends what is
//! still in flight and hands over the [`Run`]. [`simulate`] does all three.
//! Must not know: who calls it, how long a slice takes, what a screen shows.

mod again;
mod arrive;
mod bill;
mod chains;
mod conditions;
mod event;
mod finish;
mod start;
mod trace_recorder;

use crate::arrivals::{self, ArrivalStream};
use crate::catalog::LaneId;
use crate::catalog::datastore::STATEMENT;
use crate::catalog::service::SCALE_PERIOD;
use crate::datastore::{Connections, Versions};
use crate::event_queue::EventQueue;
use crate::lanes::edge::Edge;
use crate::lanes::sandbox::Sandbox;
use crate::lanes::serverless::{self, Serverless};
use crate::lanes::service::{Service, ServiceEvent};
use crate::moments::MomentKind;
use crate::plan::Plan;
use crate::random::Stream;
use crate::report::{Gauges, Tally, times_by_city};
use crate::request::{Phase, Slab};
use crate::run::{Home, PopKey, Run, StepKey, Summary};
use crate::sandbox::SnippetProfiles;
use crate::scenario::{Remedy, Scenario, ScenarioError, caps};
use crate::trace_selection::TraceSelection;
use crate::units::Nanos;
use crate::verdict;
use chains::Chains;
use conditions::{Conditions, Surge};
use event::{Event, Packed};
use trace_recorder::TraceRecorder;

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
    /// More is in flight than fits into memory: the run cannot go on, and
    /// [`Simulation::refusal`] says why.
    Refused,
}

/// Entries of a list that cost as much to look through as one event.
const ENTRIES_PER_UNIT: usize = 32;
/// Instances of functions that live at once: those of the requests in flight, and those that are
/// provisioned.
const MOST_INSTANCES: u32 = caps::IN_FLIGHT + caps::PROVISIONED;

/// A run in the making.
#[derive(Debug)]
pub struct Simulation {
    scenario: Scenario,
    plan: Plan,
    events: EventQueue<Packed>,
    /// One for each workload, then one for each that a surge adds to one.
    arrivals: Vec<ArrivalStream>,
    surges: Vec<Surge>,
    /// The step that takes each workload's arrivals now.
    first_step: Vec<u16>,
    conditions: Conditions,
    /// When each of these has its next request, soonest first; [`Nanos::MAX`] where it has none.
    next_arrivals: Vec<(Nanos, u16)>,
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
    recorder: TraceRecorder,
    now: Nanos,
    horizon: Nanos,
    drained_by: Nanos,
    bin: usize,
    /// When the bin of the series ends; [`Nanos::MAX`] after the last.
    bin_end: Nanos,
    /// What is left of the work that the caller of [`Simulation::step`] allowed.
    work_left: u32,
}

/// Simulates a scenario at once.
///
/// # Errors
///
/// [`ScenarioError`] where the scenario names something that the catalog does not have.
pub fn simulate(scenario: &Scenario, profiles: &SnippetProfiles) -> Result<Run, ScenarioError> {
    simulate_recording(scenario, profiles, &TraceSelection::default())
}

/// Simulates a scenario at once and writes down what is asked for.
///
/// # Errors
///
/// [`ScenarioError`] where the scenario names something that the catalog does not have, or has more
/// requests in flight than fit into memory.
pub fn simulate_recording(
    scenario: &Scenario,
    profiles: &SnippetProfiles,
    selection: &TraceSelection,
) -> Result<Run, ScenarioError> {
    let mut simulation = Simulation::new(scenario, profiles, selection)?;
    loop {
        match simulation.step(u32::MAX) {
            Progress::Running { .. } => {}
            Progress::Done => return Ok(simulation.finish()),
            Progress::Refused => return Err(simulation.refusal()),
        }
    }
}

impl Simulation {
    /// Works a scenario out. `profiles` say how each snippet ended on each submission.
    ///
    /// # Errors
    ///
    /// [`ScenarioError`] where the scenario names something that the catalog does not have; the
    /// last good run can stay.
    pub fn new(
        scenario: &Scenario,
        profiles: &SnippetProfiles,
        selection: &TraceSelection,
    ) -> Result<Self, ScenarioError> {
        let plan = Plan::new(scenario, profiles)?;
        let horizon = Nanos::from_secs(scenario.horizon_s);
        let pooler = scenario.remedies.contains(&Remedy::ConnectionPooler);
        // Services, functions and the plugin host are spread over zones, and so is the database.
        let trip_home = conditions::trip_home(STATEMENT.time());
        let expected = scenario.workloads.iter().map(|workload| {
            arrivals::expected(&workload.arrivals, scenario.horizon_s) * workload.steps.len() as f64
        });
        let (steps, workloads) = (plan.steps.len(), scenario.workloads.len());
        let mut recorder = TraceRecorder::new(selection, expected.sum(), steps, workloads);
        let versions = plan.steps.iter().map(|step| {
            let stream = Stream::new(scenario.seed, &format!("{}/writes", step.name));
            // What a workload that moves reads and writes stays one: the first step has it.
            let keys = plan.steps_of[usize::from(step.workload)]
                .iter()
                .filter_map(|&other| {
                    let other = &plan.steps[usize::from(other)];
                    (other.home_step == step.home_step)
                        .then_some(other.state_access.as_ref()?.key_count)
                });
            keys.max().map(|keys| Versions::new(keys, stream))
        });
        let arrivals = scenario.workloads.iter().map(|workload| {
            let stream = Stream::new(scenario.seed, &format!("{}/arrivals", workload.id));
            ArrivalStream::new(&workload.arrivals, stream, scenario.horizon_s)
        });
        let mut arrivals: Vec<ArrivalStream> = arrivals.collect();
        let surges = conditions::surges(scenario, &mut arrivals);
        let service = Service::new(scenario, &plan, trip_home, &mut recorder.trace.instances);
        let mut simulation = Self {
            events: EventQueue::default(),
            next_arrivals: Vec::new(),
            arrivals,
            surges,
            first_step: plan.first_step.clone(),
            conditions: Conditions::new(scenario, profiles),
            requests: Slab::default(),
            chains: Chains::default(),
            connections: Connections::new(&scenario.datastore, pooler),
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
            bin_end: Nanos::ZERO,
            work_left: 0,
            scenario: scenario.clone(),
            plan,
        };
        simulation.bin_end = simulation.tally.bin_end(0);
        for stream in 0..simulation.arrivals.len() as u16 {
            let at = simulation.draw_arrival(stream);
            simulation.next_arrivals.push((at, stream));
        }
        simulation.next_arrivals.sort_unstable();
        let mut world = serverless::World {
            now: Nanos::ZERO,
            connections: &mut simulation.connections,
            instances: &mut simulation.recorder.trace.instances,
        };
        simulation
            .serverless
            .provision(&simulation.plan, &mut world);
        simulation.schedule_changes();
        for step in 0..simulation.plan.steps.len() as u16 {
            simulation.note_peak(step);
        }
        for step in simulation.service.scaled_steps() {
            let event = Event::Service(ServiceEvent::Scale(step));
            simulation.schedule(SCALE_PERIOD.time(), event);
        }
        Ok(simulation)
    }

    /// Does about this much work: an event is one unit, and one that looks through a long list counts
    /// for as many events as that takes. The same units of work take about the same time in every
    /// scenario, so that a caller with a clock can look at it in between.
    pub fn step(&mut self, work: u32) -> Progress {
        self.work_left = work;
        while self.work_left > 0 {
            self.work_left -= 1;
            if self.is_too_large() {
                return Progress::Refused;
            }
            let first = self.next_arrivals.first().copied();
            let (arrives_at, stream) = first.unwrap_or((Nanos::MAX, 0));
            let event_at = self.events.next_at().unwrap_or(Nanos::MAX);
            let at = arrives_at.min(event_at);
            if at > self.drained_by || at == Nanos::MAX {
                return Progress::Done;
            }
            if at >= self.bin_end {
                self.sample_until(at);
            }
            self.now = at;
            if arrives_at <= event_at {
                self.arrive(stream);
            } else if let Some((_, event)) = self.events.pop() {
                self.handle(event.into());
            }
        }
        let share = self.now.as_secs() / self.horizon.as_secs().max(1e-9);
        Progress::Running {
            share: share.min(1.0),
        }
    }

    /// Whether more is in flight, or more instances live, than fit into memory.
    #[inline]
    fn is_too_large(&self) -> bool {
        self.requests.in_flight() > caps::IN_FLIGHT || self.serverless.live() > MOST_INSTANCES
    }

    /// Why the run cannot go on, after [`Progress::Refused`].
    pub fn refusal(&self) -> ScenarioError {
        let at_s = self.now.as_secs();
        ScenarioError::Rule {
            path: "workloads (requests in flight at once)".to_owned(),
            expected: format!(
                "at most {}; let fewer arrive at once, or let the lane take more of them at once",
                caps::IN_FLIGHT
            ),
            found: format!("more, {at_s:.0} seconds after the start"),
        }
    }

    /// Counts a look through a list of this many entries.
    #[inline]
    fn spend(&mut self, entries: usize) {
        let units = (entries / ENTRIES_PER_UNIT) as u32;
        self.work_left = self.work_left.saturating_sub(units);
    }

    #[inline]
    fn handle(&mut self, event: Event) {
        match event {
            Event::Reach(slot) => self.reach(slot),
            Event::Done(slot) => {
                if self.requests.get(slot).phase == Phase::Dead {
                    self.requests.clear(slot);
                } else {
                    self.done(slot);
                }
            }
            Event::Service(ServiceEvent::Scale(step)) => self.scale(step),
            Event::Service(ServiceEvent::Ready(step)) => self.start_waiting(step),
            Event::ChangeBegins(index) => self.change_begins(index),
            Event::ChangeEnds(index) => self.change_ends(index),
        }
    }

    #[inline]
    fn schedule(&mut self, at: Nanos, event: Event) {
        self.events.schedule(at, event.into());
    }

    /// Draws when a stream's next request arrives.
    #[inline]
    fn draw_arrival(&mut self, stream: u16) -> Nanos {
        self.arrivals[usize::from(stream)]
            .next()
            .filter(|&at| at < self.horizon)
            .unwrap_or(Nanos::MAX)
    }

    /// The first stream's next request is the one after this. Arrivals stand beside the event queue, in
    /// order: a busy stream's next request is soon again, and seldom moves far.
    #[inline]
    fn pass_arrival(&mut self, stream: u16) {
        let next = (self.draw_arrival(stream), stream);
        let mut place = 0;
        while let Some(&other) = self.next_arrivals.get(place + 1) {
            if next < other {
                break;
            }
            self.next_arrivals[place] = other;
            place += 1;
        }
        self.next_arrivals[place] = next;
    }

    fn scale(&mut self, step: u16) {
        let plan = &self.plan.steps[usize::from(step)];
        let instances = &mut self.recorder.trace.instances;
        let (ready, grown) = self.service.scale(step, plan, self.now, instances);
        if let Some(replicas) = grown {
            let kind = MomentKind::ScaleOut;
            self.recorder
                .note(kind, plan.workload, self.now, replicas.into());
            self.note_peak(step);
        }
        for at in ready {
            self.schedule(at, Event::Service(ServiceEvent::Ready(step)));
        }
        let serves = self.service.is_scaled(step);
        if serves && (self.now < self.horizon || self.requests.in_flight() > 0) {
            let next = self.now + SCALE_PERIOD.time();
            self.schedule(next, Event::Service(ServiceEvent::Scale(step)));
        }
    }

    /// Notes the number of instances that a step's workload has now.
    fn note_peak(&mut self, step: u16) {
        let workload = usize::from(self.plan.steps[usize::from(step)].workload);
        let of = |step: u16| match self.plan.steps[usize::from(step)].lane {
            LaneId::Serverless => self.serverless.live_of(step),
            LaneId::Service => self.service.replicas_of(step),
            LaneId::Edge | LaneId::Sandbox => 0,
        };
        let steps = self.plan.steps_of[workload].iter();
        let live: u64 = steps.map(|&step| u64::from(of(step))).sum();
        let counts = &mut self.tally.workloads[workload];
        counts.peak_instances = counts.peak_instances.max(live);
    }

    fn key_of(&self, step: u16) -> StepKey {
        let plan = &self.plan.steps[usize::from(step)];
        StepKey {
            workload: plan.workload,
            step: plan.step_of_workload,
            placement: plan.placement,
        }
    }

    /// Samples the gauges of every bin that ends before `at`.
    fn sample_until(&mut self, at: Nanos) {
        while self.bin_end <= at && self.bin_end < Nanos::MAX {
            let mut world = serverless::World {
                now: self.bin_end,
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
            self.bin_end = self.tally.bin_end(self.bin);
        }
    }

    /// Ends what is still in flight and hands the run over.
    pub fn finish(mut self) -> Run {
        self.sample_until(Nanos::MAX);
        self.end_unfinished();
        let mut lives = self.serverless.lives();
        self.service.add_lives(&mut lives, self.horizon);
        for (step, lived_ns) in self.plan.steps.iter().zip(lives) {
            self.tally.workloads[usize::from(step.workload)].instance_ns += lived_ns;
        }
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
            .map(|step| self.key_of(step))
            .collect();
        let mut report = self.tally.report(&names);
        self.add_costs(&mut report);
        let pops = self.plan.pops.iter().map(|pop| PopKey {
            code: pop.code.to_string(),
            city: pop.city.to_string(),
            lat: pop.lat,
            lon: pop.lon,
        });
        let cities = 0..self.scenario.audience.len() as u16;
        let (network, places) = (&self.plan.network, &self.plan.places);
        let fingerprint = self.recorder.fingerprint();
        let (moments, trace) = self.recorder.finish(&report);
        let by_city = times_by_city(
            &trace,
            &steps,
            self.scenario.workloads.len(),
            self.scenario.audience.len(),
        );
        let summary = Summary {
            fingerprint,
            steps,
            pops: pops.collect(),
            home: Home {
                city: places.home_city.to_owned(),
                lat: places.home.0,
                lon: places.home.1,
            },
            cities: places.cities.clone(),
            pop_of_city: cities
                .map(|city| network.pop_of(crate::network::CityId(city)).0)
                .collect(),
            verdicts: verdict::judge(&self.scenario, &self.plan, &report),
            by_city,
            moments,
            report,
        };
        Run { summary, trace }
    }
}
