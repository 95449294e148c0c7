//! Where a card can lie.
//!
//! Must not know: what comes of it.

use engine::catalog::LaneId;
use engine::scenario::{Author, Placement};

/// On each lane, and behind walls there where its code is a stranger's.
pub(crate) fn ways(author: &Author) -> Vec<Placement> {
    let mut ways: Vec<Placement> = LaneId::ALL.into_iter().map(Placement::on).collect();
    if matches!(author, Author::Partner { .. }) {
        let without_walls = LaneId::ALL
            .into_iter()
            .filter(|lane| *lane != LaneId::Sandbox);
        ways.extend(without_walls.map(|lane| Placement {
            lane,
            sandboxed: true,
        }));
    }
    ways
}
