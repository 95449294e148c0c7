//! What the page for hosts keeps in the browser's storage: the results of the room and the host's own links.

use serde::{Deserialize, Serialize};

use crate::browser;

/// The names in the storage.
const RESULTS: &str = "lanewise.workshop-results";
const LINKS: &str = "lanewise.workshop-links";

/// A link of the host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoomLink {
    pub(super) name: String,
    pub(super) address: String,
}

/// The lines of the results that were kept.
pub(super) fn kept_results() -> String {
    browser::stored(RESULTS).unwrap_or_default()
}

/// Keeps lines of results. Returns whether the storage accepted them.
pub(super) fn keep_results(lines: &str) -> bool {
    browser::store(RESULTS, lines)
}

/// The host's own links that were kept. A text of another form is none.
pub(super) fn kept_links() -> Vec<RoomLink> {
    let kept = browser::stored(LINKS).unwrap_or_default();
    serde_json::from_str(&kept).unwrap_or_default()
}

/// Keeps the host's own links. Returns whether the storage accepted them.
pub(super) fn keep_links(links: &[RoomLink]) -> bool {
    serde_json::to_string(links).is_ok_and(|text| browser::store(LINKS, &text))
}
