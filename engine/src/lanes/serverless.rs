//! Functions in the home region: one request at a time per instance, started on demand.
//!
//! An idle instance is used again, newest created first, until it is reclaimed. Must not know:
//! who else may hold database connections beyond what [`Connections`] says.

mod pool;
mod settings;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Admission, Intent, Start, doubling_wait, intent};
use crate::catalog::{LaneId, ServerlessPreset, service};
use crate::cost::ServerlessUsage;
use crate::datastore::Connections;
use crate::outcome::Cause;
use crate::plan::{Plan, StepPlan, length};
use crate::random::{Draws, Length, Purpose};
use crate::report::Lives;
use crate::request::{Conduct, Ending, Request};
use crate::scenario::{Remedy, Scenario, setting_of};
use crate::trace::Instances;
use crate::units::Nanos;
use pool::{Instance, Pool};

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
    preset: &'static ServerlessPreset,
    account_concurrency: u32,
    /// What functions with a share of their own leave of it.
    shared_concurrency: u32,
    /// Requests running in functions without a share of their own.
    shared_busy: u32,
    slots: u32,
    keep_alive: Option<Nanos>,
    /// The least time that any idle instance is kept.
    least_keep: Nanos,
    timeout: Nanos,
    /// Where a run on a new instance takes a time of its own.
    cold_run_ms: Option<Length>,
    trip_home: Nanos,
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
                        pool.reserved = Some(concurrency);
                    }
                    _ => {}
                }
            }
            pool
        });
        let pools: Vec<Pool> = pools.collect();
        let keep_alive = settings.keep_alive_s.map(Nanos::from_secs);
        let reserved: u32 = pools.iter().filter_map(|pool| pool.reserved).sum();
        Self {
            pools,
            instances: Vec::new(),
            free: Vec::new(),
            checks: BinaryHeap::new(),
            next_check: Nanos::MAX,
            live: 0,
            preset: settings.preset(),
            account_concurrency: settings.account_concurrency,
            shared_concurrency: settings.account_concurrency.saturating_sub(reserved),
            shared_busy: 0,
            slots: settings.requests_per_instance,
            keep_alive,
            least_keep: settings::least_keep(keep_alive, settings.preset()),
            timeout: Nanos::from_secs(settings.timeout_s),
            cold_run_ms: settings.cold_run_ms.map(length),
            trip_home,
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
        instance.idle_since + keep
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
        let step = &plan.steps[usize::from(step_index)];
        let pool = &self.pools[usize::from(step_index)];
        if let Some(cause) = pool.never_runs {
            return Admission::Refuse(cause);
        }
        self.reclaim(plan, world);
        if self.is_full(step_index) {
            return self.put_off(step, request, world.now, Cause::Throttled);
        }
        let pool = &mut self.pools[usize::from(step_index)];
        let found = pool.next_with_room(&self.instances, self.slots);
        let (index, is_new) = match found {
            Some(index) => (index, false),
            None => match self.start_instance(step_index, step, request.draws, world) {
                Ok(index) => (index, true),
                Err(cause) => return self.put_off(step, request, world.now, cause),
            },
        };
        let instance = &mut self.instances[index as usize];
        instance.running += 1;
        if instance.running == self.slots && !is_new {
            self.pools[usize::from(step_index)].close(instance.created);
        } else if instance.running < self.slots && is_new {
            self.pools[usize::from(step_index)].open(instance.created, index);
        }
        let cold = instance.ready_at.since(world.now);
        let pool = &mut self.pools[usize::from(step_index)];
        pool.busy += 1;
        self.shared_busy += u32::from(pool.reserved.is_none());
        let mut start = self.run(step_index, step, request, index, is_new);
        start.is_cold = is_new || cold > Nanos::ZERO;
        start.cold = cold;
        if step.holds_connection() && world.connections.has_pooler() {
            let trips = start.reload + start.reads + start.writes;
            start.wait = world.connections.borrow(world.now + cold, trips);
        }
        let pool = &mut self.pools[usize::from(step_index)];
        let took = start.cold + start.wait + start.running();
        pool.meter.add_run(took);
        Admission::Start(start)
    }

    /// Whether no further request may run in this function now.
    #[inline]
    fn is_full(&self, step: u16) -> bool {
        let pool = &self.pools[usize::from(step)];
        match pool.reserved {
            Some(own) => pool.busy >= own,
            None if self.preset.concurrency_is_shared => {
                self.shared_busy >= self.shared_concurrency
            }
            None => pool.busy >= self.account_concurrency,
        }
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
                self.pools[usize::from(step_index)].open(instance.created, index);
            }
        }
    }

    /// How long a trip to the database takes from now on.
    pub fn set_trip(&mut self, trip: Nanos) {
        self.trip_home = trip;
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
        let cold = if self.cold_run_ms.is_some() {
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
            created: self.pools[usize::from(step)].add(index),
            span,
            alive: true,
            stays: false,
            born: world.now,
            running: 0,
            ready_at,
            idle_since: Nanos::MAX,
            keep_draws: Draws::default(),
            check_at: Nanos::MAX,
        };
        self.live += 1;
        match self.instances.get_mut(index as usize) {
            Some(place) => *place = instance,
            None => self.instances.push(instance),
        }
        index
    }

    #[inline]
    fn run(
        &mut self,
        step_index: u16,
        step: &StepPlan,
        request: &Request,
        index: u32,
        is_new: bool,
    ) -> Start {
        let instance = &self.instances[index as usize];
        let pool = &mut self.pools[usize::from(step_index)];
        let mut start = Start::on(index, instance.span);
        // Requests that run in one instance share its processors (the share at their start holds).
        let speed = || (pool.vcpus / f64::from(instance.running)).min(step.threads);
        if step.plain && request.conduct == Conduct::Honest {
            // The short way through all that follows, for code that only computes.
            let ms = match &self.cold_run_ms {
                Some(cold_run) if is_new => cold_run.at(request.draws.unit(Purpose::Cpu, 0)),
                _ if instance.running == 1 => step.own_cpu_ms(request) * pool.pace,
                _ => step.own_cpu_ms(request) / speed(),
            };
            start.execute = Nanos::from_millis(ms);
            return self.limited(step, start);
        }
        let speed = speed();
        if let Some(session) = &step.session {
            // No affinity: the session's memory is wherever its last request happened to run.
            let here = (u64::from(step_index) << 32) | u64::from(instance.created + 1);
            let before = std::mem::replace(&mut pool.session_at[request.key as usize], here);
            if before != here {
                start.reload = Nanos(self.trip_home.0 * u64::from(session.reload_reads));
                start.session_lost = before != 0;
            }
        }
        if let Some(records) = &step.records {
            start.reads = Nanos(self.trip_home.0 * u64::from(records.reads));
            start.writes = Nanos(self.trip_home.0 * u64::from(records.writes));
        }
        match intent(step, request, pool.memory_mb) {
            Intent::Finish { cpu, breach } => {
                start.execute = cpu.scaled(1.0 / speed) + step.outside(request.draws);
                start.breach = breach;
            }
            Intent::Trap { cpu, cause } => {
                start.execute = cpu.scaled(1.0 / speed);
                start.ending = Ending::Fail(cause);
                start.writes = Nanos::ZERO;
            }
            Intent::Loop => start.execute = Nanos::MAX,
            Intent::Crash { cpu } => {
                start.execute = cpu.scaled(1.0 / speed);
                start.ending = Ending::Crash;
                start.writes = Nanos::ZERO;
            }
        }
        if is_new && let Some(cold_run) = &self.cold_run_ms {
            let unit = request.draws.unit(Purpose::Cpu, 0);
            start.execute = Nanos::from_millis(cold_run.at(unit));
        }
        match step.chunk {
            // Each piece stays below the limit, and ends and begins with a trip for the checkpoint.
            Some(chunk) if chunk <= self.timeout => {
                let pieces = start.execute.0.div_ceil(chunk.0.max(1));
                let checkpoints = pieces.saturating_sub(1);
                start.reload += Nanos(self.trip_home.0 * 2 * checkpoints);
                pool.meter.add_requests(pieces.saturating_sub(1));
                start.limited(step.give_up, Cause::GivenUp)
            }
            _ => self.limited(step, start),
        }
    }

    /// Cut at the platform's limit or at its owner's, whichever comes first.
    #[inline]
    fn limited(&self, step: &StepPlan, start: Start) -> Start {
        if step.give_up < self.timeout {
            start.limited(step.give_up, Cause::GivenUp)
        } else {
            start.limited(self.timeout, Cause::Timeout)
        }
    }

    /// A request's code stopped running: its instance has room, or is gone with a crash. Other
    /// requests in a crashed instance are the caller's to end.
    #[inline]
    pub fn release(&mut self, plan: &Plan, request: &Request, world: &mut World<'_>) {
        let index = request.place;
        let instance = &mut self.instances[index as usize];
        let was_full = instance.running == self.slots;
        instance.running -= 1;
        let (step, created) = (instance.step, instance.created);
        self.leave(step);
        if was_full {
            self.pools[usize::from(step)].open(created, index);
        }
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
        let pool = &mut self.pools[usize::from(step)];
        pool.busy -= 1;
        self.shared_busy -= u32::from(pool.reserved.is_none());
    }

    fn remove(&mut self, index: u32, at: Nanos, plan: &Plan, world: &mut World<'_>) {
        let instance = &mut self.instances[index as usize];
        instance.alive = false;
        instance.check_at = Nanos::MAX;
        world.instances.end(instance.span, at);
        let step = usize::from(instance.step);
        let lived = at.min(self.horizon).since(instance.born);
        self.pools[step].lived_ns += u128::from(lived.0);
        self.pools[step].remove(instance.created, instance.running < self.slots);
        self.live -= 1;
        self.free.push(index);
        if plan.steps[step].holds_connection() {
            world.connections.give_back();
        }
    }
}
