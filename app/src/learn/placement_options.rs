//! The placements that a workload can have.

use model::catalog::LaneId;
use model::scenario::{Author, Placement};

/// A placement on each lane; for the code of a partner, also one in a sandbox there.
pub(crate) fn placement_options(author: &Author) -> Vec<Placement> {
    let mut options: Vec<Placement> = LaneId::ALL.into_iter().map(Placement::on).collect();
    if matches!(author, Author::Partner { .. }) {
        let other_lanes = LaneId::ALL
            .into_iter()
            .filter(|lane| *lane != LaneId::Sandbox);
        options.extend(other_lanes.map(|lane| Placement {
            lane,
            sandboxed: true,
        }));
    }
    options
}
