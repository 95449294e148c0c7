//! The total time and memory that a scenario may take, beyond the limits of single fields.
//!
//! The estimates assume a board that keeps up with its arrivals. The simulation itself stops a board that
//! does not, at the same cap.

use super::{FieldPath, ScenarioError};
use crate::catalog;
use crate::scenario::{
    ARRIVAL_BIN_S, Arrivals, ChangeKind, Peak, Remedy, Scenario, State, Step, Target, Traffic,
    Trigger, Workload, caps,
};

/// Bytes of one key: its version, its writer, the time when it is free, its place in the table of draws,
/// and a write that travels.
const KEY_BYTES: u64 = 100;
/// Bytes of one session: the replica of its memory, and its place in the table of draws.
const SESSION_BYTES: u64 = 20;
/// Bytes of one answer in the cache of one point of presence.
const CACHED_BYTES: u64 = 24;
/// The time of a request on its way beside its work, seconds.
const WAY_S: f64 = 0.1;

/// The load that a scenario's arrivals let expect until its horizon.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ExpectedLoad {
    /// Requests of all steps, without surges.
    pub usual_requests: f64,
    /// Requests of all steps, with the requests that surges add at the busiest rate of each workload.
    pub requests: f64,
    /// Requests that are in flight at once in the busiest stretch, where none has to wait.
    pub in_flight: f64,
}

/// A surge of one workload.
struct Surge {
    from_s: f64,
    until_s: f64,
    /// The requests that it adds, as a multiple of the usual ones.
    added: f64,
}

/// The most that surges which overlap add together, as a multiple of the usual requests.
fn strongest(surges: &[Surge]) -> f64 {
    let added_at = |at_s: f64| {
        let here = surges
            .iter()
            .filter(|surge| (surge.from_s..surge.until_s).contains(&at_s));
        here.map(|surge| surge.added).sum()
    };
    let starts = surges.iter().map(|surge| added_at(surge.from_s));
    starts.fold(0.0, f64::max)
}

impl Scenario {
    /// Refuses a scenario that would take too much time or memory although each field is allowed.
    pub(super) fn check_size(&self) -> Result<(), ScenarioError> {
        let top = FieldPath("");
        let expected = self.expected_load();
        top.number(
            "workloads (requests expected until the horizon, all together)",
            expected.requests,
            0.0..=caps::REQUESTS,
        )?;
        check_in_flight(expected.in_flight)?;
        top.number(
            "workloads (bytes of keys, sessions and cached answers, all together)",
            self.kept_bytes() as f64,
            0.0..=caps::KEPT_BYTES as f64,
        )?;
        top.number(
            "workloads (ten-second stretches of arrival rates, those of each peak counted again)",
            self.rate_bins() as f64,
            0.0..=caps::RATE_BINS as f64,
        )?;
        top.number(
            "remedies (provisioned instances, all together)",
            self.provisioned() as f64,
            0.0..=f64::from(caps::PROVISIONED),
        )
    }

    /// The load that the arrivals let expect.
    pub fn expected_load(&self) -> ExpectedLoad {
        let mut load = ExpectedLoad::default();
        for workload in &self.workloads {
            let Traffic {
                requests,
                busiest_per_s,
            } = workload.arrivals.traffic(self.horizon_s);
            let steps = workload.steps.len() as f64;
            let surges = self.surges_of(workload);
            load.usual_requests += requests * steps;
            let added = surges.iter().map(|surge| {
                surge.added * requests.min(busiest_per_s * (surge.until_s - surge.from_s))
            });
            let all = (requests + added.sum::<f64>()) * steps;
            load.requests += all;
            let strongest = 1.0 + strongest(&surges);
            for step in &workload.steps {
                let length_s = length_s(step);
                let at_once = match workload.arrivals {
                    Arrivals::Batch { over_s, .. } => {
                        requests * (length_s / over_s.max(1e-3)).min(1.0)
                    }
                    _ => busiest_per_s * length_s,
                };
                load.in_flight += (at_once * strongest).min(all / steps);
            }
        }
        load
    }

    /// The surges that bring more requests to a workload.
    fn surges_of(&self, workload: &Workload) -> Vec<Surge> {
        let touching = self.changes.iter().filter_map(|change| match &change.what {
            ChangeKind::Surge {
                factor,
                workload: only,
                ..
            } if touches(only.as_deref(), workload) => {
                let until_s = change.until_min.map_or(self.horizon_s, |min| min * 60.0);
                let from_s = change.at_min * 60.0;
                Some(Surge {
                    from_s,
                    until_s: until_s.max(from_s),
                    added: (factor - 1.0).max(0.0),
                })
            }
            _ => None,
        });
        touching.collect()
    }

    fn kept_bytes(&self) -> u64 {
        let pops = self.audience.len().min(catalog::pops().len()) as u64;
        let of_step = |step: &Step| {
            let state = match step.state {
                State::None => 0,
                State::Records { keys, .. } => u64::from(keys) * KEY_BYTES,
                State::Session { sessions, .. } => u64::from(sessions) * SESSION_BYTES,
            };
            let cached = step.cache.map_or(0, |cache| u64::from(cache.objects));
            state + cached * pops * CACHED_BYTES
        };
        let of_workload = |workload: &Workload| {
            // A workload that moves is planned once more for each place that it moves to.
            let is_moved = |kind: &ChangeKind| matches!(kind, ChangeKind::Placed { workload: id, .. } if *id == workload.id);
            let moves = self.changes.iter().filter(|change| is_moved(&change.what));
            let plans = 1 + moves.count() as u64;
            workload.steps.iter().map(of_step).sum::<u64>() * plans
        };
        self.workloads.iter().map(of_workload).sum()
    }

    fn rate_bins(&self) -> u64 {
        let bins_in = |time_s: f64| (time_s / ARRIVAL_BIN_S).ceil() as u64;
        let of_workload = |workload: &Workload| {
            let peaks = match &workload.arrivals {
                Arrivals::Peaks { peaks, .. } => peaks.as_slice(),
                _ => &[],
            };
            let of_peak = |peak: &Peak| bins_in((peak.width_min * 60.0).min(self.horizon_s));
            bins_in(self.horizon_s) + peaks.iter().map(of_peak).sum::<u64>()
        };
        self.workloads.iter().map(of_workload).sum()
    }

    fn provisioned(&self) -> u64 {
        let of_remedy = |remedy: &Remedy| {
            let Remedy::Provisioned { target, instances } = remedy else {
                return 0;
            };
            let target = Target::parse(target);
            let workload = self.workload(target.workload);
            // A remedy of a workload applies to each of its steps.
            let steps = workload.map_or(0, |workload| workload.steps.len() as u64);
            u64::from(*instances) * if target.step.is_some() { 1 } else { steps }
        };
        self.remedies.iter().map(of_remedy).sum()
    }
}

fn check_in_flight(in_flight: f64) -> Result<(), ScenarioError> {
    if in_flight <= f64::from(caps::IN_FLIGHT) {
        return Ok(());
    }
    let expected = format!(
        "at most {}; spread the arrivals over a longer time, or make the work shorter",
        caps::IN_FLIGHT
    );
    let found = format!("about {in_flight:.0}");
    FieldPath("").fails("workloads (requests in flight at once)", &expected, &found)
}

/// How long a request of a step is in flight without waiting, seconds.
fn length_s(step: &Step) -> f64 {
    let wait_ms = step.work.outside_wait_ms.map_or(0.0, |wait| wait.median);
    let work_s = (step.work.cpu_ms.median + wait_ms) / 1e3;
    work_s.min(step.work.give_up_s) + WAY_S
}

/// Whether a surge of one workload, or of everything that learners start, affects a workload.
fn touches(only: Option<&str>, workload: &Workload) -> bool {
    only.map_or(workload.trigger == Trigger::Learner, |id| workload.id == id)
}
