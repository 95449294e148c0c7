//! The instances of one function.

use super::concurrency::Concurrency;
use super::free_instances::FreeInstances;
use super::instance::Instance;
use super::token_bucket::TokenBucket;
use crate::plan::StepPlan;
use model::catalog::ServerlessPreset;
use model::cost::ServerlessMeter;
use model::outcome::Cause;
use model::scenario::{Reuse, ServerlessSettings};
use model::units::Nanos;

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
    /// How many requests a second provisioned instances take of those that a caller waits for, where the platform
    /// limits it.
    provisioned_rate: Option<TokenBucket>,
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
    /// Instances on demand that can take a request.
    pub on_demand_free: FreeInstances,
    /// Provisioned instances that can take a request.
    provisioned_free: FreeInstances,
    /// The right to start instances.
    pub ramp: TokenBucket,
}

impl Pool {
    pub fn new(settings: &ServerlessSettings, memory_mb: u32, step: &StepPlan) -> Self {
        let preset = settings.preset();
        let sessions = step.session.map_or(0, |session| session.count);
        let ramp = ramp(settings, preset, step);
        let free = FreeInstances::new(settings.reuse, settings.requests_per_instance, preset);
        Self {
            memory_mb,
            vcpus: preset.vcpus(memory_mb),
            pace: 1.0 / preset.vcpus(memory_mb).min(step.threads),
            own: None,
            is_reserved: false,
            provisioned: 0,
            provisioned_rate: None,
            meter: ServerlessMeter::new(preset, memory_mb),
            never_runs: never_runs(preset, step, memory_mb),
            live: 0,
            lived_ns: 0,
            session_at: vec![0; sessions as usize],
            keeps_times: settings.reuse == Reuse::NewestFirst
                && settings.requests_per_instance == 1,
            on_demand_free: free.clone(),
            provisioned_free: free,
            ramp,
        }
    }

    /// Has this many instances ready from the start; each takes `rate` requests a second that a caller waits
    /// for, where the platform limits it.
    pub fn provision(&mut self, instances: u32, rate: Option<f64>) {
        self.provisioned = instances;
        self.provisioned_rate =
            rate.map(|rate| TokenBucket::of_one_second(rate * f64::from(instances)));
    }

    /// The free instances among which this one is.
    #[inline]
    fn free_of(&mut self, instance: &Instance) -> &mut FreeInstances {
        if instance.stays {
            &mut self.provisioned_free
        } else {
            &mut self.on_demand_free
        }
    }

    /// A provisioned instance that can take a request which a caller waits for (`is_waited_for`) or not.
    #[inline]
    pub fn next_provisioned(
        &mut self,
        instances: &[Instance],
        slots: u32,
        now: Nanos,
        is_waited_for: bool,
    ) -> Option<u32> {
        if self.provisioned == 0 {
            return None;
        }
        let found = self
            .provisioned_free
            .next_with_room(instances, slots, now)?;
        let within_rate = match &mut self.provisioned_rate {
            Some(rate) if is_waited_for => rate.take(now),
            _ => true,
        };
        within_rate.then_some(found)
    }

    /// A new instance, at this place; it has no room yet. Returns its position.
    pub fn add(&mut self, index: u32, stays: bool) -> u32 {
        self.live += 1;
        if stays {
            self.provisioned_free.add(index)
        } else {
            self.on_demand_free.add(index)
        }
    }

    /// An instance can take a request from now on.
    #[inline]
    pub fn open(&mut self, instance: &Instance, index: u32) {
        self.free_of(instance).open(instance, index);
    }

    /// An instance can take no more.
    #[inline]
    pub fn close(&mut self, instance: &Instance, is_new: bool) {
        self.free_of(instance).close(instance, is_new);
    }

    /// An instance can take no more until a time that is known.
    #[inline]
    pub fn run_until(&mut self, instance: &Instance, end: Nanos) {
        self.free_of(instance).run_until(instance.position, end);
    }

    /// When the last run ends whose end is known.
    pub fn known_end(&self, instance: &Instance) -> Nanos {
        if self.keeps_times && instance.running == 0 && !instance.stays {
            self.on_demand_free.known_end(instance.position)
        } else {
            Nanos::ZERO
        }
    }

    /// Removes an instance on demand.
    pub fn remove(&mut self, instance: Instance, instances: &mut [Instance]) {
        self.live -= 1;
        self.on_demand_free.remove(instance, instances);
    }

    /// Whether a request on this instance counts against the limit that all functions share.
    #[inline]
    pub fn counts_in_shared(&self, instance: &Instance) -> bool {
        self.own.is_none() && !instance.stays
    }
}

/// The right to start instances. What works off a queue grows more slowly than what callers wait for.
fn ramp(settings: &ServerlessSettings, preset: &ServerlessPreset, step: &StepPlan) -> TokenBucket {
    let (burst, per_s) = (
        f64::from(settings.burst),
        f64::from(settings.ramp_per_10_s) / 10.0,
    );
    match preset.queue_scaling.filter(|_| step.queue.is_some()) {
        Some((at_once, rate)) => TokenBucket::new(burst.min(at_once.value), per_s.min(rate.value)),
        None => TokenBucket::new(burst, per_s),
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
