//! Functions in the home region: one request at a time per instance, started on demand.
//!
//! An idle instance is used again, newest created first, until it is reclaimed.

mod concurrency;
mod free_instances;
mod free_times;
mod instance;
mod instances;
mod pool;
mod rate;
mod rules;
mod settings;
mod start;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use typed_index_collections::{TiSlice, TiVec};

use super::{
    Admission, Completion, Crash, FinishedRun, Lane, Lives, Visit, World, doubling_wait, trip_home,
};
use crate::datastore::Connections;
use crate::plan::{StepPlan, length};
use crate::request::{Ending, Request};
use concurrency::Concurrency;
use instance::Instance;
use model::catalog::{Fact, LaneId, ServerlessPreset};
use model::cost::{Bill, ServerlessUsage, Usage, serverless_bill};
use model::index::StepIndex;
use model::outcome::Cause;
use model::scenario::{LaneSettings, Remedy, Scenario, setting_of};
use model::units::Nanos;
use pool::Pool;
use rules::Rules;

/// The lane's state.
#[derive(Debug)]
pub(super) struct Serverless {
    /// One for each step of the plan; those of other lanes stay empty.
    pools: TiVec<StepIndex, Pool>,
    instances: Vec<Instance>,
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
    connections: Connections,
    horizon: Nanos,
}

impl Lane for Serverless {
    #[inline]
    fn admit(&mut self, visit: Visit<'_>, world: &mut World<'_>) -> Admission {
        self.reclaim(world);
        let request = visit.request;
        let step_index = request.step;
        let step = world.step(step_index);
        let now = world.now;
        let pool = &mut self.pools[step_index];
        if let Some(cause) = pool.never_runs {
            return Admission::refuse(cause);
        }
        if pool.own.as_mut().is_some_and(|own| own.is_full(now)) {
            return self.put_off(step, request, now, Cause::Throttled);
        }
        let is_waited_for = step.waited_for;
        let (index, start) =
            match pool.next_provisioned(&self.instances, self.slots, now, is_waited_for) {
                Some(index) => (index, None),
                None => match self.place_on_demand(step_index, request.draws, world) {
                    Ok(placed) => placed,
                    Err(cause) => return self.put_off(step, request, now, cause),
                },
            };
        let is_new = start.is_some();
        let start = start.unwrap_or_default();
        let pool = &mut self.pools[step_index];
        let instance = &mut self.instances[index as usize];
        instance.running += 1;
        let mut schedule = self
            .rules
            .run(step, request, pool, instance, is_new, &start);
        schedule.place = index;
        schedule.cold = instance.ready_at.since(now);
        schedule.is_cold = is_new || schedule.cold > Nanos::ZERO;
        if step.holds_connection() && self.connections.has_pooler() {
            let trips = schedule.reload + schedule.reads + schedule.writes;
            schedule.wait = self.connections.borrow(now + schedule.cold, trips);
        }
        let ran = schedule.wait + schedule.running();
        if instance.stays {
            pool.meter.add_provisioned_run(ran);
        } else if self.preset.bills_start {
            pool.meter.add_run(start.loading() + ran);
        } else {
            pool.meter.add_run(ran);
        }
        let took = schedule.cold + ran;
        let counts_in_shared = pool.counts_in_shared(instance);
        // A run in a provisioned instance counts against no limit but its function's own.
        let concurrency = match &mut pool.own {
            Some(own) => Some(own),
            None => counts_in_shared.then_some(&mut self.shared),
        };
        if step.end_known_at_start && pool.keeps_times && schedule.ending == Ending::Finish {
            let end = now + took;
            schedule.end_is_known = true;
            instance.running = 0;
            if let Some(concurrency) = concurrency {
                concurrency.run_until(end);
            }
            pool.run_until(instance, end);
            if self.keep_alive.is_none() {
                instance.keep_draws = request.draws;
            }
            if instance.check_at == Nanos::MAX && !instance.stays {
                self.check(index, end + self.least_keep);
            }
        } else {
            if let Some(concurrency) = concurrency {
                concurrency.hold();
            }
            if instance.running == self.slots {
                pool.close(instance, is_new);
            } else if is_new && instance.is_loaded {
                pool.open(instance, index);
            }
        }
        Admission::Start(schedule)
    }

    /// The instance has room again, or is gone with a crash.
    #[inline]
    fn complete(&mut self, request: &Request, world: &mut World<'_>) -> Completion {
        let index = request.place;
        let instance = &mut self.instances[index as usize];
        let was_full = instance.running == self.slots;
        instance.running -= 1;
        let step = instance.step;
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

    fn add_usage(&self, usage: &mut TiSlice<StepIndex, Usage>, run: &FinishedRun<'_>) {
        for (usage, pool) in usage.iter_mut().zip(&self.pools) {
            let ready_mb = f64::from(pool.provisioned) * f64::from(pool.memory_mb);
            usage.serverless = ServerlessUsage {
                ready_gb_seconds: ready_mb / 1024.0 * run.horizon.as_secs(),
                ..pool.meter.usage()
            };
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
            if step.lane != LaneId::Serverless {
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
        if !preset.concurrency_is_shared {
            for pool in &mut pools {
                pool.own
                    .get_or_insert_with(|| Concurrency::new(account, rate));
            }
        }
        let has_pooler = scenario.remedies.contains(&Remedy::ConnectionPooler);
        let mut lane = Self {
            pools,
            instances: Vec::new(),
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
                cold_run_ms: settings.cold_run_ms.map(length),
                trip_home: trip,
            },
            connections: Connections::new(&scenario.datastore, has_pooler),
            horizon: Nanos::from_secs(scenario.horizon_s),
        };
        lane.provision(world);
        lane
    }

    /// Live instances, busy and idle.
    pub fn live(&self) -> u32 {
        self.live
    }

    /// A request that a client waits for is refused; an event waits at the platform and is retried.
    fn put_off(&self, step: &StepPlan, request: &Request, now: Nanos, cause: Cause) -> Admission {
        let wait = if step.waited_for {
            None
        } else {
            self.outage_wait(request.attempts, now.since(request.arrived))
        };
        wait.map_or_else(
            || Admission::refuse(cause),
            |wait| Admission::Later(now + wait),
        )
    }
}
