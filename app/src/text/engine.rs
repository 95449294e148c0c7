//! The worker's state, as far as a person has to know it.

use super::figures;
use crate::session::EngineState;

pub(crate) const OTHER_BUILD: &str =
    "This page and its engine come from different versions of the site. Load the page again.";

/// The engine cannot run in this browser.
pub(crate) fn unavailable(report: &str) -> String {
    let report = report.trim_end_matches('.');
    let reason = if report.is_empty() {
        String::new()
    } else {
        format!(" The browser says: {report}.")
    };
    format!(
        "The simulation cannot start in this browser, so the board shows no verdicts.{reason} \
         A current browser with WebAssembly and web workers allowed will run it."
    )
}

/// The engine failed and was started again.
pub(crate) fn restarted(asks_again: bool) -> String {
    let next = if asks_again {
        "This hour is being simulated again."
    } else {
        "It fails on this very board: undo the last move, or try another."
    };
    format!("The simulation stopped on an error and was restarted. Your board is unchanged. {next}")
}

/// The result of a simulation did not arrive whole.
pub(crate) fn trace_unreadable(why: &str) -> String {
    format!("The result could not be read ({why}). Your board is unchanged; any move tries again.")
}

/// What the bar under the headline is.
pub(crate) const PROGRESS: &str = "How much of the hour is simulated";

/// What stands beside the board.
pub(crate) fn state(state: &EngineState) -> String {
    match state {
        EngineState::Starting => "Getting ready …".to_owned(),
        EngineState::Running(share) if *share > 0.0 => {
            format!("Simulating, {} done", figures::share(*share))
        }
        EngineState::Running(_) => "Simulating …".to_owned(),
        EngineState::Idle => "Up to date".to_owned(),
        EngineState::Restarted(_) => "Restarted".to_owned(),
        EngineState::Unavailable(_) => "Not running".to_owned(),
    }
}
