//! Repeated requests: retries of refused clients and of failed events, and second deliveries.

use super::{Event, Simulation};
use crate::request::{Phase, Slot};
use model::catalog::serverless::{REDELIVERY, REDELIVERY_AFTER};
use model::outcome::Cause;
use model::random::Purpose;
use model::trace::SegmentKind;
use model::units::Nanos;

impl Simulation {
    /// Whether the client of a request that was refused, or that was not answered in time, tries again; its next
    /// attempt is then on its way.
    pub(super) fn client_returns(&mut self, slot: Slot, cause: Cause) -> bool {
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[request.step];
        let busy = matches!(
            cause,
            Cause::Throttled
                | Cause::RampLimit
                | Cause::ConnectionsExhausted
                | Cause::QueueFull
                | Cause::LaneDown
                | Cause::DatabaseDown
                | Cause::GivenUp
        );
        let Some(retries) = step.retries.filter(|_| busy && step.waited_for) else {
            return false;
        };
        if u32::from(request.attempts) >= retries.attempts || request.number.is_second_delivery() {
            return false;
        }
        let unit = request
            .draws
            .unit(Purpose::ClientWait, request.attempts.into());
        let doubled = retries.first_wait_s * f64::from(1_u32 << request.attempts.min(16));
        let wait = Nanos::from_secs(doubled * (0.5 + unit / 2.0));
        request.attempts += 1;
        request.phase = Phase::Waiting;
        // The refusal travels back, and the next attempt all the way again. A client that left has no refusal.
        let on_lane = &step.on_lane;
        request.segments.until(SegmentKind::Wait, self.now);
        if cause != Cause::GivenUp {
            request
                .segments
                .push(on_lane.answer_leg, request.answer_travels);
        }
        request.segments.push(SegmentKind::Backoff, wait);
        request.leaves_at = request.segments.end() + step.give_up;
        request
            .segments
            .push(on_lane.request_leg, request.answer_travels);
        let back_at = request.segments.end();
        self.tally.workloads[step.workload].retries += 1;
        self.schedule(back_at, Event::Reach(slot));
        true
    }

    /// Whether the platform runs a failed event again; the event then waits for that. No platform runs a request again
    /// that a client waits for; and what walls have stopped would be stopped again, so the host reports it as done.
    pub(super) fn platform_retries(&mut self, slot: Slot, cause: Cause) -> bool {
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[request.step];
        let is_stopped_by_walls = matches!(
            cause,
            Cause::OutOfFuel | Cause::WallMemory | Cause::WallStack | Cause::WallCall
        );
        if step.waited_for || is_stopped_by_walls || request.number.is_second_delivery() {
            return false;
        }
        let failures = u32::from(request.failures);
        let back_at = match step.queue {
            Some(queue) if failures + 1 < queue.receives => {
                let visible_at = request.ready + queue.visibility;
                // A message that became visible while it ran is another's to retry.
                (visible_at >= self.now).then_some(visible_at)
            }
            Some(_) => None,
            None => {
                let wait = self.lanes.retry_after(step.lane, failures);
                wait.map(|wait| self.now + wait)
            }
        };
        let Some(back_at) = back_at else {
            return false;
        };
        request.failures += 1;
        request.phase = Phase::Waiting;
        self.tally.workloads[step.workload].retries += 1;
        self.schedule(back_at, Event::Reach(slot));
        true
    }

    /// A request has failed for good. A message of a queue is set aside then.
    pub(super) fn sets_aside(&mut self, slot: Slot) {
        let request = self.requests.get(slot);
        let step = &self.plan.steps[request.step];
        let is_message = step.queue.is_some() && !request.number.is_second_delivery();
        self.tally.workloads[step.workload].dead_letters += u64::from(is_message);
    }

    /// A request is done: its effect has happened, perhaps not for the first time, and its trigger
    /// may come again.
    pub(super) fn effect(&mut self, slot: Slot) {
        let request = self.requests.get_mut(slot);
        let index = request.step;
        let step = &self.plan.steps[index];
        if !step.at_least_once {
            return;
        }
        let again = request.has_written || request.number.is_second_delivery();
        request.has_written = true;
        if again && !step.remedies.idempotent {
            self.tally.workloads[step.workload].duplicates += 1;
        }
        let is_first = !request.number.is_second_delivery();
        if is_first && request.draws.unit(Purpose::Redelivery, 0) < REDELIVERY.value {
            let at = match step.queue {
                Some(queue) => request.ready + queue.visibility,
                None => self.now + REDELIVERY_AFTER.time(),
            };
            if at >= self.now {
                self.deliver_again(slot, at);
            }
        }
    }

    /// The trigger of a request comes a second time.
    pub(super) fn deliver_again(&mut self, slot: Slot, at: Nanos) {
        let request = self.requests.get(slot);
        let (step, number, draws) = (request.step, request.number, request.draws);
        let slot = self
            .requests
            .begin(step, number.second_delivery(), draws, at);
        let second = self.requests.get_mut(slot);
        second.chain = u32::MAX;
        second.phase = Phase::Announced;
        self.schedule(at, Event::Reach(slot));
    }

    /// A second delivery arrives.
    pub(super) fn second_delivery(&mut self, slot: Slot) {
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[request.step];
        request.phase = Phase::Waiting;
        request.key = step.key(request.draws);
        (request.behavior, request.snippet) = step.behavior(request.draws);
        if step.on_lane.at_pop {
            request.pop = self.plan.home_pop;
        }
        let workload = step.workload;
        self.tally.arrived(workload, self.bin);
        let counts = &mut self.tally.workloads[workload];
        counts.redeliveries += 1;
        counts.hostile_runs += u64::from(!request.behavior.is_honest());
        let draws = request.draws;
        self.recorder.arrived(request, draws);
    }
}
