//! The state that a step reads and writes, and the store that keeps it.

use model::catalog::LaneId;
use model::random::{Stream, Zipf};
use model::scenario::{Coordination, Remedy, State};

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
    /// An object for each key, at one point of presence, which is its only writer.
    Objects,
}

/// Draws the city of each key of the step with this name, where each belongs to one.
pub(super) fn key_homes(state: &State, seed: u64, name: &str) -> Option<Stream> {
    let are_of_cities = state.keys_are_of_cities();
    are_of_cities.then(|| Stream::new(seed, &format!("{name}/cities")))
}

/// Draws the city of each key's object, for keys whose requests come from every city: that of its first request.
pub(super) fn object_homes(store: Store, seed: u64, name: &str) -> Option<Stream> {
    (store == Store::Objects).then(|| Stream::new(seed, &format!("{name}/objects")))
}

/// How a step guards its writes to the home database against other writers of the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WriteGuard {
    /// The last write wins.
    None,
    /// Its reads and writes are a transaction that locks the key, once its code has run; or one turn of the key's object.
    RowLock,
    /// It writes only where the version is the one that it has read, else it reads and tries again.
    ComparedVersion,
}

impl WriteGuard {
    /// The guard of a step with these remedies, for writes that have to agree; a lock makes a comparison needless.
    pub fn of<'a>(
        access: Option<&StateAccess>,
        store: Store,
        session_row: bool,
        remedies: impl Iterator<Item = &'a Remedy>,
    ) -> Self {
        let is_object = store == Store::Objects && access.is_some_and(|access| access.writes > 0);
        // Code that keeps its session as a row locks it.
        if is_object || session_row {
            return Self::RowLock;
        }
        let is_guarded = access
            .is_some_and(|access| access.writes > 0 && access.coordination == Coordination::PerKey);
        if !is_guarded || store == Store::KeyValue {
            return Self::None;
        }
        remedies.fold(Self::None, |guard, remedy| match remedy {
            Remedy::RowLock { .. } => Self::RowLock,
            Remedy::ConditionalWrites { .. } if guard == Self::None => Self::ComparedVersion,
            _ => guard,
        })
    }
}

/// The keys or sessions of a step on a lane. At the edge no memory outlives a request: a session is
/// a key there, which each request reads and writes, as where it is a row.
pub(super) fn state(
    state: &State,
    lane: LaneId,
    session_row: bool,
) -> (Option<StateAccess>, Option<Session>) {
    match *state {
        State::None => (None, None),
        State::Records {
            reads,
            writes,
            keys,
            skew,
            coordination,
            ..
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
        State::Session { sessions, .. } if lane == LaneId::Edge || session_row => {
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
