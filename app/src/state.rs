//! The state of the page: the document and what playback of its run needs.

pub(crate) mod board_width;
mod difference;
pub(crate) mod document;
pub(crate) mod handover;
pub(crate) mod latency;
pub(crate) mod loaded_run;
pub(crate) mod panes;
pub(crate) mod playhead;
pub(crate) mod short_snapshot;
pub(crate) mod snapshot;
pub(crate) mod veil;
