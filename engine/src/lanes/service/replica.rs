//! One replica, and which replicas of a deployment have room.

use std::collections::BTreeSet;

use crate::datastore::Link;
use model::units::Nanos;

/// One replica of a deployment.
#[derive(Clone, Debug)]
pub(super) struct Replica {
    /// Its place in the trace's list.
    pub span: u32,
    pub born: Nanos,
    pub ready_at: Nanos,
    /// [`Nanos::MAX`] while it lives.
    pub gone_at: Nanos,
    pub life: Life,
    /// Its pool of connections to the database; `None` where its code needs none.
    pub link: Option<Link>,
    /// The number of requests that run on the replica.
    pub running: u32,
    /// The number of running requests that never end by themselves.
    pub pinned: u32,
    /// The number of its crashes; each one loses the sessions in its memory.
    pub crashes: u32,
    pub last_crash: Nanos,
    /// The number of crashes that followed the first one within a short time.
    pub streak: u32,
}

/// The stage of a replica's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Life {
    /// The replica takes requests once it is ready.
    Serving,
    /// The replica finishes its requests and takes no new one.
    Draining,
    /// The replica has ended.
    Gone,
}

impl Replica {
    pub fn new(span: u32, born: Nanos, ready_at: Nanos, link: Option<Link>) -> Self {
        Self {
            span,
            born,
            ready_at,
            gone_at: Nanos::MAX,
            life: Life::Serving,
            link,
            running: 0,
            pinned: 0,
            crashes: 0,
            last_crash: Nanos::ZERO,
            streak: 0,
        }
    }

    /// Ends the replica.
    pub fn go(&mut self, now: Nanos) {
        self.life = Life::Gone;
        self.gone_at = now;
    }

    pub fn is_ready(&self, now: Nanos) -> bool {
        self.life == Life::Serving && self.ready_at <= now
    }
}

/// Ready replicas with a free slot, by how many requests they run.
#[derive(Clone, Debug, Default)]
pub(super) struct ByLoad {
    /// (running requests, replica): the first is the least busy, of equals the one created first.
    by_load: BTreeSet<(u32, u32)>,
}

impl ByLoad {
    pub fn put(&mut self, replica: u32, load: u32) {
        self.by_load.insert((load, replica));
    }

    pub fn take(&mut self, replica: u32, load: u32) {
        self.by_load.remove(&(load, replica));
    }

    /// The replica that runs the fewest requests, of equals the one created first.
    pub fn least_busy(&self) -> Option<u32> {
        self.by_load.first().map(|&(_, replica)| replica)
    }
}
