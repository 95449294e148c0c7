//! A request's code is done: it commits, ends, and sets off what follows.

use super::{Event, Simulation};
use crate::catalog::LaneId;
use crate::datastore::{Writer, Written};
use crate::lanes::serverless;
use crate::lanes::service::ServiceEvent;
use crate::moments::MomentKind;
use crate::outcome::{Cause, Outcome};
use crate::plan::Store;
use crate::report::Ended;
use crate::request::{Ending, Phase, Request, SECOND_DELIVERY, Slot};
use crate::scenario::Coordination;
use crate::trace::{NO_CITY, SegmentKind};
use crate::units::Nanos;

impl Simulation {
    /// A request's code, or its commit, is done.
    pub(super) fn done(&mut self, slot: Slot) {
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[usize::from(request.step)];
        if step.is_pure_compute
            && request.ending == Ending::Finish
            && step.lane == LaneId::Serverless
        {
            // Nothing to write, nobody to tell: it ends.
            self.release(slot);
            self.end(slot, Outcome::Ok);
            return;
        }
        if request.phase == Phase::Running
            && request.ending == Ending::Finish
            && let Some(versions) = &mut self.versions[usize::from(step.home_step)]
        {
            let from = versions.lock(request.key, self.now, request.commit);
            request.segments.until(SegmentKind::KeyWait, from);
            request
                .segments
                .push(SegmentKind::StateTrip, request.commit);
            request.phase = Phase::Committing;
            let done_at = request.segments.end();
            self.schedule(done_at, Event::Done(slot));
            return;
        }
        if step.conditional && self.finds_another_version(slot) {
            return;
        }
        let request = self.requests.get(slot);
        let failure = match request.ending {
            Ending::Finish => self.write(slot),
            Ending::Fail(cause) => Some(cause),
            Ending::Crash => Some(Cause::Crashed),
        };
        let step = self.requests.get(slot).step;
        let neighbours = self.release(slot);
        let retried = failure.is_some() && self.platform_retries(slot);
        if failure.is_none() {
            self.effect(slot);
        }
        if !retried {
            self.end(slot, failure.map_or(Outcome::Ok, Outcome::Failed));
        }
        for neighbour in neighbours {
            let request = self.requests.get_mut(neighbour);
            request.segments.cut_at(self.now);
            // Its own event is still to come.
            request.phase = Phase::Dead;
            self.end(neighbour, Outcome::Failed(Cause::NeighbourCrashed));
        }
        match self.plan.steps[usize::from(step)].lane {
            LaneId::Service => self.start_waiting(step),
            LaneId::Sandbox => self.start_waiting_plugin(),
            LaneId::Serverless | LaneId::Edge => {}
        }
    }

    /// A request writes what it has to; a cause where the store would not take it.
    fn write(&mut self, slot: Slot) -> Option<Cause> {
        let request = self.requests.get(slot);
        let step = &self.plan.steps[usize::from(request.step)];
        let access = step
            .state_access
            .as_ref()
            .filter(|access| access.writes > 0)?;
        if step.idempotent && request.is_second_delivery() {
            return None;
        }
        let versions = self.versions[usize::from(step.home_step)].as_mut()?;
        let (key, seen) = (request.key, request.seen_version);
        let written = match step.store {
            Store::KeyValue => versions.write_near(key, seen, request.pop, self.now),
            _ if step.lane == LaneId::Service && access.coordination == Coordination::PerKey => {
                versions.write_locked(key);
                Written::Clean
            }
            _ => versions.write_home(key, seen),
        };
        match written {
            Written::TooFast => Some(Cause::WriteRate),
            Written::Over(loser) if access.coordination == Coordination::PerKey => {
                let step = request.step;
                self.overwritten(step, loser);
                None
            }
            Written::Clean | Written::Over(_) => None,
        }
    }

    /// A conditional write meets a version that its request has not read: it reads again and tries
    /// again.
    fn finds_another_version(&mut self, slot: Slot) -> bool {
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[usize::from(request.step)];
        let writes = step.state_access.as_ref().is_some_and(|r| r.writes > 0);
        let locked = step.lane == LaneId::Service;
        if !writes || locked || request.ending != Ending::Finish {
            return false;
        }
        let Some(versions) = &self.versions[usize::from(step.home_step)] else {
            return false;
        };
        let latest = versions.read_home(request.key).version;
        if latest == request.seen_version {
            return false;
        }
        request.seen_version = latest;
        // At least a nanosecond: time has to pass between two attempts.
        let trips = request.commit.max(Nanos(1));
        request.segments.push(SegmentKind::StateTrip, trips);
        let done_at = request.segments.end();
        self.tally.workloads[usize::from(step.workload)].conflicts += 1;
        self.schedule(done_at, Event::Done(slot));
        true
    }

    /// A write that was acknowledged is gone: its request failed after all.
    fn overwritten(&mut self, step: u16, loser: Writer) {
        let lost = Outcome::Failed(Cause::LostUpdate);
        let workload = self.plan.steps[usize::from(step)].workload;
        self.recorder.revised(step, loser.number, loser.row, lost);
        self.tally
            .overwritten(usize::from(workload), loser.outcome, loser.ended);
        let kind = MomentKind::FirstLostUpdate;
        self.recorder.note_row(kind, workload, self.now, loser.row);
    }

    /// Frees what a request ran on; those who die with it where its code took the process down.
    #[inline]
    fn release(&mut self, slot: Slot) -> Vec<Slot> {
        let request = self.requests.get(slot);
        let index = request.step;
        let crashed = request.ending == Ending::Crash;
        let step = &self.plan.steps[usize::from(index)];
        let instances = &mut self.recorder.trace.instances;
        match step.lane {
            LaneId::Serverless => {
                let mut world = serverless::World {
                    now: self.now,
                    connections: &mut self.connections,
                    instances,
                };
                self.serverless.release(&self.plan, request, &mut world);
            }
            LaneId::Service if crashed => {
                let back_at = self.service.crash(request, step, self.now, instances);
                self.schedule(back_at, Event::Service(ServiceEvent::Ready(index)));
            }
            LaneId::Service => self.service.release(request, self.now, instances),
            LaneId::Edge | LaneId::Sandbox => {}
        }
        if !crashed {
            return Vec::new();
        }
        let place = self.requests.get(slot).place;
        let runs_there = |other: &Request| {
            other.step == index
                && other.place == place
                && matches!(other.phase, Phase::Running | Phase::Committing)
        };
        let mut neighbours = self.requests.in_flight_where(runs_there);
        self.spend(self.requests.places());
        neighbours.retain(|&other| other != slot);
        let workload = self.plan.steps[usize::from(index)].workload;
        let killed = neighbours.len() as u64;
        self.tally.workloads[usize::from(workload)].neighbours_hurt += killed;
        if self.plan.steps[usize::from(index)].lane == LaneId::Serverless {
            for _ in &neighbours {
                self.serverless.leave(index);
            }
        } else {
            let kind = MomentKind::ReplicaCrashed;
            let request = self.requests.get_mut(slot);
            self.recorder
                .note_request(kind, workload, self.now, killed, request);
        }
        neighbours
    }

    /// A worker of the plugin host is free.
    fn start_waiting_plugin(&mut self) {
        if let Some(next) = self.sandbox.release() {
            let request = self.requests.get(next);
            let step = &self.plan.steps[usize::from(request.step)];
            let start = self.sandbox.start_next(step, request);
            self.start(next, start);
        }
    }

    /// A request's answer travels back, and the request has ended.
    pub(super) fn end(&mut self, slot: Slot, outcome: Outcome) {
        let request = self.requests.get_mut(slot);
        request.segments.until(SegmentKind::Wait, self.now);
        self.count(slot, outcome);
    }

    /// A request will run to its end untouched, and its answer travels back: all of it is known.
    #[inline]
    pub(super) fn end_ahead(&mut self, slot: Slot, done_at: Nanos) {
        if done_at > self.drained_by {
            self.unfinished(slot);
        } else {
            self.count(slot, Outcome::Ok);
        }
    }

    /// Counts a request whose code is done, and sets off what follows it.
    fn count(&mut self, slot: Slot, mut outcome: Outcome) {
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[usize::from(request.step)];
        let leg = if step.lane == LaneId::Edge {
            SegmentKind::FromPop
        } else {
            SegmentKind::FromHome
        };
        request.segments.push(leg, request.back);
        let ended_at = request.segments.end();
        let far = request.city != NO_CITY && self.plan.far[usize::from(request.city)];
        let late_after = if far {
            step.late_after_far
        } else {
            step.late_after
        };
        // The step that ends after the chain's deadline is the one that was late.
        let began = if request.chain == u32::MAX {
            request.arrived
        } else {
            self.chains.began(request.chain).unwrap_or(request.arrived)
        };
        let late = ended_at.since(request.arrived) > late_after
            || ended_at.since(began) > step.chain_late_after;
        if outcome == Outcome::Ok && late {
            outcome = Outcome::Late(late_cause(request.segments.lengths()));
        }
        let workload = step.workload;
        let ended = Ended {
            workload: usize::from(workload),
            arrived: request.arrived,
            at: ended_at,
            outcome,
            far,
            honest: request.behavior.is_honest(),
        };
        self.tally.ended(&ended, request.segments.lengths());
        // Before its row is closed: a moment may be what the request has a row for.
        if let Outcome::Failed(cause) = outcome
            && let Some(kind) = moment_of(cause)
        {
            self.recorder
                .note_request(kind, workload, self.now, 1, request);
        }
        self.recorder.ended(request, workload, outcome);
        let writes = || step.state_access.as_ref().is_some_and(|r| r.writes > 0);
        if !step.is_pure_compute
            && writes()
            && outcome.is_done()
            && let Some(versions) = &mut self.versions[usize::from(step.home_step)]
        {
            versions.writer_ended(
                request.key,
                Writer {
                    number: request.number,
                    row: request.row,
                    ended: ended_at,
                    outcome,
                },
            );
        }
        if !outcome.is_done() {
            self.requests.remove(slot);
            return;
        }
        let (chain, number, step_index) = (request.chain, request.number, request.step);
        self.requests.remove(slot);
        self.follow_up(chain, number, step_index, &ended);
    }

    /// What a step that is done sets off.
    fn follow_up(&mut self, chain: u32, number: u32, step: u16, ended: &Ended) {
        if number & SECOND_DELIVERY != 0 {
            return;
        }
        let counts = &mut self.tally.workloads[ended.workload];
        if self.plan.steps[usize::from(step)].is_only_step {
            // Its chain is this one request: the tally knows its time already.
            counts.chains_finished += 1;
            return;
        }
        let (ready, finished) = self.chains.step_done(&self.plan, chain, step);
        if let Some(began) = finished {
            counts.chains_finished += 1;
            counts.finished.add(ended.at.since(began));
        }
        for successor in ready {
            self.enter(successor, number, chain);
        }
    }

    /// The drain limit is reached: what is still in flight counts as unfinished.
    pub(super) fn end_unfinished(&mut self) {
        if self.requests.in_flight() == 0 {
            return;
        }
        self.now = self.drained_by.max(self.now);
        // A second delivery that was still to come never arrived.
        let arrived = |request: &Request| request.phase != Phase::Announced;
        for slot in self.requests.in_flight_where(arrived) {
            self.unfinished(slot);
        }
    }

    /// A request has not ended by the drain limit.
    fn unfinished(&mut self, slot: Slot) {
        let request = self.requests.get_mut(slot);
        request.segments.until(SegmentKind::Wait, self.drained_by);
        request.segments.cut_at(self.drained_by);
        request.back = Nanos::ZERO;
        self.count(slot, Outcome::Failed(Cause::Unfinished));
    }
}

/// The moment that a request shows which a limit or its walls ended.
fn moment_of(cause: Cause) -> Option<MomentKind> {
    match cause {
        Cause::Timeout | Cause::GivenUp | Cause::CpuLimit => Some(MomentKind::FirstLimitHit),
        Cause::OutOfFuel | Cause::WallMemory | Cause::WallStack | Cause::WallCall => {
            Some(MomentKind::FirstContained)
        }
        _ => None,
    }
}

/// What took the largest part of a late request's time.
fn late_cause(segments: impl Iterator<Item = (u8, Nanos)>) -> Cause {
    let mut spent = [0_u64; Cause::ALL.len()];
    for (kind, length) in segments {
        let cause = match SegmentKind::ALL.get(usize::from(kind)) {
            Some(SegmentKind::Wait) => Cause::Queueing,
            Some(SegmentKind::Backoff) => Cause::Backoff,
            Some(SegmentKind::ColdStart) => Cause::ColdStart,
            Some(SegmentKind::Execute) | None => Cause::Execution,
            Some(SegmentKind::StateTrip) => Cause::StateTrips,
            Some(SegmentKind::KeyWait) => Cause::KeyContention,
            Some(
                SegmentKind::Connect
                | SegmentKind::ToPop
                | SegmentKind::PopToHome
                | SegmentKind::ToHome
                | SegmentKind::FromPop
                | SegmentKind::FromHome
                | SegmentKind::Origin,
            ) => Cause::Distance,
        };
        spent[cause as usize] += length.0;
    }
    let most = Cause::ALL
        .iter()
        .max_by_key(|&&cause| spent[cause as usize]);
    most.copied().unwrap_or(Cause::Execution)
}
