//! Exact counts at the playhead, for the text and for the heads of the lanes.
//!
//! A request counts only while it is in flight, also where it is drawn longer.

use super::whereabouts::Doing;

/// The number of requests by activity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All requests in flight.
    pub in_flight: u32,
    /// Requests that travel.
    pub travelling: u32,
    /// Requests that connect.
    pub connecting: u32,
    /// Requests in a queue.
    pub waiting: u32,
    /// Requests that the platform has refused and that are retried later.
    pub backing_off: u32,
    /// Requests that wait for a new instance.
    pub starting: u32,
    /// Requests whose code runs.
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

    /// The requests in front of a lane.
    pub fn in_queue(&self) -> u32 {
        self.waiting + self.backing_off + self.starting
    }
}

/// One lane's instances and requests.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LaneTally {
    /// The lane's requests.
    pub requests: Tally,
    /// Instances that start.
    pub starting: u32,
    /// Instances that are warm and idle.
    pub idle: u32,
    /// Busy instances.
    pub busy: u32,
    /// Failed requests a second, over the last minute.
    pub failed_per_second: f64,
    /// Late requests a second, over the last minute.
    pub late_per_second: f64,
}

impl LaneTally {
    /// The number of instances that exist.
    pub fn instances(&self) -> u32 {
        self.starting + self.idle + self.busy
    }
}
