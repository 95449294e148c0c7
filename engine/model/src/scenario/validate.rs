//! Reading and checking a scenario: every refusal names the field, its value and the rule.

mod change;
mod field;
mod lanes;
mod place;
mod size;
mod workload;

use serde::Deserialize;
use thiserror::Error;

use super::{FORMAT, OLDEST_FORMAT, Placements, Scenario, caps};
use crate::catalog;
use crate::echo::{quoted, shorten, shorten_reason};
use crate::units::LatLon;
pub(crate) use field::FieldPath;
pub use size::ExpectedLoad;
use workload::check_workload;

/// The reason why a scenario cannot be used. The caller can keep the last good scenario; the sentence names
/// the required change.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ScenarioError {
    /// It is not JSON of the right shape.
    #[error("{path}: {reason}")]
    Shape {
        /// Path of the field, such as `workloads[3].steps[0].work`.
        path: String,
        /// The value that was expected there.
        reason: String,
    },
    /// A value breaks a rule.
    #[error("{path}: expected {expected}, found {found}")]
    Rule {
        /// Path of the field.
        path: String,
        /// The value that was expected there.
        expected: String,
        /// The value that was found.
        found: String,
    },
}

/// Coordinates of the places that a scenario names.
#[derive(Clone, Debug, PartialEq)]
pub struct Places {
    /// The coordinates of the audience's cities, in the audience's order.
    pub cities: Vec<LatLon>,
    /// The home region's city.
    pub home: LatLon,
    /// The city that the home region is placed at.
    pub home_city: &'static str,
}

/// Reads the JSON of a scenario or of a document that contains one; every error has the path of the
/// field, `whole` where there is none.
pub(crate) fn parse<'a, T: Deserialize<'a>>(
    text: &'a str,
    whole: &str,
) -> Result<T, ScenarioError> {
    let whole = || whole.to_owned();
    if text.len() > caps::FILE_BYTES {
        let (most, found) = (caps::FILE_BYTES, text.len());
        let reason = format!("expected at most {most} bytes, found {found}");
        return Err(ScenarioError::Shape {
            path: whole(),
            reason,
        });
    }
    serde_json::from_str(text).map_err(|error| {
        let path = place::path_at(text, error.line(), error.column());
        let path = if path.is_empty() { whole() } else { path };
        ScenarioError::Shape {
            path: shorten(&path),
            reason: shorten_reason(&error.to_string()),
        }
    })
}

impl ScenarioError {
    /// The same error for a scenario inside a field of another document.
    pub(crate) fn below(mut self, field: &str) -> Self {
        let (Self::Shape { path, .. } | Self::Rule { path, .. }) = &mut self;
        *path = format!("{field}.{path}");
        self
    }

    /// Replaces the path of a field by its path in the file.
    pub(crate) fn rename(&mut self, here: &str, in_file: &str) {
        let (Self::Shape { path, .. } | Self::Rule { path, .. }) = self;
        if let Some(rest) = path.strip_prefix(here) {
            *path = format!("{in_file}{rest}");
        }
    }
}

impl Scenario {
    /// Checks every rule beyond the shape of the format.
    ///
    /// # Errors
    ///
    /// [`ScenarioError::Rule`] with the first field that breaks a rule.
    ///
    /// ```
    /// use model::scenario::Scenario;
    ///
    /// let json = include_str!("../../../../public/scenarios/learning-platform.json");
    /// let mut scenario = Scenario::from_json(json)?;
    /// scenario.horizon_s = -1.0;
    /// let error = scenario.check().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "horizon_s: expected a number from 1 to 604800, found -1"
    /// );
    /// # Ok::<(), model::scenario::ScenarioError>(())
    /// ```
    pub fn check(&self) -> Result<(), ScenarioError> {
        let top = FieldPath("");
        top.count("format", self.format, OLDEST_FORMAT..=FORMAT)?;
        top.number("horizon_s", self.horizon_s, 1.0..=604_800.0)?;
        top.number("drain_limit_s", self.drain_limit_s, 0.0..=86_400.0)?;
        top.count("starts_at_min", self.starts_at_min, 0..=1_439)?;
        top.name(&self.name)?;
        top.about(&self.about)?;
        top.length("audience", self.audience.len(), 1..=caps::CITIES)?;
        top.length("workloads", self.workloads.len(), 1..=caps::WORKLOADS)?;
        top.length("remedies", self.remedies.len(), 0..=caps::REMEDIES)?;
        top.length("changes", self.changes.len(), 0..=caps::CHANGES)?;
        top.length("boards", self.boards.len(), 0..=caps::PLACEMENT_PRESETS)?;
        if let Some(usd) = self.cheapest_known_usd {
            top.number("cheapest_known_usd", usd, 0.0..=1e9)?;
        }
        for (index, city) in self.audience.iter().enumerate() {
            FieldPath(&format!("audience[{index}]")).number("weight", city.weight, 1e-9..=1e9)?;
        }
        let steps: usize = self
            .workloads
            .iter()
            .map(|workload| workload.steps.len())
            .sum();
        top.count("workloads (their steps)", steps as u32, 1..=caps::STEPS)?;
        let mix = &self.connections;
        let shares = [
            mix.tcp_new,
            mix.tcp_resumed,
            mix.quic_new,
            mix.quic_resumed,
            mix.open,
        ];
        for share in shares {
            FieldPath("connections").number("(each weight)", share, 0.0..=1e9)?;
        }
        FieldPath("connections").number("(their sum)", shares.iter().sum(), 1e-9..=1e10)?;
        self.check_lanes()?;
        for (index, workload) in self.workloads.iter().enumerate() {
            check_workload(&format!("workloads[{index}]"), workload, self.horizon_s)?;
            let twin = self.workloads[..index]
                .iter()
                .any(|other| other.id == workload.id);
            if twin {
                return FieldPath(&format!("workloads[{index}]")).fails_with_text(
                    "id",
                    "an id that no other workload has",
                    &workload.id,
                );
            }
        }
        self.check_own_code()?;
        self.check_size()?;
        self.check_remedies()?;
        self.check_changes()?;
        self.check_placements("placements", &self.placements)?;
        for (index, board) in self.boards.iter().enumerate() {
            let path = format!("boards[{index}]");
            FieldPath(&path).id(&board.id)?;
            FieldPath(&path).name(&board.name)?;
            self.check_placements(&format!("{path}.placements"), &board.placements)?;
        }
        self.resolve_places().map(|_| ())
    }

    fn check_placements(&self, path: &str, placements: &Placements) -> Result<(), ScenarioError> {
        for workload in &self.workloads {
            if !placements.0.contains_key(&workload.id) {
                return FieldPath(path).fails(&workload.id, "a lane for every workload", &"none");
            }
        }
        for id in placements.0.keys() {
            if self.workload_index(id).is_none() {
                return FieldPath(path).fails_with_text(id, "the id of a workload", id);
            }
        }
        Ok(())
    }

    /// Looks the scenario's places up in the catalog.
    ///
    /// # Errors
    ///
    /// [`ScenarioError::Rule`] with the path of a city or a home region that the catalog lacks.
    pub fn resolve_places(&self) -> Result<Places, ScenarioError> {
        let known = catalog::cities();
        let mut cities = Vec::with_capacity(self.audience.len());
        for (index, entry) in self.audience.iter().enumerate() {
            let found = known
                .iter()
                .find(|city| city.name == entry.city && city.country == entry.country);
            match found {
                Some(city) => cities.push(LatLon::new(city.lat, city.lon)),
                None => {
                    return FieldPath(&format!("audience[{index}]")).fails(
                        "city",
                        "a city of the catalog with its country's two letters",
                        &format!("{} in {}", quoted(&entry.city), quoted(&entry.country)),
                    );
                }
            }
        }
        let regions = catalog::regions();
        match regions.iter().find(|region| region.id == self.home_region) {
            Some(region) => Ok(Places {
                cities,
                home: LatLon::new(region.lat, region.lon),
                home_city: region.city,
            }),
            None => FieldPath("").fails_with_text(
                "home_region",
                "a region of the catalog, such as eu-west-1",
                &self.home_region,
            ),
        }
    }
}
