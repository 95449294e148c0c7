//! How a challenge stands in its file, and how the file is read.
//!
//! Must not know: which challenges there are.

use std::collections::BTreeMap;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{Challenge, FORMAT, Level, Moves};
use crate::goal::Goal;
use crate::scenario::{
    Arrivals, At, AudienceCity, Change, Need, Placements, Remedy, Scenario, ScenarioError, parse,
};

/// A file. Its board is either a whole scenario or made of a shipped one.
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

/// What of a shipped scenario takes part, and what is different.
#[derive(
    Clone, Debug, Default, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// Where every card lies that takes part; the others are left out.
    pub placements: Placements,
    /// Other arrivals, by workload.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arrivals: BTreeMap<String, Arrivals>,
    /// Other needs, by workload.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub needs: BTreeMap<String, Vec<Need>>,
    /// Another audience; empty: the shipped one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<AudienceCity>,
    /// Another home region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home_region: Option<String>,
    /// What happens within the hour.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// What is switched on to begin with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
}

/// Longer names and hints are no names and hints.
const MOST_LETTERS: u32 = 600;

/// Reads and checks a challenge; `shipped` is the scenario that its `start` is made of.
///
/// # Errors
///
/// [`ScenarioError`] with the path of the faulty field and what was expected there.
pub fn read(text: &str, shipped: &Scenario) -> Result<Challenge, ScenarioError> {
    let file: File = parse(text, "the challenge")?;
    let top = At("");
    top.count("format", file.format, FORMAT..=FORMAT)?;
    let mut scenario = match (file.scenario, file.start) {
        (Some(scenario), None) => {
            scenario.check().map_err(|error| error.within("scenario"))?;
            scenario
        }
        (None, Some(start)) => start.of(shipped)?,
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
    challenge.check_beside_scenario()?;
    Ok(challenge)
}

impl Start {
    /// The board that it makes of a shipped scenario.
    ///
    /// # Errors
    ///
    /// [`ScenarioError`] with the path of the faulty field, which begins with `start`.
    pub fn of(&self, shipped: &Scenario) -> Result<Scenario, ScenarioError> {
        let at = At("start");
        for id in self.placements.0.keys() {
            if shipped.workload_index(id).is_none() {
                return at.fails(
                    "placements",
                    "ids of the shipped scenario",
                    &format!("{id:?}"),
                );
            }
        }
        let changed = self.arrivals.keys().map(|id| ("arrivals", id));
        let changed = changed.chain(self.needs.keys().map(|id| ("needs", id)));
        let scenario = self.laid_on(shipped);
        let mut renamed = Vec::new();
        for (field, id) in changed {
            let Some(index) = scenario.workload_index(id) else {
                return at.fails(field, "ids of `placements`", &format!("{id:?}"));
            };
            // It stands elsewhere in the file than in the scenario.
            let here = format!("workloads[{index}].{field}");
            renamed.push((here, format!("{field}.{id}")));
        }
        match scenario.check() {
            Ok(()) => Ok(scenario),
            Err(mut error) => {
                for (here, in_file) in &renamed {
                    error.rename(here, in_file);
                }
                Err(error.within("start"))
            }
        }
    }

    /// The same of a start that [`Start::of`] has made a board of before, as what ships packed.
    pub fn laid_on(&self, shipped: &Scenario) -> Scenario {
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
        scenario.placements = self.placements.clone();
        // Boards that are ready would be answers.
        scenario.boards.clear();
        scenario.changes.clone_from(&self.changes);
        scenario.remedies.clone_from(&self.remedies);
        scenario
    }
}

impl Challenge {
    /// Holds a challenge that was built in memory to the rules that [`read`] holds a file to.
    ///
    /// # Errors
    ///
    /// [`ScenarioError`] with the path of the faulty field, as in the challenge's file, and what was
    /// expected there.
    pub fn check(&self) -> Result<(), ScenarioError> {
        let checked = self.scenario.check();
        checked.map_err(|error| error.within("scenario"))?;
        self.check_beside_scenario()
    }

    fn check_beside_scenario(&self) -> Result<(), ScenarioError> {
        let top = At("");
        top.id(&self.id)?;
        let texts = [("name", &self.name), ("about", &self.about)];
        let hints = self.hints.iter().map(|hint| ("hints", hint));
        for (field, text) in texts.into_iter().chain(hints) {
            let letters = text.chars().count() as u32;
            top.count(&format!("{field} (its letters)"), letters, 1..=MOST_LETTERS)?;
        }
        for (index, id) in self.moves.locked.iter().enumerate() {
            if self.scenario.workload_index(id).is_none() {
                let field = format!("locked[{index}]");
                let expected = "the id of a workload of this board";
                return At("moves").fails(&field, expected, &format!("{id:?}"));
            }
        }
        top.count("stars (their number)", self.stars.len() as u32, 1..=3)?;
        for (star, goals) in self.stars.iter().enumerate() {
            let path = format!("stars[{star}]");
            top.count(&format!("{path} (its goals)"), goals.len() as u32, 1..=8)?;
            for (index, goal) in goals.iter().enumerate() {
                goal.check(&format!("{path}[{index}]"), &self.scenario)?;
            }
        }
        Ok(())
    }

    /// As a file that [`read`] reads back to the same challenge.
    pub fn to_json(&self) -> String {
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
        // Strings, numbers and maps with string keys: serialising them cannot fail.
        serde_json::to_string(&file).unwrap_or_default()
    }
}
