//! One step of one workload on its lane, prepared for a run.

use super::behavior::{CodeBehavior, CodeKind};
use super::on_lane::OnLane;
use super::queue::{Batch, Queue};
use super::remedies::StepRemedies;
use super::second_region::SecondRegion;
use super::state::{Session, StateAccess, Store, WriteGuard, key_homes, object_homes, state};
use model::catalog::{self, LaneId};
use model::index::{StepIndex, WorkloadIndex};
use model::random::{Draws, Length, LogNormal, Purpose, Stream, Zipf};
use model::request_number::RequestNumber;
use model::scenario::{
    Arrivals, ClientRetries, EdgeStore, Need, Over, Placement, ResponseCache, SandboxRuntime,
    Scenario, Spread, SpreadShape, Step, Trigger, Workload,
};
use model::units::Nanos;

/// One step of one workload on its lane.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent trait or remedy of a step"
)]
#[derive(Clone, Debug)]
pub(crate) struct StepPlan {
    pub workload: WorkloadIndex,
    /// Its position among the steps of its workload.
    pub step_of_workload: u16,
    /// `workload`, or `workload/step` where there are several: the name of its stream of draws.
    pub name: String,
    pub lane: LaneId,
    pub placement: Placement,
    /// Whether its code runs inside wasm walls.
    pub walls: bool,
    /// Whether it is the only step of its workload.
    pub is_only_step: bool,
    /// Whether all its requests are alike: from inside the platform, honest, wanted, without a key.
    pub has_uniform_requests: bool,
    /// Whether nothing can change the end of a run once it has started: the step reads and writes
    /// nothing, nothing follows it, it comes once, and its lane has no neighbours for it.
    pub end_known_at_start: bool,
    /// Whether it only computes: no state, no session, no calls, no walls, no remedy.
    pub is_pure_compute: bool,
    /// The same step in the placement with which the run begins; it owns the state that the step reads
    /// and writes.
    pub home_step: StepIndex,
    /// All steps of this workload in this placement.
    pub workload_steps: Vec<StepIndex>,
    pub stream: Stream,
    pub trigger: Trigger,
    pub waited_for: bool,
    pub cpu_ms: Length,
    /// How long each arrival of an imported trace runs, milliseconds; empty for other arrivals.
    pub run_ms: Vec<f64>,
    pub outside_ms: Option<Length>,
    pub threads: f64,
    pub memory_mb: u32,
    pub resident_mb: u32,
    pub payload_kb: u32,
    pub runtime: catalog::Runtime,
    pub dependencies_mb: f64,
    /// How long its owner lets a run take, or its client waits for the answer.
    pub give_up: Nanos,
    /// The longest that a run may take by its owner's will. A client that stops waiting ends no run.
    pub run_limit: Nanos,
    /// Whether a client waits for the answer of this step.
    pub has_client: bool,
    /// Where it is, if that is a second region.
    pub second: Option<SecondRegion>,
    /// Whether it only accepts requests into the queue of another step.
    pub accepts: bool,
    pub reaches: Vec<model::scenario::Capability>,
    pub state_access: Option<StateAccess>,
    pub session: Option<Session>,
    /// Draws the city that all requests of a key come from; `None` where they come from every city.
    pub key_homes: Option<Stream>,
    /// Draws the city of each key's object; `None` where keys have none, or where each belongs to a city.
    pub object_homes: Option<Stream>,
    pub store: Store,
    pub cache: Option<ResponseCache>,
    pub cache_keys: Option<Zipf>,
    pub runtime_of_walls: SandboxRuntime,
    pub unwanted_share: f64,
    /// What the remedies that are on change for it.
    pub remedies: StepRemedies,
    /// How its writes are guarded against other writers.
    pub guard: WriteGuard,
    /// The retries of a client whose request is refused.
    pub retries: Option<ClientRetries>,
    /// The queue in front of it.
    pub queue: Option<Queue>,
    /// How many hours of a month are like this one for it, and in the others it has no requests.
    pub busy_hours: f64,
    /// Whether its trigger may come twice, and something outside of it happens when it does.
    pub at_least_once: bool,
    /// The kinds of code that it may run, with their cumulative shares.
    pub behaviors: Vec<(f64, CodeKind)>,
    /// Steps of the same workload that follow.
    pub successors: Vec<StepIndex>,
    /// The number of steps that have to be done before this one.
    pub waits_for: u8,
    /// The time after its arrival from which the whole chain counts as late.
    pub chain_late_after: Nanos,
    pub late_after: Nanos,
    pub late_after_far: Nanos,
    /// The consequences of its lane for the way of a request.
    pub on_lane: OnLane,
}

impl StepPlan {
    /// Frees the tables of keys, which no further request will need.
    pub fn drop_key_tables(&mut self) {
        if let Some(access) = &mut self.state_access {
            access.keys = Zipf::unweighed(1, 0.0);
        }
        self.cache_keys = None;
    }

    /// Weighs at most this number of further keys and cached answers; returns how many it was, 0 once
    /// all are.
    pub fn weigh_keys(&mut self, at_most: u32) -> u32 {
        let keys = self.state_access.as_mut().map(|access| &mut access.keys);
        let weighed = keys.map_or(0, |keys| keys.weigh(at_most));
        let answers = self.cache_keys.as_mut();
        weighed + answers.map_or(0, |answers| answers.weigh(at_most - weighed))
    }

    /// Whether some of its requests may run other code than the team's own.
    #[inline]
    pub fn runs_foreign_code(&self) -> bool {
        !matches!(&self.behaviors[..], [(_, CodeKind::Honest)])
    }

    /// How a request's code behaves, and the snippet and submission where it runs one.
    pub fn behavior(&self, draws: Draws) -> (CodeBehavior, Option<(u16, u16)>) {
        let unit = draws.unit(Purpose::Prying, 0);
        let chosen = self.behaviors.iter().find(|(share, _)| unit < *share);
        match chosen
            .or(self.behaviors.last())
            .map(|(_, behavior)| behavior)
        {
            None | Some(CodeKind::Honest) => (CodeBehavior::Honest, None),
            Some(CodeKind::Prying) => (CodeBehavior::Prying { fuel: 0 }, None),
            Some(CodeKind::Snippet { index, runs }) => {
                let submission = draws.below(Purpose::Snippet, 0, runs.len() as u32);
                let behavior = runs
                    .get(submission as usize)
                    .copied()
                    .unwrap_or(CodeBehavior::Honest);
                (behavior, Some((*index, submission as u16)))
            }
        }
    }

    /// Whether its requests need a connection to the home database.
    pub fn needs_connection(&self) -> bool {
        matches!(self.store, Store::Home | Store::HomeFromPop)
    }

    /// Whether its reads and writes come together under a lock, once its code has run.
    pub fn commits_under_lock(&self) -> bool {
        self.guard == WriteGuard::RowLock
    }

    /// Whether its answers need no code where a cache has them.
    pub fn answers_without_code(&self) -> bool {
        self.cache.is_some_and(|cache| cache.without_code)
    }

    /// The messages of its queue that one run takes together.
    #[inline]
    pub fn batch(&self) -> Option<Batch> {
        self.queue.and_then(|queue| queue.batch)
    }

    /// Whether its requests come after a queue that another step of the workload fills.
    pub fn is_behind_queue(&self) -> bool {
        self.remedies.queue_between && !self.accepts
    }

    /// Whether all its requests are alike.
    pub fn has_uniform_requests(&self) -> bool {
        let honest = matches!(&self.behaviors[..], [(_, CodeKind::Honest)]);
        let from_inside = self.trigger != Trigger::Learner && !self.on_lane.at_pop;
        honest && from_inside && self.is_pure_compute && self.unwanted_share == 0.0
    }

    /// Whether nothing can change the end of a run that runs to its end.
    fn end_known_at_start(&self) -> bool {
        let no_neighbours = matches!(self.lane, LaneId::Edge | LaneId::Serverless);
        self.is_only_step
            && no_neighbours
            && self.state_access.is_none()
            && self.session.is_none()
            && !self.at_least_once
            && self.batch().is_none()
    }

    /// Whether it only computes.
    fn only_computes(&self) -> bool {
        self.state_access.is_none()
            && self.session.is_none()
            && self.outside_ms.is_none()
            && !(self.walls || self.at_least_once)
            && self.remedies.leave_runs_alone()
    }

    /// Processor time of a run's own work, milliseconds; each message of a batch has a draw of its own.
    #[inline]
    pub fn own_cpu_ms(&self, number: RequestNumber, draws: Draws, messages: u16) -> f64 {
        let one = |message: u16| self.cpu_ms.at(draws.unit(Purpose::Cpu, message.into()));
        let first = if self.run_ms.is_empty() {
            one(0)
        } else {
            let imported = self.run_ms.get(number.first_delivery().0 as usize);
            imported.copied().unwrap_or_else(|| one(0))
        };
        if messages == 1 {
            return first;
        }
        first + (1..messages).map(one).sum::<f64>()
    }

    /// The time that a run waits for third-party servers, one after the other for each message of a batch.
    pub fn outside(&self, draws: Draws, messages: u16) -> Nanos {
        self.outside_ms.map_or(Nanos::ZERO, |wait| {
            let one = |message: u16| wait.at(draws.unit(Purpose::OutsideWait, message.into()));
            Nanos::from_millis((0..messages).map(one).sum())
        })
    }

    /// The key, or the session, that a request is about.
    pub fn key(&self, draws: Draws) -> u32 {
        match (&self.state_access, &self.session) {
            (Some(access), _) => access.keys.at(draws.unit(Purpose::Key, 0)),
            (None, Some(session)) => draws.below(Purpose::Session, 0, session.count),
            (None, None) => 0,
        }
    }
}

/// Prepares one step; the plan fills in the fields that depend on other steps.
pub(super) fn step_plan(
    index: WorkloadIndex,
    number: u16,
    workload: &Workload,
    step: &Step,
    placement: Placement,
    scenario: &Scenario,
) -> StepPlan {
    let work = &step.work;
    let name = if workload.steps.len() == 1 {
        workload.id.clone()
    } else {
        format!("{}/{}", workload.id, step.id)
    };
    let edge = &scenario.lanes.edge;
    let remedies = StepRemedies::of(workload, step, placement, scenario);
    let (state_access, session) = state(&step.state, placement.lane, remedies.session_row);
    let store = match (state_access.is_some() || session.is_some(), placement.lane) {
        (false, _) => Store::None,
        (true, LaneId::Edge) if remedies.objects => Store::Objects,
        (true, LaneId::Edge) => match edge.store_of(&workload.id) {
            EdgeStore::KeyValue => Store::KeyValue,
            EdgeStore::HomeDatabase => Store::HomeFromPop,
        },
        (true, _) => Store::Home,
    };
    let (late_after, late_after_far) = late_after(workload);
    let by_event = matches!(
        workload.trigger,
        Trigger::Webhook | Trigger::Event | Trigger::Queue
    ) || !step.after.is_empty();
    let writes = state_access
        .as_ref()
        .is_some_and(|access| access.writes > 0);
    let has_effect = writes || !step.reaches.is_empty();
    let has_client = workload.is_waited_for() && step.after.is_empty();
    let on = scenario.remedies_for(&workload.id, &step.id);
    let guard = WriteGuard::of(state_access.as_ref(), store, remedies.session_row, on);
    let mut plan = StepPlan {
        workload: index,
        step_of_workload: number,
        stream: Stream::new(scenario.seed, &name),
        lane: placement.lane,
        placement,
        home_step: StepIndex::default(),
        workload_steps: Vec::new(),
        walls: placement.has_walls(),
        is_only_step: workload.steps.len() == 1,
        has_uniform_requests: false,
        end_known_at_start: false,
        is_pure_compute: false,
        trigger: workload.trigger,
        waited_for: workload.is_waited_for(),
        cpu_ms: length(work.cpu_ms),
        run_ms: match &workload.arrivals {
            Arrivals::Imported { run_ms, .. } if step.after.is_empty() => run_ms.clone(),
            _ => Vec::new(),
        },
        outside_ms: work.outside_wait_ms.map(length),
        threads: f64::from(work.threads.max(1)),
        memory_mb: work.memory_mb,
        resident_mb: work.resident_mb,
        payload_kb: work.payload_kb,
        runtime: work.runtime,
        dependencies_mb: work.dependencies_mb,
        give_up: Nanos::from_secs(work.give_up_s),
        run_limit: if has_client {
            Nanos::MAX
        } else {
            Nanos::from_secs(work.give_up_s)
        },
        has_client,
        accepts: false,
        second: None,
        reaches: step.reaches.clone(),
        state_access,
        session,
        object_homes: object_homes(store, scenario.seed, &name),
        key_homes: key_homes(&step.state, scenario.seed, &name),
        store,
        cache: step.cache,
        cache_keys: step
            .cache
            .map(|cache| Zipf::unweighed(cache.objects, cache.skew)),
        runtime_of_walls: scenario.lanes.sandbox.runtime,
        unwanted_share: workload.unwanted_share,
        guard,
        retries: workload.retries,
        queue: Queue::of(workload, step, placement.lane, scenario),
        busy_hours: workload
            .hours_per_month
            .unwrap_or_else(|| scenario.month.hours()),
        remedies,
        at_least_once: by_event && has_effect,
        behaviors: Vec::new(),
        successors: Vec::new(),
        waits_for: 0,
        chain_late_after: chain_late_after(workload),
        late_after,
        late_after_far,
        on_lane: OnLane::new(placement.lane, step),
        name,
    };
    plan.is_pure_compute = plan.only_computes();
    plan.end_known_at_start = plan.end_known_at_start();
    plan
}

/// A spread as a distribution of milliseconds.
pub(crate) fn length(spread: Spread) -> Length {
    match spread.shape {
        SpreadShape::Exponential => Length::Exponential(spread.median / std::f64::consts::LN_2),
        SpreadShape::LogNormal if spread.p99 == spread.median => Length::Fixed(spread.median),
        SpreadShape::LogNormal => {
            Length::LogNormal(LogNormal::from_median_p99(spread.median, spread.p99))
        }
    }
}

/// The time from which a chain counts as late: the strictest end that its workload promises.
fn chain_late_after(workload: &Workload) -> Nanos {
    let ends = workload.needs.iter().filter_map(|need| match *need {
        Need::Finished { within_s, .. } => Some(Nanos::from_secs(within_s)),
        _ => None,
    });
    ends.min().unwrap_or(Nanos::MAX)
}

/// The time from which a single request counts as late: the strictest latency that its workload promises,
/// over all learners and over learners far away.
fn late_after(workload: &Workload) -> (Nanos, Nanos) {
    let mut everyone = Nanos::MAX;
    let mut far = Nanos::MAX;
    for need in &workload.needs {
        match *need {
            Need::Latency {
                at_most_ms,
                over: Over::Audience,
                ..
            } => {
                everyone = everyone.min(Nanos::from_millis(at_most_ms));
            }
            Need::Latency {
                at_most_ms,
                over: Over::Far,
                ..
            } => {
                far = far.min(Nanos::from_millis(at_most_ms));
            }
            _ => {}
        }
    }
    (everyone, if far == Nanos::MAX { everyone } else { far })
}
