//! The loop: one closed enum of events, handled in slices after each of which a run can be dropped.
//!
//! Life of a run: [`Simulation::new`] plans the scenario; [`Simulation::step`] finishes the preparation, then
//! handles a bounded number of events, and is called until no event is left; [`Simulation::finish`] ends the requests that
//! are still in flight and returns the [`Run`]. [`simulate`] does all three.

mod arrive;
mod batches;
mod bill;
mod chains;
mod conditions;
mod end;
mod event;
mod faultless;
mod finish;
mod leave;
mod prepare;
mod reach;
mod repeats;
mod result;
mod scaling;
mod share;
mod size;
mod start;
mod trace_recorder;

use typed_index_collections::TiVec;

use crate::arrivals::ArrivalStream;
use crate::datastore::{AnswerCaches, Connections, Freshness, Versions};
use crate::event_queue::EventQueue;
use crate::lanes::{Lanes, World};
use crate::plan::Plan;
use crate::request::{Phase, Slab, Slot};
use crate::tally::{Gauges, Tally};
use batches::Batches;
use chains::Chains;
use conditions::{Conditions, Surge};
use event::{Event, Packed};
use faultless::Faultless;
use model::catalog::datastore::STATEMENT;
use model::index::{StepIndex, WorkloadIndex};
use model::run::Run;
use model::sandbox::SnippetProfiles;
use model::scenario::{Remedy, Scenario, ScenarioError, caps};
use model::trace_selection::TraceSelection;
use model::units::Nanos;
use prepare::Preparation;
use trace_recorder::TraceRecorder;

/// The progress of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Progress {
    /// The run has further events to handle.
    Running {
        /// The share of the time until the horizon that is done, 0 to 1; 1 while requests that are
        /// in flight at the horizon drain. An hour with faults is the first half of two hours.
        share: f64,
    },
    /// No event is left; [`Simulation::finish`] returns the run.
    Done,
    /// More is in flight than fits into memory: the run cannot go on, and
    /// [`Simulation::refusal`] gives the reason.
    Refused,
}

/// Entries of a list that cost as much to look through as one event.
const ENTRIES_PER_UNIT: usize = 32;
/// A run in the making.
#[derive(Debug)]
pub struct Simulation {
    scenario: Scenario,
    plan: Plan,
    events: EventQueue<Packed>,
    /// One for each workload, then one for each that a surge adds to one.
    arrivals: Vec<ArrivalStream>,
    surges: Vec<Surge>,
    /// The step that takes the arrivals of each workload now.
    first_step: TiVec<WorkloadIndex, StepIndex>,
    conditions: Conditions,
    /// When each of `arrivals` has its next request, soonest first; [`Nanos::MAX`] where it has none.
    next_arrivals: Vec<(Nanos, u16)>,
    requests: Slab,
    chains: Chains,
    batches: Batches,
    /// One for each step that reads or writes keys; owned by its home step.
    versions: TiVec<StepIndex, Option<Versions>>,
    /// One for each step whose answers can be cached.
    caches: TiVec<StepIndex, Option<AnswerCaches>>,
    lanes: Lanes,
    connections: Connections,
    tally: Tally,
    recorder: TraceRecorder,
    now: Nanos,
    horizon: Nanos,
    drained_by: Nanos,
    /// The bin of the series that is open, and when it ends; [`Nanos::MAX`] after the last.
    bin: usize,
    bin_end: Nanos,
    /// The slot from which the search for requests that are unfinished at the drain limit continues.
    unfinished_from: Slot,
    preparation: Preparation,
    faultless: Option<Faultless>,
    /// The rest of the work that the caller of [`Simulation::step`] allowed.
    work_left: u32,
}

/// The [`World`] of a lane: a borrow of single fields, so that the lanes can be borrowed beside it.
macro_rules! world {
    ($simulation:expr) => {
        $crate::lanes::World {
            now: $simulation.now,
            plan: &$simulation.plan,
            connections: &mut $simulation.connections,
            instances: &mut $simulation.recorder.trace.instances,
        }
    };
}
use world;

/// Simulates a scenario at once.
///
/// # Errors
///
/// [`ScenarioError`] where the scenario names an entry that the catalog lacks.
///
/// ```
/// use engine::interpreter::profile;
/// use engine::simulation::simulate;
/// use model::scenario::Scenario;
///
/// let json = include_str!("../../public/scenarios/learning-platform.json");
/// let mut scenario = Scenario::from_json(json)?;
/// scenario.horizon_s = 60.0;
/// let run = simulate(&scenario, &profile(&scenario.lanes.sandbox.limits()))?;
/// assert_eq!(run.summary.verdicts.len(), scenario.workloads.len());
/// assert_eq!(run.trace.requests_in_run, run.summary.report.requests);
/// # Ok::<(), model::scenario::ScenarioError>(())
/// ```
pub fn simulate(scenario: &Scenario, profiles: &SnippetProfiles) -> Result<Run, ScenarioError> {
    simulate_recording(scenario, profiles, &TraceSelection::default())
}

/// Simulates a scenario at once, with a trace of the selected requests.
///
/// # Errors
///
/// [`ScenarioError`] where the scenario names an entry that the catalog lacks, or has more requests in
/// flight than fit into memory.
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
    /// Begins a run. `profiles` holds the end of each snippet on each submission.
    ///
    /// ```
    /// use engine::interpreter::profile;
    /// use engine::simulation::{Progress, Simulation};
    /// use model::goal::Goal;
    /// use model::run::Run;
    /// use model::scenario::Scenario;
    /// use model::trace_selection::TraceSelection;
    ///
    /// let json = include_str!("../../public/scenarios/learning-platform.json");
    /// let mut scenario = Scenario::from_json(json)?;
    /// scenario.horizon_s = 60.0;
    /// let profiles = profile(&scenario.lanes.sandbox.limits());
    /// let mut simulation = Simulation::new(&scenario, &profiles, &TraceSelection::default())?;
    /// // Between two slices there is time for other work, or to drop the run.
    /// while let Progress::Running { .. } = simulation.step(2_000) {}
    /// let Run { summary, trace } = simulation.finish();
    /// assert!(!trace.is_empty() && summary.fitting() > 0);
    /// let fits = summary.verdict_on("bot-check").is_some_and(|verdict| verdict.fits);
    /// let goal = Goal::Kept { workloads: vec!["bot-check".to_owned()] };
    /// assert_eq!(goal.judge(&scenario, &summary).met, fits);
    /// # Ok::<(), model::scenario::ScenarioError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ScenarioError`] where the catalog lacks an entry that it names, or the profiles are of other code; the caller can keep
    /// the last good run.
    pub fn new(
        scenario: &Scenario,
        profiles: &SnippetProfiles,
        selection: &TraceSelection,
    ) -> Result<Self, ScenarioError> {
        let plan = Plan::new(scenario, profiles)?;
        let horizon = Nanos::from_secs(scenario.horizon_s);
        let expected = scenario.expected_load();
        let workloads = scenario.workloads.len();
        let mut recorder = TraceRecorder::new(selection, expected.usual_requests, workloads);
        let has_pooler = scenario.remedies.contains(&Remedy::ConnectionPooler);
        let mut connections = Connections::new(&scenario.datastore, has_pooler);
        let mut world = World {
            now: Nanos::ZERO,
            plan: &plan,
            connections: &mut connections,
            instances: &mut recorder.trace.instances,
        };
        let lanes = Lanes::new(scenario, STATEMENT.time(), &mut world);
        let mut simulation = Self {
            events: EventQueue::default(),
            next_arrivals: Vec::new(),
            arrivals: Vec::new(),
            surges: Vec::new(),
            first_step: plan.first_step.clone(),
            conditions: Conditions::new(scenario, profiles),
            requests: Slab::with_capacity(
                expected.in_flight.min(f64::from(caps::IN_FLIGHT)) as usize
            ),
            chains: Chains::default(),
            batches: Batches::default(),
            versions: versions(&plan),
            caches: answer_caches(scenario, &plan),
            lanes,
            connections,
            tally: Tally::new(workloads, horizon),
            recorder,
            now: Nanos::ZERO,
            horizon,
            drained_by: horizon + Nanos::from_secs(scenario.drain_limit_s),
            bin: 0,
            bin_end: Nanos::ZERO,
            unfinished_from: Slot(0),
            preparation: Preparation::default(),
            faultless: Faultless::of(scenario, profiles),
            work_left: 0,
            scenario: scenario.clone(),
            plan,
        };
        simulation.bin_end = simulation.tally.bin_end(0);
        Ok(simulation)
    }

    /// Does about this much work: an event is one unit, and one that searches a long list counts as
    /// several events, in proportion to its length. The same units of work take about the same time in every
    /// scenario, so that a caller with a clock can look at it in between.
    pub fn step(&mut self, work: u32) -> Progress {
        self.work_left = work;
        if !self.prepare() {
            return Progress::Running { share: 0.0 };
        }
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
                self.sample_until(Nanos::MAX);
                if self.end_unfinished() {
                    return self.step_faultless();
                }
                break;
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
        let of_all = if self.faultless.is_some() { 0.5 } else { 1.0 };
        Progress::Running {
            share: share.min(1.0) * of_all,
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
            Event::Scale(step) => self.scale(step),
            Event::Ready(step) => {
                self.close_due_batch(step);
                self.start_waiting(step);
            }
            Event::ChangeBegins(index) => self.change_begins(index),
            Event::ChangeEnds(index) => self.change_ends(index),
            Event::Leaves(slot) => self.client_leaves(slot),
            Event::Computes(instance) => self.computes(instance),
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

    /// Draws the next request of the stream that is first. Arrivals are not in the event queue but in
    /// a sorted list: the next request of a busy stream comes soon and seldom moves far in it.
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

    /// Samples the gauges of every bin that ends before `at`.
    fn sample_until(&mut self, at: Nanos) {
        while self.bin_end <= at && self.bin_end < Nanos::MAX {
            let mut world = World {
                now: self.bin_end,
                ..world!(self)
            };
            self.lanes.reclaim(&mut world);
            let gauges = Gauges {
                queued: self.lanes.waiting_runs(),
                function_instances: self.lanes.function_instances(),
                replicas: self.lanes.replicas(),
            };
            self.tally.sample(self.bin, gauges);
            self.bin += 1;
            self.bin_end = self.tally.bin_end(self.bin);
        }
    }
}

/// The keys of each step that reads or writes any. A workload that moves keeps its state: its
/// home step owns the keys.
fn versions(plan: &Plan) -> TiVec<StepIndex, Option<Versions>> {
    let versions = plan.steps.iter().map(|step| {
        let keys = plan.steps_of[step.workload].iter().filter_map(|&other| {
            let other = &plan.steps[other];
            let is_same = other.home_step == step.home_step;
            is_same.then_some(other.state_access.as_ref()?.key_count)
        });
        let mut versions = Versions::new(keys.max()?);
        if plan.second[step.workload].is_some() {
            versions.note_writes();
        }
        Some(versions)
    });
    versions.collect()
}

/// The caches of each step whose answers can be cached.
fn answer_caches(scenario: &Scenario, plan: &Plan) -> TiVec<StepIndex, Option<AnswerCaches>> {
    let capacity = scenario.lanes.edge.cache_objects;
    let caches = plan.steps.iter().map(|step| {
        let cache = step.cache?;
        let times = Freshness {
            ttl: Nanos::from_secs(cache.ttl_s),
            stale: Nanos::from_secs(cache.stale_while_revalidate_s),
        };
        let pops = plan.pops.len();
        Some(AnswerCaches::new(pops, cache.objects, capacity, times))
    });
    caches.collect()
}
