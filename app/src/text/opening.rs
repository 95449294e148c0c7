//! Opening a scenario.

pub(crate) const OPEN: &str = "Open a scenario file";
pub(crate) const FILE: &str = "Scenario file";
pub(crate) const LOADING: &str = "Opening the board …";

/// A file could not be had.
pub(crate) fn not_fetched(name: &str, why: &str) -> String {
    format!("{name} could not be read ({why}). Load the page again, or open a scenario file.")
}

/// A file is no scenario; `error` names the field and what it should be.
pub(crate) fn breaks_a_rule(name: &str, error: &str) -> String {
    let error = error.trim_end_matches('.');
    format!("{name} was not opened: {error}. The board is as it was.")
}
