//! The processors of an instance, shared equally by the requests that compute in it (processor sharing).

use super::super::RunSchedule;
use crate::request::{Ending, Slot};
use model::units::Nanos;

/// A request in an instance whose processors it shares.
#[derive(Clone, Copy, Debug)]
struct Job {
    slot: Slot,
    schedule: RunSchedule,
    /// When its code begins.
    begins: Nanos,
    /// When a limit ends it.
    cut_at: Nanos,
    /// The processor time of the instance's requests at which its own is used up; see [`Processors::served`].
    ends_at: f64,
}

/// The processors of one instance.
#[derive(Clone, Debug)]
pub(super) struct Processors {
    vcpus: f64,
    /// The most that one request can use.
    threads: f64,
    /// Requests whose code begins later.
    coming: Vec<Job>,
    /// Requests that compute.
    computing: Vec<Job>,
    /// The processor time that a request which had computed from the start would have had by `served_until`,
    /// nanoseconds: all that compute at a time progress equally.
    served: f64,
    served_until: Nanos,
    /// When a request begins or stops to compute next, if nothing else happens; [`Nanos::MAX`] where none does.
    wakes_at: Nanos,
}

/// The imprecision of processor time after many additions, nanoseconds.
const ROUNDING: f64 = 0.5;

impl Processors {
    pub fn new(vcpus: f64, threads: f64) -> Self {
        Self {
            vcpus,
            threads,
            coming: Vec::new(),
            computing: Vec::new(),
            served: 0.0,
            served_until: Nanos::ZERO,
            wakes_at: Nanos::MAX,
        }
    }

    /// A request's code begins at this time. Returns when to ask for [`Processors::next_done`].
    pub fn add(&mut self, slot: Slot, schedule: RunSchedule, begins: Nanos) -> Nanos {
        let cut_at = match schedule.sharing {
            Some(sharing) => begins + sharing.limit.since(schedule.reload + schedule.reads),
            None => Nanos::MAX,
        };
        self.coming.push(Job {
            slot,
            schedule,
            begins,
            cut_at,
            ends_at: 0.0,
        });
        self.wakes_at = self.wakes_at.min(begins);
        self.wakes_at
    }

    /// A request that stops to compute now, with how it ran, if this is when one is expected to. The caller asks until
    /// there is none, and again at [`Processors::wakes_at`].
    pub fn next_done(&mut self, now: Nanos) -> Option<(Slot, RunSchedule)> {
        if now != self.wakes_at {
            return None;
        }
        self.serve(now);
        let begun = self.coming.extract_if(.., |job| job.begins <= now);
        let served = self.served;
        self.computing.extend(begun.map(|job| Job {
            ends_at: served + job.schedule.execute.0 as f64,
            ..job
        }));
        let is_done = |job: &Job| job.cut_at <= now || job.ends_at <= served + ROUNDING;
        let Some(place) = self.computing.iter().position(is_done) else {
            self.wakes_at = self.next_change();
            return None;
        };
        let job = self.computing.remove(place);
        let mut schedule = job.schedule;
        schedule.execute = now - job.begins;
        if let Some(sharing) = schedule.sharing.take() {
            if job.ends_at <= served + ROUNDING {
                schedule.execute += sharing.outside;
                schedule = schedule.limited(sharing.limit, sharing.cause);
            } else {
                schedule.writes = Nanos::ZERO;
                schedule.ending = Ending::Fail(sharing.cause);
            }
        }
        Some((job.slot, schedule))
    }

    /// When the next request begins or stops to compute.
    pub fn wakes_at(&self) -> Nanos {
        self.wakes_at
    }

    /// Drops all requests: their process has died.
    pub fn clear(&mut self) {
        self.coming.clear();
        self.computing.clear();
        self.wakes_at = Nanos::MAX;
    }

    /// Gives the requests that compute their processor time until now.
    fn serve(&mut self, now: Nanos) {
        let elapsed = now.since(self.served_until).0 as f64;
        self.served += elapsed * self.speed();
        self.served_until = now;
    }

    /// The processors that each request has now.
    fn speed(&self) -> f64 {
        if self.computing.is_empty() {
            return 0.0;
        }
        (self.vcpus / self.computing.len() as f64).min(self.threads)
    }

    fn next_change(&self) -> Nanos {
        let begins = self.coming.iter().map(|job| job.begins);
        let cuts = self.computing.iter().map(|job| job.cut_at);
        let first = begins.chain(cuts).min().unwrap_or(Nanos::MAX);
        let ends = self.computing.iter().map(|job| job.ends_at);
        let Some(ends_at) = ends.min_by(f64::total_cmp) else {
            return first;
        };
        let rest = ((ends_at - self.served) / self.speed()).ceil();
        first.min(self.served_until + Nanos(rest as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::run_schedule::Sharing;
    use model::outcome::Cause;

    /// Requests as (when the code begins, processor time), in nanoseconds; each ends after `expected`.
    fn check(vcpus: f64, requests: &[(u64, u64)], limit: u64, expected: &[u64]) {
        let mut processors = Processors::new(vcpus, 1.0);
        for (slot, &(begins, work)) in (0..).zip(requests) {
            let schedule = RunSchedule {
                execute: Nanos(work),
                sharing: Some(Sharing {
                    outside: Nanos::ZERO,
                    limit: Nanos(limit),
                    cause: Cause::Timeout,
                }),
                ..RunSchedule::unlisted()
            };
            processors.add(Slot(slot), schedule, Nanos(begins));
        }
        let mut ends = vec![0; requests.len()];
        while processors.wakes_at() < Nanos::MAX {
            let now = processors.wakes_at();
            while let Some((slot, schedule)) = processors.next_done(now) {
                let place = slot.0 as usize;
                assert_eq!(Nanos(requests[place].0) + schedule.execute, now);
                ends[place] = now.0;
            }
        }
        assert_eq!(ends, expected);
    }

    #[test]
    fn requests_share_the_processors_while_they_compute() {
        let never = u64::MAX / 2;
        check(1.0, &[(0, 100)], never, &[100]);
        // Two at once, each at half the speed.
        check(1.0, &[(0, 100), (0, 100)], never, &[200, 200]);
        // The first runs alone for 50, then both share: it ends at 150, the other has 50 left.
        check(1.0, &[(0, 100), (50, 100)], never, &[150, 200]);
        // Two processors: a request uses one at most.
        check(2.0, &[(0, 100), (0, 100)], never, &[100, 100]);
        check(
            2.0,
            &[(0, 100), (0, 100), (0, 100)],
            never,
            &[150, 150, 150],
        );
        // A request that begins later leaves the others alone until then.
        check(1.0, &[(0, 100), (500, 10)], never, &[100, 510]);
    }

    #[test]
    fn a_limit_ends_a_request_by_the_clock() {
        check(1.0, &[(0, 100), (0, 100)], 150, &[150, 150]);
        check(1.0, &[(0, 20), (0, 1_000)], 60, &[40, 60]);
        check(1.0, &[(0, 0)], 60, &[0]);
    }
}
