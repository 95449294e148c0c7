//! A request reaches its lane, is answered, and starts to run.

use super::{Event, Simulation};
use crate::catalog::LaneId;
use crate::catalog::edge::ORIGIN_FETCH;
use crate::catalog::serverless::{ASYNC_AGE_MAX, ASYNC_THROTTLE_FIRST, ASYNC_THROTTLE_MAX};
use crate::lanes::edge::Lookup;
use crate::lanes::{Admission, RunSchedule, doubling_wait, serverless};
use crate::moments::MomentKind;
use crate::outcome::{Cause, Outcome};
use crate::plan::Store;
use crate::request::{Ending, Phase, Request, Slot};
use crate::scenario::Coordination;
use crate::trace::{NO_POP, SegmentKind};
use crate::units::Nanos;

impl Simulation {
    /// A request reaches its lane.
    #[inline]
    pub(super) fn reach(&mut self, slot: Slot) {
        let request = self.requests.get_mut(slot);
        if request.phase == Phase::Announced {
            self.second_delivery(slot);
        }
        let request = self.requests.get_mut(slot);
        // An event that was put off has waited until now.
        request.segments.until(SegmentKind::Backoff, self.now);
        let index = request.step;
        let step = &self.plan.steps[usize::from(index)];
        if step.cdn && !request.fronted && request.pop != NO_POP {
            self.reach_front(slot);
            return;
        }
        if self.conditions.lanes_down[step.lane as usize] {
            self.find_lane_down(slot);
            return;
        }
        let admission = match step.lane {
            LaneId::Serverless => {
                let mut world = serverless::World {
                    now: self.now,
                    connections: &mut self.connections,
                    instances: &mut self.recorder.trace.instances,
                };
                self.serverless
                    .admit(index, &self.plan, request, &mut world)
            }
            LaneId::Edge => self.reach_edge(slot),
            LaneId::Sandbox => self.sandbox.admit(step, request, slot),
            LaneId::Service => self.service.admit(index, step, request, slot, self.now),
        };
        match admission {
            Admission::Start(start) => self.start(slot, start),
            Admission::Wait => self.note_waiting(index),
            Admission::Later(at) => {
                self.requests.get_mut(slot).attempts += 1;
                self.schedule(at, Event::Reach(slot));
            }
            Admission::Refuse(cause) => self.refuse(slot, cause),
        }
    }

    /// A lane takes nothing: who waits is refused, an event comes again, later each time.
    fn find_lane_down(&mut self, slot: Slot) {
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[usize::from(request.step)];
        let age = self.now.since(request.arrived);
        if step.waited_for || age >= ASYNC_AGE_MAX.time() {
            self.refuse(slot, Cause::LaneDown);
            return;
        }
        let (first, most) = (ASYNC_THROTTLE_FIRST.time(), ASYNC_THROTTLE_MAX.time());
        let wait = doubling_wait(first, request.attempts, most);
        request.attempts += 1;
        let at = self.now + wait;
        self.schedule(at, Event::Reach(slot));
    }

    /// A plain CDN's POP serves what it has kept, without running code, and passes on the rest.
    fn reach_front(&mut self, slot: Slot) {
        let request = self.requests.get(slot);
        let index = request.step;
        let step = &self.plan.steps[usize::from(index)];
        let keeps = step.cache.is_some_and(|cache| cache.without_code);
        let lookup = if keeps {
            self.edge.look_up(index, step, request, self.now)
        } else {
            Lookup::NotCached
        };
        let counts = &mut self.tally.workloads[usize::from(step.workload)];
        counts.cache_hits += u64::from(lookup == Lookup::Hit);
        counts.cache_misses += u64::from(lookup == Lookup::Miss);
        let onward = Nanos(self.origin_leg(request).0 / 2);
        let request = self.requests.get_mut(slot);
        request.fronted = true;
        if lookup == Lookup::Hit {
            self.end(slot, Outcome::Ok);
            return;
        }
        request.segments.push(SegmentKind::PopToHome, onward);
        request.back += onward;
        let at = request.segments.end();
        self.schedule(at, Event::Reach(slot));
    }

    /// A POP looks at what it keeps first; what it does not have comes from the origin.
    fn reach_edge(&mut self, slot: Slot) -> Admission {
        let index = self.requests.get(slot).step;
        let step = &self.plan.steps[usize::from(index)];
        let lookup = self
            .edge
            .look_up(index, step, self.requests.get(slot), self.now);
        let counts = &mut self.tally.workloads[usize::from(step.workload)];
        match lookup {
            Lookup::NotCached => {}
            Lookup::Hit => counts.cache_hits += 1,
            Lookup::Miss => {
                counts.cache_misses += 1;
                let leg = self.origin_leg(self.requests.get(slot));
                let segments = &mut self.requests.get_mut(slot).segments;
                segments.push(SegmentKind::PopToHome, Nanos(leg.0 / 2));
                segments.push(SegmentKind::Origin, ORIGIN_FETCH.time());
                segments.push(SegmentKind::PopToHome, Nanos(leg.0 / 2));
            }
        }
        let hit = lookup == Lookup::Hit;
        self.edge
            .admit(&self.plan, index, self.requests.get(slot), hit)
    }

    fn note_waiting(&mut self, step: u16) {
        let plan = &self.plan.steps[usize::from(step)];
        let waiting = match plan.lane {
            LaneId::Sandbox => self.sandbox.waiting() as u32,
            _ => self.service.waiting_of(step),
        };
        let counts = &mut self.tally.workloads[usize::from(plan.workload)];
        counts.peak_queue = counts.peak_queue.max(u64::from(waiting));
        self.tally.queued(self.bin, waiting);
    }

    fn refuse(&mut self, slot: Slot, cause: Cause) {
        let request = self.requests.get_mut(slot);
        let step = request.step;
        let workload = self.plan.steps[usize::from(step)].workload;
        let kind = match cause {
            Cause::Throttled | Cause::RampLimit => Some(MomentKind::ThrottlingBegins),
            Cause::ConnectionsExhausted => Some(MomentKind::ConnectionsExhausted),
            Cause::QueueFull => Some(MomentKind::QueueFull),
            Cause::MemoryLimit => Some(MomentKind::FirstLimitHit),
            _ => None,
        };
        if let Some(kind) = kind {
            self.recorder
                .note_request(kind, workload, self.now, 1, request);
        }
        if self.client_returns(slot, cause) {
            return;
        }
        if cause == Cause::QueueFull && self.service.has_pinned_slot(step) {
            self.tally.workloads[usize::from(workload)].neighbours_hurt += 1;
        }
        self.end(slot, Outcome::Failed(cause));
    }

    /// A request starts to run on its instance.
    #[inline]
    pub(super) fn start(&mut self, slot: Slot, mut start: RunSchedule) {
        let request = self.requests.get_mut(slot);
        let index = request.step;
        let step = &self.plan.steps[usize::from(index)];
        let is_pure_compute = step.is_pure_compute;
        if !is_pure_compute {
            // A session that is still in its replica's memory asks nobody.
            let trips = start.reload.max(start.reads).max(start.writes);
            let needs_database =
                matches!(step.store, Store::Home | Store::HomeFromPop) && trips > Nanos::ZERO;
            if needs_database && self.conditions.database_down {
                // It comes as far as its first trip.
                start.reads = start.reads.max(start.reload).max(start.writes);
                (start.reload, start.execute, start.writes) =
                    (Nanos::ZERO, Nanos::ZERO, Nanos::ZERO);
                start.ending = Ending::Fail(Cause::DatabaseDown);
            } else if step.idempotent && request.is_second_delivery() {
                // The key says that it is done already.
                start.reads = start.reads.max(start.writes);
                (start.execute, start.writes) = (Nanos::ZERO, Nanos::ZERO);
            }
            request.has_written |= start.wrote_before_end;
        }
        let workload = step.workload;
        let began = request.segments.end().max(self.now);
        request.segments.until(SegmentKind::Wait, began);
        request.place = start.place;
        request.instance = start.instance;
        request.ending = start.ending;
        request.phase = Phase::Running;
        request.segments.push(SegmentKind::ColdStart, start.cold);
        if !is_pure_compute {
            request.segments.push(SegmentKind::Wait, start.wait);
            request
                .segments
                .push(SegmentKind::StateTrip, start.reload + start.reads);
        }
        request.segments.push(SegmentKind::Execute, start.execute);
        if is_pure_compute {
            request.phase = Phase::Committing;
        } else if Self::commits_under_lock(step.lane, step.state_access.as_ref(), request) {
            request.commit = start.writes;
        } else {
            // What a write that found another version has to do again.
            request.commit = start.reads + start.writes;
            request.segments.push(SegmentKind::StateTrip, start.writes);
            request.phase = Phase::Committing;
        }
        let done_at = request.segments.end();
        let ran = done_at.min(self.horizon).since(began);
        let counts = &mut self.tally.workloads[usize::from(workload)];
        counts.running_ns += u128::from(ran.0);
        counts.sessions_lost += u64::from(start.session_lost);
        counts.breaches += u64::from(start.breach);
        if start.breach {
            let kind = MomentKind::FirstBreach;
            self.recorder
                .note_request(kind, workload, self.now, 1, request);
        }
        if start.is_cold {
            self.tally
                .cold_start(usize::from(workload), self.bin, start.cold);
            let kind = MomentKind::FirstColdStart;
            self.recorder
                .note_request(kind, workload, self.now, 1, request);
            self.note_peak(index);
        }
        if !is_pure_compute {
            self.read(slot);
        }
        if start.end_is_known {
            self.end_ahead(slot, done_at);
        } else {
            self.schedule(done_at, Event::Done(slot));
        }
    }

    /// Whether a request's writes are a transaction over its key.
    fn commits_under_lock(
        lane: LaneId,
        access: Option<&crate::plan::StateAccess>,
        request: &Request,
    ) -> bool {
        lane == LaneId::Service
            && request.ending == Ending::Finish
            && access.is_some_and(|r| r.coordination == Coordination::PerKey && r.writes > 0)
    }

    /// A request that starts to run sees a version of its key.
    fn read(&mut self, slot: Slot) {
        let now = self.now;
        let request = self.requests.get_mut(slot);
        let index = usize::from(request.step);
        let step = &self.plan.steps[index];
        let Some(versions) = &mut self.versions[usize::from(step.home_step)] else {
            return;
        };
        if step.state_access.is_none() {
            return;
        }
        let seen = match step.store {
            Store::KeyValue => versions.read_near(request.key, request.pop, now),
            _ => versions.read_home(request.key),
        };
        request.seen_version = seen.version;
        if step
            .state_access
            .as_ref()
            .is_some_and(|access| access.reads > 0)
        {
            let counts = &mut self.tally.workloads[usize::from(step.workload)];
            counts.reads += 1;
            counts.stale_reads += u64::from(seen.stale);
        }
    }

    /// Starts whatever waits at a step and has room now.
    pub(super) fn start_waiting(&mut self, step: u16) {
        while let Some((slot, replica)) = self.service.next_waiting(step, self.now) {
            self.spend(self.service.looked_through(step));
            let plan = &self.plan.steps[usize::from(step)];
            let request = self.requests.get(slot);
            if let Some(start) = self.service.start_next(step, plan, request, replica) {
                self.start(slot, start);
            }
        }
    }
}
