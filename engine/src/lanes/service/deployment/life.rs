//! How replicas of a deployment start, crash, are scaled and go.

use super::super::super::{Scaling, World};
use super::super::replica::{Life, Replica};
use super::Deployment;
use crate::datastore::{Connections, Holder, Link};
use crate::request::Request;
use model::catalog::package::start_of_replica;
use model::catalog::service::{
    RESTART, RESTART_BACKOFF, RESTART_BACKOFF_MAX, RESTART_BACKOFF_RESET, START_MAX, START_MIN,
    load_time,
};
use model::random::Purpose;
use model::units::Nanos;

impl Deployment {
    /// The least replicas are ready when the run begins.
    pub fn stand_ready(&mut self, world: &mut World<'_>) {
        self.serves = true;
        self.was_there_at_first = true;
        for replica in 0..self.settings.min_replicas {
            let span = world.instances.started(self.step, Nanos::ZERO, Nanos::ZERO);
            let link = self.open_pool(world);
            self.replicas
                .push(Replica::new(span, Nanos::ZERO, Nanos::ZERO, link));
            self.by_load.put(replica, 0);
        }
    }

    /// The least replicas start now; returns when each is ready.
    pub fn begin(&mut self, world: &mut World<'_>) -> Vec<Nanos> {
        self.serves = true;
        self.looked_at = world.now;
        self.counted_until = world.now;
        (0..self.settings.min_replicas)
            .map(|_| self.start_replica(world))
            .collect()
    }

    /// No replica takes a new request; each finishes its requests. Requests that wait are served
    /// first.
    pub fn retire(&mut self, world: &mut World<'_>) {
        self.serves = false;
        if !self.queue.is_empty() {
            return;
        }
        for _ in 0..self.replicas.len() {
            self.drain_one(world);
        }
    }

    /// A replica that starts because a request is there: for each request where it is a job, else where none runs.
    pub(super) fn start_on_demand(&mut self, world: &mut World<'_>) -> Option<u32> {
        let live = self.replicas();
        let has_room = if self.is_job {
            live < self.settings.max_replicas
        } else {
            live == 0 && self.settings.max_replicas > 0
        };
        if !has_room || !self.serves {
            return None;
        }
        self.start_replica(world);
        Some(self.replicas.len() as u32 - 1)
    }

    /// The process dies with everything in it, and is started again after a back-off that doubles.
    /// Returns when it is ready again.
    pub fn crash(&mut self, request: &Request, world: &mut World<'_>) -> Nanos {
        let now = world.now;
        self.count_busy(now);
        self.unlist(request.place);
        let replica = &mut self.replicas[request.place as usize];
        self.busy -= std::mem::take(&mut replica.running);
        self.pinned -= std::mem::take(&mut replica.pinned);
        if self.is_job {
            self.end_replica(request.place, world);
            return now;
        }
        let quiet =
            replica.crashes == 0 || now.since(replica.last_crash) >= RESTART_BACKOFF_RESET.time();
        replica.streak = if quiet {
            0
        } else {
            (replica.streak + 1).min(10)
        };
        // The first restart is at once; from the second on there is a wait that doubles.
        let backoff = replica
            .streak
            .checked_sub(1)
            .map_or(Nanos::ZERO, |doublings| {
                Nanos(RESTART_BACKOFF.time().0 << doublings).min(RESTART_BACKOFF_MAX.time())
            });
        replica.crashes += 1;
        replica.last_crash = now;
        replica.ready_at =
            now + RESTART.time() + backoff + load_time(world.step(self.step).resident_mb);
        let ready_at = replica.ready_at;
        // A replica that was to go when it was done is not started again.
        if replica.life == Life::Draining {
            self.end_replica(request.place, world);
            return ready_at;
        }
        if let Some(link) = replica.link.take() {
            world.connections.close(link, Holder::Service);
        }
        self.replicas[request.place as usize].link = self.open_pool(world);
        if !self.starting.contains(&request.place) {
            self.starting.push(request.place);
        }
        ready_at
    }

    /// Carries out a decision of the deployment's autoscaler.
    pub fn scale(&mut self, world: &mut World<'_>) -> Scaling {
        let now = world.now;
        self.count_busy(now);
        let ready = self
            .replicas
            .iter()
            .filter(|replica| replica.is_ready(now))
            .count() as u32;
        let serving = self
            .replicas
            .iter()
            .filter(|replica| replica.life == Life::Serving)
            .count() as u32;
        let elapsed = now.since(self.looked_at).0;
        let busy_ns = std::mem::take(&mut self.busy_ns);
        self.looked_at = now;
        // Replicas that are not ready report no figure, and without any figure the number stays.
        if ready == 0 {
            return Scaling::default();
        }
        let slots = f64::from(ready * self.settings.slots.max(1));
        let utilisation = if elapsed == 0 {
            0.0
        } else {
            busy_ns as f64 * self.load_of_slot / elapsed as f64 / slots
        };
        let want = self.autoscaler.look(now, serving, ready, utilisation);
        if want > serving {
            let ready_at = (serving..want).map(|_| self.start_replica(world));
            return Scaling {
                ready_at: ready_at.collect(),
                grown_to: Some(want),
            };
        }
        for _ in want..serving {
            self.drain_one(world);
        }
        Scaling::default()
    }

    fn start_replica(&mut self, world: &mut World<'_>) -> Nanos {
        let now = world.now;
        let unit = self
            .stream
            .request(self.started)
            .unit(Purpose::ReplicaStart, 0);
        self.started += 1;
        let spread = START_MAX.time().since(START_MIN.time());
        let measured = START_MIN.time() + spread.scaled(unit);
        let step = world.step(self.step);
        let start = start_of_replica(measured, step.dependencies_mb) + load_time(step.resident_mb);
        let ready_at = now + start;
        let span = world.instances.started(self.step, now, ready_at);
        // A position is never used again: sessions know their replica by it.
        self.starting.push(self.replicas.len() as u32);
        let link = self.open_pool(world);
        self.replicas.push(Replica::new(span, now, ready_at, link));
        ready_at
    }

    /// The least busy replica finishes its requests and takes no new one.
    fn drain_one(&mut self, world: &mut World<'_>) {
        let chosen = (0..self.replicas.len() as u32)
            .zip(&self.replicas)
            .rev()
            .filter(|(_, replica)| replica.life == Life::Serving)
            .min_by_key(|(_, replica)| replica.running);
        let Some((index, _)) = chosen else { return };
        self.unlist(index);
        self.starting.retain(|&other| other != index);
        let replica = &mut self.replicas[index as usize];
        replica.life = Life::Draining;
        if replica.running == 0 {
            self.end_replica(index, world);
        }
    }

    /// A replica ends, and its connections are closed.
    pub(super) fn end_replica(&mut self, index: u32, world: &mut World<'_>) {
        let replica = &mut self.replicas[index as usize];
        replica.go(world.now);
        world.instances.ended(replica.span, world.now);
        if let Some(link) = replica.link.take() {
            world.connections.close(link, Holder::Service);
        }
    }

    /// The pool of connections of a process that starts; `None` where its code needs none.
    fn open_pool(&self, world: &mut World<'_>) -> Option<Link> {
        let opens_in = Connections::opens_at_home_in();
        let needs_one = world.step(self.step).needs_connection();
        let size = self.settings.connections;
        needs_one.then(|| world.connections.open_pool(Holder::Service, size, opens_in))
    }
}
