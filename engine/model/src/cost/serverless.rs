//! The cost of functions: each request, and memory and processors for as long as code runs.
//!
//! Where a platform bills the start of an instance as it bills a run, the caller adds it to the run that waited
//! for it.

use super::{Bill, Price};
use crate::catalog::ServerlessPreset;
use crate::units::Nanos;

/// Counts the use of one function, run by run, in whole numbers: the platform's billing steps.
#[derive(Clone, Copy, Debug)]
pub struct ServerlessMeter {
    step_ns: u64,
    least_ns: u64,
    gb: f64,
    vcpus: f64,
    runs: u64,
    steps: u64,
    /// The steps of runs in provisioned instances.
    provisioned_steps: u64,
}

impl ServerlessMeter {
    /// A function of this memory; nothing has run.
    pub fn new(preset: &ServerlessPreset, memory_mb: u32) -> Self {
        let prices = &preset.prices;
        let memory_step = prices.memory_step.count().max(1);
        let billed_mb = memory_mb.max(1).div_ceil(memory_step) * memory_step;
        Self {
            step_ns: prices.step.time().0.max(1),
            least_ns: prices.least.time().0,
            gb: f64::from(billed_mb) / 1024.0,
            vcpus: preset.vcpus(memory_mb),
            runs: 0,
            steps: 0,
            provisioned_steps: 0,
        }
    }

    /// Adds a request whose run, with the part of its instance's start that is billed, took this long.
    pub fn add_run(&mut self, took: Nanos) {
        self.add_requests(1);
        self.add_time(took, false);
    }

    /// Adds the time of a run, with the part of its instance's start that is billed; or the time in which an instance
    /// that several requests share had any.
    #[inline]
    pub fn add_time(&mut self, length: Nanos, is_provisioned: bool) {
        let steps = self.steps_of(length);
        if is_provisioned {
            self.provisioned_steps += steps;
        } else {
            self.steps += steps;
        }
    }

    /// The billed steps of a run.
    #[inline]
    fn steps_of(&self, took: Nanos) -> u64 {
        const MILLI: u64 = 1_000_000;
        let billed = took.0.max(self.least_ns);
        // Most platforms bill milliseconds: dividing by a constant is a multiplication.
        if self.step_ns == MILLI {
            billed.div_ceil(MILLI)
        } else {
            billed.div_ceil(self.step_ns)
        }
    }

    /// Adds requests; their time is added apart.
    #[inline]
    pub fn add_requests(&mut self, requests: u64) {
        self.runs += requests;
    }

    /// The use so far.
    pub fn usage(&self) -> ServerlessUsage {
        let step_s = Nanos(self.step_ns).as_secs();
        let seconds = self.steps as f64 * step_s;
        let provisioned_seconds = self.provisioned_steps as f64 * step_s;
        ServerlessUsage {
            requests: self.runs as f64,
            gb_seconds: self.gb * seconds,
            vcpu_seconds: self.vcpus * (seconds + provisioned_seconds),
            provisioned_gb_seconds: self.gb * provisioned_seconds,
            ready_gb_seconds: 0.0,
        }
    }
}

/// The use of functions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ServerlessUsage {
    /// Requests, with every further attempt.
    pub requests: f64,
    /// Memory over billed time, outside provisioned instances.
    pub gb_seconds: f64,
    /// Processors over billed time.
    pub vcpu_seconds: f64,
    /// Memory over the billed time of runs in provisioned instances.
    pub provisioned_gb_seconds: f64,
    /// Memory over time of provisioned instances, used or not.
    pub ready_gb_seconds: f64,
}

impl ServerlessUsage {
    /// One run of a function of this memory that took this long, with the part of its instance's start that is
    /// billed.
    pub fn of_run(preset: &ServerlessPreset, took: Nanos, memory_mb: u32) -> Self {
        let mut meter = ServerlessMeter::new(preset, memory_mb);
        meter.add_run(took);
        meter.usage()
    }

    /// This use, multiplied by a factor.
    #[must_use]
    pub fn times(&self, factor: f64) -> Self {
        Self {
            requests: self.requests * factor,
            gb_seconds: self.gb_seconds * factor,
            vcpu_seconds: self.vcpu_seconds * factor,
            provisioned_gb_seconds: self.provisioned_gb_seconds * factor,
            ready_gb_seconds: self.ready_gb_seconds * factor,
        }
    }
}

/// The bill for a month of this use.
pub fn serverless_bill(preset: &ServerlessPreset, usage: &ServerlessUsage) -> Bill {
    let prices = &preset.prices;
    let mut bill = Bill::default();
    let each = Price::for_a_million(prices.requests);
    bill.charge("requests", usage.requests, "requests", each);
    bill.apply_free_tier("requests", usage.requests, Some(prices.free_requests), each);
    bill.charge(
        "provisioned instances",
        usage.ready_gb_seconds,
        "GB-s",
        Price::for_one(prices.standing_ready),
    );
    let own_price = prices.provisioned_use;
    if let Some(price) = own_price {
        bill.charge(
            "memory while provisioned code runs",
            usage.provisioned_gb_seconds,
            "GB-s",
            Price::for_one(price),
        );
    }
    let at_usual_price = usage.gb_seconds
        + if own_price.is_none() {
            usage.provisioned_gb_seconds
        } else {
            0.0
        };
    let mut below = 0.0;
    for tier in prices.memory {
        let until = tier.until.map_or(f64::INFINITY, |fact| fact.value);
        let here = at_usual_price.min(until) - below;
        bill.charge(
            "memory while code runs",
            here,
            "GB-s",
            Price::for_one(tier.price),
        );
        below = until;
    }
    if let Some(first) = prices.memory.first() {
        let each = Price::for_one(first.price);
        let what = "memory while code runs";
        bill.apply_free_tier(what, at_usual_price, Some(prices.free_memory), each);
    }
    if let Some(price) = prices.processors {
        let each = Price::for_one(price);
        let (what, used) = ("processors while code runs", usage.vcpu_seconds);
        bill.charge(what, used, "vCPU-s", each);
        bill.apply_free_tier(what, used, prices.free_processors, each);
    }
    bill
}
