//! One replica.

use crate::request::Slot;
use crate::units::Nanos;

/// One replica of a deployment.
#[derive(Clone, Debug)]
pub(super) struct Replica {
    /// Its place in the trace's list.
    pub span: u32,
    pub ready_at: Nanos,
    pub life: Life,
    /// Requests that run here.
    pub running: Vec<Slot>,
    /// Of these, how many never end by themselves.
    pub pinned: u32,
    /// How often it has crashed: sessions from before are gone.
    pub crashes: u32,
    pub last_crash: Nanos,
    /// Crashes in short order after the first.
    pub streak: u32,
}

/// Whether a replica takes requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Life {
    /// Takes requests from when it is ready.
    Serving,
    /// Finishes what runs and takes nothing new.
    Draining,
    /// Is no more.
    Gone,
}

impl Replica {
    pub fn new(span: u32, ready_at: Nanos) -> Self {
        Self {
            span,
            ready_at,
            life: Life::Serving,
            running: Vec::new(),
            pinned: 0,
            crashes: 0,
            last_crash: Nanos::ZERO,
            streak: 0,
        }
    }

    pub fn is_ready(&self, now: Nanos) -> bool {
        self.life == Life::Serving && self.ready_at <= now
    }
}
