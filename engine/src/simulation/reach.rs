//! A request reaches its lane: a cache may answer it, the lane admits or refuses it.

use super::{Event, Simulation, world};
use crate::lanes::{Admission, Refusal, Visit};
use crate::request::{Phase, Slot};
use model::catalog::edge::ORIGIN_FETCH;
use model::catalog::queue::ACCEPT;
use model::index::StepIndex;
use model::moments::MomentKind;
use model::outcome::{Cause, Outcome};
use model::random::Purpose;
use model::trace::SegmentKind;
use model::units::Nanos;

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
        if request.leaves_at <= self.now {
            self.client_has_left(slot);
            return;
        }
        let step = &self.plan.steps[index];
        if step.remedies.cdn && !request.passed_cdn && request.pop.some().is_some() {
            self.reach_cdn(slot);
            return;
        }
        if step.accepts {
            self.accept(slot);
            return;
        }
        if !self.gathers(slot) {
            self.admit(slot);
        }
    }

    /// A request, or a batch of messages, comes to its lane.
    #[inline]
    pub(super) fn admit(&mut self, slot: Slot) {
        let index = self.requests.get(slot).step;
        let step = &self.plan.steps[index];
        let lane = step.lane;
        // An outage is of the home region.
        if self.conditions.lanes_down[lane] && step.second.is_none() {
            self.find_lane_down(slot);
            return;
        }
        let answer_is_cached = step.on_lane.caches_answers && self.look_up_at_pop(slot);
        let visit = Visit {
            slot,
            request: self.requests.get(slot),
            answer_is_cached,
        };
        match self.lanes.admit(lane, visit, &mut world!(self)) {
            Admission::Start(schedule) => self.start(slot, schedule),
            Admission::Wait { waiting } => {
                self.requests.get_mut(slot).phase = Phase::Queued;
                self.note_waiting(index, waiting);
                self.expect_to_leave(slot);
                self.look_again(index);
            }
            Admission::Refuse(refusal) => self.refuse(slot, refusal),
        }
    }

    /// A request is stored in a queue and acknowledged; the work on it follows.
    fn accept(&mut self, slot: Slot) {
        let request = self.requests.get_mut(slot);
        request.segments.push(SegmentKind::Execute, ACCEPT.time());
        let workload = self.plan.steps[request.step].workload;
        self.tally.workloads[workload].accepted += 1;
        self.end(slot, Outcome::Ok);
    }

    /// A lane takes no requests: one that a client waits for is refused, an event comes again.
    fn find_lane_down(&mut self, slot: Slot) {
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[request.step];
        let age = self.now.since(request.arrived);
        let wait = if step.waited_for {
            None
        } else {
            self.lanes.outage_wait(step.lane, request.attempts, age)
        };
        let Some(wait) = wait else {
            let refusal = Refusal {
                cause: Cause::LaneDown,
                starved: false,
            };
            self.refuse(slot, refusal);
            return;
        };
        request.attempts += 1;
        let at = self.now + wait;
        self.schedule(at, Event::Reach(slot));
    }

    /// A plain CDN serves the answers that it has cached without running code, and passes on the
    /// other requests.
    fn reach_cdn(&mut self, slot: Slot) {
        let step = &self.plan.steps[self.requests.get(slot).step];
        let needs_no_code = step.answers_without_code();
        let is_cached = needs_no_code && self.look_up(slot);
        let onward = Nanos(self.requests.get(slot).pop_to_home(&self.plan.network).0 / 2);
        let request = self.requests.get_mut(slot);
        request.passed_cdn = true;
        if is_cached {
            self.end(slot, Outcome::Ok);
            return;
        }
        request.segments.push(SegmentKind::PopToHome, onward);
        request.answer_travels += onward;
        let at = request.segments.end();
        self.schedule(at, Event::Reach(slot));
    }

    /// Whether the point of presence has a request's answer in its cache; it fetches it from the
    /// origin where it has not.
    fn look_up_at_pop(&mut self, slot: Slot) -> bool {
        let is_cached = self.look_up(slot);
        if !is_cached {
            let leg = self.requests.get(slot).pop_to_home(&self.plan.network);
            let segments = &mut self.requests.get_mut(slot).segments;
            segments.push(SegmentKind::PopToHome, Nanos(leg.0 / 2));
            segments.push(SegmentKind::Origin, ORIGIN_FETCH.time());
            segments.push(SegmentKind::PopToHome, Nanos(leg.0 / 2));
        }
        is_cached
    }

    /// Whether the cache at a request's point of presence has its answer; it keeps it from now on.
    fn look_up(&mut self, slot: Slot) -> bool {
        let request = self.requests.get(slot);
        let step = &self.plan.steps[request.step];
        let (Some(caches), Some(keys)) = (&mut self.caches[request.step], &step.cache_keys) else {
            return false;
        };
        let object = keys.at(request.draws.unit(Purpose::Object, 0));
        let is_cached = caches.get(request.pop, object, self.now);
        let counts = &mut self.tally.workloads[step.workload];
        counts.cache_hits += u64::from(is_cached);
        counts.cache_misses += u64::from(!is_cached);
        is_cached
    }

    /// Counts the requests in a lane's own queue; those that a platform keeps from a lane are not in it.
    fn note_waiting(&mut self, step: StepIndex, waiting: u32) {
        if self.plan.steps[step].on_lane.waits_as != SegmentKind::Wait {
            return;
        }
        let counts = &mut self.tally.workloads[self.plan.steps[step].workload];
        counts.peak_queue = counts.peak_queue.max(u64::from(waiting));
        self.tally.queued(self.bin, waiting);
    }

    fn refuse(&mut self, slot: Slot, Refusal { cause, starved }: Refusal) {
        // Who finds no connection to a database that is down would not have found the database either.
        let cause = match cause {
            Cause::ConnectionsExhausted if self.conditions.database_down => Cause::DatabaseDown,
            cause => cause,
        };
        let request = self.requests.get_mut(slot);
        let workload = self.plan.steps[request.step].workload;
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
        self.tally.workloads[workload].neighbours_hurt += u64::from(starved);
        self.end(slot, Outcome::Failed(cause));
    }
}
