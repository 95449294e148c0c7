//! The document that a person edits: everything that a run depends on, and nothing else.
//!
//! A scenario is JSON with the units in the field names. It is read by [`Scenario::from_json`],
//! which names the field that breaks a rule.

mod account;
mod arrivals;
pub(crate) mod binary_map;
pub mod caps;
mod change;
mod lanes;
mod month;
mod need;
mod own_code;
mod placement;
mod remedy;
mod setting;
mod target;
mod validate;
mod workload;

use crate::catalog::LaneId;
pub use arrivals::ARRIVAL_BIN_S;
pub use arrivals::{Arrivals, Peak, Traffic};
use borsh::{BorshDeserialize, BorshSerialize};
pub use change::{Change, ChangeKind};
pub use lanes::{
    DatastoreSettings, Deployment, EdgeSettings, EdgeStore, FunctionSettings, LaneSettings, Reuse,
    SandboxRuntime, SandboxSettings, ScalingMetric, ServerlessSettings, ServiceSettings,
    setting_of,
};
pub use month::Month;
pub use need::{Need, Over};
pub use placement::{Placement, PlacementPreset, Placements};
pub use remedy::Remedy;
use serde::{Deserialize, Serialize};
pub use setting::{SETTINGS, Setting, SettingId, SettingOwner, Unit};
pub use target::Target;
pub use validate::Places;
pub use validate::{ExpectedLoad, ScenarioError};
pub(crate) use validate::{FieldPath, parse};
pub use workload::{
    Author, BatchSettings, Capability, ClientRetries, Coordination, KeyUsers, QueueSettings,
    ResponseCache, SnippetShare, Spread, SpreadShape, State, Step, Trigger, Work, Workload,
};

/// The scenario format. Older formats back to [`OLDEST_FORMAT`] are still read: the fields that they lack
/// get the values that were implied when they were written. `public/schema/` describes the format for
/// other programs.
///
/// 1: the four lanes' settings in full. 2: presets (a setting left out is the preset's), remedies,
/// changes, clients that retry, exponential times, imported arrivals. 3: a row lock is a remedy on every lane, where a
/// service locked its rows by itself before.
pub const FORMAT: u32 = 3;

/// The last format in which writers that have to agree locked their rows on a service, and on no other lane.
const ROWS_LOCKED_ON_SERVICE: u32 = 2;

/// The oldest format that still opens.
pub const OLDEST_FORMAT: u32 = 1;

/// Everything that a run depends on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Version of this format, [`FORMAT`].
    pub format: u32,
    /// The name that the page shows as the title.
    pub name: String,
    /// One or two sentences for a newcomer.
    pub about: String,
    /// Every draw of a run is a function of this seed and of the draw's name.
    pub seed: u64,
    /// The time of day at which the hour begins, minutes after midnight.
    pub starts_at_min: u32,
    /// The time at which arrivals stop, in seconds.
    pub horizon_s: f64,
    /// The time after the horizon that work in flight may take before it counts as unfinished, in seconds.
    pub drain_limit_s: f64,
    /// A region of the catalog, such as `eu-west-1`: the database and the services live there.
    pub home_region: String,
    /// How often an hour like this one comes in a month, for the bills.
    #[serde(default, skip_serializing_if = "Month::is_every_hour")]
    pub month: Month,
    /// The cities of the learners.
    pub audience: Vec<AudienceCity>,
    /// How their connections start.
    pub connections: ConnectionMix,
    /// The database at home and the key-value store at the edge.
    pub datastore: DatastoreSettings,
    /// The settings of each lane.
    pub lanes: LaneSettings,
    /// The workloads, one for each card of the board.
    pub workloads: Vec<Workload>,
    /// The lane of each card.
    pub placements: Placements,
    /// Settings that lift one constraint at a price.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
    /// Changes of the conditions at a time within the hour.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Other placements that ship with the scenario, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boards: Vec<PlacementPreset>,
    /// The cost of the cheapest board that is known to meet every target of this scenario, by placements
    /// and remedies alone, dollars a month. `engine/examples/cheapest.rs` searches for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cheapest_known_usd: Option<f64>,
}

/// A city and its weight in the audience.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AudienceCity {
    /// The name of the city as in the catalog.
    pub city: String,
    /// The code of its country, ISO 3166-1 alpha-2.
    pub country: String,
    /// Relative weight; the weights need not add up to 1.
    pub weight: f64,
}

/// How many learners' requests need which handshake before the request travels; relative weights.
///
/// Round trips to the first hop: TCP + TLS 1.3 new 2, resumed with early data 1; QUIC new 1,
/// resumed 0; a connection that is still open 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConnectionMix {
    /// The weight of new connections over TCP and TLS 1.3.
    pub tcp_new: f64,
    /// The weight of TLS 1.3 connections resumed with early data.
    pub tcp_resumed: f64,
    /// The weight of new QUIC connections.
    pub quic_new: f64,
    /// The weight of resumed QUIC connections.
    pub quic_resumed: f64,
    /// The weight of connections that are still open.
    pub open: f64,
}

impl ConnectionMix {
    /// The weights by the round trips that they cost: `[0, 1, 2]`.
    pub fn weight_by_round_trips(&self) -> [f64; 3] {
        [
            self.open + self.quic_resumed,
            self.tcp_resumed + self.quic_new,
            self.tcp_new,
        ]
    }
}

/// A document that could not be written as JSON. Nothing of it may be stored: an empty text in its place would
/// replace the last good one.
#[derive(Debug, thiserror::Error)]
#[error("it cannot be written as JSON: {0}")]
pub struct EncodeError(#[from] serde_json::Error);

impl Scenario {
    /// Reads and checks a scenario.
    ///
    /// # Errors
    ///
    /// [`ScenarioError`] with the path of the faulty field and the value that was expected there.
    ///
    /// ```
    /// use model::scenario::Scenario;
    ///
    /// let json = include_str!("../../../public/scenarios/learning-platform.json");
    /// let scenario = Scenario::from_json(json)?;
    /// assert_eq!(scenario.horizon_s, 3_600.0);
    ///
    /// let error = Scenario::from_json(&json.replace("\"eu-west-1\"", "\"moon-1\"")).unwrap_err();
    /// assert!(error.to_string().starts_with("home_region: expected a region of the catalog"));
    /// # Ok::<(), model::scenario::ScenarioError>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, ScenarioError> {
        let mut scenario: Self = parse(text, "the scenario")?;
        scenario.renew()?;
        Ok(scenario)
    }

    /// Checks a scenario of any format that still opens, and brings it to the latest. The fields that it lacks were
    /// filled in as it was read.
    ///
    /// # Errors
    ///
    /// [`ScenarioError`] with the path of the faulty field and the value that was expected there.
    pub fn renew(&mut self) -> Result<(), ScenarioError> {
        self.check()?;
        if self.format <= ROWS_LOCKED_ON_SERVICE {
            self.lock_rows_on_service();
        }
        self.format = FORMAT;
        Ok(())
    }

    /// Switches on a row lock for each workload that a service runs at any time of the hour.
    pub(crate) fn lock_rows_on_service(&mut self) {
        for workload in &self.workloads {
            let target = workload.id.clone();
            let moves_there = self.changes.iter().any(|change| match &change.what {
                ChangeKind::Placed {
                    workload,
                    placement,
                } => *workload == target && placement.lane == LaneId::Service,
                _ => false,
            });
            let is_there = self.placements.get(&target).lane == LaneId::Service || moves_there;
            let lock = Remedy::RowLock { target };
            let suits = lock.suits(workload, Placement::on(LaneId::Service));
            if is_there && suits && !self.remedies.contains(&lock) {
                self.remedies.push(lock);
            }
        }
    }

    /// The scenario as JSON that [`Scenario::from_json`] reads back to the same value.
    ///
    /// # Errors
    ///
    /// [`EncodeError`], which no scenario is known to cause; a caller keeps what it stored before.
    pub fn to_json(&self) -> Result<String, EncodeError> {
        Ok(serde_json::to_string(self)?)
    }

    /// The same hour without its faults; `None` where it has none.
    pub fn without_faults(&self) -> Option<Self> {
        let has_faults = self.changes.iter().any(|change| change.what.is_fault());
        has_faults.then(|| {
            let mut other = self.clone();
            other.changes.retain(|change| !change.what.is_fault());
            other
        })
    }

    /// Leaves out every workload that is not wanted, with all references to it: placements, settings of
    /// functions and deployments, remedies and changes.
    pub fn keep_only(&mut self, is_wanted: impl Fn(&str) -> bool) {
        let is_of_wanted = |name: &str| is_wanted(Target::parse(name).workload);
        self.workloads.retain(|workload| is_wanted(&workload.id));
        self.placements.0.retain(|id, _| is_wanted(id));
        for board in &mut self.boards {
            board.placements.0.retain(|id, _| is_wanted(id));
        }
        self.lanes.keep_only(is_of_wanted);
        self.remedies
            .retain(|remedy| remedy.target().is_none_or(is_of_wanted));
        self.changes
            .retain(|change| change.what.workload().is_none_or(&is_wanted));
    }

    /// Position of a workload by id.
    pub fn workload_index(&self, id: &str) -> Option<usize> {
        self.workloads.iter().position(|workload| workload.id == id)
    }

    /// A workload by id.
    pub fn workload(&self, id: &str) -> Option<&Workload> {
        self.workloads.iter().find(|workload| workload.id == id)
    }

    /// Ids of a workload and of one of its steps, by position; empty where there is none.
    pub fn ids_of(&self, workload: u16, step: u16) -> (&str, &str) {
        let Some(workload) = self.workloads.get(usize::from(workload)) else {
            return ("", "");
        };
        let step = workload.steps.get(usize::from(step));
        (&workload.id, step.map_or("", |step| step.id.as_str()))
    }

    /// The remedies that apply to a step.
    pub fn remedies_for<'a>(
        &'a self,
        workload: &'a str,
        step: &'a str,
    ) -> impl Iterator<Item = &'a Remedy> + Clone {
        self.remedies
            .iter()
            .filter(move |remedy| remedy.is_for(workload, step))
    }

    /// The remedies that are on and change anything for this workload in its placement.
    pub fn remedies_of<'a>(&'a self, workload: &'a Workload) -> impl Iterator<Item = &'a Remedy> {
        let placement = self.placement_of(&workload.id);
        let is_of_step = |remedy: &&Remedy| {
            let mut steps = workload.steps.iter();
            steps.any(|step| remedy.is_for(&workload.id, &step.id))
        };
        let remedies = self.remedies.iter().filter(is_of_step);
        remedies.filter(move |remedy| remedy.suits(workload, placement))
    }

    /// The placement of a workload when the hour begins.
    pub fn placement_of(&self, id: &str) -> Placement {
        self.placements.get(id)
    }
}
