//! A workload of a person's own on each lane, with the hours that were simulated there, and the remedies that were tried.

use std::cmp::Ordering;

use model::catalog::LaneId;
use model::catalog::service::MONTH;
use model::outcome::Cause;
use model::report::WorkloadReport;
use model::run::Summary;
use model::scenario::{Need, Placement, Remedy, Scenario, Workload};
use model::verdict::{NeedResult, available_remedies, harm};

use crate::learn::decision_record::figures::{p95_ms, row};

/// Costs within the same class of this width are about the same, US dollars a month.
const SAME_USD: f64 = 5.0;

/// A workload on each lane.
#[derive(Clone)]
pub(crate) struct LaneTrials {
    /// A board with the workload alone.
    pub(crate) scenario: Scenario,
    /// The trial of each placement, the best first.
    pub(crate) lanes: Vec<LaneTrial>,
}

/// A workload in one placement.
#[derive(Clone)]
pub(crate) struct LaneTrial {
    pub(crate) placement: Placement,
    /// The remedies that are on.
    pub(crate) remedies: Vec<Remedy>,
    /// The hour in which it is compared with other ways of its lane.
    pub(crate) first_hour: u64,
    /// The summaries of its hours; empty before they are simulated.
    pub(crate) hours: Vec<Summary>,
}

impl LaneTrials {
    /// The trials that meet every target in every hour, the best first.
    pub(crate) fn fitting(&self) -> impl Iterator<Item = &LaneTrial> {
        self.lanes.iter().filter(|trial| trial.fits())
    }

    /// Of the trials of one placement the best remains, and the best placement comes first: one that meets every target,
    /// then one that misses fewer, with fewer remedies and by less, then one that costs less. Among costs that are about
    /// the same, one that changes less code comes first.
    pub(super) fn ranked(scenario: Scenario, mut lanes: Vec<LaneTrial>) -> Self {
        lanes.sort_by(|a, b| {
            let missed = a.missed().cmp(&b.missed());
            let class = |trial: &LaneTrial| (trial.usd_per_month() / SAME_USD).floor();
            missed
                .then_with(|| match a.missed() {
                    0 => Ordering::Equal,
                    // What still misses a target is no better for its remedies.
                    _ => (a.remedies.len().cmp(&b.remedies.len()))
                        .then(a.harm().total_cmp(&b.harm())),
                })
                .then(class(a).total_cmp(&class(b)))
                .then(a.code_changes().cmp(&b.code_changes()))
                .then(a.usd_per_month().total_cmp(&b.usd_per_month()))
        });
        let mut best: Vec<LaneTrial> = Vec::new();
        for trial in lanes {
            if best.iter().all(|other| other.placement != trial.placement) {
                best.push(trial);
            }
        }
        Self {
            scenario,
            lanes: best,
        }
    }
}

impl LaneTrial {
    pub(super) fn on(placement: Placement) -> Self {
        Self {
            placement,
            remedies: Vec::new(),
            first_hour: 0,
            hours: Vec::new(),
        }
    }

    /// The board of this trial in one of its hours.
    pub(super) fn board(&self, scenario: &Scenario, hour: u64) -> Scenario {
        let mut board = scenario.clone();
        board.seed += hour;
        if let Some(workload) = scenario.workloads.first() {
            board.placements.place(&workload.id, self.placement);
        }
        board.remedies.clone_from(&self.remedies);
        board
    }

    /// Whether every target is met in every hour.
    pub(crate) fn fits(&self) -> bool {
        self.hours_met() == self.hours.len() && !self.hours.is_empty()
    }

    /// The number of hours in which every target was met.
    pub(crate) fn hours_met(&self) -> usize {
        let fits = |hour: &&Summary| hour.fitting() == hour.verdicts.len();
        self.hours.iter().filter(fits).count()
    }

    /// The mean cost of its hours, in US dollars a month.
    pub(crate) fn usd_per_month(&self) -> f64 {
        let usd = self.hours.iter().map(|hour| hour.report.usd_per_month());
        usd.sum::<f64>() / self.hours.len().max(1) as f64
    }

    /// The remedies that the team has to write into its own code.
    fn code_changes(&self) -> usize {
        let own = |remedy: &&Remedy| remedy.changes_code();
        self.remedies.iter().filter(own).count()
    }

    /// The targets that are missed in all hours together.
    fn missed(&self) -> usize {
        self.missed_needs().count()
    }

    /// By how much these are missed; see [`harm`].
    fn harm(&self) -> f64 {
        self.missed_needs().map(harm).sum()
    }

    fn missed_needs(&self) -> impl Iterator<Item = &NeedResult> {
        let verdicts = self.hours.iter().flat_map(|hour| &hour.verdicts);
        let needs = verdicts.flat_map(|verdict| &verdict.needs);
        needs.filter(|need| !need.met)
    }

    /// The figures of its hours, a cell each: p95 of the slowest, and the means of failures, cold starts and the bill.
    pub(super) fn figures(&self) -> Vec<String> {
        let reports = || {
            let hours = self.hours.iter();
            hours.filter_map(|hour| hour.report.workloads.first())
        };
        let mean = |count: fn(&WorkloadReport) -> u64| {
            let all: u64 = reports().map(count).sum();
            (all as f64 / self.hours.len().max(1) as f64).round() as u64
        };
        row(
            reports().filter_map(p95_ms).reduce(f64::max),
            mean(|report| report.honest_failed),
            mean(|report| report.cold_starts),
            self.usd_per_month(),
        )
    }

    /// Trials of the same placement with more remedies: each that acts on what went wrong here, and all of them; and where
    /// nothing did, each that leaves less idle.
    pub(super) fn further(&self, scenario: &Scenario) -> Vec<Self> {
        let Some(workload) = scenario.workloads.first() else {
            return Vec::new();
        };
        let Some(hour) = self.telling_hour() else {
            return Vec::new();
        };
        let board = self.board(scenario, 0);
        let first_broken = self.first_broken();
        let mut new = if first_broken.is_some() {
            remedies_against(&board, workload, hour)
        } else {
            less_idle(&board, workload, hour)
        };
        new.retain(|remedy| !self.remedies.iter().any(|on| on.is_in_place_of(remedy)));
        let mut choices: Vec<Vec<Remedy>> = new.iter().map(|one| vec![one.clone()]).collect();
        let counts = hour.report.workloads.first();
        let fewer = new
            .iter()
            .filter_map(|remedy| fewer_provisioned(remedy, counts?));
        choices.extend(fewer.map(|remedy| vec![remedy]));
        if first_broken.is_some() && new.len() > 1 {
            choices.push(new);
        }
        let with = |new: Vec<Remedy>| Self {
            placement: self.placement,
            remedies: [self.remedies.clone(), new].concat(),
            first_hour: first_broken.unwrap_or_default() as u64,
            hours: Vec::new(),
        };
        choices.into_iter().map(with).collect()
    }

    /// The hour that says most: the first in which a target was missed, else the first.
    pub(super) fn telling_hour(&self) -> Option<&Summary> {
        self.hours.get(self.first_broken().unwrap_or_default())
    }

    fn first_broken(&self) -> Option<usize> {
        let is_broken = |hour: &Summary| hour.fitting() < hour.verdicts.len();
        self.hours.iter().position(is_broken)
    }
}

/// The remedies that act on what went wrong in an hour.
fn remedies_against(board: &Scenario, workload: &Workload, hour: &Summary) -> Vec<Remedy> {
    let Some(report) = hour.report.workloads.first() else {
        return Vec::new();
    };
    let verdicts = hour.verdicts.iter();
    let missed = || {
        let needs = verdicts.clone().flat_map(|verdict| &verdict.needs);
        needs.filter(|need| !need.met)
    };
    let is_breached = missed().any(|need| need.need == Need::Contained);
    let acts = |remedy: &Remedy| match remedy {
        Remedy::EmptyRole { .. } => is_breached,
        // A share of the account takes from others, and there are none; a lock loses as little as conditional writes,
        // without repeating.
        Remedy::ReservedConcurrency { .. } | Remedy::ConditionalWrites { .. } => false,
        // Who gives up while an instance starts is helped by what makes starts fewer or shorter.
        Remedy::Provisioned { .. } | Remedy::Snapshot { .. } if report.cold_starts > 0 => missed()
            .any(|need| {
                is_against(remedy, need) || is_cause_of(need, |cause| cause == Cause::GivenUp)
            }),
        _ => missed().any(|need| is_against(remedy, need)),
    };
    let offered = available_remedies(board, workload, report);
    offered.into_iter().filter(acts).collect()
}

/// Provisioned instances for the steady load, where the most that were there at once had piled up behind a slow start.
fn fewer_provisioned(remedy: &Remedy, counts: &WorkloadReport) -> Option<Remedy> {
    let Remedy::Provisioned { target, instances } = remedy else {
        return None;
    };
    let steady = (counts.mean_running * 3.0).ceil().max(2.0) as u32;
    (steady * 2 < *instances).then(|| Remedy::Provisioned {
        target: target.clone(),
        instances: steady,
    })
}

/// Whether a cause of more than one in twenty of the requests that broke a need is one of these.
fn is_cause_of(missed: &NeedResult, is_meant: impl Fn(Cause) -> bool) -> bool {
    let all: u64 = missed.causes.iter().map(|one| one.count).sum();
    let mut many = missed.causes.iter().filter(|one| one.count * 20 > all);
    many.any(|one| is_meant(one.cause))
}

/// Whether a remedy acts on a cause of more than one in twenty of the requests that broke a need. The next round
/// sees what is left.
fn is_against(remedy: &Remedy, missed: &NeedResult) -> bool {
    is_cause_of(missed, |cause| remedy.causes().contains(&cause))
}

/// A container for each run, or fewer replicas by the clock, where the placement offers them.
fn less_idle(board: &Scenario, workload: &Workload, hour: &Summary) -> Vec<Remedy> {
    let Some(report) = hour.report.workloads.first() else {
        return Vec::new();
    };
    let offered = available_remedies(board, workload, report);
    let idles_less = |remedy: &Remedy| match remedy {
        Remedy::Job { .. } => true,
        // Only what comes within these hours alone has no use for the replicas in the others.
        Remedy::Schedule { hours_a_day, .. } => {
            let scheduled = MONTH.value / 24.0 * *hours_a_day;
            let within = workload
                .hours_per_month
                .is_some_and(|hours| hours <= scheduled);
            within && board.placement_of(&workload.id).lane == LaneId::Service
        }
        _ => false,
    };
    offered.into_iter().filter(idles_less).collect()
}
