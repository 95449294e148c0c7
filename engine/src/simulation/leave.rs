//! A client that has waited for too long leaves: its place in a queue is free, and work that was begun for it goes on
//! for nobody.

use super::{Event, Simulation};
use crate::datastore::Writer;
use crate::request::{Ending, Phase, Slot};
use model::outcome::{Cause, Outcome};
use model::trace::SegmentKind;
use model::units::Nanos;

impl Simulation {
    /// Has the loop look at a request when its client's patience ends; not for an event, which has no client.
    #[inline]
    pub(super) fn expect_to_leave(&mut self, slot: Slot) {
        let leaves_at = self.requests.get(slot).leaves_at;
        if leaves_at < Nanos::MAX {
            self.schedule(leaves_at.max(self.now), Event::Leaves(slot));
        }
    }

    /// The patience of a request's client ends, if the slot still has the request for which this was scheduled.
    pub(super) fn client_leaves(&mut self, slot: Slot) {
        let request = self.requests.get(slot);
        if request.leaves_at > self.now {
            return;
        }
        let (step, phase) = (request.step, request.phase);
        let lane = self.plan.steps[step].lane;
        match phase {
            Phase::Queued => {
                let looked = self.lanes.leave_queue(lane, step, slot);
                self.spend(looked);
                self.client_has_left(slot);
            }
            Phase::Running | Phase::Committing | Phase::RunsAlone => {
                let client = if phase == Phase::RunsAlone {
                    slot
                } else {
                    self.requests.split(slot)
                };
                let request = self.requests.get_mut(client);
                request.segments.cut_at(self.now);
                if std::mem::take(&mut request.computes) {
                    request.segments.until(SegmentKind::Execute, self.now);
                }
                // The run will have its effect, and a further attempt would have it again.
                request.has_written |= request.ending == Ending::Finish;
                let workload = self.plan.steps[step].workload;
                self.tally.workloads[workload].abandoned_runs += 1;
                self.client_has_left(client);
            }
            Phase::Announced | Phase::Waiting | Phase::Abandoned | Phase::Dead | Phase::Gone => {}
        }
    }

    /// A client has left: it tries again, or its request has failed.
    pub(super) fn client_has_left(&mut self, slot: Slot) {
        if self.client_returns(slot, Cause::GivenUp) {
            return;
        }
        // No answer travels back to it.
        self.requests.get_mut(slot).answer_travels = Nanos::ZERO;
        self.end(slot, Outcome::Failed(Cause::GivenUp));
    }

    /// The run of a request whose client has left ends: it writes and frees its instance, and nobody hears of it.
    pub(super) fn abandoned_run_ends(&mut self, slot: Slot) {
        let request = self.requests.get(slot);
        let (index, number, key, row) = (request.step, request.number, request.key, request.row);
        if request.ending == Ending::Finish {
            self.write(slot);
            let step = &self.plan.steps[index];
            let writes = step.state_access.as_ref();
            if writes.is_some_and(|access| access.writes > 0)
                && let Some(versions) = &mut self.versions[step.home_step]
            {
                let outcome = Outcome::Failed(Cause::GivenUp);
                let ended = self.now;
                versions.writer_ended(
                    key,
                    Writer {
                        number,
                        row,
                        ended,
                        outcome,
                    },
                );
            }
        }
        let neighbours = self.complete(slot);
        self.requests.remove(slot);
        self.end_neighbours(neighbours);
        self.start_waiting(index);
    }
}
