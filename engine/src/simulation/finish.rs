//! The code of a request is done: it commits its writes and frees its instance.

use super::{Event, Simulation, world};
use crate::datastore::{Writer, Written, object_turn};
use crate::plan::{Store, WriteGuard};
use crate::request::{Ending, Phase, Slot};
use model::index::StepIndex;
use model::moments::MomentKind;
use model::outcome::{Cause, Outcome};
use model::scenario::Coordination;
use model::trace::SegmentKind;
use model::units::Nanos;

impl Simulation {
    /// The code of a request, or its commit, is done.
    pub(super) fn done(&mut self, slot: Slot) {
        let request = self.requests.get_mut(slot);
        if request.phase == Phase::Abandoned {
            self.abandoned_run_ends(slot);
            return;
        }
        let index = request.step;
        let step = &self.plan.steps[index];
        if step.is_pure_compute && request.ending == Ending::Finish {
            // It has no writes and no effect that counts twice: it ends.
            self.complete(slot);
            self.end(slot, Outcome::Ok);
            self.start_waiting(index);
            return;
        }
        let goes_on = match step.guard {
            WriteGuard::None => false,
            WriteGuard::RowLock => self.begins_to_commit(slot),
            WriteGuard::ComparedVersion => self.finds_another_version(slot),
        };
        if goes_on {
            self.runs_on(slot);
            return;
        }
        let ending = self.requests.get(slot).ending;
        let failure = self.fails(slot, ending);
        let neighbours = self.complete(slot);
        let others = self.part_batch(slot);
        for (place, &other) in others.iter().enumerate() {
            self.reads_after(other, others[..place].iter().chain([&slot]));
            let failure = self.fails(other, ending);
            let segments = &mut self.requests.get_mut(other).segments;
            segments.until(SegmentKind::Execute, self.now);
            self.settle(other, failure);
        }
        self.settle(slot, failure);
        self.end_neighbours(neighbours);
        self.start_waiting(index);
    }

    /// The cause for which a request fails whose code ends like this; one that finishes writes.
    fn fails(&mut self, slot: Slot, ending: Ending) -> Option<Cause> {
        match ending {
            Ending::Finish => self.write(slot),
            Ending::Fail(cause) => Some(cause),
            Ending::Crash => Some(Cause::Crashed),
        }
    }

    /// The run of a request is over: it has its effect, is tried again, or has failed for good.
    fn settle(&mut self, slot: Slot, failure: Option<Cause>) {
        let retried = failure.is_some_and(|cause| {
            self.client_returns(slot, cause) || self.platform_retries(slot, cause)
        });
        if failure.is_none() {
            self.effect(slot);
        } else if !retried {
            self.sets_aside(slot);
        }
        if !retried {
            self.end(slot, failure.map_or(Outcome::Ok, Outcome::Failed));
        }
    }

    /// Requests die in the crash of another one.
    pub(super) fn end_neighbours(&mut self, neighbours: Vec<Slot>) {
        for neighbour in neighbours {
            let request = self.requests.get_mut(neighbour);
            let is_abandoned = request.phase == Phase::Abandoned;
            if request.computes {
                self.stops_computing(neighbour);
            } else {
                self.cut_run(neighbour);
            }
            if is_abandoned {
                self.requests.remove(neighbour);
                continue;
            }
            self.end(neighbour, Outcome::Failed(Cause::NeighbourCrashed));
        }
    }

    /// A run whose end was scheduled dies before. The event of its end is still to come.
    fn cut_run(&mut self, slot: Slot) {
        let request = self.requests.get_mut(slot);
        let rest = request.segments.end().min(self.horizon).since(self.now);
        let workload = self.plan.steps[request.step].workload;
        self.tally.workloads[workload].running_ns -= u128::from(rest.0);
        request.segments.cut_at(self.now);
        request.phase = Phase::Dead;
    }

    /// A request makes its writes; returns a cause where the store refuses them.
    pub(super) fn write(&mut self, slot: Slot) -> Option<Cause> {
        let request = self.requests.get(slot);
        let step = &self.plan.steps[request.step];
        let access = step
            .state_access
            .as_ref()
            .filter(|access| access.writes > 0)?;
        if step.remedies.idempotent && request.number.is_second_delivery() {
            return None;
        }
        let versions = self.versions[step.home_step].as_mut()?;
        let (key, seen) = (request.key, request.seen_version);
        let written = match step.store {
            Store::KeyValue => {
                versions.write_near(key, seen, self.plan.tiers.near(request.pop), self.now)
            }
            _ if step.guard == WriteGuard::RowLock => {
                versions.write_locked(key);
                Written::Clean
            }
            _ => versions.write_home(key, seen),
        };
        versions.written(key, self.now);
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

    /// The code of a request has run: its transaction waits for a connection, then for the lock of its key. False
    /// where it has committed, or never will.
    fn begins_to_commit(&mut self, slot: Slot) -> bool {
        let other_keys = self.other_keys(slot);
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[request.step];
        let is_ready = request.phase == Phase::Running && request.ending == Ending::Finish;
        let (Some(versions), true) = (&mut self.versions[step.home_step], is_ready) else {
            return false;
        };
        if step.store == Store::Objects {
            // Half of the way there, its turn, and the way back.
            let turn = object_turn();
            let way = Nanos(request.commit.since(turn).0 / 2);
            let mut begins_at = versions.lock(request.key, self.now + way, turn);
            for key in other_keys {
                begins_at = begins_at.max(versions.lock(key, self.now + way, turn));
            }
            let segments = &mut request.segments;
            segments.push(SegmentKind::StateTrip, way);
            segments.until(SegmentKind::KeyWait, begins_at);
            segments.push(SegmentKind::StateTrip, turn + way);
            request.phase = Phase::Committing;
            return true;
        }
        let link = request.link;
        let lent = link.and_then(|link| self.connections.lend(link, self.now));
        let (Some(link), Some(lent)) = (link, lent) else {
            request.ending = Ending::Fail(Cause::ConnectionsExhausted);
            return false;
        };
        let mut locked_at = versions.lock(request.key, lent.is_open_at(), request.commit);
        for key in other_keys {
            // One transaction for the whole batch, which takes one lock after the other.
            locked_at = versions.lock(key, locked_at, request.commit);
        }
        let segments = &mut request.segments;
        segments.until(SegmentKind::Wait, lent.from);
        segments.push(SegmentKind::StateTrip, lent.opens_in);
        segments.until(SegmentKind::KeyWait, locked_at);
        segments.push(SegmentKind::StateTrip, request.commit);
        // It waits for the lock with the connection in its hands.
        self.connections.return_at(link, segments.end());
        request.phase = Phase::Committing;
        true
    }

    /// A request runs on after its code, until its segments end.
    fn runs_on(&mut self, slot: Slot) {
        let request = self.requests.get(slot);
        let workload = self.plan.steps[request.step].workload;
        let done_at = request.segments.end();
        let client_leaves = request.leaves_at < done_at + request.answer_travels;
        let ran = done_at.min(self.horizon).since(self.now);
        self.tally.workloads[workload].running_ns += u128::from(ran.0);
        self.schedule(done_at, Event::Done(slot));
        if client_leaves {
            self.expect_to_leave(slot);
        }
    }

    /// A conditional write meets a version that its request has not read: it reads again and tries
    /// again.
    fn finds_another_version(&mut self, slot: Slot) -> bool {
        let others = self.others(slot);
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[request.step];
        if request.ending != Ending::Finish {
            return false;
        }
        let Some(versions) = &self.versions[step.home_step] else {
            return false;
        };
        let latest = versions.read_home(request.key).version;
        let mut conflicts = u64::from(latest != request.seen_version);
        request.seen_version = latest;
        // At least a nanosecond: time has to pass between two attempts.
        let of_one = Nanos(request.commit.0 / u64::from(request.messages)).max(Nanos(1));
        for other in others {
            let other = self.requests.get_mut(other);
            let latest = versions.read_home(other.key).version;
            conflicts += u64::from(latest != other.seen_version);
            other.seen_version = latest;
        }
        if conflicts == 0 {
            return false;
        }
        let trips = Nanos(of_one.0 * conflicts);
        let request = self.requests.get_mut(slot);
        let link = request.link;
        let lent = link.and_then(|link| self.connections.borrow(link, self.now, trips));
        let segments = &mut request.segments;
        if let Some(lent) = lent {
            segments.until(SegmentKind::Wait, lent.from);
            segments.push(SegmentKind::StateTrip, lent.opens_in);
        }
        segments.push(SegmentKind::StateTrip, trips);
        self.tally.workloads[step.workload].conflicts += conflicts;
        true
    }

    /// A write that was acknowledged is lost: its request has failed after all.
    fn overwritten(&mut self, step: StepIndex, loser: Writer) {
        // The client of an abandoned run has failed already.
        if !loser.outcome.is_done() {
            return;
        }
        let lost = Outcome::Failed(Cause::LostUpdate);
        let workload = self.plan.steps[step].workload;
        self.recorder.revised(step, loser.number, loser.row, lost);
        self.tally.overwritten(workload, loser.outcome, loser.ended);
        let kind = MomentKind::FirstLostUpdate;
        self.recorder.note_row(kind, workload, self.now, loser.row);
    }

    /// Frees the instance of a request. Returns the requests that die with it where its code took the
    /// process down.
    #[inline]
    pub(super) fn complete(&mut self, slot: Slot) -> Vec<Slot> {
        let request = self.requests.get(slot);
        let (index, place) = (request.step, request.place);
        let lane = self.plan.steps[index].lane;
        let completion = self.lanes.complete(lane, request, &mut world!(self));
        let Some(crash) = completion.crash else {
            return Vec::new();
        };
        if let Some(ready_at) = crash.ready_at {
            self.schedule(ready_at, Event::Ready(index));
        }
        let mut neighbours = self.requests.in_flight_where(|other| {
            other.step == index
                && other.place == place
                && matches!(
                    other.phase,
                    Phase::Running | Phase::Committing | Phase::Abandoned
                )
        });
        self.spend(self.requests.places());
        neighbours.retain(|&other| other != slot);
        for &neighbour in &neighbours {
            self.lanes.forget_run(lane, self.requests.get(neighbour));
        }
        let workload = self.plan.steps[index].workload;
        let killed = neighbours.len() as u64;
        self.tally.workloads[workload].neighbours_hurt += killed;
        let request = self.requests.get_mut(slot);
        if crash.ready_at.is_some() && request.phase != Phase::Abandoned {
            let kind = MomentKind::ReplicaCrashed;
            self.recorder
                .note_request(kind, workload, self.now, killed, request);
        }
        neighbours
    }
}
