//! Changes within the hour, and the present conditions: outages, lost points of presence, settings.

use std::sync::Arc;

use super::{Event, Simulation, world};
use crate::arrivals::ArrivalStream;
use crate::plan::{CityShares, CodeBehavior, Plan, behaviors_of};
use crate::request::Request;
use model::catalog::LaneMap;
use model::catalog::datastore::STATEMENT;
use model::index::{CityIndex, PopIndex, WorkloadIndex};
use model::network::Detour;
use model::random::{Purpose, Stream};
use model::request_number::RequestNumber;
use model::sandbox::SnippetProfiles;
use model::scenario::{ChangeKind, LaneSettings, Scenario, SettingId, Trigger};
use model::units::Nanos;

/// The present conditions.
#[derive(Debug)]
pub(super) struct Conditions {
    pub database_down: bool,
    pub lanes_down: LaneMap<bool>,
    /// The lanes' settings.
    lanes: LaneSettings,
    /// Lost points of presence: the index of each change that lost one.
    pub lost_pops: Vec<u16>,
    /// Published plugins: the index of each change that published one.
    pub published: Vec<u16>,
    /// For each change, the plugin that it publishes, if it does.
    pub plugins: Vec<Option<Plugin>>,
    /// For each change that is a surge in some cities, the shares of these.
    pub surges: Vec<Option<CityShares>>,
}

/// A plugin that is published within the hour.
#[derive(Debug)]
pub(super) struct Plugin {
    workload: WorkloadIndex,
    /// The plugin's share of the workload's runs, 0 to 1.
    share: f64,
    /// The index of its snippet.
    snippet: u16,
    /// How it behaves on each submission.
    runs: Vec<CodeBehavior>,
}

/// Arrivals that a surge adds to one workload.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surge {
    pub workload: WorkloadIndex,
    /// The index of the change that is the surge.
    pub change: u16,
}

/// Adds the arrivals that surges bring to those of the workloads that learners start.
pub(super) fn surges(scenario: &Scenario, arrivals: &mut Vec<ArrivalStream>) -> Vec<Surge> {
    let mut surges = Vec::new();
    // A long horizon has many rates: all surges of a workload share them.
    let mut rates = vec![None; scenario.workloads.len()];
    let total: f64 = scenario.audience.iter().map(|entry| entry.weight).sum();
    for (change, entry) in (0_u16..).zip(&scenario.changes) {
        let ChangeKind::Surge {
            factor,
            cities,
            workload: only,
        } = &entry.what
        else {
            continue;
        };
        let touched = |city: &String| cities.is_empty() || cities.contains(city);
        let weights = scenario.audience.iter();
        let share: f64 = weights
            .filter(|entry| touched(&entry.city))
            .map(|entry| entry.weight / total)
            .sum();
        let until_s = entry.until_min.map_or(scenario.horizon_s, |min| min * 60.0);
        for (index, workload) in scenario.workloads.iter().enumerate() {
            let meant = match only {
                Some(id) => workload.id == *id,
                None => workload.trigger == Trigger::Learner,
            };
            if !meant {
                continue;
            }
            let name = format!("{}/surge {change}", workload.id);
            let per_s = rates[index].get_or_insert_with(|| {
                let computed = || workload.arrivals.rates_per_s(scenario.horizon_s).into();
                arrivals[index].rates_per_s().unwrap_or_else(computed)
            });
            arrivals.push(ArrivalStream::surge(
                Arc::clone(per_s),
                Stream::new(scenario.seed, &name),
                scenario.horizon_s,
                (entry.at_min * 60.0, until_s),
                (factor - 1.0) * share,
            ));
            surges.push(Surge {
                workload: index.into(),
                change,
            });
        }
    }
    surges
}

impl Conditions {
    pub fn new(scenario: &Scenario, profiles: &SnippetProfiles) -> Self {
        let plugin = |what: &ChangeKind| match what {
            ChangeKind::HostilePlugin {
                workload,
                snippet,
                share,
            } => Some(Plugin {
                workload: scenario.workload_index(workload)?.into(),
                share: *share,
                snippet: profiles.index_of(snippet)? as u16,
                runs: behaviors_of(snippet, profiles),
            }),
            _ => None,
        };
        let changes = || scenario.changes.iter().map(|change| &change.what);
        Self {
            plugins: changes().map(plugin).collect(),
            surges: changes().map(|what| city_shares(what, scenario)).collect(),
            database_down: false,
            lanes_down: LaneMap::default(),
            lanes: scenario.lanes.clone(),
            lost_pops: Vec::new(),
            published: Vec::new(),
        }
    }

    /// The point of presence that a city reaches instead of a lost one, and the round trip there;
    /// `None` where the city needs none.
    pub fn detour(&self, plan: &Plan, city: CityIndex) -> Option<(PopIndex, Nanos)> {
        let detours = self.lost_pops.iter();
        detours
            .filter_map(|&change| plan.detours[usize::from(change)].as_ref())
            .find_map(|detour: &Detour| detour.of(city))
    }

    /// Lets published plugins take a request of their workload.
    pub fn publish(&self, request: &mut Request, workload: WorkloadIndex) {
        for &change in &self.published {
            let Some(plugin) = &self.plugins[usize::from(change)] else {
                continue;
            };
            let draws = request.draws;
            let unit = draws.unit(Purpose::Published, change.into());
            if plugin.workload == workload && unit < plugin.share {
                let submission = draws.below(Purpose::Snippet, 0, plugin.runs.len() as u32);
                if let Some(&behavior) = plugin.runs.get(submission as usize) {
                    request.behavior = behavior;
                    request.snippet = Some((plugin.snippet, submission as u16));
                }
            }
        }
    }
}

/// The shares of a surge's cities; none where it is everywhere, or no surge at all.
fn city_shares(what: &ChangeKind, scenario: &Scenario) -> Option<CityShares> {
    let ChangeKind::Surge { cities, .. } = what else {
        return None;
    };
    if cities.is_empty() {
        return None;
    }
    let mut sum = 0.0;
    let sums: Vec<f64> = scenario
        .audience
        .iter()
        .map(|entry| {
            sum += if cities.contains(&entry.city) {
                entry.weight
            } else {
                0.0
            };
            sum
        })
        .collect();
    let cumulative = sums.iter().map(|part| part / sum);
    Some(CityShares::new(cumulative.collect()))
}

impl Simulation {
    /// Puts every change in the event queue, its beginning and its end.
    pub(super) fn schedule_changes(&mut self) {
        let times: Vec<(Nanos, Option<Nanos>)> = self
            .scenario
            .changes
            .iter()
            .map(|change| {
                let minutes = |minutes: f64| Nanos::from_secs(minutes * 60.0);
                (minutes(change.at_min), change.until_min.map(minutes))
            })
            .collect();
        for (index, (from, until)) in (0..).zip(times) {
            self.schedule(from, Event::ChangeBegins(index));
            if let Some(until) = until {
                self.schedule(until, Event::ChangeEnds(index));
            }
        }
    }

    pub(super) fn change_begins(&mut self, index: u16) {
        match self.scenario.changes[usize::from(index)].what.clone() {
            // Its arrivals are streams of their own.
            ChangeKind::Surge { .. } => {}
            ChangeKind::PopOutage { .. } => self.conditions.lost_pops.push(index),
            ChangeKind::DatabaseOutage => self.conditions.database_down = true,
            ChangeKind::SlowDatabase { factor } => self.set_statement(factor),
            ChangeKind::LaneOutage { lane } => {
                self.conditions.lanes_down[lane] = true;
            }
            ChangeKind::HostilePlugin { .. } => self.conditions.published.push(index),
            ChangeKind::Placed { .. } => self.move_workload(index),
            ChangeKind::Set { setting, value } => self.set(setting, Some(value)),
        }
    }

    pub(super) fn change_ends(&mut self, index: u16) {
        match self.scenario.changes[usize::from(index)].what.clone() {
            ChangeKind::PopOutage { .. } => {
                self.conditions.lost_pops.retain(|&other| other != index);
            }
            ChangeKind::DatabaseOutage => self.conditions.database_down = false,
            ChangeKind::SlowDatabase { .. } => self.set_statement(1.0),
            ChangeKind::LaneOutage { lane } => {
                self.conditions.lanes_down[lane] = false;
            }
            ChangeKind::Set { setting, .. } => self.set(setting, None),
            ChangeKind::HostilePlugin { .. } => {
                self.conditions.published.retain(|&other| other != index);
            }
            ChangeKind::Surge { .. } | ChangeKind::Placed { .. } => {}
        }
    }

    /// Multiplies the time of a statement by this factor from now on.
    fn set_statement(&mut self, factor: f64) {
        self.lanes.set_statement(STATEMENT.time().scaled(factor));
    }

    /// A setting is changed, or is again as the scenario has it (`None`).
    fn set(&mut self, setting: SettingId, value: Option<f64>) {
        let (now, usual) = (&mut self.conditions.lanes, &self.scenario.lanes);
        setting.setting().change(now, usual, value);
        self.lanes.apply(&self.conditions.lanes, self.now);
    }

    /// The requests of a workload arrive on another lane from now on; those under way end where they
    /// are.
    fn move_workload(&mut self, change: u16) {
        let Some(step) = self.plan.moved_to[usize::from(change)] else {
            return;
        };
        let workload = self.plan.steps[step].workload;
        let before = std::mem::replace(&mut self.first_step[workload], step);
        for step in self.plan.steps[before].workload_steps.clone() {
            let lane = self.plan.steps[step].lane;
            self.lanes.move_away(lane, step, &mut world!(self));
        }
        for step in self.plan.steps[step].workload_steps.clone() {
            let lane = self.plan.steps[step].lane;
            for at in self.lanes.move_here(lane, step, &mut world!(self)) {
                self.schedule(at, Event::Ready(step));
            }
            if self.lanes.scaling_period(lane, step).is_some() {
                self.schedule(self.now, Event::Scale(step));
            }
        }
    }

    /// The cumulative shares of the cities of a learner whom a surge brought; `None` where the
    /// request is a usual one or the surge is everywhere.
    pub(super) fn surge_shares(&self, number: RequestNumber) -> Option<&CityShares> {
        let shares = self.conditions.surges.get(usize::from(number.surge()?))?;
        shares.as_ref()
    }
}
