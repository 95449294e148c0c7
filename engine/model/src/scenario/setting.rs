//! The numbers of a scenario that a person can set one by one: the one registry of settings.
//!
//! Validation, changes within the hour, the fields of the page and their labels read it, so that a
//! setting's label, range, unit and owner are written once.

mod fields;
mod registry;

use crate::decimal;
use std::ops::RangeInclusive;

use super::{LaneSettings, Scenario};
use crate::catalog::LaneId;
pub use registry::{SETTINGS, SettingId};

/// The owner of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingOwner {
    /// A workload, by its place in the scenario.
    Workload,
    /// A lane.
    Lane(LaneId),
}

/// The unit of a setting's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Arrivals until the horizon.
    PerHour,
    /// A share in percent.
    Percent,
    /// A time in milliseconds.
    Milliseconds,
    /// A time in seconds.
    Seconds,
    /// A time in hours.
    Hours,
    /// An amount of memory in megabytes.
    Megabytes,
    /// A count of requests.
    Requests,
    /// A count of runs.
    Runs,
    /// A count of database connections.
    Connections,
    /// A count of kept answers.
    Answers,
    /// Units of fuel.
    Fuel,
    /// A count of replicas.
    Replicas,
    /// US dollars a month.
    UsdPerMonth,
}

/// A number that can be set.
#[derive(Debug)]
pub struct Setting {
    /// The name by which the program knows it.
    pub id: SettingId,
    /// Its label in English, which is the key of its translations.
    pub label: &'static str,
    /// The lane or the workload that it belongs to.
    pub owner: SettingOwner,
    /// The unit of its number.
    pub unit: Unit,
    /// The least number that is allowed.
    pub least: f64,
    /// The greatest number that is allowed.
    pub most: f64,
    /// The smallest useful step; whole numbers have 1.
    pub step: f64,
    field: Field,
}

/// The field that keeps a setting's number.
#[derive(Debug)]
enum Field {
    /// A field of the workload at this index.
    OfWorkload {
        get: fn(&Scenario, usize) -> Option<f64>,
        set: fn(&mut Scenario, usize, f64),
    },
    /// A field of the whole scenario.
    OfScenario {
        /// Its path in a file.
        path: &'static str,
        get: fn(&Scenario) -> f64,
        set: fn(&mut Scenario, f64),
        /// The way to change it within the hour; `None` where it may not.
        live: Option<Live>,
    },
}

/// The way to change a lane's field within the hour.
#[derive(Debug)]
struct Live {
    set: fn(&mut LaneSettings, f64),
    /// Sets the field as it is in the other settings.
    restore: fn(&mut LaneSettings, &LaneSettings),
}

impl PartialEq for Setting {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl SettingId {
    /// The setting of this name.
    pub fn setting(self) -> &'static Setting {
        // One macro makes the names and the table, in one order.
        &SETTINGS[self as usize]
    }
}

impl Setting {
    /// The number as it is now; `None` where the scenario or the workload has no such number. A lane's
    /// setting takes any `workload`.
    ///
    /// ```
    /// use model::scenario::{Scenario, SettingId};
    /// # let json = include_str!("../../../../public/scenarios/stress.json");
    /// # let mut scenario = Scenario::from_json(json)?;
    /// let timeout = SettingId::FunctionTimeoutS.setting();
    /// timeout.set(&mut scenario, 0, 30.0);
    /// assert_eq!(timeout.get(&scenario, 0), Some(30.0));
    /// # Ok::<(), model::scenario::ScenarioError>(())
    /// ```
    pub fn get(&self, scenario: &Scenario, workload: usize) -> Option<f64> {
        match self.field {
            Field::OfWorkload { get, .. } => get(scenario, workload),
            Field::OfScenario { get, .. } => Some(get(scenario)),
        }
    }

    /// Sets the nearest number that is allowed; NaN changes nothing.
    pub fn set(&self, scenario: &mut Scenario, workload: usize, value: f64) {
        if value.is_finite() {
            let value = decimal::within(value, self.least, self.most);
            let whole = self.step >= 1.0;
            let value = if whole { value.round() } else { value };
            match self.field {
                Field::OfWorkload { set, .. } => set(scenario, workload, value),
                Field::OfScenario { set, .. } => set(scenario, value),
            }
        }
    }

    /// Whether it may change within the hour.
    pub fn is_live(&self) -> bool {
        self.live().is_some()
    }

    /// Changes it within the hour, among the lanes' settings as they are now, to a number that is allowed;
    /// `None` sets it as it is in `usual`. A setting that is not live stays.
    pub fn change(&self, now: &mut LaneSettings, usual: &LaneSettings, value: Option<f64>) {
        match (self.live(), value) {
            (Some(live), Some(value)) => (live.set)(now, value),
            (Some(live), None) => (live.restore)(now, usual),
            (None, _) => {}
        }
    }

    /// The numbers that are allowed.
    pub fn range(&self) -> RangeInclusive<f64> {
        self.least..=self.most
    }

    /// The path of its field in a file; `None` for a workload's.
    pub(crate) fn path(&self) -> Option<&'static str> {
        match self.field {
            Field::OfWorkload { .. } => None,
            Field::OfScenario { path, .. } => Some(path),
        }
    }

    fn live(&self) -> Option<&Live> {
        match &self.field {
            Field::OfWorkload { .. } => None,
            Field::OfScenario { live, .. } => live.as_ref(),
        }
    }
}
