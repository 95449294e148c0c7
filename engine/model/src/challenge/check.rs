//! The rules of a challenge, whether it was read from a file or built in the page.

use super::Challenge;
use crate::scenario::{FieldPath, ScenarioError, caps};

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
        scenario.map_err(|error| error.within("scenario"))?;
        self.check_all_but_scenario()
    }

    /// Checks that a challenge from a link or a file has an id of its own: under a shipped
    /// challenge's id it would replace that one and earn its stars.
    ///
    /// # Errors
    ///
    /// [`ScenarioError::Rule`] at `id` where one of the shipped challenges has the same id.
    pub fn check_is_not_shipped<'a>(
        &self,
        mut shipped_ids: impl Iterator<Item = &'a str>,
    ) -> Result<(), ScenarioError> {
        if shipped_ids.any(|id| id == self.id) {
            let expected = "an id that no shipped challenge has";
            return FieldPath("").fails_with_text("id", expected, &self.id);
        }
        Ok(())
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
        let locked = &self.moves.locked;
        FieldPath("moves").length("locked", locked.len(), 0..=caps::WORKLOADS)?;
        for (index, id) in locked.iter().enumerate() {
            if self.scenario.workload(id).is_none() {
                let field = format!("locked[{index}]");
                let expected = "the id of a workload of this board";
                return FieldPath("moves").fails_with_text(&field, expected, id);
            }
        }
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
