//! Where state lives: the home database, the key-value store at the edge, caches of answers.
//!
//! Each write makes a version. A write that replaces a version which its writer had not seen
//! overwrites another writer's work: lost updates are counted from that, not drawn.

mod answer_cache;
mod connections;
mod key_cache;
mod versions;

pub(crate) use answer_cache::{AnswerCaches, Freshness};
pub(crate) use connections::{Connections, Holder, Link};
pub(crate) use key_cache::{Near, Source};
pub(crate) use versions::{Versions, Writer, Written};

use model::catalog::edge::OBJECT_RATE;
use model::units::Nanos;

/// How long the object of a key takes for one request.
pub(crate) fn object_turn() -> Nanos {
    Nanos::from_secs(1.0 / OBJECT_RATE.value)
}
