//! The moves of a player, as the file of known solutions holds them.

use model::sandbox::OwnCode;
use model::scenario::{Placements, Remedy, Scenario};
use serde::Deserialize;

/// The moves of a player.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Play {
    /// The new placements of the moved cards.
    #[serde(default)]
    pub placements: Placements,
    /// All remedies that are on; absent: those of the start.
    pub remedies: Option<Vec<Remedy>>,
    /// The lines of a program in the grading language, in the place of that of the start; none: the program of the start.
    #[serde(default)]
    pub program: Vec<String>,
}

impl Play {
    /// The board that this makes of a starting one.
    pub fn on(&self, start: &Scenario) -> Scenario {
        let mut played = start.clone();
        for (id, &placement) in &self.placements.0 {
            played.placements.place(id, placement);
        }
        if let Some(remedies) = &self.remedies {
            played.remedies.clone_from(remedies);
        }
        let replaced = start
            .own_code()
            .first()
            .map(|(snippet, _)| (*snippet).to_owned());
        if let Some(snippet) = replaced.filter(|_| !self.program.is_empty()) {
            played.set_own_code(&snippet, OwnCode::Grading(self.program.join("\n")));
        }
        played
    }
}
