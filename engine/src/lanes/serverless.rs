//! Functions in the home region: one request at a time per instance, started on demand.
//!
//! An idle instance is used again, newest created first, until it is reclaimed.

mod concurrency;
mod free_instances;
mod free_times;
mod instance;
mod instances;
mod place;
mod pool;
mod processors;
mod rules;
mod settings;
mod start;
mod token_bucket;
mod waiting;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use typed_index_collections::{TiSlice, TiVec};

use super::{
    Admission, Completion, Crash, FinishedRun, Lane, Lives, RunSchedule, Visit, Waited, World,
    doubling_wait, trip_home,
};
use crate::plan::length;
use crate::request::{Ending, Request, Slab, Slot};
use concurrency::Concurrency;
use instance::Instance;
use model::catalog::{Fact, LaneId, ServerlessPreset};
use model::cost::{Bill, HourUsage, Usage, serverless_bill};
use model::index::StepIndex;
use model::outcome::Cause;
use model::scenario::{LaneSettings, Remedy, Scenario, setting_of};
use model::units::Nanos;
use pool::Pool;
use processors::Processors;
use rules::Rules;
use waiting::Waiting;

/// How often an event looks for a free connection: an instance gives its own back when it is reclaimed.
const CONNECTION_POLL: Nanos = Nanos(1_000_000_000);

/// The lane's state.
#[derive(Debug)]
pub(super) struct Serverless {
    /// One for each step of the plan; those of other lanes stay empty.
    pools: TiVec<StepIndex, Pool>,
    instances: Vec<Instance>,
    /// The processors of each instance, where an instance runs several requests at once; else empty.
    processors: Vec<Processors>,
    /// Entries of `instances` whose instance is gone.
    free: Vec<u32>,
    /// When to check whether an instance is still idle; one entry an instance is enough.
    checks: BinaryHeap<Reverse<(Nanos, u32)>>,
    /// When the first of them is due.
    next_check: Nanos,
    live: u32,
    /// Instances that were ever created.
    created: u32,
    preset: &'static ServerlessPreset,
    /// The account's concurrency that functions have for themselves, reserved or provisioned.
    kept: u32,
    /// The requests that run in all other functions, where the platform counts them together.
    shared: Concurrency,
    slots: u32,
    keep_alive: Option<Nanos>,
    /// The least time that any idle instance is kept.
    least_keep: Nanos,
    rules: Rules,
    horizon: Nanos,
    waiting: Waiting,
}

impl Lane for Serverless {
    /// A request that a client waits for is refused where there is no room; an event waits at the platform.
    #[inline]
    fn admit(&mut self, visit: Visit<'_>, world: &mut World<'_>) -> Admission {
        self.reclaim(world);
        let request = visit.request;
        let step = request.step;
        if let Some(cause) = self.pools[step].never_runs {
            return Admission::refuse(cause);
        }
        let is_waited_for = world.step(step).waited_for;
        // An event does not overtake those that wait.
        let cause = if is_waited_for || self.waiting.count(step) == 0 {
            match self.place(request, world) {
                Ok(schedule) => return Admission::Start(schedule),
                Err(cause) => cause,
            }
        } else {
            Cause::Throttled
        };
        if is_waited_for || self.is_too_old(request.arrived, world.now) {
            return Admission::refuse(cause);
        }
        self.waiting.push(step, visit.slot, request.arrived);
        Admission::Wait {
            waiting: self.waiting.count(step),
        }
    }

    /// The first event of a function that has room, or one that is dropped.
    fn start_next(
        &mut self,
        _step: StepIndex,
        requests: &Slab,
        world: &mut World<'_>,
    ) -> Option<(Slot, Waited)> {
        if self.waiting.is_empty() {
            return None;
        }
        self.reclaim(world);
        let offered: Vec<_> = self.waiting.first_of_each().collect();
        offered.into_iter().find_map(|(step, slot, arrived)| {
            let waited = if self.is_too_old(arrived, world.now) {
                Waited::Drop(Cause::Throttled)
            } else {
                Waited::Start(self.place(requests.get(slot), world).ok()?)
            };
            self.waiting.remove_first(step);
            Some((slot, waited))
        })
    }

    fn looks_at(&mut self, now: Nanos) -> Option<Nanos> {
        if self.waiting.is_empty() {
            return None;
        }
        let mut at = Nanos::MAX;
        for (step, _, arrived) in self.waiting.first_of_each() {
            let pool = &mut self.pools[step];
            let concurrency = pool.own.as_mut().unwrap_or(&mut self.shared);
            let has_room_at = if concurrency.is_full(now) {
                // A run whose end is not known has the loop look when it ends.
                concurrency.next_known_end(now).unwrap_or(Nanos::MAX)
            } else {
                pool.ramp.next_at(now).unwrap_or(now + CONNECTION_POLL)
            };
            at = at
                .min(has_room_at)
                .min(arrived + self.preset.async_age_max.time());
        }
        self.waiting.is_to_be_looked_at(at, now).then_some(at)
    }

    /// The instance has room again, or is gone with a crash.
    #[inline]
    fn complete(&mut self, request: &Request, world: &mut World<'_>) -> Completion {
        let index = request.place;
        let instance = &mut self.instances[index as usize];
        let was_full = instance.running == self.slots;
        instance.running -= 1;
        let step = instance.step;
        if instance.running == 0 || request.ending == Ending::Crash {
            let active = world.now.since(instance.active_from);
            self.pools[step].meter.add_time(active, instance.stays);
        }
        if was_full {
            self.pools[step].open(instance, index);
        }
        self.forget_run(request);
        if request.ending == Ending::Crash {
            self.replace_crashed(index, request.draws, world);
            return Completion {
                crash: Some(Crash { ready_at: None }),
            };
        }
        if !self.instances[index as usize].is_loaded {
            self.remove(index, world.now, world);
            return Completion::default();
        }
        let instance = &mut self.instances[index as usize];
        if instance.running == 0 && !instance.stays {
            instance.idle_since = world.now;
            instance.keep_draws = request.draws;
            self.check(index, world.now + self.least_keep);
        }
        Completion::default()
    }

    /// A request no longer counts against any limit.
    #[inline]
    fn forget_run(&mut self, request: &Request) {
        let pool = &mut self.pools[request.step];
        if pool.counts_in_shared(&self.instances[request.place as usize]) {
            self.shared.leave();
        } else if let Some(own) = &mut pool.own {
            own.leave();
        }
    }

    fn retry_after(&self, failures: u32) -> Option<Nanos> {
        let preset = self.preset;
        (failures < preset.async_retries.count()).then(|| match failures {
            0 => preset.async_retry_first.time(),
            _ => preset.async_retry_later.time(),
        })
    }

    fn outage_wait(&self, attempts: u16, age: Nanos) -> Option<Nanos> {
        let preset = self.preset;
        let (first, most) = (
            preset.async_throttle_first.time(),
            preset.async_throttle_max.time(),
        );
        (age < preset.async_age_max.time()).then(|| doubling_wait(first, attempts, most))
    }

    fn apply(&mut self, settings: &LaneSettings, now: Nanos) {
        self.apply_settings(&settings.serverless, now);
    }

    fn set_statement(&mut self, statement: Nanos) {
        self.rules.trip_home = trip_home(statement);
    }

    fn instances_of(&self, step: StepIndex) -> u32 {
        self.pools[step].live
    }

    fn add_lives(&self, lives: &mut Lives, horizon: Nanos) {
        for (lived_ns, pool) in lives.iter_mut().zip(&self.pools) {
            *lived_ns += pool.lived_ns;
        }
        for (index, instance) in (0..).zip(&self.instances) {
            if !instance.alive {
                continue;
            }
            // An instance that is idle at the end is reclaimed at its time, whether it is checked or not.
            let gone = if instance.running == 0 && !instance.stays {
                self.reclaim_at(index)
            } else {
                Nanos::MAX
            };
            let length = gone.min(horizon).since(instance.born);
            lives[instance.step] += u128::from(length.0);
        }
    }

    fn add_usage(&self, usage: &mut TiSlice<StepIndex, HourUsage>, run: &FinishedRun<'_>) {
        let steps = run.plan.steps.iter();
        for ((usage, pool), step) in usage.iter_mut().zip(&self.pools).zip(steps) {
            let ready_mb = f64::from(pool.provisioned) * f64::from(pool.memory_mb);
            let ready_s = run.horizon.as_secs() * step.remedies.share_of_day;
            usage.by_requests.serverless = pool.meter.usage();
            usage.standing.serverless.ready_gb_seconds = ready_mb / 1024.0 * ready_s;
        }
    }

    fn preset_id(&self) -> &'static str {
        self.preset.id
    }

    fn bill(&self, used: &Usage) -> Bill {
        serverless_bill(self.preset, &used.serverless)
    }
}

impl Serverless {
    /// The lane at the beginning of a run, with its provisioned instances; `trip` is how long a trip
    /// to the database takes.
    pub fn new(scenario: &Scenario, trip: Nanos, world: &mut World<'_>) -> Self {
        let settings = &scenario.lanes.serverless;
        let preset = settings.preset();
        let rate = preset.rate_per_concurrency.map(|fact| fact.value);
        let pools = world.plan.steps.iter().map(|step| {
            let (workload, id) = scenario.ids_of(step.workload.0, step.step_of_workload);
            let own = setting_of(&settings.functions, workload, id);
            let memory_mb = own.and_then(|function| function.memory_mb);
            let memory_mb = memory_mb.unwrap_or(settings.memory_mb);
            let mut pool = Pool::new(settings, memory_mb, step);
            if step.lane != LaneId::Serverless || step.accepts {
                return pool;
            }
            for remedy in scenario.remedies_for(workload, id) {
                match *remedy {
                    Remedy::Provisioned { instances, .. } => pool.provision(instances, rate),
                    Remedy::ReservedConcurrency { concurrency, .. } => {
                        pool.own = Some(Concurrency::new(concurrency, rate));
                        pool.is_reserved = true;
                    }
                    _ => {}
                }
            }
            pool
        });
        let mut pools: TiVec<StepIndex, Pool> = pools.collect();
        let keep_alive = settings.keep_alive_s.map(Nanos::from_secs);
        // Provisioned instances come out of the account's concurrency, or out of their function's own.
        let own = |pool: &Pool| {
            pool.own
                .as_ref()
                .map_or(pool.provisioned, Concurrency::limit)
        };
        let kept: u32 = pools.iter().map(own).sum();
        let account = settings.account_concurrency;
        // A second region has a quota of its own.
        for (pool, step) in pools.iter_mut().zip(&world.plan.steps) {
            if step.second.is_some() {
                pool.own
                    .get_or_insert_with(|| Concurrency::new(account, rate));
            }
        }
        if !preset.concurrency_is_shared {
            // The platform limits a function's instances, each of which runs several requests.
            for pool in &mut pools {
                pool.own
                    .get_or_insert_with(|| Concurrency::new(settings.runs_at_once(), rate));
            }
        }
        let mut lane = Self {
            pools,
            instances: Vec::new(),
            processors: Vec::new(),
            free: Vec::new(),
            checks: BinaryHeap::new(),
            next_check: Nanos::MAX,
            live: 0,
            created: 0,
            preset,
            kept,
            shared: Concurrency::new(account.saturating_sub(kept), rate),
            slots: settings.requests_per_instance,
            keep_alive,
            least_keep: settings::least_keep(keep_alive, preset),
            rules: Rules {
                timeout: Nanos::from_secs(settings.timeout_s),
                caller_waits: preset.timeout_sync.map_or(Nanos::MAX, Fact::time),
                event_runs: preset.timeout_event.map_or(Nanos::MAX, Fact::time),
                cold_run_ms: settings.cold_run_ms.map(length),
                trip_home: trip,
                shares_processors: settings.requests_per_instance > 1,
            },
            horizon: Nanos::from_secs(scenario.horizon_s),
            waiting: Waiting::new(world.plan.steps.len()),
        };
        lane.provision(world);
        lane
    }

    /// The code of a request begins at this time, and shares the processors of its instance. Returns when to ask for
    /// [`Serverless::next_done`].
    pub fn share(&mut self, slot: Slot, schedule: RunSchedule, begins: Nanos) -> Nanos {
        self.processors[schedule.place as usize].add(slot, schedule, begins)
    }

    /// A request that stops to compute now in this instance, with how it ran.
    pub fn next_done(&mut self, instance: u32, now: Nanos) -> Option<(Slot, RunSchedule)> {
        self.processors.get_mut(instance as usize)?.next_done(now)
    }

    /// When to ask for [`Serverless::next_done`] again; [`Nanos::MAX`] where nothing computes.
    pub fn next_done_at(&self, instance: u32) -> Nanos {
        let processors = self.processors.get(instance as usize);
        processors.map_or(Nanos::MAX, Processors::wakes_at)
    }

    /// Live instances, busy and idle.
    pub fn live(&self) -> u32 {
        self.live
    }
}
