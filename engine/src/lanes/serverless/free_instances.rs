//! The instances of one function that can take a request, and the one of them that takes the next.

use super::free_times::FreeTimes;
use super::instance::Instance;
use model::catalog::ServerlessPreset;
use model::scenario::Reuse;
use model::units::Nanos;

/// Which instance takes the next request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Newest,
    LastUsed,
    /// Instances that take several requests are filled up to this number of them, and from there on evenly.
    Spread {
        target: u32,
    },
}

/// The instances of one function, or its provisioned ones, that can take a request.
#[derive(Clone, Debug)]
pub(super) struct FreeInstances {
    order: Order,
    /// The time until which each instance is occupied, in order of creation.
    free_times: FreeTimes,
    /// Instances with free capacity by their last use: number and index, the newest on top; outdated entries
    /// are skipped. Unused for the newest first.
    recent: Vec<(u32, u32)>,
}

impl FreeInstances {
    /// `slots` are the requests that an instance takes at once.
    pub fn new(reuse: Reuse, slots: u32, preset: &ServerlessPreset) -> Self {
        let share = preset.fill_target.map_or(1.0, |target| target.value);
        let target = (share * f64::from(slots)).max(1.0) as u32;
        let order = match reuse {
            _ if slots > 1 => Order::Spread { target },
            Reuse::NewestFirst => Order::Newest,
            Reuse::LastUsedFirst => Order::LastUsed,
        };
        Self {
            order,
            free_times: FreeTimes::default(),
            recent: Vec::new(),
        }
    }

    /// The instance that takes the next request.
    #[inline]
    pub fn next_with_room(
        &mut self,
        instances: &[Instance],
        slots: u32,
        now: Nanos,
    ) -> Option<u32> {
        match self.order {
            Order::Newest => self.free_times.newest_free(now),
            Order::Spread { target } => self.by_target(instances, target),
            Order::LastUsed => loop {
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

    /// The busiest of the instances below the platform's target, so that others become idle; where all are at it, the
    /// one with the fewest requests.
    fn by_target(&self, instances: &[Instance], target: u32) -> Option<u32> {
        let running = |index: u32| instances[index as usize].running;
        let with_room = || self.recent.iter().map(|&(_, index)| index);
        let below = with_room().filter(|&index| running(index) < target);
        let busiest = below.max_by_key(|&index| running(index));
        busiest.or_else(|| with_room().min_by_key(|&index| running(index)))
    }

    /// A new instance, at this place; it has no room yet. Returns its position.
    pub fn add(&mut self, index: u32) -> u32 {
        match self.order {
            Order::Newest => self.free_times.add(index),
            Order::LastUsed | Order::Spread { .. } => 0,
        }
    }

    /// An instance can take a request from now on.
    #[inline]
    pub fn open(&mut self, instance: &Instance, index: u32) {
        match self.order {
            Order::Newest => self.free_times.set_free(instance.position),
            Order::LastUsed | Order::Spread { .. } => {
                self.recent.push((instance.created, index));
            }
        }
    }

    /// An instance can take no more.
    #[inline]
    pub fn close(&mut self, instance: &Instance, is_new: bool) {
        match self.order {
            Order::Newest => self.free_times.take(instance.position, Nanos::MAX),
            // The instance that was used last is on top, and a new one is not in the list yet.
            Order::LastUsed if is_new => {}
            Order::LastUsed => {
                self.recent.pop();
            }
            Order::Spread { .. } => self.forget(instance.created),
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
    pub fn remove(&mut self, instance: Instance, instances: &mut [Instance]) {
        match self.order {
            Order::Newest => {
                if self.free_times.remove(instance.position) {
                    for (position, index) in self.free_times.indices() {
                        instances[index as usize].position = position;
                    }
                }
            }
            // Its entry is skipped when it comes to the top.
            Order::LastUsed => {}
            Order::Spread { .. } => self.forget(instance.created),
        }
    }

    /// Drops the entry of the instance with this number.
    fn forget(&mut self, number: u32) {
        self.recent.retain(|&(created, _)| created != number);
    }
}
