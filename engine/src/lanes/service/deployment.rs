//! One deployment: its replicas, its queue, its sessions.

use std::collections::VecDeque;

use super::autoscaler::Autoscaler;
use super::replica::{Life, Replica, Rooms};
use crate::catalog::MachinePrices;
use crate::catalog::service::{
    RESTART, RESTART_BACKOFF, RESTART_BACKOFF_MAX, RESTART_BACKOFF_RESET, START_MAX, START_MIN,
    load_time,
};
use crate::cost::MachineUsage;
use crate::plan::StepPlan;
use crate::random::{Purpose, Stream};
use crate::request::{CodeBehavior, Request, Slot};
use crate::scenario::{Deployment as Settings, ServiceSettings};
use crate::trace::Instances;
use crate::units::Nanos;

/// One deployment.
#[derive(Clone, Debug)]
pub(super) struct Deployment {
    step: u16,
    settings: Settings,
    affinity: bool,
    /// Whether requests arrive here: not before its workload moves here, nor after it moved away.
    serves: bool,
    replicas: Vec<Replica>,
    rooms: Rooms,
    /// Replicas that were not ready when last looked at.
    starting: Vec<u32>,
    pinned: u32,
    /// Waiting requests with the replica that they are bound to.
    queue: VecDeque<(Slot, Option<u32>)>,
    /// Where each session's memory is, and how often that replica had crashed then.
    sessions: Vec<Option<(u32, u32)>>,
    next_session_home: u32,
    autoscaler: Autoscaler,
    stream: Stream,
    started: u64,
    busy: u32,
    /// Busy slots integrated over time since the autoscaler last looked, in slot nanoseconds.
    busy_ns: u128,
    counted_until: Nanos,
    looked_at: Nanos,
    /// Waiting requests that the last look for the next one passed.
    looked_through: usize,
}

impl Deployment {
    /// Without replicas so far.
    pub fn new(
        index: u16,
        step: &StepPlan,
        own: &Settings,
        lane: &ServiceSettings,
        stream: Stream,
    ) -> Self {
        let sessions = step.session.map_or(0, |session| session.count as usize);
        let target = lane.target_utilisation;
        Self {
            step: index,
            settings: own.clone(),
            affinity: lane.affinity,
            serves: false,
            replicas: Vec::new(),
            rooms: Rooms::default(),
            starting: Vec::new(),
            pinned: 0,
            queue: VecDeque::new(),
            sessions: vec![None; sessions],
            next_session_home: 0,
            autoscaler: Autoscaler::new(target, own.min_replicas, own.max_replicas),
            stream,
            started: 0,
            busy: 0,
            busy_ns: 0,
            counted_until: Nanos::ZERO,
            looked_at: Nanos::ZERO,
            looked_through: 0,
        }
    }

    /// What always runs has been running: ready when the hour begins.
    pub fn stand_ready(&mut self, instances: &mut Instances) {
        self.serves = true;
        for replica in 0..self.settings.min_replicas {
            let span = instances.push(self.step as u8, Nanos::ZERO, Nanos::ZERO);
            self.replicas
                .push(Replica::new(span, Nanos::ZERO, Nanos::ZERO));
            self.rooms.put(replica, 0);
        }
    }

    /// The least replicas start now; answers when each is ready.
    pub fn begin(&mut self, step: &StepPlan, now: Nanos, out: &mut Instances) -> Vec<Nanos> {
        self.serves = true;
        self.looked_at = now;
        self.counted_until = now;
        (0..self.settings.min_replicas)
            .map(|_| self.start_replica(step, now, out))
            .collect()
    }

    /// No replica takes anything new; those that run something finish it. What waits is served
    /// first.
    pub fn retire(&mut self, now: Nanos, out: &mut Instances) {
        self.serves = false;
        if !self.queue.is_empty() {
            return;
        }
        for _ in 0..self.replicas.len() {
            self.drain_one(now, out);
        }
    }

    /// Whether requests arrive here.
    pub fn serves(&self) -> bool {
        self.serves
    }

    /// Adds what its replicas used before the horizon.
    pub fn add_usage(&self, prices: &MachinePrices, horizon: Nanos, usage: &mut MachineUsage) {
        let Settings {
            vcpu, memory_mb, ..
        } = self.settings;
        for replica in self
            .replicas
            .iter()
            .filter(|replica| replica.born < horizon)
        {
            let lived = replica.gone_at.min(horizon).since(replica.born);
            usage.add_life(prices, lived, vcpu, memory_mb);
        }
    }

    pub fn can_scale(&self) -> bool {
        self.settings.max_replicas > self.settings.min_replicas
    }

    pub fn replicas(&self) -> u32 {
        self.replicas
            .iter()
            .filter(|replica| replica.life != Life::Gone)
            .count() as u32
    }

    /// How long all replicas lived before the horizon, together.
    pub fn lived_ns(&self, horizon: Nanos) -> u128 {
        let lived = |replica: &Replica| replica.gone_at.min(horizon).since(replica.born).0;
        self.replicas.iter().map(lived).map(u128::from).sum()
    }

    pub fn waiting(&self) -> u32 {
        self.queue.len() as u32
    }

    pub fn is_full(&self) -> bool {
        self.queue.len() >= self.settings.queue as usize
    }

    pub fn memory_mb(&self) -> u32 {
        self.settings.memory_mb
    }

    pub fn vcpu_per_slot(&self) -> f64 {
        self.settings.vcpu / f64::from(self.settings.slots.max(1))
    }

    pub fn span(&self, replica: u32) -> u32 {
        self.replicas[replica as usize].span
    }

    pub fn has_pinned_slot(&self) -> bool {
        self.pinned > 0
    }

    /// A replica with a free slot for this request; a session's own replica where it has one.
    pub fn place(&mut self, step: &StepPlan, request: &Request, now: Nanos) -> Option<u32> {
        self.count_busy(now);
        // A session goes to its replica without a look at the others, so that whoever has become
        // ready is listed here.
        self.list_ready(now);
        if step.session.is_some() && self.affinity {
            let home = self.session_home(request.key, now)?;
            return self.has_room(home, now).then_some(home);
        }
        if self.queue.is_empty() {
            self.rooms.least_busy()
        } else {
            None
        }
    }

    fn least_busy(&mut self, now: Nanos) -> Option<u32> {
        self.list_ready(now);
        self.rooms.least_busy()
    }

    /// Replicas that have become ready have room.
    fn list_ready(&mut self, now: Nanos) {
        if self.starting.is_empty() {
            return;
        }
        let (replicas, rooms) = (&self.replicas, &mut self.rooms);
        self.starting.retain(|&index| {
            let replica = &replicas[index as usize];
            if replica.is_ready(now) {
                rooms.put(index, replica.running);
            }
            replica.life == Life::Serving && replica.ready_at > now
        });
    }

    /// Whether a replica stands among those that may have room.
    fn is_listed(&self, index: u32) -> bool {
        self.replicas[index as usize].life == Life::Serving && !self.starting.contains(&index)
    }

    /// Takes a replica out of those with room.
    fn unlist(&mut self, index: u32) {
        let running = self.replicas[index as usize].running;
        if self.is_listed(index) && running < self.settings.slots {
            self.rooms.take(index, running);
        }
    }

    fn has_room(&self, replica: u32, now: Nanos) -> bool {
        let replica = &self.replicas[replica as usize];
        replica.is_ready(now) && replica.running < self.settings.slots
    }

    /// The replica that serves a session: where it was, else the next in turn.
    fn session_home(&mut self, key: u32, now: Nanos) -> Option<u32> {
        let serving = |replica: &Replica| replica.life == Life::Serving && replica.ready_at <= now;
        if let Some((home, _)) = self.sessions[key as usize]
            && self.replicas[home as usize].life == Life::Serving
        {
            return Some(home);
        }
        let count = self.replicas.len() as u32;
        let home = (0..count)
            .map(|turn| (self.next_session_home + turn) % count)
            .find(|&home| serving(&self.replicas[home as usize]))?;
        self.next_session_home = home + 1;
        Some(home)
    }

    /// Whether a session's memory is not on this replica.
    pub fn loses_session(&self, key: u32, replica: u32) -> bool {
        let crashes = self.replicas[replica as usize].crashes;
        self.sessions[key as usize] != Some((replica, crashes))
    }

    /// Whether a session's memory was lost in a crash. A session that a drained replica handed
    /// over is reloaded, not lost; one that never was has nothing to lose.
    pub fn had_session(&self, key: u32) -> bool {
        self.sessions[key as usize].is_some_and(|(home, crashes)| {
            // Without affinity the memory is on another replica, and of no use here.
            !self.affinity || self.replicas[home as usize].crashes != crashes
        })
    }

    pub fn keep_session(&mut self, key: u32, replica: u32) {
        let crashes = self.replicas[replica as usize].crashes;
        self.sessions[key as usize] = Some((replica, crashes));
    }

    pub fn wait(&mut self, step: &StepPlan, request: &Request, slot: Slot) {
        let bound = step
            .session
            .filter(|_| self.affinity)
            .and(self.sessions.get(request.key as usize).copied().flatten());
        self.queue.push_back((slot, bound.map(|(home, _)| home)));
    }

    /// A request runs on a replica that has room.
    pub fn occupy(&mut self, index: u32, pins: bool) {
        let replica = &mut self.replicas[index as usize];
        self.rooms.take(index, replica.running);
        replica.running += 1;
        if replica.running < self.settings.slots {
            self.rooms.put(index, replica.running);
        }
        replica.pinned += u32::from(pins);
        self.pinned += u32::from(pins);
        self.busy += 1;
    }

    /// A request's code stopped running.
    pub fn release(&mut self, request: &Request, now: Nanos, out: &mut Instances) {
        self.count_busy(now);
        let index = request.place;
        let listed = self.is_listed(index);
        let replica = &mut self.replicas[index as usize];
        if listed {
            if replica.running < self.settings.slots {
                self.rooms.take(index, replica.running);
            }
            self.rooms.put(index, replica.running - 1);
        }
        replica.running -= 1;
        self.busy -= 1;
        if matches!(request.behavior, CodeBehavior::EndlessLoop { .. }) && replica.pinned > 0 {
            replica.pinned -= 1;
            self.pinned -= 1;
        }
        if replica.life == Life::Draining && replica.running == 0 {
            replica.go(now);
            out.end(replica.span, now);
        }
        if !self.serves {
            self.retire(now, out);
        }
    }

    /// The process dies with everything in it, and is started again after a back-off that doubles.
    /// Answers when it is back.
    pub fn crash(
        &mut self,
        request: &Request,
        step: &StepPlan,
        now: Nanos,
        out: &mut Instances,
    ) -> Nanos {
        self.count_busy(now);
        self.unlist(request.place);
        let replica = &mut self.replicas[request.place as usize];
        self.busy -= std::mem::take(&mut replica.running);
        self.pinned -= std::mem::take(&mut replica.pinned);
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
        replica.ready_at = now + RESTART.time() + backoff + load_time(step.resident_mb);
        let ready_at = replica.ready_at;
        // One that was to go when it was done is not started again.
        if replica.life == Life::Draining {
            replica.go(now);
            out.end(replica.span, now);
        } else if !self.starting.contains(&request.place) {
            self.starting.push(request.place);
        }
        ready_at
    }

    /// Waiting requests that the last look for the next one passed.
    pub fn looked_through(&self) -> usize {
        self.looked_through
    }

    /// The first waiting request that a replica has room for.
    pub fn next_waiting(&mut self, now: Nanos) -> Option<(Slot, u32)> {
        if self.queue.is_empty() {
            return None;
        }
        self.count_busy(now);
        let free = self.least_busy(now)?;
        let found = self.queue.iter().position(|&(_, bound)| {
            bound.is_none_or(|home| {
                self.replicas[home as usize].life != Life::Serving || self.has_room(home, now)
            })
        })?;
        self.looked_through = found;
        let (slot, bound) = self.queue.remove(found)?;
        let home = bound
            .filter(|&home| self.has_room(home, now))
            .unwrap_or(free);
        Some((slot, home))
    }

    fn count_busy(&mut self, now: Nanos) {
        self.busy_ns += u128::from(now.since(self.counted_until).0) * u128::from(self.busy);
        self.counted_until = now;
    }

    /// One look of the autoscaler: when new replicas are ready, and how many replicas there are
    /// where that grew.
    pub fn scale(
        &mut self,
        step: &StepPlan,
        now: Nanos,
        instances: &mut Instances,
    ) -> (Vec<Nanos>, Option<u32>) {
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
        let slots = f64::from(ready * self.settings.slots.max(1));
        let utilisation = if elapsed == 0 || ready == 0 {
            0.0
        } else {
            self.busy_ns as f64 / elapsed as f64 / slots
        };
        self.busy_ns = 0;
        self.looked_at = now;
        let want = self.autoscaler.look(now, serving, ready, utilisation);
        if want > serving {
            let ready_at = (serving..want).map(|_| self.start_replica(step, now, instances));
            return (ready_at.collect(), Some(want));
        }
        for _ in want..serving {
            self.drain_one(now, instances);
        }
        (Vec::new(), None)
    }

    fn start_replica(&mut self, step: &StepPlan, now: Nanos, instances: &mut Instances) -> Nanos {
        let unit = self
            .stream
            .request(self.started)
            .unit(Purpose::ReplicaStart, 0);
        self.started += 1;
        let spread = START_MAX.time().since(START_MIN.time());
        let start = START_MIN.time() + spread.scaled(unit) + load_time(step.resident_mb);
        let ready_at = now + start;
        let span = instances.push(self.step as u8, now, ready_at);
        // A place is never used again: sessions know their replica by it.
        self.starting.push(self.replicas.len() as u32);
        self.replicas.push(Replica::new(span, now, ready_at));
        ready_at
    }

    /// The least busy one finishes its work and takes nothing new.
    fn drain_one(&mut self, now: Nanos, instances: &mut Instances) {
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
            replica.go(now);
            instances.end(replica.span, now);
        }
    }
}
