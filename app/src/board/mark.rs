//! A lane's shape with its letter, shown beside the lane's name.

use leptos::prelude::*;
use model::catalog::LaneId;

use crate::controls::lane_mark::lane_mark;

/// The mark of a lane. A screen reader skips it, because the lane's name is beside it.
#[component]
pub(crate) fn LaneBadge(
    /// The lane of the mark.
    lane: LaneId,
) -> impl IntoView {
    let mark = lane_mark(lane);
    view! {
        <span class="badge" data-badge=lane.as_str() aria-hidden="true">
            <svg viewBox="0 0 16 16" width="22" height="22">
                <path class="badge-shape" d=mark.shape.svg_path() />
                <text class="badge-letter" x="8" y="11.1" text-anchor="middle">
                    {mark.letter}
                </text>
            </svg>
        </span>
    }
    .into_any()
}
