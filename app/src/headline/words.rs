//! The words for the state of the simulation.

use crate::session::EngineState;
use crate::text::figures;
use crate::text::language::{Phrase, phrase, say};

/// The name of the progress bar under the headline.
pub(crate) const PROGRESS: Phrase = phrase("How much of the hour is simulated");

/// The state of the simulation, in two or three words.
pub(crate) fn state(state: &EngineState) -> String {
    match state {
        EngineState::Starting => say!("Getting ready …"),
        EngineState::Running(share) if *share > 0.0 => {
            say!("Simulating, {share} done", share = figures::share(*share))
        }
        EngineState::Running(_) => say!("Simulating …"),
        EngineState::Idle => say!("Up to date"),
        EngineState::Restarted(_) => say!("Restarted"),
        EngineState::Unavailable(_) => say!("Not running"),
    }
}
