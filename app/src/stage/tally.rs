//! Exact counts at the playhead: what the text says and what the lanes' heads show.
//!
//! Nothing here is stretched.

use super::whereabouts::Doing;

/// Requests by what they do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub in_flight: u32,
    /// On their way.
    pub travelling: u32,
    /// Shaking hands.
    pub connecting: u32,
    /// In a queue.
    pub waiting: u32,
    /// Waiting to be taken again.
    pub backing_off: u32,
    /// Waiting for a new instance.
    pub starting: u32,
    /// At work.
    pub running: u32,
}

impl Tally {
    /// Counts one request.
    pub fn add(&mut self, doing: Doing) {
        self.in_flight += 1;
        *match doing {
            Doing::Travelling => &mut self.travelling,
            Doing::Connecting => &mut self.connecting,
            Doing::Waiting => &mut self.waiting,
            Doing::BackingOff => &mut self.backing_off,
            Doing::Starting => &mut self.starting,
            Doing::Running => &mut self.running,
        } += 1;
    }

    /// Those in front of a lane.
    pub fn in_queue(&self) -> u32 {
        self.waiting + self.backing_off + self.starting
    }
}

/// One lane's instances and requests.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LaneTally {
    /// Its requests.
    pub requests: Tally,
    /// Instances that start.
    pub starting: u32,
    /// Instances that wait, warm.
    pub idle: u32,
    /// Instances at work.
    pub busy: u32,
    /// Requests that failed, a second, over the last minute.
    pub failed_per_second: f64,
    /// Requests that were late, a second, over the last minute.
    pub late_per_second: f64,
}

impl LaneTally {
    /// Every instance that exists.
    pub fn instances(&self) -> u32 {
        self.starting + self.idle + self.busy
    }
}
