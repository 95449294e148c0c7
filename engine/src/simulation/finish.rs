//! A request's code is done: it commits, ends, and sets off what follows.

use super::{Event, Simulation};
use crate::catalog::LaneId;
use crate::datastore::Written;
use crate::lanes::serverless;
use crate::lanes::service::ServiceEvent;
use crate::moments::MomentKind;
use crate::outcome::{Cause, Outcome};
use crate::plan::Store;
use crate::report::Ended;
use crate::request::{Ending, Phase, Slot};
use crate::scenario::Coordination;
use crate::trace::{NO_CITY, SegmentKind};
use crate::units::Nanos;

impl Simulation {
    /// A request's code, or its commit, is done.
    pub(super) fn done(&mut self, slot: Slot) {
        let request = self.requests.get_mut(slot);
        let index = usize::from(request.step);
        if request.phase == Phase::Running
            && request.ending == Ending::Finish
            && let Some(versions) = &mut self.versions[index]
        {
            let from = versions.lock(request.key, self.now, request.commit);
            request.segments.until(SegmentKind::KeyWait, from);
            request
                .segments
                .push(SegmentKind::StateTrip, request.commit);
            request.phase = Phase::Committing;
            let done_at = request.segments.end();
            self.agenda.schedule(done_at, Event::Done(slot));
            return;
        }
        let failure = match request.ending {
            Ending::Finish => self.write(slot),
            Ending::Fail(cause) => Some(cause),
            Ending::Crash => Some(Cause::Crashed),
        };
        let (crashed, step) = self.release(slot);
        self.end(slot, failure.map_or(Outcome::Ok, Outcome::Failed));
        for neighbour in crashed {
            self.requests.get_mut(neighbour).segments.cut_at(self.now);
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
        let index = usize::from(request.step);
        let step = &self.plan.steps[index];
        let records = step.records.as_ref().filter(|records| records.writes > 0)?;
        let versions = self.versions[index].as_mut()?;
        let (key, seen, row) = (request.key, request.seen_version, request.row);
        let written = match step.store {
            Store::KeyValue => versions.write_near(key, seen, row, request.pop, self.now),
            _ if step.lane == LaneId::Service && records.coordination == Coordination::PerKey => {
                versions.write_locked(key, row);
                Written::Clean
            }
            _ => versions.write_home(key, seen, row),
        };
        match written {
            Written::TooFast => Some(Cause::WriteRate),
            Written::Over(loser) if records.coordination == Coordination::PerKey => {
                self.overwritten(loser);
                None
            }
            Written::Clean | Written::Over(_) => None,
        }
    }

    /// A write that was acknowledged is gone: its request failed after all.
    fn overwritten(&mut self, row: u32) {
        let lost = Outcome::Failed(Cause::LostUpdate);
        if let Some((step, before, ended)) = self.recorder.revised(row, lost) {
            let workload = self.plan.steps[usize::from(step)].workload;
            self.tally.overwritten(usize::from(workload), before, ended);
            self.recorder.note(
                MomentKind::FirstLostUpdate,
                workload,
                self.now,
                1,
                Some(row),
            );
        }
    }

    /// Frees what a request ran on; those who die with it where its code took the process down.
    fn release(&mut self, slot: Slot) -> (Vec<Slot>, u16) {
        let request = self.requests.get(slot);
        let index = request.step;
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
            LaneId::Service if request.ending == Ending::Crash => {
                let crash = self.service.crash(request, slot, step, self.now, instances);
                let event = Event::Service(ServiceEvent::Ready(index));
                self.agenda.schedule(crash.ready_at, event);
                let killed = crash.killed.len() as u64;
                self.tally.workloads[usize::from(step.workload)].neighbours_hurt += killed;
                let kind = MomentKind::ReplicaCrashed;
                self.recorder
                    .note(kind, step.workload, self.now, killed, Some(request.row));
                return (crash.killed, index);
            }
            LaneId::Service => self.service.release(request, slot, self.now, instances),
            LaneId::Edge | LaneId::Sandbox => {}
        }
        (Vec::new(), index)
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
    pub(super) fn end(&mut self, slot: Slot, mut outcome: Outcome) {
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[usize::from(request.step)];
        let leg = if step.lane == LaneId::Edge {
            SegmentKind::FromPop
        } else {
            SegmentKind::FromHome
        };
        request.segments.until(SegmentKind::Wait, self.now);
        request.segments.push(leg, request.back);
        let ended_at = request.segments.end();
        let far = request.city != NO_CITY && self.plan.far[usize::from(request.city)];
        let late_after = if far {
            step.late_after_far
        } else {
            step.late_after
        };
        // The step that ends after the chain's deadline is the one that was late.
        let began = self.chains.began(request.chain).unwrap_or(request.arrived);
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
            honest: request.conduct.is_honest(),
        };
        self.tally.ended(&ended, request.segments.lengths());
        self.recorder.ended(request, outcome);
        if let Outcome::Failed(cause) = outcome {
            let kind = match cause {
                Cause::Timeout | Cause::GivenUp | Cause::CpuLimit => MomentKind::FirstLimitHit,
                Cause::OutOfFuel | Cause::WallMemory | Cause::WallStack | Cause::WallCall => {
                    MomentKind::FirstContained
                }
                _ => {
                    self.requests.remove(slot);
                    return;
                }
            };
            self.recorder
                .note(kind, workload, self.now, 1, Some(request.row));
            self.requests.remove(slot);
            return;
        }
        let (chain, number, step_index) = (request.chain, request.number, request.step);
        self.requests.remove(slot);
        self.follow_up(chain, number, step_index, &ended);
    }

    /// What a step that is done sets off.
    fn follow_up(&mut self, chain: u32, number: u32, step: u16, ended: &Ended) {
        let counts = &mut self.tally.workloads[ended.workload];
        if self.scenario.workloads[ended.workload].steps.len() == 1 {
            counts.chains_finished += 1;
            counts.finished.add(ended.at.since(ended.arrived));
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
        for slot in self.requests.live_slots() {
            let request = self.requests.get_mut(slot);
            request.segments.cut_at(self.now);
            request.back = Nanos::ZERO;
            self.end(slot, Outcome::Failed(Cause::Unfinished));
        }
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
