//! The moves of a player, as the file of known solutions holds them.

use model::scenario::{Placements, Remedy, Scenario};
use serde::Deserialize;

/// The moves of a player.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Play {
    /// The new placements of the moved cards.
    pub placements: Placements,
    /// All remedies that are on; absent: those of the start.
    pub remedies: Option<Vec<Remedy>>,
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
        played
    }
}
