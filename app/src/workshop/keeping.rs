//! What the page for hosts keeps in the browser's storage: the results of the room and the host's own links.

use serde::{Deserialize, Serialize};

use crate::browser;
use crate::browser::shared_text::SharedText;

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

/// The lines of the results, which other tabs of the page write too.
pub(super) fn stored_results() -> SharedText {
    SharedText::open(RESULTS)
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
