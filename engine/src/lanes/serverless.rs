//! Functions in the home region: one request at a time per instance, started on demand.
//!
//! An idle instance is used again, newest created first, until it is reclaimed. Must not know:
//! who else may hold database connections beyond what [`Connections`] says.

mod concurrency;
mod free_times;
mod pool;
mod rules;
mod settings;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Admission, doubling_wait};
use crate::catalog::{LaneId, ServerlessPreset, service};
use crate::cost::ServerlessUsage;
use crate::datastore::Connections;
use crate::outcome::Cause;
use crate::plan::{Plan, StepPlan, length};
use crate::random::{Draws, Purpose};
use crate::report::Lives;
use crate::request::{Ending, Request};
use crate::scenario::{Remedy, Scenario, setting_of};
use crate::trace::Instances;
use crate::units::Nanos;
use concurrency::Concurrency;
use pool::{Instance, Pool};
use rules::Rules;

/// The lane's state.
#[derive(Debug)]
pub(crate) struct Serverless {
    /// One for each step of the plan; those of other lanes stay empty.
    pools: Vec<Pool>,
    instances: Vec<Instance>,
    free: Vec<u32>,
    /// When to look whether an instance is still idle; one entry an instance is enough.
    checks: BinaryHeap<Reverse<(Nanos, u32)>>,
    /// When the first of them is due.
    next_check: Nanos,
    live: u32,
    /// Instances that were ever created.
    created: u32,
    preset: &'static ServerlessPreset,
    /// The account's concurrency that functions with a share of their own keep for themselves.
    reserved: u32,
    /// What runs in all others together, where the platform counts them together.
    shared: Concurrency,
    slots: u32,
    keep_alive: Option<Nanos>,
    /// The least time that any idle instance is kept.
    least_keep: Nanos,
    rules: Rules,
    horizon: Nanos,
}

/// What the lane is handed.
pub(crate) struct World<'a> {
    pub now: Nanos,
    pub connections: &'a mut Connections,
    pub instances: &'a mut Instances,
}

impl Serverless {
    pub fn new(scenario: &Scenario, plan: &Plan, trip_home: Nanos) -> Self {
        let settings = &scenario.lanes.serverless;
        let pools = plan.steps.iter().map(|step| {
            let (workload, id) = scenario.ids_of(step.workload, step.step_of_workload);
            let own = setting_of(&settings.functions, workload, id);
            let memory_mb = own.and_then(|function| function.memory_mb);
            let memory_mb = memory_mb.unwrap_or(settings.memory_mb);
            let mut pool = Pool::new(settings, memory_mb, step);
            for remedy in scenario.remedies_for(workload, id) {
                match *remedy {
                    Remedy::Provisioned { instances, .. } => pool.provisioned = instances,
                    Remedy::ReservedConcurrency { concurrency, .. } => {
                        pool.own = Some(Concurrency::new(concurrency));
                        pool.is_reserved = true;
                    }
                    _ => {}
                }
            }
            pool
        });
        let mut pools: Vec<Pool> = pools.collect();
        let keep_alive = settings.keep_alive_s.map(Nanos::from_secs);
        let own = pools.iter().filter_map(|pool| pool.own.as_ref());
        let reserved: u32 = own.map(|own| own.limit).sum();
        let account = settings.account_concurrency;
        if !settings.preset().concurrency_is_shared {
            for pool in &mut pools {
                pool.own.get_or_insert_with(|| Concurrency::new(account));
            }
        }
        Self {
            pools,
            instances: Vec::new(),
            free: Vec::new(),
            checks: BinaryHeap::new(),
            next_check: Nanos::MAX,
            live: 0,
            created: 0,
            preset: settings.preset(),
            reserved,
            shared: Concurrency::new(account.saturating_sub(reserved)),
            slots: settings.requests_per_instance,
            keep_alive,
            least_keep: settings::least_keep(keep_alive, settings.preset()),
            rules: Rules {
                timeout: Nanos::from_secs(settings.timeout_s),
                cold_run_ms: settings.cold_run_ms.map(length),
                trip_home,
            },
            horizon: Nanos::from_secs(scenario.horizon_s),
        }
    }

    /// How long the instances of each step lived before the horizon.
    pub fn lives(&self) -> Lives {
        let mut lives: Lives = self.pools.iter().map(|pool| pool.lived_ns).collect();
        for (index, instance) in (0..).zip(&self.instances) {
            if !instance.alive {
                continue;
            }
            // One that is idle at the end goes when its time comes, not when nobody looks.
            let gone = if instance.running == 0 && !instance.stays {
                self.reclaim_at(index)
            } else {
                Nanos::MAX
            };
            let length = gone.min(self.horizon).since(instance.born);
            lives[usize::from(instance.step)] += u128::from(length.0);
        }
        lives
    }

    /// Live instances, busy and idle.
    pub fn live(&self) -> u32 {
        self.live
    }

    /// Live instances of one step.
    pub fn live_of(&self, step: u16) -> u32 {
        self.pools[usize::from(step)].live
    }

    /// Reclaims every instance whose time came by now.
    #[inline]
    pub fn reclaim(&mut self, plan: &Plan, world: &mut World<'_>) {
        if self.next_check <= world.now {
            self.look_at_idle(plan, world);
        }
    }

    #[cold]
    fn look_at_idle(&mut self, plan: &Plan, world: &mut World<'_>) {
        while let Some(&Reverse((at, index))) = self.checks.peek() {
            self.next_check = at;
            if at > world.now {
                return;
            }
            self.checks.pop();
            let instance = &mut self.instances[index as usize];
            if instance.check_at != at {
                continue;
            }
            instance.check_at = Nanos::MAX;
            if instance.running > 0 {
                continue;
            }
            let idle_since = self.idle_since(index);
            if idle_since > at {
                self.check(index, idle_since + self.least_keep);
                continue;
            }
            let reclaim_at = self.reclaim_at(index);
            if reclaim_at <= at {
                self.remove(index, at, plan, world);
            } else {
                self.check(index, reclaim_at);
            }
        }
        self.next_check = Nanos::MAX;
    }

    /// When an idle instance goes. Most are used again before, so that this is worked out only
    /// when the least time that any is kept has passed.
    fn reclaim_at(&self, index: u32) -> Nanos {
        let instance = &self.instances[index as usize];
        let keep = self.keep_alive.unwrap_or_else(|| {
            let unit = instance.keep_draws.unit(Purpose::KeepAlive, 0);
            self.preset.reclaim_after(unit)
        });
        self.idle_since(index) + keep
    }

    /// Since when an instance runs nothing; later than now where it runs something whose end is
    /// known.
    fn idle_since(&self, index: u32) -> Nanos {
        let instance = &self.instances[index as usize];
        let pool = &self.pools[usize::from(instance.step)];
        instance.idle_since.max(pool.known_end(instance))
    }

    /// Looks at an idle instance at a time, unless somebody looks before.
    #[inline]
    fn check(&mut self, index: u32, at: Nanos) {
        let instance = &mut self.instances[index as usize];
        if at < instance.check_at {
            instance.check_at = at;
            self.next_check = self.next_check.min(at);
            self.checks.push(Reverse((at, index)));
        }
    }

    /// A request reaches the lane.
    #[inline]
    pub fn admit(
        &mut self,
        step_index: u16,
        plan: &Plan,
        request: &Request,
        world: &mut World<'_>,
    ) -> Admission {
        self.reclaim(plan, world);
        let step = &plan.steps[usize::from(step_index)];
        let pool = &mut self.pools[usize::from(step_index)];
        if let Some(cause) = pool.never_runs {
            return Admission::Refuse(cause);
        }
        let concurrency = pool.own.as_mut().unwrap_or(&mut self.shared);
        if concurrency.is_full(world.now) {
            return self.put_off(step, request, world.now, Cause::Throttled);
        }
        let found = pool.next_with_room(&self.instances, self.slots, world.now);
        let (index, is_new) = match found {
            Some(index) => (index, false),
            None => match self.start_instance(step_index, step, request.draws, world) {
                Ok(index) => (index, true),
                Err(cause) => return self.put_off(step, request, world.now, cause),
            },
        };
        let pool = &mut self.pools[usize::from(step_index)];
        let instance = &mut self.instances[index as usize];
        instance.running += 1;
        let mut start = self.rules.run(step, request, pool, instance, is_new);
        start.place = index;
        start.cold = instance.ready_at.since(world.now);
        start.is_cold = is_new || start.cold > Nanos::ZERO;
        if step.holds_connection() && world.connections.has_pooler() {
            let trips = start.reload + start.reads + start.writes;
            start.wait = world.connections.borrow(world.now + start.cold, trips);
        }
        let took = start.cold + start.wait + start.running();
        pool.meter.add_run(took);
        let concurrency = pool.own.as_mut().unwrap_or(&mut self.shared);
        if step.end_known_at_start && pool.keeps_times && start.ending == Ending::Finish {
            let end = world.now + took;
            start.end_is_known = true;
            instance.running = 0;
            concurrency.run_until(end);
            pool.run_until(instance.position, end);
            if self.keep_alive.is_none() {
                instance.keep_draws = request.draws;
            }
            if instance.check_at == Nanos::MAX && !instance.stays {
                self.check(index, end + self.least_keep);
            }
        } else {
            concurrency.hold();
            if instance.running == self.slots {
                pool.close(instance, is_new);
            } else if is_new {
                pool.open(instance, index);
            }
        }
        Admission::Start(start)
    }

    /// What a function's requests count against.
    #[inline]
    fn concurrency_of(&mut self, step: u16) -> &mut Concurrency {
        let pool = &mut self.pools[usize::from(step)];
        pool.own.as_mut().unwrap_or(&mut self.shared)
    }

    /// What waits for an answer is refused; an event waits at the platform and comes again.
    fn put_off(&self, step: &StepPlan, request: &Request, now: Nanos, cause: Cause) -> Admission {
        let age = now.since(request.arrived);
        if step.waited_for || age >= self.preset.async_age_max.time() {
            return Admission::Refuse(cause);
        }
        let first = self.preset.async_throttle_first.time();
        let most = self.preset.async_throttle_max.time();
        Admission::Later(now + doubling_wait(first, request.attempts, most))
    }

    /// When the platform runs a failed event again; none where it has tried often enough.
    pub fn retry_after(&self, failures: u32) -> Option<Nanos> {
        let preset = self.preset;
        (failures < preset.async_retries.count()).then(|| match failures {
            0 => preset.async_retry_first.time(),
            _ => preset.async_retry_later.time(),
        })
    }

    /// Starts the instances that stand ready from the beginning.
    pub fn provision(&mut self, plan: &Plan, world: &mut World<'_>) {
        for step_index in 0..self.pools.len() as u16 {
            let step = &plan.steps[usize::from(step_index)];
            let count = self.pools[usize::from(step_index)].provisioned;
            if step.lane != LaneId::Serverless {
                continue;
            }
            for _ in 0..count {
                if step.holds_connection() && !world.connections.take() {
                    break;
                }
                let index = self.add_instance(step_index, Nanos::ZERO, world);
                let instance = &mut self.instances[index as usize];
                instance.stays = true;
                self.pools[usize::from(step_index)].open(instance, index);
            }
        }
    }

    /// How long a trip to the database takes from now on.
    pub fn set_trip(&mut self, trip: Nanos) {
        self.rules.trip_home = trip;
    }

    /// What each step used.
    pub fn usage(&self) -> impl Iterator<Item = ServerlessUsage> {
        self.pools.iter().map(|pool| {
            let ready_mb = f64::from(pool.provisioned) * f64::from(pool.memory_mb);
            ServerlessUsage {
                ready_gb_seconds: ready_mb / 1024.0 * self.horizon.as_secs(),
                ..pool.meter.usage()
            }
        })
    }

    fn start_instance(
        &mut self,
        step_index: u16,
        step: &StepPlan,
        draws: Draws,
        world: &mut World<'_>,
    ) -> Result<u32, Cause> {
        let pool = &mut self.pools[usize::from(step_index)];
        if step.holds_connection() && !world.connections.is_free() {
            return Err(Cause::ConnectionsExhausted);
        }
        if !pool.take_ramp(world.now) {
            return Err(Cause::RampLimit);
        }
        if step.holds_connection() {
            world.connections.take();
        }
        let cold = if self.rules.cold_run_ms.is_some() {
            Nanos::ZERO
        } else {
            let placement = draws.unit(Purpose::ColdPlacement, 0);
            let init = draws.unit(Purpose::ColdInit, 0);
            self.preset.cold_start(step.runtime, placement, init)
                + self.preset.dependencies(step.runtime, step.dependencies_mb)
                + service::load_time(step.resident_mb)
        };
        Ok(self.add_instance(step_index, cold, world))
    }

    fn add_instance(&mut self, step: u16, cold: Nanos, world: &mut World<'_>) -> u32 {
        let ready_at = world.now + cold;
        let span = world.instances.push(step as u8, world.now, ready_at);
        let index = self.free.pop().unwrap_or(self.instances.len() as u32);
        let instance = Instance {
            step,
            created: self.created,
            position: self.pools[usize::from(step)].add(index),
            span,
            alive: true,
            stays: false,
            born: world.now,
            running: 0,
            ready_at,
            idle_since: Nanos::ZERO,
            keep_draws: Draws::default(),
            check_at: Nanos::MAX,
        };
        self.live += 1;
        self.created += 1;
        match self.instances.get_mut(index as usize) {
            Some(place) => *place = instance,
            None => self.instances.push(instance),
        }
        index
    }

    /// A request's code stopped running: its instance has room, or is gone with a crash. Other
    /// requests in a crashed instance are the caller's to end.
    #[inline]
    pub fn release(&mut self, plan: &Plan, request: &Request, world: &mut World<'_>) {
        let index = request.place;
        let instance = &mut self.instances[index as usize];
        let was_full = instance.running == self.slots;
        instance.running -= 1;
        let step = instance.step;
        if was_full {
            self.pools[usize::from(step)].open(instance, index);
        }
        self.leave(step);
        let instance = &mut self.instances[index as usize];
        if request.ending == Ending::Crash {
            self.remove(index, world.now, plan, world);
        } else if instance.running == 0 && !instance.stays {
            instance.idle_since = world.now;
            instance.keep_draws = request.draws;
            self.check(index, world.now + self.least_keep);
        }
    }

    /// A request no longer runs here, nor counts against any limit; where it died with its instance
    /// that is all there is to do.
    #[inline]
    pub fn leave(&mut self, step: u16) {
        self.concurrency_of(step).leave();
    }

    fn remove(&mut self, index: u32, at: Nanos, plan: &Plan, world: &mut World<'_>) {
        let instance = &mut self.instances[index as usize];
        instance.alive = false;
        instance.check_at = Nanos::MAX;
        world.instances.end(instance.span, at);
        let step = usize::from(instance.step);
        let lived = at.min(self.horizon).since(instance.born);
        self.pools[step].lived_ns += u128::from(lived.0);
        let position = instance.position;
        self.pools[step].remove(position, &mut self.instances);
        self.live -= 1;
        self.free.push(index);
        if plan.steps[step].holds_connection() {
            world.connections.give_back();
        }
    }
}
