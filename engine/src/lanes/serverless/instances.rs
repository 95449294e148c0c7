//! The lives of a function's instances: started on demand, kept while idle, reclaimed.

use std::cmp::Reverse;

use super::super::World;
use super::Serverless;
use super::instance::Instance;
use super::processors::Processors;
use super::start::Start;
use crate::datastore::{Connections, Holder, Link};
use model::catalog::LaneId;
use model::catalog::datastore::POOL_MAX;
use model::index::StepIndex;
use model::outcome::Cause;
use model::random::{Draws, Purpose};
use model::units::Nanos;

impl Serverless {
    /// Reclaims every instance whose time has come.
    #[inline]
    pub fn reclaim(&mut self, world: &mut World<'_>) {
        if self.next_check <= world.now {
            self.check_idle(world);
        }
    }

    /// Starts the instances that are ready from the beginning.
    pub(super) fn provision(&mut self, world: &mut World<'_>) {
        for step_index in StepIndex::first(self.pools.len()) {
            let step = world.step(step_index);
            if step.lane != LaneId::Serverless {
                continue;
            }
            for _ in 0..self.pools[step_index].provisioned {
                if step.needs_connection() && !world.connections.has_room_for(Holder::Function) {
                    break;
                }
                let index = self.add_instance(step_index, &Start::default(), true, world);
                let instance = &self.instances[index as usize];
                self.pools[step_index].open(instance, index);
            }
        }
    }

    #[cold]
    fn check_idle(&mut self, world: &mut World<'_>) {
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
                self.remove(index, at, world);
            } else {
                self.check(index, reclaim_at);
            }
        }
        self.next_check = Nanos::MAX;
    }

    /// When an idle instance is reclaimed. Most are used again before, so this is computed only when the
    /// least time that any is kept has passed.
    pub(super) fn reclaim_at(&self, index: u32) -> Nanos {
        let instance = &self.instances[index as usize];
        let keep = self.keep_alive.unwrap_or_else(|| {
            let unit = instance.keep_draws.unit(Purpose::KeepAlive, 0);
            self.preset.reclaim_after(unit)
        });
        self.idle_since(index) + keep
    }

    /// Since when an instance is idle; later than now where it runs something whose end is known.
    fn idle_since(&self, index: u32) -> Nanos {
        let instance = &self.instances[index as usize];
        let pool = &self.pools[instance.step];
        instance.idle_since.max(pool.known_end(instance))
    }

    /// Has an idle instance checked at a time, unless it is checked before.
    #[inline]
    pub(super) fn check(&mut self, index: u32, at: Nanos) {
        let instance = &mut self.instances[index as usize];
        if at < instance.check_at {
            instance.check_at = at;
            self.next_check = self.next_check.min(at);
            self.checks.push(Reverse((at, index)));
        }
    }

    /// The instance on demand that takes a request with these draws, and its start where it is a new one; or
    /// the cause that prevents it.
    #[inline]
    pub(super) fn place_on_demand(
        &mut self,
        step_index: StepIndex,
        draws: Draws,
        world: &mut World<'_>,
    ) -> Result<(u32, Option<Start>), Cause> {
        let (pool, now) = (&mut self.pools[step_index], world.now);
        let concurrency = pool.own.as_mut().unwrap_or(&mut self.shared);
        let is_waited_for = world.step(step_index).waited_for;
        if concurrency.is_full(now) || (is_waited_for && !concurrency.is_within_rate(now)) {
            return Err(Cause::Throttled);
        }
        match pool
            .on_demand_free
            .next_with_room(&self.instances, self.slots, now)
        {
            Some(index) => Ok((index, None)),
            None => self
                .start_instance(step_index, draws, world)
                .map(|(index, start)| (index, Some(start))),
        }
    }

    /// Starts an instance for a request with these draws, or returns the cause that prevents it.
    fn start_instance(
        &mut self,
        step_index: StepIndex,
        draws: Draws,
        world: &mut World<'_>,
    ) -> Result<(u32, Start), Cause> {
        let step = world.step(step_index);
        let pool = &mut self.pools[step_index];
        if step.needs_connection() && !world.connections.has_room_for(Holder::Function) {
            return Err(Cause::ConnectionsExhausted);
        }
        if !pool.ramp.take(world.now) {
            return Err(Cause::RampLimit);
        }
        let start = if self.rules.cold_run_ms.is_some() {
            Start::default()
        } else {
            Start::of(self.preset, step, draws, self.rules.timeout)
        };
        let index = self.add_instance(step_index, &start, false, world);
        Ok((index, start))
    }

    fn add_instance(
        &mut self,
        step: StepIndex,
        start: &Start,
        stays: bool,
        world: &mut World<'_>,
    ) -> u32 {
        let ready_at = world.now + start.length();
        let span = world.instances.started(step, world.now, ready_at);
        let link = if world.step(step).needs_connection() {
            self.open_link(world.connections)
        } else {
            None
        };
        let index = self.free.pop().unwrap_or(self.instances.len() as u32);
        let instance = Instance {
            step,
            created: self.created,
            position: self.pools[step].add(index, stays),
            span,
            link,
            alive: true,
            stays,
            born: world.now,
            running: 0,
            ready_at,
            active_from: ready_at,
            is_loaded: !start.fails,
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
        if self.rules.shares_processors {
            let own = Processors::new(self.pools[step].vcpus, world.step(step).threads);
            match self.processors.get_mut(index as usize) {
                Some(place) => *place = own,
                None => self.processors.push(own),
            }
        }
        index
    }

    /// An instance whose process died is gone; a provisioned one is started again.
    pub(super) fn replace_crashed(&mut self, index: u32, draws: Draws, world: &mut World<'_>) {
        if let Some(processors) = self.processors.get_mut(index as usize) {
            processors.clear();
        }
        let instance = &mut self.instances[index as usize];
        if !instance.stays {
            self.remove(index, world.now, world);
            return;
        }
        let step = world.step(instance.step);
        let start = Start::of(self.preset, step, draws, self.rules.timeout);
        instance.running = 0;
        instance.ready_at = world.now + start.length();
    }

    /// Removes an instance on demand.
    pub(super) fn remove(&mut self, index: u32, at: Nanos, world: &mut World<'_>) {
        let instance = &mut self.instances[index as usize];
        instance.alive = false;
        let link = instance.link.take();
        instance.check_at = Nanos::MAX;
        world.instances.ended(instance.span, at);
        let step = instance.step;
        let lived = at.min(self.horizon).since(instance.born);
        self.pools[step].lived_ns += u128::from(lived.0);
        let gone = *instance;
        self.pools[step].remove(gone, &mut self.instances);
        self.live -= 1;
        self.free.push(index);
        if let Some(link) = link {
            world.connections.close(link, Holder::Function);
        }
    }

    /// The connection of a new instance, or its pool where several requests share the instance.
    fn open_link(&self, connections: &mut Connections) -> Option<Link> {
        if self.slots == 1 {
            return connections.open_own(Holder::Function);
        }
        let size = self.slots.min(POOL_MAX.count());
        let opens_in = Connections::opens_at_home_in();
        Some(connections.open_pool(Holder::Function, size, opens_in))
    }
}
