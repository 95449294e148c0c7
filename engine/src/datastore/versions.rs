//! Versions of the keys of one step: who sees which, and whose write was overwritten unseen.

use std::collections::VecDeque;

use crate::catalog::edge::{KV_PROPAGATION, KV_WRITE_RATE};
use crate::random::{Purpose, Stream};
use crate::units::Nanos;

/// The keys of one step.
#[derive(Clone, Debug)]
pub(crate) struct Versions {
    keys: Vec<Key>,
    stream: Stream,
}

#[derive(Clone, Debug, Default)]
struct Key {
    /// Counts up with each write; 0 before the first.
    latest: u32,
    /// Who wrote it.
    writer: u32,
    /// When the last transaction on it ends.
    free_at: Nanos,
    /// Writes that some POP may not have seen yet, oldest first.
    travelling: VecDeque<Write>,
}

/// A write on its way to other POPs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Write {
    at: Nanos,
    pop: u16,
    version: u32,
}

/// What a reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub version: u32,
    /// Somebody's acknowledged write was missed.
    pub stale: bool,
}

/// What came of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// It stands on what its writer had seen.
    Clean,
    /// It overwrote this writer's work, which its writer had not seen.
    Over(u32),
    /// The store took no more writes to this key in this second.
    TooFast,
}

impl Versions {
    pub fn new(key_count: u32, stream: Stream) -> Self {
        Self {
            keys: vec![Key::default(); key_count.max(1) as usize],
            stream,
        }
    }

    /// What a reader in the home database sees: everything.
    pub fn read_home(&self, key: u32) -> Seen {
        Seen {
            version: self.keys[key as usize].latest,
            stale: false,
        }
    }

    /// What a reader at a POP sees of the key-value store.
    pub fn read_near(&mut self, key: u32, pop: u16, now: Nanos) -> Seen {
        let state = &mut self.keys[key as usize];
        let latest = state.latest;
        let oldest_travelling = state.travelling.front().map_or(latest + 1, |w| w.version);
        let stream = self.stream;
        let arrived = |write: &&Write| {
            write.pop == pop || {
                // The catalog's "up to 60 s": uniform, one draw for each write and POP.
                let id = (u64::from(key) << 32) | u64::from(write.version);
                let unit = stream
                    .request(id)
                    .unit(Purpose::Propagation, u32::from(pop));
                now >= write.at + KV_PROPAGATION.time().scaled(unit)
            }
        };
        let version = state
            .travelling
            .iter()
            .rev()
            .find(arrived)
            .map_or(oldest_travelling - 1, |write| write.version);
        Seen {
            version,
            stale: version < latest,
        }
    }

    /// Writes to the home database without a transaction around it: the last one wins.
    pub fn write_home(&mut self, key: u32, seen: u32, writer: u32) -> Written {
        self.put(key, seen, writer)
    }

    /// Writes to the key-value store from a POP.
    pub fn write_near(
        &mut self,
        key: u32,
        seen: u32,
        writer: u32,
        pop: u16,
        now: Nanos,
    ) -> Written {
        let least_gap = Nanos::from_secs(1.0 / KV_WRITE_RATE.value);
        let travelling = &mut self.keys[key as usize].travelling;
        while travelling
            .front()
            .is_some_and(|write| write.at + KV_PROPAGATION.time() <= now)
        {
            travelling.pop_front();
        }
        if travelling
            .back()
            .is_some_and(|last| now < last.at + least_gap)
        {
            return Written::TooFast;
        }
        let written = self.put(key, seen, writer);
        let state = &mut self.keys[key as usize];
        let version = state.latest;
        state.travelling.push_back(Write {
            at: now,
            pop,
            version,
        });
        written
    }

    /// Writes inside a transaction that read the latest version under its lock.
    pub fn write_locked(&mut self, key: u32, writer: u32) {
        let latest = self.keys[key as usize].latest;
        self.put(key, latest, writer);
    }

    /// When a transaction of this length that is ready now holds its key, in order of asking.
    pub fn lock(&mut self, key: u32, now: Nanos, length: Nanos) -> Nanos {
        let state = &mut self.keys[key as usize];
        let from = now.max(state.free_at);
        state.free_at = from + length;
        from
    }

    fn put(&mut self, key: u32, seen: u32, writer: u32) -> Written {
        let state = &mut self.keys[key as usize];
        let loser = state.writer;
        let overwrites = seen < state.latest;
        state.latest += 1;
        state.writer = writer;
        if overwrites {
            Written::Over(loser)
        } else {
            Written::Clean
        }
    }
}
