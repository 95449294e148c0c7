//! Requests that share the processors of their instance: how long one computes turns out as others come and go.

use super::{Event, Simulation};
use crate::lanes::RunSchedule;
use crate::request::Slot;
use model::trace::SegmentKind;
use model::units::Nanos;

impl Simulation {
    /// The code of a request begins at this time, in an instance whose processors it shares.
    pub(super) fn share(&mut self, slot: Slot, schedule: RunSchedule, begins: Nanos) {
        self.requests.get_mut(slot).computes = true;
        let at = self.lanes.share(slot, schedule, begins);
        self.schedule(at, Event::Computes(schedule.place));
        self.expect_to_leave(slot);
    }

    /// Requests in an instance of a function begin or stop to compute.
    pub(super) fn computes(&mut self, instance: u32) {
        let expected_at = self.lanes.next_done_at(instance);
        while let Some((slot, schedule)) = self.lanes.next_done(instance, self.now) {
            let request = self.requests.get_mut(slot);
            request.computes = false;
            let began = request.segments.end();
            self.execute(slot, &schedule, began);
        }
        // Otherwise another event is to come: the time was moved since this one was scheduled.
        if expected_at == self.now {
            let at = self.lanes.next_done_at(instance);
            self.wake(instance, at);
        }
    }

    /// A request that computes ends before its code is done.
    pub(super) fn stops_computing(&mut self, slot: Slot) {
        let request = self.requests.get_mut(slot);
        if !std::mem::take(&mut request.computes) {
            return;
        }
        let (began, step) = (request.segments.end(), request.step);
        request.segments.until(SegmentKind::Execute, self.now);
        self.count_running(self.plan.steps[step].workload, began, self.now);
    }

    fn wake(&mut self, instance: u32, at: Nanos) {
        if at < Nanos::MAX {
            self.schedule(at, Event::Computes(instance));
        }
    }
}
