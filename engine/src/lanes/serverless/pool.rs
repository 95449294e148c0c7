//! The instances of one function.

use std::collections::BinaryHeap;

use crate::units::Nanos;

/// One instance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Instance {
    pub step: u16,
    /// Its number among its function's instances, in order of creation.
    pub created: u32,
    /// Its place in the trace's list.
    pub span: u32,
    pub idle: bool,
    /// Counts up whenever it is taken or goes, so that what was noted about it before is stale.
    pub uses: u32,
}

/// The instances of one function.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    pub memory_mb: u32,
    pub created: u32,
    pub live: u32,
    /// Idle instances by creation, newest on top; entries of reclaimed ones are passed over.
    idle: BinaryHeap<(u32, u32)>,
    /// Where each session's memory is: 0 before its first request.
    pub session_at: Vec<u64>,
    ramp_limit: f64,
    ramp_left: f64,
    ramp_at: Nanos,
}

impl Pool {
    pub fn new(memory_mb: u32, ramp_per_10_s: u32, sessions: u32) -> Self {
        Self {
            memory_mb,
            created: 0,
            live: 0,
            idle: BinaryHeap::new(),
            session_at: vec![0; sessions as usize],
            ramp_limit: f64::from(ramp_per_10_s),
            ramp_left: f64::from(ramp_per_10_s),
            ramp_at: Nanos::ZERO,
        }
    }

    /// Takes the newest idle instance out. The place of one that was reclaimed may hold another
    /// function's by now, with the same number among its own.
    pub fn newest_idle(&mut self, step: u16, instances: &[Instance]) -> Option<u32> {
        while let Some((created, index)) = self.idle.pop() {
            let instance = &instances[index as usize];
            if instance.idle && instance.step == step && instance.created == created {
                return Some(index);
            }
        }
        None
    }

    /// An instance has become idle.
    pub fn rest(&mut self, created: u32, index: u32) {
        self.idle.push((created, index));
    }

    /// Takes the right to start one instance: a bucket that holds ten seconds' worth and fills
    /// evenly, so that nothing accrues beyond it.
    pub fn take_ramp(&mut self, now: Nanos) -> bool {
        let filled = now.since(self.ramp_at).as_secs() * self.ramp_limit / 10.0;
        self.ramp_left = (self.ramp_left + filled).min(self.ramp_limit);
        self.ramp_at = now;
        let free = self.ramp_left >= 1.0;
        if free {
            self.ramp_left -= 1.0;
        }
        free
    }
}
