//! The state that a step reads and writes, and the store that keeps it.

use model::catalog::LaneId;
use model::random::Zipf;
use model::scenario::{Coordination, State};

/// The rows or keys that a step reads and writes: the number per request, and their popularity.
#[derive(Clone, Debug)]
pub(crate) struct StateAccess {
    pub reads: u32,
    pub writes: u32,
    pub keys: Zipf,
    pub key_count: u32,
    pub coordination: Coordination,
}

/// Sessions that live in memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Session {
    pub count: u32,
    pub reload_reads: u32,
}

/// The store that keeps a step's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Store {
    /// The step has no state.
    None,
    /// The home database, from inside the home region.
    Home,
    /// The home database, from a point of presence.
    HomeFromPop,
    /// The key-value store at the edge.
    KeyValue,
}

/// The keys or sessions of a step on a lane. At the edge no memory outlives a request: a session is
/// a key there, which each request reads and writes.
pub(super) fn state(state: &State, lane: LaneId) -> (Option<StateAccess>, Option<Session>) {
    match *state {
        State::None => (None, None),
        State::Records {
            reads,
            writes,
            keys,
            skew,
            coordination,
        } => {
            let zipf = Zipf::unweighed(keys, skew);
            (
                Some(StateAccess {
                    reads,
                    writes,
                    keys: zipf,
                    key_count: keys,
                    coordination,
                }),
                None,
            )
        }
        State::Session { sessions, .. } if lane == LaneId::Edge => {
            let access = StateAccess {
                reads: 1,
                writes: 1,
                keys: Zipf::unweighed(sessions, 0.0),
                key_count: sessions,
                coordination: Coordination::PerKey,
            };
            (Some(access), None)
        }
        State::Session {
            sessions,
            reload_reads,
        } => (
            None,
            Some(Session {
                count: sessions,
                reload_reads,
            }),
        ),
    }
}
