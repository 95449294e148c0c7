//! One deployment: its replicas, its queue, its sessions.

mod life;
mod sessions;

use std::collections::VecDeque;

use super::super::{World, leave, trip_home};
use super::autoscaler::Autoscaler;
use super::replica::{ByLoad, Life, Replica};
use crate::datastore::Link;
use crate::plan::{CodeBehavior, StepPlan};
use crate::request::{Request, Slot};
use model::catalog::MachinePrices;
use model::catalog::datastore::STATEMENT;
use model::cost::MachineUsage;
use model::index::StepIndex;
use model::random::Stream;
use model::scenario::{Deployment as Settings, ScalingMetric, ServiceSettings};
use model::units::Nanos;

/// One deployment.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent trait of a deployment"
)]
#[derive(Clone, Debug)]
pub(super) struct Deployment {
    step: StepIndex,
    settings: Settings,
    affinity: bool,
    /// Whether requests arrive here: not before its workload moves here, nor after it moved away.
    serves: bool,
    /// Whether each request has a replica of its own, which ends with it.
    is_job: bool,
    /// Whether its least replicas were ready when the run began.
    was_there_at_first: bool,
    replicas: Vec<Replica>,
    by_load: ByLoad,
    /// Replicas that were not ready at the last check.
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
    /// The utilisation that a busy slot counts as.
    load_of_slot: f64,
    counted_until: Nanos,
    looked_at: Nanos,
}

impl Deployment {
    /// A deployment that has no replicas yet.
    pub fn new(
        index: StepIndex,
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
            is_job: step.remedies.is_job,
            was_there_at_first: false,
            replicas: Vec::new(),
            by_load: ByLoad::default(),
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
            load_of_slot: match own.scale_on {
                ScalingMetric::Cpu => computing_share(step, own),
                ScalingMetric::RequestsInFlight => 1.0,
            },
            counted_until: Nanos::ZERO,
            looked_at: Nanos::ZERO,
        }
    }

    /// Whether requests arrive here.
    pub fn serves(&self) -> bool {
        self.serves
    }

    pub fn step(&self) -> StepIndex {
        self.step
    }

    /// The use of the least replicas, where they were there for the whole hour.
    pub fn least_usage(&self, prices: &MachinePrices, horizon: Nanos) -> MachineUsage {
        let mut usage = MachineUsage::default();
        if !self.was_there_at_first || !self.serves {
            return usage;
        }
        let Settings {
            vcpu, memory_mb, ..
        } = self.settings;
        for _ in 0..self.settings.min_replicas {
            usage.add_life(prices, horizon, vcpu, memory_mb);
        }
        usage
    }

    /// What the least replicas use in the mean hour of a day, in a share of which all of them are there. For the rest of the
    /// day one is.
    pub fn through_the_day(&self, least: &MachineUsage, share_of_day: f64) -> MachineUsage {
        let of_one = 1.0 / f64::from(self.settings.min_replicas.max(1));
        least.times(share_of_day + (1.0 - share_of_day) * of_one)
    }

    /// The use of its replicas before the horizon.
    pub fn usage(&self, prices: &MachinePrices, horizon: Nanos) -> MachineUsage {
        let mut usage = MachineUsage::default();
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
        usage
    }

    pub fn can_scale(&self) -> bool {
        !self.is_job && self.settings.max_replicas > self.settings.min_replicas
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

    /// The pool of connections of a replica.
    pub fn link(&self, replica: u32) -> Option<Link> {
        self.replicas[replica as usize].link
    }

    /// How long a replica needs until it is ready.
    pub fn ready_in(&self, replica: u32, now: Nanos) -> Nanos {
        self.replicas[replica as usize].ready_at.since(now)
    }

    pub fn has_pinned_slot(&self) -> bool {
        self.pinned > 0
    }

    /// A replica with a free slot for this request; a session's own replica where it has one. Where none runs, one is
    /// started for it.
    pub fn place(
        &mut self,
        step: &StepPlan,
        request: &Request,
        world: &mut World<'_>,
    ) -> Option<u32> {
        let now = world.now;
        self.count_busy(now);
        // A session goes to its replica without a search for the least busy one, so replicas that
        // have become ready are listed here.
        self.list_ready(now);
        if step.session.is_some() && self.affinity {
            let Some(home) = self.session_home(request.key, now) else {
                return self.start_on_demand(world);
            };
            return self.has_room(home, now).then_some(home);
        }
        if !self.queue.is_empty() {
            return None;
        }
        let free = self.by_load.least_busy();
        free.or_else(|| self.start_on_demand(world))
    }

    fn least_busy(&mut self, now: Nanos) -> Option<u32> {
        self.list_ready(now);
        self.by_load.least_busy()
    }

    /// Replicas that have become ready have room.
    fn list_ready(&mut self, now: Nanos) {
        if self.starting.is_empty() {
            return;
        }
        let (replicas, by_load) = (&self.replicas, &mut self.by_load);
        let slots = self.settings.slots;
        self.starting.retain(|&index| {
            let replica = &replicas[index as usize];
            if replica.is_ready(now) && replica.running < slots {
                by_load.put(index, replica.running);
            }
            replica.life == Life::Serving && replica.ready_at > now
        });
    }

    /// Whether a replica is among those that may have room.
    fn is_listed(&self, index: u32) -> bool {
        self.replicas[index as usize].life == Life::Serving && !self.starting.contains(&index)
    }

    /// Removes a replica from those with room.
    fn unlist(&mut self, index: u32) {
        let running = self.replicas[index as usize].running;
        if self.is_listed(index) && running < self.settings.slots {
            self.by_load.take(index, running);
        }
    }

    fn has_room(&self, replica: u32, now: Nanos) -> bool {
        let replica = &self.replicas[replica as usize];
        replica.is_ready(now) && replica.running < self.settings.slots
    }

    pub fn wait(&mut self, step: &StepPlan, request: &Request, slot: Slot) {
        let bound = step
            .session
            .filter(|_| self.affinity)
            .and(self.sessions.get(request.key as usize).copied().flatten());
        self.queue.push_back((slot, bound.map(|(home, _)| home)));
    }

    /// The client of a waiting request leaves. Returns how many requests were looked through.
    pub fn leave_queue(&mut self, slot: Slot) -> usize {
        leave(&mut self.queue, |&(other, _)| other == slot)
    }

    /// A request runs on a replica that has room.
    pub fn occupy(&mut self, index: u32, pins: bool) {
        let is_listed = self.is_listed(index);
        let replica = &mut self.replicas[index as usize];
        self.by_load.take(index, replica.running);
        replica.running += 1;
        if is_listed && replica.running < self.settings.slots {
            self.by_load.put(index, replica.running);
        }
        replica.pinned += u32::from(pins);
        self.pinned += u32::from(pins);
        self.busy += 1;
    }

    /// A request's code stopped running.
    pub fn release(&mut self, request: &Request, world: &mut World<'_>) {
        let now = world.now;
        self.count_busy(now);
        let index = request.place;
        let listed = self.is_listed(index);
        let replica = &mut self.replicas[index as usize];
        if listed {
            if replica.running < self.settings.slots {
                self.by_load.take(index, replica.running);
            }
            self.by_load.put(index, replica.running - 1);
        }
        replica.running -= 1;
        self.busy -= 1;
        if matches!(request.behavior, CodeBehavior::EndlessLoop { .. }) && replica.pinned > 0 {
            replica.pinned -= 1;
            self.pinned -= 1;
        }
        let is_done = self.is_job || replica.life == Life::Draining;
        if is_done && replica.running == 0 {
            self.unlist(index);
            self.end_replica(index, world);
        }
        if !self.serves {
            self.retire(world);
        }
    }

    /// The first waiting request that a replica has room for.
    pub fn next_waiting(&mut self, world: &mut World<'_>) -> Option<(Slot, u32)> {
        if self.queue.is_empty() {
            return None;
        }
        let now = world.now;
        self.count_busy(now);
        let free = self.least_busy(now);
        let free = free.or_else(|| self.start_on_demand(world))?;
        let found = self.queue.iter().position(|&(_, bound)| {
            bound.is_none_or(|home| {
                self.replicas[home as usize].life != Life::Serving || self.has_room(home, now)
            })
        })?;
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
}

/// The mean share of its slot's processors that a request uses, from its start to its end.
fn computing_share(step: &StepPlan, settings: &Settings) -> f64 {
    let vcpu_per_slot = settings.vcpu / f64::from(settings.slots.max(1));
    let cpu_ms = step.cpu_ms.mean();
    let computes_ms = cpu_ms / vcpu_per_slot.min(step.threads);
    let waits_ms = step.outside_ms.map_or(0.0, |wait| wait.mean());
    let trips = step
        .state_access
        .as_ref()
        .map_or(0, |access| access.reads + access.writes);
    let trips_ms = f64::from(trips) * trip_home(STATEMENT.time()).as_millis();
    let whole_ms = computes_ms + waits_ms + trips_ms;
    if whole_ms > 0.0 {
        cpu_ms / vcpu_per_slot / whole_ms
    } else {
        1.0
    }
}
