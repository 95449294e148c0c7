//! The instances of one function that can take a request, and the one of them that takes the next.

use super::free_times::FreeTimes;
use super::instance::Instance;
use model::scenario::Reuse;
use model::units::Nanos;

/// The instances of one function, or its provisioned ones, that can take a request.
#[derive(Clone, Debug)]
pub(super) struct FreeInstances {
    reuse: Reuse,
    /// The time until which each instance is occupied, in order of creation.
    free_times: FreeTimes,
    /// Instances with free capacity by their last use: number and index, the newest on top; outdated entries
    /// are skipped.
    recent: Vec<(u32, u32)>,
}

impl FreeInstances {
    pub fn new(reuse: Reuse) -> Self {
        Self {
            reuse,
            free_times: FreeTimes::default(),
            recent: Vec::new(),
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

    /// A new instance, at this place; it has no room yet. Returns its position.
    pub fn add(&mut self, index: u32) -> u32 {
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

    /// When the last run of an instance ends whose end is known.
    pub fn known_end(&self, position: u32) -> Nanos {
        self.free_times.of(position)
    }

    /// Removes an instance.
    pub fn remove(&mut self, position: u32, instances: &mut [Instance]) {
        if self.reuse == Reuse::NewestFirst && self.free_times.remove(position) {
            for (position, index) in self.free_times.indices() {
                instances[index as usize].position = position;
            }
        }
    }
}
