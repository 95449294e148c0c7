//! Where state lives: the home database and the edge key-value store.
//!
//! Versions are real. A write that lands on a version that its writer had not seen overwrites
//! somebody's work, and that is counted from what happened. Must not know: lanes.

mod connections;
mod versions;

pub(crate) use connections::Connections;
pub(crate) use versions::{Versions, Writer, Written};
