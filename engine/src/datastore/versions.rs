//! Versions of the keys of one step: which version each reader sees, and which write was overwritten
//! unseen.

use super::key_cache::{KeyCache, Near, Source};
use model::catalog::edge::KV_WRITE_RATE;
use model::outcome::Outcome;
use model::request_number::RequestNumber;
use model::units::Nanos;

/// The keys of one step.
#[derive(Clone, Debug)]
pub(crate) struct Versions {
    /// By key: counts up with each write; 0 before the first.
    latest: Vec<u32>,
    /// By key: the writer of the latest version.
    writer: Vec<Writer>,
    /// By key, where transactions lock it: when the last one ends.
    free_at: Vec<Nanos>,
    /// By key, in the key-value store: when it takes the next write.
    writable_at: Vec<Nanos>,
    /// The copies of the key-value store.
    copies: KeyCache,
    /// By key, where a replica in another region reads it: when it was written last.
    written_at: Vec<Nanos>,
}

/// The request that wrote the latest version of a key, and its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Writer {
    pub number: RequestNumber,
    /// The request's row in the trace.
    pub row: u32,
    pub ended: Nanos,
    pub outcome: Outcome,
}

impl Writer {
    const NOBODY: Self = Self {
        number: RequestNumber(0),
        row: 0,
        ended: Nanos::ZERO,
        outcome: Outcome::Ok,
    };
}

/// The version that a reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReadVersion {
    pub version: u32,
    /// Another writer's acknowledged write was missed.
    pub stale: bool,
}

/// The result of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// It replaced the version that its writer had seen.
    Clean,
    /// It overwrote this writer's work, which its writer had not seen.
    Over(Writer),
    /// The store took no more writes to this key in this second.
    TooFast,
}

impl Versions {
    pub fn new(key_count: u32) -> Self {
        let keys = key_count.max(1) as usize;
        let (latest, writer) = (vec![0; keys], vec![Writer::NOBODY; keys]);
        Self {
            latest,
            writer,
            free_at: Vec::new(),
            writable_at: Vec::new(),
            copies: KeyCache::default(),
            written_at: Vec::new(),
        }
    }

    /// Notes when each key is written from now on: a replica in another region reads it.
    pub fn note_writes(&mut self) {
        self.written_at.resize(self.latest.len(), Nanos::ZERO);
    }

    /// A key has just been written.
    pub fn written(&mut self, key: u32, now: Nanos) {
        if let Some(written_at) = self.written_at.get_mut(key as usize) {
            *written_at = now;
        }
    }

    /// The version that a reader of a replica sees, which is this far behind: the one before the latest, where that is younger.
    pub fn read_replica(&self, key: u32, now: Nanos, lag: Nanos) -> ReadVersion {
        let latest = self.latest[key as usize];
        let written_at = self
            .written_at
            .get(key as usize)
            .copied()
            .unwrap_or_default();
        let stale = latest > 0 && written_at + lag > now;
        ReadVersion {
            version: latest - u32::from(stale),
            stale,
        }
    }

    /// The version that a reader in the home database sees: the latest one.
    pub fn read_home(&self, key: u32) -> ReadVersion {
        ReadVersion {
            version: self.latest[key as usize],
            stale: false,
        }
    }

    /// The version that a reader at a point of presence sees in the key-value store, and where it found it.
    pub fn read_near(&mut self, key: u32, near: Near, now: Nanos) -> (ReadVersion, Source) {
        let latest = self.latest[key as usize];
        let (version, source) = self.copies.read(key, near, now, latest);
        let stale = version < latest;
        (ReadVersion { version, stale }, source)
    }

    /// Writes to the home database without a transaction around it: the last one wins.
    pub fn write_home(&mut self, key: u32, seen: u32) -> Written {
        self.put(key, seen)
    }

    /// Writes to the key-value store from a point of presence.
    pub fn write_near(&mut self, key: u32, seen: u32, near: Near, now: Nanos) -> Written {
        let least_gap = Nanos::from_secs(1.0 / KV_WRITE_RATE.value);
        self.writable_at.resize(self.latest.len(), Nanos::ZERO);
        let writable_at = &mut self.writable_at[key as usize];
        if now < *writable_at {
            return Written::TooFast;
        }
        *writable_at = now + least_gap;
        let written = self.put(key, seen);
        self.copies.write(key, near, now, self.latest[key as usize]);
        written
    }

    /// Writes inside a transaction that read the latest version under its lock.
    pub fn write_locked(&mut self, key: u32) {
        let latest = self.latest[key as usize];
        self.put(key, latest);
    }

    /// The request that wrote a key last has ended.
    pub fn writer_ended(&mut self, key: u32, writer: Writer) {
        self.writer[key as usize] = writer;
    }

    /// When a transaction of this length that is ready now holds its key, in order of the calls.
    pub fn lock(&mut self, key: u32, now: Nanos, length: Nanos) -> Nanos {
        self.free_at.resize(self.latest.len(), Nanos::ZERO);
        let free_at = &mut self.free_at[key as usize];
        let from = now.max(*free_at);
        *free_at = from + length;
        from
    }

    fn put(&mut self, key: u32, seen: u32) -> Written {
        let key = key as usize;
        let overwrites = seen < self.latest[key];
        self.latest[key] += 1;
        if overwrites {
            Written::Over(self.writer[key])
        } else {
            Written::Clean
        }
    }
}
