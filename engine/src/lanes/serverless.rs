//! Functions in the home region: one request at a time per instance, started on demand.
//!
//! An idle instance is used again, newest created first, until it is reclaimed. Must not know:
//! who else may hold database connections beyond what [`Connections`] says.

mod pool;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Admission, Intent, Start, intent};
use crate::catalog::serverless::{
    ASYNC_AGE_MAX, ASYNC_THROTTLE_FIRST, ASYNC_THROTTLE_MAX, DEPENDENCY_LOAD, MEMORY_MAX,
    MEMORY_PER_VCPU, PAYLOAD_ASYNC, PAYLOAD_SYNC, PLACEMENT_MU, PLACEMENT_SIGMA,
};
use crate::catalog::{reclaim_after, service};
use crate::datastore::Connections;
use crate::outcome::Cause;
use crate::plan::{Plan, StepPlan, length};
use crate::random::{Draws, Length, LogNormal, Purpose};
use crate::report::Lives;
use crate::request::{Ending, Request};
use crate::scenario::{Scenario, setting_of};
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
    busy: u32,
    live: u32,
    account_concurrency: u32,
    slots: u32,
    keep_alive: Option<Nanos>,
    timeout: Nanos,
    placement_ms: LogNormal,
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
            let memory_mb = own.map_or(settings.memory_mb, |function| function.memory_mb);
            let sessions = step.session.map_or(0, |session| session.count);
            let mut pool = Pool::new(memory_mb, settings.ramp_per_10_s, sessions, settings.reuse);
            pool.never_runs = never_runs(step, memory_mb);
            pool
        });
        Self {
            pools: pools.collect(),
            instances: Vec::new(),
            free: Vec::new(),
            checks: BinaryHeap::new(),
            busy: 0,
            live: 0,
            account_concurrency: settings.account_concurrency,
            slots: settings.requests_per_instance,
            keep_alive: settings.keep_alive_s.map(Nanos::from_secs),
            timeout: Nanos::from_secs(settings.timeout_s),
            placement_ms: LogNormal::new(PLACEMENT_MU.value, PLACEMENT_SIGMA.value),
            cold_run_ms: settings.cold_run_ms.map(length),
            trip_home,
            horizon: Nanos::from_secs(scenario.horizon_s),
        }
    }

    /// How long the instances of each step lived before the horizon.
    pub fn lives(&self, horizon: Nanos) -> Lives {
        let mut lives: Lives = self.pools.iter().map(|pool| pool.lived_ns).collect();
        for instance in self.instances.iter().filter(|instance| instance.alive) {
            // One that is idle at the end goes when its time comes, not when nobody looks.
            let gone = if instance.running == 0 {
                instance.reclaim_at
            } else {
                Nanos::MAX
            };
            let lived = gone.min(horizon).since(instance.born);
            lives[usize::from(instance.step)] += u128::from(lived.0);
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
        while let Some(&Reverse((at, index))) = self.checks.peek() {
            if at > world.now {
                break;
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
            if instance.reclaim_at <= at {
                self.remove(index, at, plan, world);
            } else {
                self.check_again(index);
            }
        }
    }

    /// Looks at an idle instance when its time has come.
    #[inline]
    fn check_again(&mut self, index: u32) {
        let instance = &mut self.instances[index as usize];
        if instance.reclaim_at < instance.check_at {
            instance.check_at = instance.reclaim_at;
            self.checks.push(Reverse((instance.reclaim_at, index)));
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
        if self.busy >= self.account_concurrency {
            return Self::put_off(step, request, world.now, Cause::Throttled);
        }
        let pool = &mut self.pools[usize::from(step_index)];
        let found = pool.next_with_room(&self.instances, self.slots);
        let (index, is_new) = match found {
            Some(index) => (index, false),
            None => match self.start_instance(step_index, step, request.draws, world) {
                Ok(index) => (index, true),
                Err(cause) => return Self::put_off(step, request, world.now, cause),
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
        self.busy += 1;
        let mut start = self.run(step_index, step, request, index, is_new);
        start.is_cold = is_new || cold > Nanos::ZERO;
        start.cold = cold;
        Admission::Start(start)
    }

    /// What waits for an answer is refused; an event waits at the platform and comes again.
    fn put_off(step: &StepPlan, request: &Request, now: Nanos, cause: Cause) -> Admission {
        let age = now.since(request.arrived);
        if step.waited_for || age >= ASYNC_AGE_MAX.time() {
            return Admission::Refuse(cause);
        }
        let doubled = 1_u64 << request.attempts.min(20);
        let wait = ASYNC_THROTTLE_FIRST.time().0.saturating_mul(doubled);
        Admission::Later(now + Nanos(wait.min(ASYNC_THROTTLE_MAX.time().0)))
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
        let placement = self.placement_ms.at(draws.unit(Purpose::ColdPlacement, 0));
        let init = step
            .runtime
            .init()
            .quantile(draws.unit(Purpose::ColdInit, 0));
        let dependencies = if step.runtime.loads_javascript() {
            Nanos::from_secs(DEPENDENCY_LOAD.value * step.dependencies_mb)
        } else {
            Nanos::ZERO
        };
        let cold = Nanos::from_millis(placement + init)
            + dependencies
            + service::load_time(step.resident_mb);
        let cold = if self.cold_run_ms.is_some() {
            Nanos::ZERO
        } else {
            cold
        };
        let ready_at = world.now + cold;
        let span = world.instances.push(step_index as u8, world.now, ready_at);
        let index = self.free.pop().unwrap_or(self.instances.len() as u32);
        let instance = Instance {
            step: step_index,
            created: pool.add(index),
            span,
            alive: true,
            born: world.now,
            running: 0,
            ready_at,
            reclaim_at: Nanos::MAX,
            check_at: Nanos::MAX,
        };
        self.live += 1;
        match self.instances.get_mut(index as usize) {
            Some(place) => *place = instance,
            None => self.instances.push(instance),
        }
        Ok(index)
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
        let vcpu = f64::from(pool.memory_mb) / MEMORY_PER_VCPU.value;
        // Requests that run in one instance share its processors (the share at their start holds).
        let speed = (vcpu / f64::from(instance.running)).min(step.threads);
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
        let (limit, cause) = if step.give_up < self.timeout {
            (step.give_up, Cause::GivenUp)
        } else {
            (self.timeout, Cause::Timeout)
        };
        start.limited(limit, cause)
    }

    /// A request's code stopped running: its instance has room, or is gone with a crash. Other
    /// requests in a crashed instance are the caller's to end.
    #[inline]
    pub fn release(&mut self, plan: &Plan, request: &Request, world: &mut World<'_>) {
        self.busy -= 1;
        let index = request.place;
        let instance = &mut self.instances[index as usize];
        let was_full = instance.running == self.slots;
        instance.running -= 1;
        let pool = &mut self.pools[usize::from(instance.step)];
        if was_full {
            pool.open(instance.created, index);
        }
        if request.ending == Ending::Crash {
            self.remove(index, world.now, plan, world);
        } else if instance.running == 0 {
            let keep = self
                .keep_alive
                .unwrap_or_else(|| reclaim_after(request.draws.unit(Purpose::KeepAlive, 0)));
            instance.reclaim_at = world.now + keep;
            self.check_again(index);
        }
    }

    /// Forgets a request that died with its instance.
    pub fn died(&mut self) {
        self.busy -= 1;
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

/// A constraint that no instance of this function can meet.
fn never_runs(step: &StepPlan, memory_mb: u32) -> Option<Cause> {
    let needed_mb = step.memory_mb + step.resident_mb;
    let payload_mb = if step.waited_for {
        PAYLOAD_SYNC.value
    } else {
        PAYLOAD_ASYNC.value
    };
    if needed_mb > memory_mb || f64::from(needed_mb) > MEMORY_MAX.value {
        Some(Cause::MemoryLimit)
    } else if f64::from(step.payload_kb) > payload_mb * 1024.0 {
        Some(Cause::PayloadTooLarge)
    } else {
        None
    }
}
