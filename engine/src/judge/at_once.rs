//! Requests under way at once, and how many of them a lane takes at the time when they come.

use super::busy_ms;
use model::catalog::LaneId;
use model::catalog::service::{SCALE_PERIOD, START_MEAN};
use model::scenario::{
    ARRIVAL_BIN_S, Arrivals, ChangeKind, Deployment, Need, Remedy, Scenario, Step, Traffic,
    Trigger, Workload, setting_of,
};
use model::verdict::Amount;

/// A workload on a lane.
pub(super) struct AtOnce<'a> {
    pub scenario: &'a Scenario,
    pub workload: &'a Workload,
    pub traffic: Traffic,
    pub lane: LaneId,
}

impl AtOnce<'_> {
    /// The requests under way at once and how many the lane takes then. On a service each step has replicas of its own,
    /// which take a minute to start: both are those of the step and the time at which the second falls shortest of the first.
    pub fn required_and_provided(&self) -> (Amount, Amount) {
        let per_s = self.rates_per_s();
        let steps = self.workload.steps.iter();
        let (required, provided) = if self.lane == LaneId::Service {
            let shortest = steps.filter_map(|step| self.shortest(&per_s, step));
            let shortest = shortest.max_by(|a, b| (a.0 / a.1).total_cmp(&(b.0 / b.1)));
            shortest.map_or((0.0, Amount::Unlimited), |(demand, provided)| {
                (demand, Amount::Number(provided))
            })
        } else {
            let busy_s = steps.map(busy_ms).sum::<f64>() / 1e3;
            let most_per_s = self.spread(&per_s).into_iter().fold(0.0, f64::max);
            let many = self.scenario.lanes.runs_at_once(self.lane, self.workload);
            let reserved = self.remedies().filter_map(|remedy| match remedy {
                Remedy::ReservedConcurrency { concurrency, .. } => Some(*concurrency),
                _ => None,
            });
            let many = many.into_iter().chain(reserved).min();
            let provided = many.map_or(Amount::Unlimited, |many| Amount::Number(many.into()));
            (most_per_s * busy_s, provided)
        };
        (Amount::Number(required.max(1.0).round()), provided)
    }

    /// The requests of a step under way and the slots of its replicas, in the time in which these fall shortest: the mean
    /// from when more come than they can take until the last of those has to be done.
    fn shortest(&self, per_s: &[f64], step: &Step) -> Option<(f64, f64)> {
        let own = self.deployment(step);
        let busy_s = busy_s(step, &own);
        let demand: Vec<f64> = per_s.iter().map(|rate| rate * busy_s).collect();
        let provided = self.replicas_follow(&demand, &own);
        let spare_bins = ((self.finished_within_s() - busy_s).max(0.0) / ARRIVAL_BIN_S) as usize;
        let (mut waiting, mut since, mut most) = (0.0, 0, None::<(f64, usize, usize)>);
        for (bin, (more, taken)) in demand.iter().zip(&provided).enumerate() {
            waiting += more - taken;
            if waiting <= 0.0 {
                (waiting, since) = (0.0, bin + 1);
            } else if most.is_none_or(|(known, ..)| waiting > known) {
                most = Some((waiting, since, bin));
            }
        }
        let Some((_, since, until)) = most else {
            let pairs = demand.into_iter().zip(provided);
            return pairs.max_by(|a, b| (a.0 / a.1).total_cmp(&(b.0 / b.1)));
        };
        let bins = (until + 1 - since + spare_bins) as f64;
        let come: f64 = demand[since..=until].iter().sum();
        let rest = provided.iter().skip(since);
        let taken: f64 = rest.take(bins as usize).sum();
        Some((come / bins, taken / bins))
    }

    /// The deployment of a step, with what remedies make of it.
    fn deployment(&self, step: &Step) -> Deployment {
        let settings = &self.scenario.lanes.service;
        let own = setting_of(&settings.deployments, &self.workload.id, &step.id);
        let mut own = own.unwrap_or(&settings.deployment).clone();
        for remedy in self.scenario.remedies_for(&self.workload.id, &step.id) {
            match *remedy {
                Remedy::MoreReplicas {
                    min_replicas,
                    max_replicas,
                    ..
                } => (own.min_replicas, own.max_replicas) = (min_replicas, max_replicas),
                // Each run has a container, and waits for it.
                Remedy::Job { .. } => (own.min_replicas, own.slots) = (own.max_replicas, 1),
                _ => {}
            }
        }
        own
    }

    /// The slots of the replicas in each bin: those that always run, and those that the demand of a replica's start before
    /// has called for.
    fn replicas_follow(&self, demand: &[f64], own: &Deployment) -> Vec<f64> {
        let slots = f64::from(own.slots);
        let (least, most) = (f64::from(own.min_replicas), f64::from(own.max_replicas));
        let target = self.scenario.lanes.service.target_utilisation;
        let start_bins = ((START_MEAN.value + SCALE_PERIOD.value) / ARRIVAL_BIN_S).ceil() as usize;
        let provided = (0..demand.len()).map(|bin| {
            let before = bin.checked_sub(start_bins).and_then(|bin| demand.get(bin));
            // Before the hour it was as busy as in its first seconds.
            let before = before.or(demand.first()).copied().unwrap_or_default();
            let called_for = (before / target / slots).ceil();
            called_for.max(least).min(most.max(least)).max(1.0) * slots
        });
        provided.collect()
    }

    /// The remedies that are on for the workload where it is.
    fn remedies(&self) -> impl Iterator<Item = &Remedy> {
        let on = self.scenario.remedies_of(self.workload);
        // The same workload is asked about on other lanes, too.
        let is_here = self.scenario.placement_of(&self.workload.id).lane == self.lane;
        on.filter(move |_| is_here)
    }

    /// The time in which work has to be finished for which nobody waits; zero for other work. A queue between holds
    /// requests for as long as their need allows, and else through the hour.
    fn finished_within_s(&self) -> f64 {
        let is_queued = self
            .remedies()
            .any(|remedy| matches!(remedy, Remedy::QueueBetween { .. }));
        if self.workload.is_waited_for() && !is_queued {
            return 0.0;
        }
        let otherwise = if is_queued {
            self.scenario.horizon_s
        } else {
            0.0
        };
        let finished = self.workload.needs.iter().find_map(|need| match need {
            Need::Finished { within_s, .. } => Some(*within_s),
            _ => None,
        });
        finished.unwrap_or(otherwise)
    }

    /// Each bin's mean over the time in which its work has to be finished.
    fn spread(&self, per_s: &[f64]) -> Vec<f64> {
        let bins = ((self.finished_within_s() / ARRIVAL_BIN_S) as usize).max(1);
        let mut sum = 0.0;
        let means = per_s.iter().enumerate().map(|(bin, rate)| {
            let gone = bin.checked_sub(bins).and_then(|bin| per_s.get(bin));
            sum += rate - gone.copied().unwrap_or_default();
            sum / bins.min(per_s.len()) as f64
        });
        means.collect()
    }

    /// Expected arrivals per second in each bin of the hour, with its surges.
    fn rates_per_s(&self) -> Vec<f64> {
        let horizon_s = self.scenario.horizon_s;
        let mut per_s = self.workload.arrivals.rates_per_s(horizon_s);
        match self.workload.arrivals {
            Arrivals::Batch {
                count,
                at_min,
                over_s,
            } => {
                let bins = (over_s / ARRIVAL_BIN_S).ceil().max(1.0);
                let first = (at_min * 60.0 / ARRIVAL_BIN_S) as usize;
                for rate in per_s.iter_mut().skip(first).take(bins as usize) {
                    *rate = f64::from(count) / (bins * ARRIVAL_BIN_S);
                }
            }
            Arrivals::Schedule { .. } => {
                per_s.fill(self.traffic.requests / horizon_s.max(1.0));
            }
            _ => {}
        }
        for change in &self.scenario.changes {
            let ChangeKind::Surge {
                factor, workload, ..
            } = &change.what
            else {
                continue;
            };
            let concerns = match workload {
                Some(id) => *id == self.workload.id,
                None => self.workload.trigger == Trigger::Learner,
            };
            let bin_of = |min: f64| (min * 60.0 / ARRIVAL_BIN_S) as usize;
            let until = change.until_min.map_or(usize::MAX, bin_of);
            let from = bin_of(change.at_min);
            let bins = per_s.iter_mut().enumerate();
            for (_, rate) in bins.filter(|(bin, _)| concerns && (from..until).contains(bin)) {
                *rate *= factor;
            }
        }
        per_s
    }
}

/// How long a usual run of a step takes in a slot of its replicas, without its trips.
fn busy_s(step: &Step, own: &Deployment) -> f64 {
    let per_slot = own.vcpu / f64::from(own.slots.max(1));
    let speed = per_slot.min(f64::from(step.work.threads.max(1)));
    let cpu_ms = step.work.cpu_ms.median;
    (busy_ms(step) - cpu_ms + cpu_ms / speed) / 1e3
}
