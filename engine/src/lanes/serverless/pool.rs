//! The instances of one function.

use super::concurrency::Concurrency;
use super::free_times::FreeTimes;
use crate::plan::StepPlan;
use model::catalog::ServerlessPreset;
use model::cost::ServerlessMeter;
use model::index::StepIndex;
use model::outcome::Cause;
use model::random::Draws;
use model::scenario::{Reuse, ServerlessSettings};
use model::units::Nanos;

/// One instance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Instance {
    pub step: StepIndex,
    /// Its number among all that were ever created.
    pub created: u32,
    /// Its position among its function's instances.
    pub position: u32,
    /// Its place in the trace's list.
    pub span: u32,
    pub alive: bool,
    /// Whether it is never reclaimed.
    pub stays: bool,
    pub born: Nanos,
    pub running: u32,
    pub ready_at: Nanos,
    /// The end of the last run whose end was reported, and the draws that determine how long it is kept after
    /// its last run.
    pub idle_since: Nanos,
    pub keep_draws: Draws,
    /// When it is checked next, [`Nanos::MAX`] where no check is due.
    pub check_at: Nanos,
}

/// The instances of one function.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    pub memory_mb: u32,
    pub vcpus: f64,
    /// Time that a request takes, alone in its instance, over that at one whole processor.
    pub pace: f64,
    /// The requests that run here, where they count against a limit of the function's own.
    pub own: Option<Concurrency>,
    /// Whether that limit is a share of the account's that is kept for it.
    pub is_reserved: bool,
    /// Instances that are ready from the start.
    pub provisioned: u32,
    /// Its use so far, for the bill.
    pub meter: ServerlessMeter,
    /// The cause for which no instance of this function can ever run its code.
    pub never_runs: Option<Cause>,
    pub live: u32,
    /// The time that ended instances lived before the horizon, added up, in nanoseconds.
    pub lived_ns: u128,
    /// The instance that has each session's memory, as its number plus one: 0 before its first request.
    pub session_at: Vec<u64>,
    /// Whether a run whose end is known may leave by itself: no other run shares its instance
    /// then, and the next instance does not depend on the order of departures.
    pub keeps_times: bool,
    reuse: Reuse,
    /// The time until which each instance is occupied, in order of creation.
    free_times: FreeTimes,
    /// Instances with free capacity by their last use: number and index, the newest on top; outdated entries
    /// are skipped.
    recent: Vec<(u32, u32)>,
    ramp_limit: f64,
    ramp_per_s: f64,
    ramp_left: f64,
    ramp_at: Nanos,
}

impl Pool {
    pub fn new(settings: &ServerlessSettings, memory_mb: u32, step: &StepPlan) -> Self {
        let preset = settings.preset();
        let sessions = step.session.map_or(0, |session| session.count);
        let burst = f64::from(settings.burst);
        Self {
            memory_mb,
            vcpus: preset.vcpus(memory_mb),
            pace: 1.0 / preset.vcpus(memory_mb).min(step.threads),
            own: None,
            is_reserved: false,
            provisioned: 0,
            meter: ServerlessMeter::new(preset, memory_mb),
            never_runs: never_runs(preset, step, memory_mb),
            live: 0,
            lived_ns: 0,
            session_at: vec![0; sessions as usize],
            keeps_times: settings.reuse == Reuse::NewestFirst
                && settings.requests_per_instance == 1,
            reuse: settings.reuse,
            free_times: FreeTimes::default(),
            recent: Vec::new(),
            ramp_limit: burst,
            ramp_per_s: f64::from(settings.ramp_per_10_s) / 10.0,
            ramp_left: burst,
            ramp_at: Nanos::ZERO,
        }
    }

    /// The instance that takes the next request: the newest, or the one used last.
    #[inline]
    pub fn next_with_room(
        &mut self,
        instances: &[Instance],
        slots: u32,
        now: Nanos,
    ) -> Option<u32> {
        match self.reuse {
            Reuse::NewestFirst => self.free_times.newest_free(now),
            Reuse::LastUsedFirst => loop {
                let &(created, index) = self.recent.last()?;
                // Another instance may have the index of one that is gone.
                let instance = &instances[index as usize];
                let is_here = instance.alive && instance.created == created;
                if is_here && instance.running < slots {
                    return Some(index);
                }
                self.recent.pop();
            },
        }
    }

    /// A new instance, at this place; it has no room yet.
    pub fn add(&mut self, index: u32) -> u32 {
        self.live += 1;
        match self.reuse {
            Reuse::NewestFirst => self.free_times.add(index),
            Reuse::LastUsedFirst => 0,
        }
    }

    /// An instance can take a request from now on.
    #[inline]
    pub fn open(&mut self, instance: &Instance, index: u32) {
        match self.reuse {
            Reuse::NewestFirst => self.free_times.set_free(instance.position),
            Reuse::LastUsedFirst => self.recent.push((instance.created, index)),
        }
    }

    /// An instance can take no more.
    #[inline]
    pub fn close(&mut self, instance: &Instance, is_new: bool) {
        match self.reuse {
            Reuse::NewestFirst => self.free_times.take(instance.position, Nanos::MAX),
            // The instance that was used last is on top, and a new one is not in the list yet.
            Reuse::LastUsedFirst if is_new => {}
            Reuse::LastUsedFirst => {
                self.recent.pop();
            }
        }
    }

    /// An instance can take no more until a time that is known.
    #[inline]
    pub fn run_until(&mut self, position: u32, end: Nanos) {
        self.free_times.take(position, end);
    }

    /// When the last run ends whose end is known.
    pub fn known_end(&self, instance: &Instance) -> Nanos {
        if self.keeps_times && instance.running == 0 {
            self.free_times.of(instance.position)
        } else {
            Nanos::ZERO
        }
    }

    /// Removes an instance.
    pub fn remove(&mut self, position: u32, instances: &mut [Instance]) {
        self.live -= 1;
        if self.reuse == Reuse::NewestFirst && self.free_times.remove(position) {
            for (position, index) in self.free_times.indices() {
                instances[index as usize].position = position;
            }
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
