//! What is tried again: refused clients, failed events, second deliveries.
//!
//! Must not know: why a lane refused or failed.

use super::{Event, Simulation};
use crate::catalog::LaneId;
use crate::catalog::serverless::{REDELIVERY, REDELIVERY_AFTER};
use crate::outcome::Cause;
use crate::random::Purpose;
use crate::request::{Phase, SECOND_DELIVERY, Slot};
use crate::trace::SegmentKind;
use crate::units::Nanos;

impl Simulation {
    /// Whether who was refused tries again; then it is on its way.
    pub(super) fn client_returns(&mut self, slot: Slot, cause: Cause) -> bool {
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[usize::from(request.step)];
        let busy = matches!(
            cause,
            Cause::Throttled
                | Cause::RampLimit
                | Cause::ConnectionsExhausted
                | Cause::QueueFull
                | Cause::LaneDown
        );
        let Some(retries) = step.retries.filter(|_| busy && step.waited_for) else {
            return false;
        };
        if u32::from(request.attempts) >= retries.attempts || request.is_second_delivery() {
            return false;
        }
        let unit = request
            .draws
            .unit(Purpose::ClientWait, request.attempts.into());
        let doubled = retries.first_wait_s * f64::from(1_u32 << request.attempts.min(16));
        let wait = Nanos::from_secs(doubled * (0.5 + unit / 2.0));
        request.attempts += 1;
        // The refusal travels back, and the next attempt all the way again.
        let (there, here) = if step.lane == LaneId::Edge {
            (SegmentKind::ToPop, SegmentKind::FromPop)
        } else {
            (SegmentKind::ToHome, SegmentKind::FromHome)
        };
        request.segments.until(SegmentKind::Wait, self.now);
        request.segments.push(here, request.back);
        request.segments.push(SegmentKind::Backoff, wait);
        request.segments.push(there, request.back);
        let back_at = request.segments.end();
        self.tally.workloads[usize::from(step.workload)].retries += 1;
        self.schedule(back_at, Event::Reach(slot));
        true
    }

    /// Whether the platform runs a failed event again; then it waits for that. Only functions do
    /// this by themselves, and only for what nobody waits for.
    pub(super) fn platform_retries(&mut self, slot: Slot) -> bool {
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[usize::from(request.step)];
        if step.lane != LaneId::Serverless || step.waited_for || request.is_second_delivery() {
            return false;
        }
        let Some(wait) = self.serverless.retry_after(request.failures.into()) else {
            return false;
        };
        request.failures += 1;
        request.phase = Phase::Waiting;
        let back_at = self.now + wait;
        self.tally.workloads[usize::from(step.workload)].retries += 1;
        self.schedule(back_at, Event::Reach(slot));
        true
    }

    /// A request is done: its effect has happened, perhaps not for the first time, and what set it
    /// off may come again.
    pub(super) fn effect(&mut self, slot: Slot) {
        let request = self.requests.get_mut(slot);
        let index = request.step;
        let step = &self.plan.steps[usize::from(index)];
        if !step.at_least_once {
            return;
        }
        let again = request.has_written || request.is_second_delivery();
        request.has_written = true;
        if again && !step.idempotent {
            self.tally.workloads[usize::from(step.workload)].duplicates += 1;
        }
        let (draws, number) = (request.draws, request.number);
        let comes_again =
            number & SECOND_DELIVERY == 0 && draws.unit(Purpose::Redelivery, 0) < REDELIVERY.value;
        if comes_again {
            let at = self.now + REDELIVERY_AFTER.time();
            let slot = self
                .requests
                .begin(index, number | SECOND_DELIVERY, draws, at);
            let second = self.requests.get_mut(slot);
            second.chain = u32::MAX;
            second.phase = Phase::Announced;
            self.schedule(at, Event::Reach(slot));
        }
    }

    /// A second delivery arrives.
    pub(super) fn second_delivery(&mut self, slot: Slot) {
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[usize::from(request.step)];
        request.phase = Phase::Waiting;
        request.key = step.key(request.draws);
        (request.behavior, request.snippet) = step.behavior(request.draws);
        if step.lane == LaneId::Edge {
            request.pop = self.plan.home_pop;
        }
        let workload = usize::from(step.workload);
        self.tally.arrived(workload, self.bin);
        self.tally.workloads[workload].redeliveries += 1;
        let draws = request.draws;
        self.recorder.arrived(request, draws);
    }
}
