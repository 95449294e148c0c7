//! The rules of a challenge, whether it was read from a file or built in the page.

use super::{Challenge, Moves};
use crate::scenario::{FieldPath, Scenario, ScenarioError, caps};

impl Moves {
    /// Checks that these moves are moves on the board of this scenario.
    ///
    /// # Errors
    ///
    /// [`ScenarioError::Rule`] below `moves`, where a card is locked that the board lacks, more cards than a board may have,
    /// or a program may be replaced on a board without one.
    pub fn check(&self, scenario: &Scenario) -> Result<(), ScenarioError> {
        let path = FieldPath("moves");
        path.length("locked", self.locked.len(), 0..=caps::WORKLOADS)?;
        for (index, id) in self.locked.iter().enumerate() {
            if scenario.workload(id).is_none() {
                let field = format!("locked[{index}]");
                let expected = "the id of a workload of this board";
                return path.fails_with_text(&field, expected, id);
            }
        }
        if self.code && scenario.own_code().is_empty() {
            let expected = "`false`, or a snippet of this board with `code`";
            return path.fails("code", expected, &self.code);
        }
        Ok(())
    }
}

impl Challenge {
    /// Checks every rule of a challenge, those of its scenario included.
    ///
    /// # Errors
    ///
    /// [`ScenarioError`] with the path of the first field that breaks a rule, as it is named in the
    /// file that [`Challenge::to_json`] writes.
    ///
    /// ```
    /// use model::challenge::{Challenge, Level, Moves};
    /// use model::goal::Goal;
    /// # use model::scenario::Scenario;
    /// # let json = include_str!("../../../../public/scenarios/stress.json");
    /// # let scenario = Scenario::from_json(json)?;
    /// let mut challenge = Challenge {
    ///     id: "my-evening".to_owned(),
    ///     name: "My evening".to_owned(),
    ///     about: "Every workload keeps its promises.".to_owned(),
    ///     level: Level::OneMove,
    ///     hints: Vec::new(),
    ///     scenario,
    ///     moves: Moves::default(),
    ///     stars: vec![vec![Goal::Kept { workloads: Vec::new() }]],
    /// };
    /// challenge.check()?;
    ///
    /// challenge.stars.clear();
    /// let error = challenge.check().unwrap_err();
    /// assert!(error.to_string().starts_with("stars (its length)"));
    /// # Ok::<(), model::scenario::ScenarioError>(())
    /// ```
    pub fn check(&self) -> Result<(), ScenarioError> {
        let scenario = self.scenario.check();
        scenario.map_err(|error| error.below("scenario"))?;
        self.check_all_but_scenario()
    }

    /// Checks all rules but those of the scenario.
    pub(super) fn check_all_but_scenario(&self) -> Result<(), ScenarioError> {
        let top = FieldPath("");
        top.id(&self.id)?;
        top.text("name", &self.name, 1..=caps::NAME_LETTERS)?;
        top.text("about", &self.about, 1..=caps::TEXT_LETTERS)?;
        top.length("hints", self.hints.len(), 0..=caps::HINTS)?;
        for (index, hint) in self.hints.iter().enumerate() {
            top.text(&format!("hints[{index}]"), hint, 1..=caps::TEXT_LETTERS)?;
        }
        self.moves.check(&self.scenario)?;
        top.length("stars", self.stars.len(), 1..=caps::STARS)?;
        for (star, goals) in self.stars.iter().enumerate() {
            let path = format!("stars[{star}]");
            top.length(&path, goals.len(), 1..=caps::GOALS_OF_A_STAR)?;
            for (index, goal) in goals.iter().enumerate() {
                goal.check(&format!("{path}[{index}]"), &self.scenario)?;
            }
        }
        Ok(())
    }
}
