//! The file format of a challenge, and its reader.

use std::collections::BTreeMap;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{Challenge, FORMAT, Level, Moves, OLDEST_FORMAT};
use crate::goal::Goal;
use crate::scenario::{
    Arrivals, AudienceCity, Change, EncodeError, FieldPath, Need, Placements, Remedy, Scenario,
    ScenarioError, SnippetShare, parse,
};

/// A challenge file. Its board is either a whole scenario or made from a shipped one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    format: u32,
    id: String,
    name: String,
    about: String,
    level: Level,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hints: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scenario: Option<Scenario>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<Start>,
    #[serde(default)]
    moves: Moves,
    stars: Vec<Vec<Goal>>,
}

/// The part of a shipped scenario that takes part, and the differences from it.
#[derive(
    Clone, Debug, Default, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// The placement of every card that takes part; the others are left out.
    pub placements: Placements,
    /// Arrivals that replace those of the shipped scenario, by workload.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[borsh(deserialize_with = "crate::scenario::binary_map::read")]
    pub arrivals: BTreeMap<String, Arrivals>,
    /// Needs that replace those of the shipped scenario, by workload.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[borsh(deserialize_with = "crate::scenario::binary_map::read")]
    pub needs: BTreeMap<String, Vec<Need>>,
    /// The audience; empty: the shipped one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<AudienceCity>,
    /// The home region; absent: the shipped one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home_region: Option<String>,
    /// Changes within the hour.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The remedies that are switched on at the start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
    /// The snippets that the first workload with snippets runs; empty: the shipped ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub snippets: Vec<SnippetShare>,
}

/// Reads and checks a challenge; `shipped` is the scenario from which its `start` is made.
///
/// # Errors
///
/// [`ScenarioError`] with the path of the faulty field and the value that was expected there.
pub fn read(text: &str, shipped: &Scenario) -> Result<Challenge, ScenarioError> {
    let file: File = parse(text, "the challenge")?;
    let top = FieldPath("");
    top.count("format", file.format, OLDEST_FORMAT..=FORMAT)?;
    let mut scenario = match (file.scenario, file.start) {
        (Some(mut scenario), None) => {
            scenario.renew().map_err(|error| error.below("scenario"))?;
            scenario
        }
        (None, Some(start)) => {
            let mut scenario = start.of(shipped)?;
            if file.format == OLDEST_FORMAT {
                scenario.lock_rows_on_service();
            }
            scenario
        }
        (Some(_), Some(_)) | (None, None) => {
            let found = "both or neither";
            return top.fails("start", "either `start` or `scenario`", &found);
        }
    };
    scenario.boards.clear();
    scenario.name.clone_from(&file.name);
    scenario.about.clone_from(&file.about);
    let challenge = Challenge {
        id: file.id,
        name: file.name,
        about: file.about,
        level: file.level,
        hints: file.hints,
        scenario,
        moves: file.moves,
        stars: file.stars,
    };
    challenge.check_all_but_scenario()?;
    Ok(challenge)
}

impl Start {
    /// The board that it makes of a shipped scenario.
    ///
    /// # Errors
    ///
    /// [`ScenarioError`] with the path of the faulty field, which begins with `start`.
    pub fn of(&self, shipped: &Scenario) -> Result<Scenario, ScenarioError> {
        let at = FieldPath("start");
        for id in self.placements.0.keys() {
            if shipped.workload_index(id).is_none() {
                let expected = "ids of the shipped scenario";
                return at.fails_with_text("placements", expected, id);
            }
        }
        let changed = self.arrivals.keys().map(|id| ("arrivals", id));
        let changed = changed.chain(self.needs.keys().map(|id| ("needs", id)));
        let scenario = self.board_on(shipped);
        let mut renamed = Vec::new();
        for (field, id) in changed {
            let Some(index) = scenario.workload_index(id) else {
                return at.fails_with_text(field, "ids of `placements`", id);
            };
            // Its path in the file differs from its path in the scenario.
            let here = format!("workloads[{index}].{field}");
            renamed.push((here, format!("{field}.{id}")));
        }
        match scenario.check() {
            Ok(()) => Ok(scenario),
            Err(mut error) => {
                for (here, in_file) in &renamed {
                    error.rename(here, in_file);
                }
                Err(error.below("start"))
            }
        }
    }

    /// The board of a start that [`Start::of`] has accepted before, such as one that ships packed.
    pub fn board_on(&self, shipped: &Scenario) -> Scenario {
        let mut scenario = shipped.clone();
        scenario.keep_only(|id| self.placements.0.contains_key(id));
        for workload in &mut scenario.workloads {
            if let Some(arrivals) = self.arrivals.get(&workload.id) {
                workload.arrivals = arrivals.clone();
            }
            if let Some(needs) = self.needs.get(&workload.id) {
                workload.needs.clone_from(needs);
            }
        }
        if !self.audience.is_empty() {
            scenario.audience.clone_from(&self.audience);
        }
        if let Some(home) = &self.home_region {
            scenario.home_region.clone_from(home);
        }
        if !self.snippets.is_empty() {
            scenario.set_snippets(self.snippets.clone());
        }
        scenario.placements = self.placements.clone();
        // The shipped placement presets would give the answer away.
        scenario.boards.clear();
        scenario.changes.clone_from(&self.changes);
        scenario.remedies.clone_from(&self.remedies);
        scenario
    }
}

impl Challenge {
    /// Writes a file that [`read`] reads back to the same challenge.
    ///
    /// # Errors
    ///
    /// [`EncodeError`], which no challenge is known to cause.
    pub fn to_json(&self) -> Result<String, EncodeError> {
        let file = File {
            format: FORMAT,
            id: self.id.clone(),
            name: self.name.clone(),
            about: self.about.clone(),
            level: self.level,
            hints: self.hints.clone(),
            scenario: Some(self.scenario.clone()),
            start: None,
            moves: self.moves.clone(),
            stars: self.stars.clone(),
        };
        Ok(serde_json::to_string(&file)?)
    }
}
