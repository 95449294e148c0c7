//! Where a request runs: in a provisioned instance, in one on demand, or nowhere now.

use super::super::{RunSchedule, World};
use super::Serverless;
use crate::datastore::{Connections, Link};
use crate::request::{Ending, Request};
use model::outcome::Cause;
use model::units::Nanos;

impl Serverless {
    /// Runs a request where there is room; else the cause that prevents it.
    #[inline]
    pub(super) fn place(
        &mut self,
        request: &Request,
        world: &mut World<'_>,
    ) -> Result<RunSchedule, Cause> {
        let step_index = request.step;
        let step = world.step(step_index);
        let now = world.now;
        let pool = &mut self.pools[step_index];
        if pool.own.as_mut().is_some_and(|own| own.is_full(now)) {
            return Err(Cause::Throttled);
        }
        let is_waited_for = step.waited_for;
        let (index, start) =
            match pool.next_provisioned(&self.instances, self.slots, now, is_waited_for) {
                Some(index) => (index, None),
                None => self.place_on_demand(step_index, request.draws, world)?,
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
        if let Some(link) = instance.link {
            if is_new && link == Link::Own {
                schedule.open = Connections::opens_at_home_in();
            }
            let from = now + schedule.cold;
            schedule.connect(link, from, step, world.connections);
        }
        let ran = schedule.held();
        let loading = if self.preset.bills_start {
            start.loading()
        } else {
            Nanos::ZERO
        };
        pool.meter.add_requests(1);
        // An instance is billed for the time in which it has any request.
        if instance.running == 1 {
            instance.active_from = if is_new {
                Nanos(instance.ready_at.0 - loading.0)
            } else {
                now
            };
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
            pool.meter.add_time(loading + ran, instance.stays);
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
        Ok(schedule)
    }

    /// Whether the platform drops an event that has arrived at this time.
    pub(super) fn is_too_old(&self, arrived: Nanos, now: Nanos) -> bool {
        now.since(arrived) >= self.preset.async_age_max.time()
    }
}
