//! What functions cost: each request, and memory and processors for as long as code runs.
//!
//! Must not know: when code runs. The start of an instance is billed as a run is: the caller adds
//! it to the run that waited for it.

use super::{Bill, Price};
use crate::catalog::ServerlessPreset;
use crate::units::Nanos;

/// What functions used.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ServerlessUsage {
    /// Requests, with every further attempt.
    pub requests: f64,
    /// Memory over billed time.
    pub gb_seconds: f64,
    /// Processors over billed time.
    pub vcpu_seconds: f64,
}

impl ServerlessUsage {
    /// Adds a request whose run, its instance's start included, took this long.
    pub fn add_run(&mut self, preset: &ServerlessPreset, took: Nanos, memory_mb: u32) {
        let prices = &preset.prices;
        let step = prices.step.time().0.max(1);
        let billed = took
            .0
            .max(prices.least.time().0)
            .div_ceil(step)
            .saturating_mul(step);
        let memory_step = prices.memory_step.count().max(1);
        let billed_mb = memory_mb.max(1).div_ceil(memory_step) * memory_step;
        let seconds = Nanos(billed).as_secs();
        self.requests += 1.0;
        self.gb_seconds += f64::from(billed_mb) / 1024.0 * seconds;
        self.vcpu_seconds += preset.vcpus(memory_mb) * seconds;
    }

    /// So many times as much.
    #[must_use]
    pub fn times(&self, factor: f64) -> Self {
        Self {
            requests: self.requests * factor,
            gb_seconds: self.gb_seconds * factor,
            vcpu_seconds: self.vcpu_seconds * factor,
        }
    }
}

/// The bill for a month of this use.
pub fn serverless_bill(preset: &ServerlessPreset, usage: &ServerlessUsage) -> Bill {
    let prices = &preset.prices;
    let mut bill = Bill::default();
    let each = Price::for_a_million(prices.requests);
    bill.charge("requests", usage.requests, "requests", each);
    bill.forgive("requests", usage.requests, Some(prices.free_requests), each);
    let mut below = 0.0;
    for tier in prices.memory {
        let until = tier.until.map_or(f64::INFINITY, |fact| fact.value);
        let here = usage.gb_seconds.min(until) - below;
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
        bill.forgive(what, usage.gb_seconds, Some(prices.free_memory), each);
    }
    if let Some(price) = prices.processors {
        let each = Price::for_one(price);
        let (what, used) = ("processors while code runs", usage.vcpu_seconds);
        bill.charge(what, used, "vCPU-s", each);
        bill.forgive(what, used, prices.free_processors, each);
    }
    bill
}
