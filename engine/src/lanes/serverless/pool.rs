//! The instances of one function.
//!
//! Must not know: the account's limits, or what an instance runs.

use std::collections::VecDeque;

use super::super::rank_set::RankSet;
use crate::catalog::ServerlessPreset;
use crate::cost::ServerlessMeter;
use crate::outcome::Cause;
use crate::plan::StepPlan;
use crate::random::Draws;
use crate::scenario::{Reuse, ServerlessSettings};
use crate::units::Nanos;

/// One instance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Instance {
    pub step: u16,
    /// Its number among its function's instances, in order of creation.
    pub created: u32,
    /// Its place in the trace's list.
    pub span: u32,
    pub alive: bool,
    /// Whether it is never reclaimed.
    pub stays: bool,
    pub born: Nanos,
    pub running: u32,
    pub ready_at: Nanos,
    /// Since when it runs nothing, and the draws that say for how long it is kept then; of no
    /// meaning while it runs something.
    pub idle_since: Nanos,
    pub keep_draws: Draws,
    /// When it is looked at next, [`Nanos::MAX`] where nobody is to look.
    pub check_at: Nanos,
}

/// The instances of one function.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    pub memory_mb: u32,
    pub vcpus: f64,
    /// Time that a request takes, alone in its instance, over that at one whole processor.
    pub pace: f64,
    /// Requests that run here now.
    pub busy: u32,
    /// Its own share of the account's concurrency, and its limit.
    pub reserved: Option<u32>,
    /// Instances that stand ready from the start.
    pub provisioned: u32,
    /// What it used so far, for the bill.
    pub meter: ServerlessMeter,
    /// Why no instance of this function can ever run its code.
    pub never_runs: Option<Cause>,
    pub created: u32,
    pub live: u32,
    /// How long instances that are gone had lived before the horizon, all together.
    pub lived_ns: u128,
    /// Where each session's memory is: 0 before its first request.
    pub session_at: Vec<u64>,
    reuse: Reuse,
    /// Instances that can take a request, by creation.
    room: RankSet,
    /// The same by use, the last one on top; entries that no longer hold are passed over.
    recent: Vec<(u32, u32)>,
    /// Places of the instances from `first_created` on; [`GONE`] for those reclaimed.
    places: VecDeque<u32>,
    first_created: u32,
    ramp_limit: f64,
    ramp_per_s: f64,
    ramp_left: f64,
    ramp_at: Nanos,
}

const GONE: u32 = u32::MAX;

impl Pool {
    pub fn new(settings: &ServerlessSettings, memory_mb: u32, step: &StepPlan) -> Self {
        let preset = settings.preset();
        let sessions = step.session.map_or(0, |session| session.count);
        let burst = f64::from(settings.burst);
        Self {
            memory_mb,
            vcpus: preset.vcpus(memory_mb),
            pace: 1.0 / preset.vcpus(memory_mb).min(step.threads),
            busy: 0,
            reserved: None,
            provisioned: 0,
            meter: ServerlessMeter::new(preset, memory_mb),
            never_runs: never_runs(preset, step, memory_mb),
            created: 0,
            live: 0,
            lived_ns: 0,
            session_at: vec![0; sessions as usize],
            reuse: settings.reuse,
            room: RankSet::default(),
            recent: Vec::new(),
            places: VecDeque::new(),
            first_created: 0,
            ramp_limit: burst,
            ramp_per_s: f64::from(settings.ramp_per_10_s) / 10.0,
            ramp_left: burst,
            ramp_at: Nanos::ZERO,
        }
    }

    /// The instance that takes the next request: the newest, or the one used last.
    #[inline]
    pub fn next_with_room(&mut self, instances: &[Instance], slots: u32) -> Option<u32> {
        match self.reuse {
            Reuse::NewestFirst => {
                let created = self.room.last()?;
                self.places
                    .get((created - self.first_created) as usize)
                    .copied()
            }
            Reuse::LastUsedFirst => loop {
                let &(created, index) = self.recent.last()?;
                // The place of one that is gone may be another function's by now.
                let is_here = created
                    .checked_sub(self.first_created)
                    .and_then(|age| self.places.get(age as usize))
                    == Some(&index);
                if is_here && instances[index as usize].running < slots {
                    return Some(index);
                }
                self.recent.pop();
            },
        }
    }

    /// A new instance, at this place.
    pub fn add(&mut self, index: u32) -> u32 {
        let created = self.created;
        self.created += 1;
        self.live += 1;
        self.places.push_back(index);
        created
    }

    /// An instance can take a request.
    #[inline]
    pub fn open(&mut self, created: u32, index: u32) {
        match self.reuse {
            Reuse::NewestFirst => self.room.insert(created),
            Reuse::LastUsedFirst => self.recent.push((created, index)),
        }
    }

    /// An instance can take no more.
    #[inline]
    pub fn close(&mut self, created: u32) {
        match self.reuse {
            Reuse::NewestFirst => self.room.remove(created),
            // Whatever was used last lies on top.
            Reuse::LastUsedFirst => {
                self.recent.pop();
            }
        }
    }

    /// An instance that could have taken a request is gone, or one that could not.
    pub fn remove(&mut self, created: u32, had_room: bool) {
        if had_room && self.reuse == Reuse::NewestFirst {
            self.room.remove(created);
        }
        self.live -= 1;
        self.places[(created - self.first_created) as usize] = GONE;
        while self.places.front() == Some(&GONE) {
            self.places.pop_front();
            self.first_created += 1;
        }
    }

    /// Takes the right to start one instance: a bucket that holds a burst and fills evenly, so that
    /// nothing accrues beyond it.
    pub fn take_ramp(&mut self, now: Nanos) -> bool {
        let filled = now.since(self.ramp_at).as_secs() * self.ramp_per_s;
        self.ramp_left = (self.ramp_left + filled).min(self.ramp_limit);
        self.ramp_at = now;
        let free = self.ramp_left >= 1.0;
        if free {
            self.ramp_left -= 1.0;
        }
        free
    }
}

/// A constraint that no instance of this function can meet.
fn never_runs(preset: &ServerlessPreset, step: &StepPlan, memory_mb: u32) -> Option<Cause> {
    let needed_mb = step.memory_mb + step.resident_mb;
    let payload = if step.waited_for {
        preset.payload_sync
    } else {
        preset.payload_async
    };
    if needed_mb > memory_mb || needed_mb > preset.memory_max.count() {
        Some(Cause::MemoryLimit)
    } else if f64::from(step.payload_kb) > payload.value * 1024.0 {
        Some(Cause::PayloadTooLarge)
    } else {
        None
    }
}
