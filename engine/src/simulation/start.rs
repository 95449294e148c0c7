//! A request starts to run.

use super::{Event, Simulation, world};
use crate::datastore::Source;
use crate::lanes::{RunSchedule, Waited};
use crate::plan::Store;
use crate::request::{Ending, Phase, Slot};
use model::catalog::LaneId;
use model::catalog::datastore::CONNECT_TIMEOUT;
use model::index::{StepIndex, WorkloadIndex};
use model::moments::MomentKind;
use model::outcome::{Cause, Outcome};
use model::trace::SegmentKind;
use model::units::Nanos;

impl Simulation {
    /// A request starts to run on its instance.
    #[inline]
    pub(super) fn start(&mut self, slot: Slot, mut schedule: RunSchedule) {
        let index = self.requests.get(slot).step;
        let is_pure_compute = self.plan.steps[index].is_pure_compute;
        if !is_pure_compute {
            let mut fetch = self.read(slot);
            for other in self.others(slot) {
                fetch += self.read(other);
            }
            // Like the opening of a connection, a fetch does not count against the limit of the run.
            if schedule.reads > Nanos::ZERO {
                schedule.open += fetch;
            }
        }
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[index];
        if !is_pure_compute {
            // A session that is still in the memory of its replica needs no trip.
            let trips = schedule.reload.max(schedule.reads).max(schedule.writes);
            let has_no_connection = schedule.ending == Ending::Fail(Cause::ConnectionsExhausted);
            let needs_database =
                step.needs_connection() && (trips > Nanos::ZERO || has_no_connection);
            if needs_database && self.conditions.database_down {
                // It waits in vain for its first trip, and holds its instance meanwhile.
                schedule.reads = CONNECT_TIMEOUT.time().min(step.give_up);
                (schedule.open, schedule.reload) = (Nanos::ZERO, Nanos::ZERO);
                (schedule.execute, schedule.writes) = (Nanos::ZERO, Nanos::ZERO);
                schedule.ending = Ending::Fail(Cause::DatabaseDown);
                schedule.sharing = None;
            } else if step.remedies.idempotent && request.number.is_second_delivery() {
                // Its key shows that it was done before.
                schedule.reads = schedule.reads.max(schedule.writes);
                (schedule.execute, schedule.writes) = (Nanos::ZERO, Nanos::ZERO);
                schedule.sharing = None;
            }
        }
        let workload = step.workload;
        let began = request.segments.end().max(self.now);
        request.segments.until(SegmentKind::Wait, began);
        request.place = schedule.place;
        request.instance = schedule.instance;
        request.link = schedule.link;
        // A limit on its run counts from here, and so does the time for which its message is hidden.
        let ready = began + schedule.cold + schedule.wait + schedule.open;
        request.ready = ready;
        request.ending = schedule.ending;
        request.phase = Phase::Running;
        request.segments.push(SegmentKind::ColdStart, schedule.cold);
        if !is_pure_compute {
            request.segments.push(SegmentKind::Wait, schedule.wait);
            let trips_before_code = schedule.open + schedule.reload + schedule.reads;
            request
                .segments
                .push(SegmentKind::StateTrip, trips_before_code);
        }
        let begins = request.segments.end();
        let is_batch = request.messages > 1;
        let counts = &mut self.tally.workloads[workload];
        counts.sessions_lost += u64::from(schedule.session_lost);
        counts.breaches += u64::from(schedule.breach);
        if schedule.breach {
            let kind = MomentKind::FirstBreach;
            self.recorder
                .note_request(kind, workload, self.now, 1, request);
        }
        if schedule.is_cold {
            self.tally.cold_start(workload, self.bin, schedule.cold);
            let kind = MomentKind::FirstColdStart;
            self.recorder
                .note_request(kind, workload, self.now, 1, request);
            self.note_peak(index);
            if self.plan.steps[index].lane == LaneId::Service {
                // Others may wait for the replica that was started for this one.
                self.schedule(self.now + schedule.cold, Event::Ready(index));
            }
        }
        if is_batch {
            self.others_start(slot, began);
        }
        if schedule.sharing.is_some() {
            self.count_running(workload, began, begins);
            self.share(slot, schedule, begins);
        } else {
            self.execute(slot, &schedule, began);
        }
    }

    /// The code of a request runs for as long as its schedule says, and its writes follow. Its time counts as running
    /// from `counts_from` on.
    #[inline]
    pub(super) fn execute(&mut self, slot: Slot, schedule: &RunSchedule, counts_from: Nanos) {
        let request = self.requests.get_mut(slot);
        let step = &self.plan.steps[request.step];
        request.ending = schedule.ending;
        request.has_written |= schedule.wrote_before_end;
        request
            .segments
            .push(SegmentKind::Execute, schedule.execute);
        let phase = if step.is_pure_compute {
            Phase::Committing
        } else if step.commits_under_lock() && request.ending == Ending::Finish {
            request.commit = schedule.writes;
            Phase::Running
        } else {
            // The trips that are repeated where a write finds another version.
            request.commit = schedule.reads + schedule.writes;
            request
                .segments
                .push(SegmentKind::StateTrip, schedule.writes);
            Phase::Committing
        };
        if request.phase != Phase::Abandoned {
            request.phase = phase;
        }
        let done_at = request.segments.end();
        let is_second = request.number.is_second_delivery();
        let visible_at = step.queue.map(|queue| request.ready + queue.visibility);
        self.count_running(step.workload, counts_from, done_at);
        if let Some(visible_at) = visible_at.filter(|at| *at < done_at && !is_second) {
            // Its message becomes visible again while it runs.
            self.deliver_again(slot, visible_at.max(self.now));
            for other in self.others(slot) {
                self.deliver_again(other, visible_at.max(self.now));
            }
        }
        let request = self.requests.get_mut(slot);
        let client_leaves = request.leaves_at < done_at + request.answer_travels;
        if schedule.end_is_known && !client_leaves {
            self.end_ahead(slot, done_at);
            return;
        }
        if schedule.end_is_known {
            request.phase = Phase::RunsAlone;
        } else {
            self.schedule(done_at, Event::Done(slot));
        }
        if client_leaves {
            self.expect_to_leave(slot);
        }
    }

    /// A request of this workload runs between these times.
    #[inline]
    pub(super) fn count_running(&mut self, workload: WorkloadIndex, from: Nanos, until: Nanos) {
        let ran = until.min(self.horizon).since(from);
        self.tally.workloads[workload].running_ns += u128::from(ran.0);
    }

    /// A request that starts to run sees a version of its key. Returns how long its point of presence takes to fetch a
    /// key that it does not hold.
    fn read(&mut self, slot: Slot) -> Nanos {
        let request = self.requests.get(slot);
        let (step, pop) = (&self.plan.steps[request.step], request.pop);
        let (Some(versions), Some(access)) =
            (&mut self.versions[step.home_step], &step.state_access)
        else {
            return Nanos::ZERO;
        };
        let (seen, fetch) = match step.store {
            Store::KeyValue if access.reads > 0 => {
                let near = self.plan.tiers.near(pop);
                let (seen, source) = versions.read_near(request.key, near, self.now);
                let fetch = match source {
                    Source::Pop => Nanos::ZERO,
                    Source::Tier => self.plan.tiers.away(pop).scaled(request.jitter),
                    Source::Center => request.pop_to_home(&self.plan.network),
                };
                (seen, fetch)
            }
            // What comes under a lock is read at home.
            _ => match step.second.as_ref().filter(|_| !step.commits_under_lock()) {
                Some(second) => {
                    let seen = versions.read_replica(request.key, self.now, second.lag);
                    (seen, Nanos::ZERO)
                }
                None => (versions.read_home(request.key), Nanos::ZERO),
            },
        };
        if access.reads > 0 {
            let counts = &mut self.tally.workloads[step.workload];
            counts.reads += 1;
            counts.stale_reads += u64::from(seen.stale);
        }
        self.requests.get_mut(slot).seen_version = seen.version;
        fetch
    }

    /// Starts the requests that wait on the lane of a step and that have room now.
    pub(super) fn start_waiting(&mut self, step: StepIndex) {
        let lane = self.plan.steps[step].lane;
        while let Some((slot, waited)) =
            self.lanes
                .start_next(lane, step, &self.requests, &mut world!(self))
        {
            let request = self.requests.get_mut(slot);
            let waits_as = self.plan.steps[request.step].on_lane.waits_as;
            request.segments.until(waits_as, self.now);
            match waited {
                Waited::Start(schedule) => self.start(slot, schedule),
                Waited::Drop(cause) => self.end(slot, Outcome::Failed(cause)),
            }
        }
        self.look_again(step);
    }

    /// Has the lane of a step look at its waiting requests again, at a time at which no event would.
    pub(super) fn look_again(&mut self, step: StepIndex) {
        let lane = self.plan.steps[step].lane;
        if let Some(at) = self.lanes.looks_at(lane, self.now) {
            self.schedule(at, Event::Ready(step));
        }
    }
}
