//! A request ends: it is counted and recorded, and the requests that follow it start.

use super::Simulation;
use crate::datastore::Writer;
use crate::request::{Phase, Request, Slot};
use crate::tally::Ended;
use model::index::StepIndex;
use model::moments::MomentKind;
use model::outcome::{Cause, Outcome};
use model::request_number::RequestNumber;
use model::trace::SegmentKind;
use model::units::Nanos;

impl Simulation {
    /// A request's answer travels back, and the request has ended.
    pub(super) fn end(&mut self, slot: Slot, outcome: Outcome) {
        let request = self.requests.get_mut(slot);
        request.segments.until(SegmentKind::Wait, self.now);
        if request.messages > 1 {
            self.end_others(slot, outcome);
        }
        self.count(slot, outcome);
    }

    /// A request whose end is known at its start runs to its end, and its answer travels back.
    #[inline]
    pub(super) fn end_ahead(&mut self, slot: Slot, done_at: Nanos) {
        if done_at > self.drained_by {
            self.unfinished(slot);
        } else {
            self.count(slot, Outcome::Ok);
        }
    }

    /// Counts a request whose code is done, and starts its follow-ups.
    pub(super) fn count(&mut self, slot: Slot, mut outcome: Outcome) {
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[request.step];
        request
            .segments
            .push(step.on_lane.answer_leg, request.answer_travels);
        let has_written = outcome.is_done();
        if has_written && request.segments.end() > request.leaves_at {
            // The answer was on its way when its client left.
            request.segments.cut_at(request.leaves_at);
            outcome = Outcome::Failed(Cause::GivenUp);
        }
        let ended_at = request.segments.end();
        let far = request.city.some().is_some_and(|city| self.plan.far[city]);
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
            workload,
            arrived: request.arrived,
            at: ended_at,
            outcome,
            far,
            honest: request.behavior.is_honest(),
            is_behind_queue: step.is_behind_queue(),
        };
        self.tally.ended(&ended, request.segments.lengths());
        // Before its row is closed: a moment may be the reason for its row.
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
            && has_written
            && let Some(versions) = &mut self.versions[step.home_step]
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
        self.tally.workloads[workload].misgraded += u64::from(request.behavior.is_misgraded());
        let (chain, number, step_index) = (request.chain, request.number, request.step);
        self.requests.remove(slot);
        self.follow_up(chain, number, step_index, &ended);
    }

    /// Starts the steps that follow one that is done.
    fn follow_up(&mut self, chain: u32, number: RequestNumber, step: StepIndex, ended: &Ended) {
        if number.is_second_delivery() {
            return;
        }
        let counts = &mut self.tally.workloads[ended.workload];
        if self.plan.steps[step].is_only_step {
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

    /// The drain limit is reached: requests that are still in flight count as unfinished. Each is a unit of
    /// work; returns whether all of them have ended.
    pub(super) fn end_unfinished(&mut self) -> bool {
        if self.requests.in_flight() == 0 {
            return true;
        }
        self.now = self.drained_by.max(self.now);
        // A second delivery that was still to come never arrived.
        // A run that was abandoned is no request of anybody.
        let arrived =
            |request: &Request| !matches!(request.phase, Phase::Announced | Phase::Abandoned);
        while let Some(slot) = self.requests.next_in_flight(self.unfinished_from, arrived) {
            if self.work_left == 0 {
                return false;
            }
            self.work_left -= 1;
            self.unfinished_from = Slot(slot.0 + 1);
            self.unfinished(slot);
        }
        true
    }

    /// A request has not ended by the drain limit.
    fn unfinished(&mut self, slot: Slot) {
        self.stops_computing(slot);
        let request = self.requests.get_mut(slot);
        request.segments.until(SegmentKind::Wait, self.drained_by);
        request.segments.cut_at(self.drained_by);
        request.answer_travels = Nanos::ZERO;
        self.count(slot, Outcome::Failed(Cause::Unfinished));
    }
}

/// The moment that a request shows which a limit or its walls have ended.
fn moment_of(cause: Cause) -> Option<MomentKind> {
    match cause {
        Cause::Timeout | Cause::GivenUp | Cause::CpuLimit | Cause::WallTime => {
            Some(MomentKind::FirstLimitHit)
        }
        Cause::OutOfFuel | Cause::WallMemory | Cause::WallStack | Cause::WallCall => {
            Some(MomentKind::FirstContained)
        }
        _ => None,
    }
}

/// The cause that took the largest part of a late request's time.
fn late_cause(segments: impl Iterator<Item = (u8, Nanos)>) -> Cause {
    let mut spent = [0_u64; Cause::ALL.len()];
    for (kind, length) in segments {
        let cause = match SegmentKind::from_code(kind) {
            SegmentKind::Wait => Cause::Queueing,
            SegmentKind::Backoff => Cause::Backoff,
            SegmentKind::ColdStart => Cause::ColdStart,
            SegmentKind::Execute => Cause::Execution,
            SegmentKind::StateTrip => Cause::StateTrips,
            SegmentKind::KeyWait => Cause::KeyContention,
            SegmentKind::Connect
            | SegmentKind::ToPop
            | SegmentKind::PopToHome
            | SegmentKind::ToHome
            | SegmentKind::FromPop
            | SegmentKind::FromHome
            | SegmentKind::Origin => Cause::Distance,
        };
        spent[cause as usize] += length.0;
    }
    let most = Cause::ALL
        .iter()
        .max_by_key(|&&cause| spent[cause as usize]);
    most.copied().unwrap_or(Cause::Execution)
}
