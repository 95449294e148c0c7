//! What leaves the page and comes into it: links, files, the clipboard and the browser's storage.

pub(crate) mod archive;
pub(crate) mod asked_moves;
pub(crate) mod autosave;
pub(crate) mod board_slot;
pub(crate) mod copying;
pub(crate) mod escape;
pub(crate) mod export;
pub(crate) mod file_chooser;
mod misread;
pub(crate) mod opening;
pub(crate) mod share_link;
