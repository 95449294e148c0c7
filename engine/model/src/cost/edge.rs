//! The cost of code at the edge: a plan, requests, and processor time or memory.

use super::{Bill, Price, Refusal};
use crate::catalog::{EdgePreset, ObjectPrices, service};
use crate::units::Nanos;

/// The use of code at the edge.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EdgeUsage {
    /// The number of requests.
    pub requests: f64,
    /// Milliseconds that processors computed.
    pub cpu_ms: f64,
    /// Memory over billed time, on platforms that bill it.
    pub gb_seconds: f64,
    /// Requests to objects.
    pub object_requests: f64,
    /// Memory of objects over the time in which they run.
    pub object_gb_seconds: f64,
}

impl EdgeUsage {
    /// One request that computed and lasted this long.
    pub fn of_run(preset: &EdgePreset, cpu: Nanos, lasted: Nanos, memory_mb: u32) -> Self {
        let gb_seconds = preset.prices.memory.map_or(0.0, |(_, step)| {
            let step = step.time().0.max(1);
            let billed = Nanos(lasted.0.div_ceil(step).saturating_mul(step));
            f64::from(memory_mb) / 1024.0 * billed.as_secs()
        });
        Self {
            requests: 1.0,
            cpu_ms: cpu.as_millis(),
            gb_seconds,
            ..Self::default()
        }
    }

    /// Adds another use.
    pub fn add(&mut self, other: &Self) {
        self.requests += other.requests;
        self.cpu_ms += other.cpu_ms;
        self.gb_seconds += other.gb_seconds;
        self.object_requests += other.object_requests;
        self.object_gb_seconds += other.object_gb_seconds;
    }

    /// This use, multiplied by a factor.
    #[must_use]
    pub fn times(&self, factor: f64) -> Self {
        Self {
            requests: self.requests * factor,
            cpu_ms: self.cpu_ms * factor,
            gb_seconds: self.gb_seconds * factor,
            object_requests: self.object_requests * factor,
            object_gb_seconds: self.object_gb_seconds * factor,
        }
    }
}

/// The bill for a month of this use. A plan's price is due without any use, and its included
/// amounts are not billed; requests that a plan refuses cost nothing and are named.
pub fn edge_bill(preset: &EdgePreset, usage: &EdgeUsage) -> Bill {
    let prices = &preset.prices;
    let mut bill = Bill::default();
    if let Some(base) = prices.base {
        bill.charge("the plan", 1.0, "month", Price::for_one(base));
    }
    if let Some(price) = prices.requests {
        let each = Price::for_a_million(price);
        let included = prices.included_requests.map_or(0.0, |fact| fact.value);
        bill.charge("requests", usage.requests - included, "requests", each);
        bill.apply_free_tier("requests", usage.requests, prices.free_requests, each);
    }
    if let Some(price) = prices.cpu {
        let each = Price::for_a_million(price);
        let included = prices.included_cpu.map_or(0.0, |fact| fact.value);
        bill.charge("processor time", usage.cpu_ms - included, "CPU-ms", each);
        bill.apply_free_tier("processor time", usage.cpu_ms, prices.free_cpu, each);
    }
    if let Some((price, _)) = prices.memory {
        let what = "memory while code runs";
        bill.charge(what, usage.gb_seconds, "GB-s", Price::for_one(price));
    }
    if let Some(ObjectPrices { requests, memory }) = preset.objects {
        let (what, each) = ("requests to objects", Price::for_a_million(requests.0));
        let beyond = usage.object_requests - requests.1.value;
        bill.charge(what, beyond, "requests", each);
        let (what, each) = ("memory of objects", Price::for_one(memory.0));
        let beyond = usage.object_gb_seconds - memory.1.value;
        bill.charge(what, beyond, "GB-s", each);
    }
    if let Some(limit) = prices.refuses_beyond {
        let days = service::MONTH.time().as_secs() / 86_400.0;
        let requests = usage.requests - limit.value * days;
        bill.refused = (requests > 0.0).then_some(Refusal {
            requests,
            fact: limit.id,
        });
    }
    bill
}
