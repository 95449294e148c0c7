//! A preset of the serverless lane: its facts, and the quantities that are computed from them.
//!
//! The caller draws `u`, uniform in 0..1; the distributions of `crate::random` are pure functions of it.

mod platforms;

use crate::catalog::fact::Fact;
use crate::catalog::keep_alive::{KeepAliveCurve, reclaim_on};
use crate::catalog::package::load_dependencies;
use crate::catalog::runtime::Runtime;
use crate::random::LogNormal;
use crate::units::Nanos;
pub(super) use platforms::PRESETS;

/// Everything in which one platform for functions differs from another.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent trait of a platform"
)]
#[derive(Debug)]
pub struct ServerlessPreset {
    /// Its name in files and links.
    pub id: &'static str,
    /// The most instances at once.
    pub concurrency: &'static Fact,
    /// Whether that number is an account's, shared by all of its functions, or each function's own.
    pub concurrency_is_shared: bool,
    /// The part of a shared number that no function can reserve or have provisioned.
    pub unreserved_min: Option<&'static Fact>,
    /// Requests a second that callers wait for, for each request that may be in flight at once.
    pub rate_per_concurrency: Option<&'static Fact>,
    /// The most requests that one instance handles at once.
    pub requests_per_instance: &'static Fact,
    /// The share of that number to which the platform fills its instances, where it handles more than one.
    pub fill_target: Option<&'static Fact>,
    /// New instances that one function may start at once.
    pub scale_burst: &'static Fact,
    /// How fast that allowance refills.
    pub scale_rate: &'static Fact,
    /// Runs at once with which a queue begins to be worked off, and how many more there may be each second; `None` where
    /// nobody publishes it.
    pub queue_scaling: Option<(&'static Fact, &'static Fact)>,
    /// The longest time that a request may run.
    pub timeout_max: &'static Fact,
    /// The longest wait of a caller for its answer, where that is less.
    pub timeout_sync: Option<&'static Fact>,
    /// The longest time that an event or a message of a queue may run, where that is less.
    pub timeout_event: Option<&'static Fact>,
    /// The least memory of one instance.
    pub memory_min: &'static Fact,
    /// The most memory of one instance.
    pub memory_max: &'static Fact,
    /// How processors come with memory.
    pub processors: Processors,
    /// The largest request of a call that waits.
    pub payload_sync: &'static Fact,
    /// The largest event of a call that does not.
    pub payload_async: &'static Fact,
    /// The longest time that an instance may take to start.
    pub init_max: &'static Fact,
    /// Whether a start that takes longer is begun again within the run, whose limit then counts both; else the
    /// run fails.
    pub repeats_start: bool,
    /// Whether an instance can continue from a snapshot of one that had loaded its code.
    pub has_snapshots: bool,
    /// Whether the start of an instance is billed as a run is, the search for a place aside.
    pub bills_start: bool,
    /// How starts are distributed.
    pub start: ColdStart,
    /// The time that a megabyte of JavaScript dependencies adds to a start.
    pub dependency_load: &'static Fact,
    /// The distribution of how long an idle instance lives.
    pub keep_alive: KeepAliveCurve,
    /// The idle time up to which an instance almost certainly lives.
    pub keep_alive_min: &'static Fact,
    /// The idle time after which no instance lives.
    pub keep_alive_max: &'static Fact,
    /// The number of further attempts at an asynchronous run that failed.
    pub async_retries: &'static Fact,
    /// The wait before the first of them.
    pub async_retry_first: &'static Fact,
    /// The wait before each later one.
    pub async_retry_later: &'static Fact,
    /// The first wait of an event that found no instance; it doubles.
    pub async_throttle_first: &'static Fact,
    /// The longest such wait.
    pub async_throttle_max: &'static Fact,
    /// How long such an event is kept.
    pub async_age_max: &'static Fact,
    /// Its prices.
    pub prices: ServerlessPrices,
}

/// The distribution of the time from the request for an instance until it runs.
#[derive(Debug)]
pub enum ColdStart {
    /// Finding a place, then the runtime's own measured start ([`Runtime::init`]).
    Parts {
        /// Mean of the logarithm of the milliseconds of finding a place.
        placement_mu: &'static Fact,
        /// Deviation of that logarithm.
        placement_sigma: &'static Fact,
    },
    /// Measured end to end: mean and deviation of the logarithm of milliseconds, in the order of
    /// [`Runtime::ALL`].
    EndToEnd([(&'static Fact, &'static Fact); 6]),
}

/// How processors come with memory.
#[derive(Debug)]
pub enum Processors {
    /// In proportion: this many megabytes for each processor.
    PerMemory(&'static Fact),
    /// A fixed number, whatever the memory.
    Fixed(&'static Fact),
    /// In sizes: memory in megabytes and processors, rising; an amount between two sizes takes the
    /// larger one.
    Sizes {
        /// The fact that the table belongs to.
        fact: &'static Fact,
        /// The sizes: megabytes of memory, and the processors that come with them.
        sizes: &'static [(u32, f64)],
    },
}

/// The prices of functions.
#[derive(Debug)]
pub struct ServerlessPrices {
    /// The price of requests.
    pub requests: &'static Fact,
    /// The price of memory over time, in tiers by use in a month.
    pub memory: &'static [PriceTier],
    /// The price of processors over time, where they are billed apart.
    pub processors: Option<&'static Fact>,
    /// The price of the memory of provisioned instances, used or not.
    pub standing_ready: &'static Fact,
    /// The price of memory while code runs in a provisioned instance; that of other instances where there is
    /// no other.
    pub provisioned_use: Option<&'static Fact>,
    /// The step in which a run's time is billed, rounded up.
    pub step: &'static Fact,
    /// The least time that is billed for a run.
    pub least: &'static Fact,
    /// The step in which memory is billed, rounded up.
    pub memory_step: &'static Fact,
    /// Requests that an account does not pay for.
    pub free_requests: &'static Fact,
    /// Memory over time that an account does not pay for.
    pub free_memory: &'static Fact,
    /// Processors over time that an account does not pay for.
    pub free_processors: Option<&'static Fact>,
}

/// A price that holds up to a monthly use.
#[derive(Debug)]
pub struct PriceTier {
    /// The price.
    pub price: &'static Fact,
    /// The use up to which it holds; none for the last.
    pub until: Option<&'static Fact>,
}

impl ServerlessPreset {
    /// The time from the request for an instance until it has a place, and from then until its runtime runs, without
    /// dependencies and without the data that the work itself loads, at two uniform draws. Starts that were measured
    /// end to end have no first part, and only the second draw counts.
    pub fn cold_start(
        &self,
        runtime: Runtime,
        is_image: bool,
        placement_unit: f64,
        init_unit: f64,
    ) -> (Nanos, Nanos) {
        match &self.start {
            ColdStart::Parts {
                placement_mu,
                placement_sigma,
            } => {
                let placement = LogNormal::new(placement_mu.value, placement_sigma.value);
                let init = if is_image {
                    runtime.init_from_image()
                } else {
                    runtime.init()
                };
                let init = init.quantile(init_unit);
                (
                    Nanos::from_millis(placement.at(placement_unit)),
                    Nanos::from_millis(init),
                )
            }
            ColdStart::EndToEnd(fits) => {
                let (mu, sigma) = fits[runtime as usize];
                let start = LogNormal::new(mu.value, sigma.value).at(init_unit);
                (Nanos::ZERO, Nanos::from_millis(start))
            }
        }
    }

    /// The time that dependencies of this size add to a start.
    pub fn dependencies(&self, runtime: Runtime, megabytes: f64) -> Nanos {
        load_dependencies(self.dependency_load, runtime, megabytes)
    }

    /// The idle time after which an instance is reclaimed, for a share `u` of instances.
    pub fn reclaim_after(&self, u: f64) -> Nanos {
        reclaim_on(self.keep_alive, u)
    }

    /// The processors that come with this memory.
    pub fn vcpus(&self, memory_mb: u32) -> f64 {
        match &self.processors {
            Processors::PerMemory(per_vcpu) => f64::from(memory_mb) / per_vcpu.value,
            Processors::Fixed(vcpus) => vcpus.value,
            Processors::Sizes { sizes, .. } => sizes
                .iter()
                .find(|&&(size, _)| size >= memory_mb)
                .or(sizes.last())
                .map_or(1.0, |&(_, vcpus)| vcpus),
        }
    }
}

impl ServerlessPreset {
    /// The facts that it refers to, in the order of its fields. It is taken apart without `..`, so that
    /// a new field cannot be left out.
    pub(super) fn facts(&self) -> Vec<&'static Fact> {
        let ServerlessPreset {
            id: _,
            concurrency,
            concurrency_is_shared: _,
            unreserved_min,
            rate_per_concurrency,
            requests_per_instance,
            fill_target,
            scale_burst,
            scale_rate,
            queue_scaling,
            timeout_max,
            timeout_sync,
            timeout_event,
            memory_min,
            memory_max,
            processors,
            payload_sync,
            payload_async,
            init_max,
            repeats_start: _,
            has_snapshots: _,
            bills_start: _,
            start,
            dependency_load,
            keep_alive: _,
            keep_alive_min,
            keep_alive_max,
            async_retries,
            async_retry_first,
            async_retry_later,
            async_throttle_first,
            async_throttle_max,
            async_age_max,
            prices,
        } = self;
        let mut facts = vec![
            *concurrency,
            requests_per_instance,
            scale_burst,
            scale_rate,
            timeout_max,
        ];
        facts.extend(fill_target);
        facts.extend(
            queue_scaling
                .iter()
                .flat_map(|&(at_once, rate)| [at_once, rate]),
        );
        facts.extend(timeout_sync);
        facts.extend(timeout_event);
        facts.extend(unreserved_min);
        facts.extend(rate_per_concurrency);
        facts.extend([memory_min, memory_max]);
        facts.push(match processors {
            Processors::PerMemory(fact)
            | Processors::Fixed(fact)
            | Processors::Sizes { fact, sizes: _ } => fact,
        });
        facts.extend([payload_sync, payload_async, init_max]);
        match start {
            ColdStart::Parts {
                placement_mu,
                placement_sigma,
            } => facts.extend([placement_mu, placement_sigma]),
            ColdStart::EndToEnd(fits) => {
                facts.extend(fits.iter().flat_map(|&(mu, sigma)| [mu, sigma]));
            }
        }
        facts.extend([dependency_load, keep_alive_min, keep_alive_max]);
        facts.extend([async_retries, async_retry_first, async_retry_later]);
        facts.extend([async_throttle_first, async_throttle_max, async_age_max]);
        let ServerlessPrices {
            requests,
            memory,
            processors,
            standing_ready,
            provisioned_use,
            step,
            least,
            memory_step,
            free_requests,
            free_memory,
            free_processors,
        } = prices;
        facts.push(requests);
        for PriceTier { price, until } in *memory {
            facts.push(price);
            facts.extend(until);
        }
        facts.extend(processors);
        facts.push(standing_ready);
        facts.extend(provisioned_use);
        facts.extend([step, least]);
        facts.extend([memory_step, free_requests, free_memory]);
        facts.extend(free_processors);
        facts
    }
}

/// The presets, the lane's default first.
pub fn serverless_presets() -> &'static [ServerlessPreset] {
    &PRESETS
}

/// The preset with this id.
pub fn serverless_preset(id: &str) -> Option<&'static ServerlessPreset> {
    PRESETS.iter().find(|preset| preset.id == id)
}
