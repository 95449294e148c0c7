//! What happens at a time in the hour, and how things stand now.
//!
//! Must not know: how a lane copes.

use super::{Event, Simulation};
use crate::arrivals::ArrivalStream;
use crate::catalog::LaneId;
use crate::catalog::datastore::{STATEMENT, TRIP_BETWEEN_ZONES};
use crate::network::{CityId, Detour, PopId};
use crate::plan::Plan;
use crate::random::{Purpose, Stream};
use crate::request::{CodeBehavior, Request, SECOND_DELIVERY, SURGE};
use crate::sandbox::SnippetProfiles;
use crate::scenario::{ChangeKind, Scenario, SettingId, Trigger};
use crate::units::Nanos;

/// How things stand.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    pub database_down: bool,
    pub lanes_down: [bool; LaneId::ALL.len()],
    /// Lost POPs, as changes that say where their learners go.
    pub lost_pops: Vec<u16>,
    /// Published plugins: the change's index.
    pub published: Vec<u16>,
    /// For each change that publishes a plugin: how its runs end, by submission.
    pub plugins: Vec<Option<Plugin>>,
    /// For each change that is a surge: cumulative shares of its cities, by city.
    pub surges: Vec<Vec<f64>>,
}

/// A plugin that is published within the hour.
#[derive(Debug)]
pub(super) struct Plugin {
    workload: u16,
    share: f64,
    index: u16,
    runs: Vec<CodeBehavior>,
}

/// Arrivals that a surge adds to one workload.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surge {
    pub workload: u16,
    /// Added to each number; 64 changes of sixteen million numbers each fit below a second
    /// delivery's bit.
    pub numbers_from: u32,
}

/// Adds the arrivals that surges bring to those of the workloads that learners start.
pub(super) fn surges(scenario: &Scenario, arrivals: &mut Vec<ArrivalStream>) -> Vec<Surge> {
    let mut surges = Vec::new();
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
        for (index, workload) in (0..).zip(&scenario.workloads) {
            let meant = match only {
                Some(id) => workload.id == *id,
                None => workload.trigger == Trigger::Learner,
            };
            if !meant {
                continue;
            }
            let name = format!("{}/surge {change}", workload.id);
            arrivals.push(ArrivalStream::surge(
                &workload.arrivals,
                Stream::new(scenario.seed, &name),
                scenario.horizon_s,
                (entry.at_min * 60.0, until_s),
                (factor - 1.0) * share,
            ));
            // Numbers of one surge follow one another; sixteen million are more than an hour has.
            surges.push(Surge {
                workload: index,
                numbers_from: SURGE + (u32::from(change) << 24),
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
                workload: scenario.workload_index(workload)? as u16,
                share: *share,
                index: profiles.index_of(snippet)? as u16,
                runs: crate::plan::behaviors_of(snippet, profiles),
            }),
            _ => None,
        };
        let changes = || scenario.changes.iter().map(|change| &change.what);
        Self {
            plugins: changes().map(plugin).collect(),
            surges: changes().map(|what| city_shares(what, scenario)).collect(),
            ..Self::default()
        }
    }

    /// The way around a lost POP, where a city needs one.
    pub fn detour(&self, plan: &Plan, city: CityId) -> Option<(PopId, Nanos)> {
        let detours = self.lost_pops.iter();
        detours
            .filter_map(|&change| plan.detours[usize::from(change)].as_ref())
            .find_map(|detour: &Detour| detour.of(city))
    }

    /// What a published plugin makes of a request of its workload.
    pub fn publish(&self, request: &mut Request, workload: u16) {
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
                    request.snippet = Some((plugin.index, submission as u16));
                }
            }
        }
    }
}

/// Cumulative shares of a surge's cities; empty where it is everywhere, or no surge at all.
fn city_shares(what: &ChangeKind, scenario: &Scenario) -> Vec<f64> {
    let ChangeKind::Surge { cities, .. } = what else {
        return Vec::new();
    };
    if cities.is_empty() {
        return Vec::new();
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
    sums.iter().map(|part| part / sum).collect()
}

/// A trip to the database from elsewhere in the home region, with the database's own time.
pub(super) fn trip_home(statement: Nanos) -> Nanos {
    TRIP_BETWEEN_ZONES.time() + statement
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
            // Its arrivals were drawn with all the others.
            ChangeKind::Surge { .. } => {}
            ChangeKind::PopOutage { .. } => self.conditions.lost_pops.push(index),
            ChangeKind::DatabaseOutage => self.conditions.database_down = true,
            ChangeKind::SlowDatabase { factor } => self.set_statement(factor),
            ChangeKind::LaneOutage { lane } => {
                self.conditions.lanes_down[lane as usize] = true;
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
                self.conditions.lanes_down[lane as usize] = false;
            }
            ChangeKind::Set { setting, .. } => self.set(setting, None),
            ChangeKind::Surge { .. }
            | ChangeKind::HostilePlugin { .. }
            | ChangeKind::Placed { .. } => {}
        }
    }

    /// From now on a statement takes so many times as long.
    fn set_statement(&mut self, factor: f64) {
        let statement = STATEMENT.time().scaled(factor);
        let trip = trip_home(statement);
        self.serverless.set_trip(trip);
        self.sandbox.set_trip(trip);
        self.service.set_trip(trip);
        self.edge.set_statement(statement);
    }

    /// A setting is changed, or as the scenario has it again.
    fn set(&mut self, setting: SettingId, value: Option<f64>) {
        let lanes = &self.scenario.lanes;
        match setting {
            SettingId::AccountConcurrency | SettingId::KeepAliveS | SettingId::FunctionTimeoutS => {
                match value {
                    Some(value) => self.serverless.set(setting, value, self.now),
                    None => self.serverless.reset(setting, &self.scenario, self.now),
                }
            }
            SettingId::EdgeCpuLimitMs => {
                let limit_ms = value.unwrap_or(lanes.edge.cpu_limit_ms);
                self.edge.set_cpu_limit(Nanos::from_millis(limit_ms));
            }
            SettingId::SandboxWorkers => {
                let workers = value.unwrap_or(lanes.sandbox.workers.into());
                self.sandbox.set(setting, workers);
            }
            SettingId::SandboxQueue => {
                let queue = value.unwrap_or(lanes.sandbox.queue.into());
                self.sandbox.set(setting, queue);
            }
            // No other setting is live, which validation has seen to.
            _ => {}
        }
    }

    /// A workload's requests arrive elsewhere from now on; those under way end where they are.
    fn move_workload(&mut self, change: u16) {
        let Some(step) = self.plan.moved_to[usize::from(change)] else {
            return;
        };
        let workload = self.plan.steps[usize::from(step)].workload;
        let before = std::mem::replace(&mut self.first_step[usize::from(workload)], step);
        let instances = &mut self.recorder.trace.instances;
        for step in self.plan.steps[usize::from(before)].workload_steps.clone() {
            self.service.retire(step, self.now, instances);
        }
        for step in self.plan.steps[usize::from(step)].workload_steps.clone() {
            let plan = &self.plan.steps[usize::from(step)];
            let instances = &mut self.recorder.trace.instances;
            let ready = self.service.begin(step, plan, self.now, instances);
            for at in ready {
                self.schedule(
                    at,
                    Event::Service(crate::lanes::service::ServiceEvent::Ready(step)),
                );
            }
            if self.service.is_scaled(step) {
                let event = Event::Service(crate::lanes::service::ServiceEvent::Scale(step));
                self.schedule(self.now, event);
            }
        }
    }

    /// Cumulative shares of the cities of a learner whom a surge brought; none where it is
    /// everywhere.
    pub(super) fn surge_shares(&self, number: u32) -> Option<&[f64]> {
        if !(SURGE..SECOND_DELIVERY).contains(&number) {
            return None;
        }
        let change = (number - SURGE) >> 24;
        let shares = self.conditions.surges.get(change as usize)?;
        (!shares.is_empty()).then_some(shares)
    }
}
