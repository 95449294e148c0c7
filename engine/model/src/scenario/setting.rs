//! The numbers of a scenario that a person can set one by one: the one registry of settings.
//!
//! Validation, changes within the hour, the fields of the page and their labels read it, so that a
//! setting's range, unit and owner are written once.

mod registry;

use std::ops::RangeInclusive;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::Scenario;
use crate::catalog::LaneId;
pub use registry::SETTINGS;

/// The name of a setting. Those before [`SettingId::Arrivals`] may change within the hour, and are the
/// only ones that a file names.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SettingId {
    /// Requests running at once in all functions.
    AccountConcurrency,
    /// Seconds after which an idle function instance goes.
    KeepAliveS,
    /// Seconds after which a function is ended.
    FunctionTimeoutS,
    /// Milliseconds of processor time of one request at the edge.
    EdgeCpuLimitMs,
    /// Runs at once in the plugin host.
    SandboxWorkers,
    /// Waiting room of the plugin host.
    SandboxQueue,
    /// A workload's requests until the horizon.
    #[serde(skip)]
    Arrivals,
    /// The share of a workload's requests that its peaks hold.
    #[serde(skip)]
    Peak,
    /// Processor time of a usual run.
    #[serde(skip)]
    Work,
    /// Memory that one run touches.
    #[serde(skip)]
    Memory,
    /// Size of the dependencies that a start loads.
    #[serde(skip)]
    Dependencies,
    /// Memory of a function.
    #[serde(skip)]
    FunctionMemory,
    /// Connections that the database takes.
    #[serde(skip)]
    Connections,
    /// Memory of one isolate at the edge.
    #[serde(skip)]
    EdgeMemory,
    /// Answers that one point of presence keeps.
    #[serde(skip)]
    EdgeObjects,
    /// Fuel of one run in the plugin host.
    #[serde(skip)]
    Fuel,
    /// Memory of one instance in the plugin host.
    #[serde(skip)]
    WallMemory,
    /// Replicas that always run.
    #[serde(skip)]
    MinReplicas,
    /// Replicas at most.
    #[serde(skip)]
    MaxReplicas,
    /// Requests that one replica runs at once.
    #[serde(skip)]
    Slots,
    /// Waiting room of a deployment.
    #[serde(skip)]
    ReplicaQueue,
}

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
}

/// A number that can be set.
#[derive(Debug)]
pub struct Setting {
    /// The name by which the program knows it.
    pub id: SettingId,
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
    /// Whether it may change within the hour.
    pub is_live: bool,
    /// The path of a lane's setting in a file; empty for a workload's.
    pub(crate) field: &'static str,
    get: fn(&Scenario, usize) -> Option<f64>,
    set: fn(&mut Scenario, usize, f64),
}

impl PartialEq for Setting {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl SettingId {
    /// The setting of this name.
    pub fn setting(self) -> &'static Setting {
        // A test compares each name with its setting, so the fallback to the first is never used.
        let mut all = SETTINGS.iter();
        all.find(|setting| setting.id == self)
            .unwrap_or(&SETTINGS[0])
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
        (self.get)(scenario, workload)
    }

    /// Sets the nearest number that is allowed; NaN changes nothing.
    pub fn set(&self, scenario: &mut Scenario, workload: usize, value: f64) {
        if value.is_finite() {
            let value = value.clamp(self.least, self.most);
            let whole = self.step >= 1.0;
            (self.set)(
                scenario,
                workload,
                if whole { value.round() } else { value },
            );
        }
    }

    /// The numbers that are allowed.
    pub fn range(&self) -> RangeInclusive<f64> {
        self.least..=self.most
    }
}
