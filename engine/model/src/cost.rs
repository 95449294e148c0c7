//! From use to money: the items of a platform's bill.
//!
//! Pure arithmetic on the catalog's prices: list prices in US dollars, without taxes, traffic,
//! storage and discounts. The included amounts of a paid plan are a
//! part of its bill. The free tier of an account is shared by all workloads in it and is no property of one
//! workload: it is listed beside the bill and not in it.

mod edge;
mod machines;
mod serverless;
mod usage;

pub use edge::{EdgeUsage, edge_bill};
pub use machines::{MachineUsage, least_machines, machine_bill};
pub use serverless::{ServerlessMeter, ServerlessUsage, serverless_bill};
pub use usage::{HourUsage, Usage};

use serde::Serialize;
use thiserror::Error;

use crate::catalog::{Fact, edge_preset, machine_prices, queue, serverless_preset, service};
use crate::units::Nanos;

/// One line of a bill.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CostItem {
    /// The name of the billed item.
    pub what: &'static str,
    /// The billed quantity.
    pub quantity: f64,
    /// The unit of the quantity.
    pub unit: &'static str,
    /// Its cost in US dollars; negative for the credit of a free tier.
    pub usd: f64,
    /// The id of the price's fact; of the free amount's for a free tier.
    pub fact: &'static str,
}

/// Requests that a plan does not take.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Refusal {
    /// The number in a month, if they come evenly; more if they come in peaks.
    pub requests: f64,
    /// The id of the limit's fact.
    pub fact: &'static str,
}

/// A bill, at list prices.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Bill {
    /// The billed items.
    pub items: Vec<CostItem>,
    /// The credit of an account's free tier, if no other workload in the account used it.
    pub free: Vec<CostItem>,
    /// The requests that the plan refuses instead of billing them.
    pub refused: Option<Refusal>,
}

impl Bill {
    /// The sum of the items.
    pub fn usd(&self) -> f64 {
        self.items.iter().map(|item| item.usd).sum()
    }

    /// The credit of an account's free tier: items with a negative price.
    pub fn free_tier(&self) -> &[CostItem] {
        &self.free
    }

    /// The sum of the items less the free tier.
    pub fn after_free_tier_usd(&self) -> f64 {
        self.usd() + self.free.iter().map(|item| item.usd).sum::<f64>()
    }

    /// Bills the requests to a queue that is put between clients and work.
    pub fn charge_queue(&mut self, requests: f64) {
        let each = Price::for_a_million(&queue::PRICE_REQUESTS);
        self.charge("requests to a queue", requests, "requests", each);
    }

    /// Bills `units` of an item at a price each; an item without use is not listed.
    fn charge(&mut self, what: &'static str, quantity: f64, unit: &'static str, each: Price) {
        if quantity > 0.0 {
            self.items.push(CostItem {
                what,
                quantity,
                unit,
                usd: quantity / each.per * each.fact.value,
                fact: each.fact.id,
            });
        }
    }

    /// Credits the part of `used` that a free tier covers.
    fn apply_free_tier(&mut self, what: &'static str, used: f64, free: Option<&Fact>, each: Price) {
        let Some(free) = free else { return };
        let quantity = used.min(free.value);
        if quantity > 0.0 {
            self.free.push(CostItem {
                what,
                quantity,
                unit: free.unit.sign(),
                usd: -(quantity / each.per * each.fact.value),
                fact: free.id,
            });
        }
    }
}

/// A price and how many units it is for.
#[derive(Clone, Copy)]
struct Price {
    fact: &'static Fact,
    per: f64,
}

impl Price {
    fn for_one(fact: &'static Fact) -> Self {
        Self { fact, per: 1.0 }
    }

    fn for_a_million(fact: &'static Fact) -> Self {
        Self { fact, per: 1e6 }
    }
}

/// The error that no preset has this id.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no preset is called `{0}`")]
pub struct UnknownPreset(pub String);

/// A month of equal requests on a platform.
///
/// Functions and code at the edge are billed by their runs. Machines are billed by their number: the
/// least number of them that carries the mean number of requests at work, each machine with one
/// processor and `memory_mb` and one request at a time ([`least_machines`]). Real traffic has peaks
/// and needs more of them, so this is the least cost of machines.
///
/// # Errors
///
/// [`UnknownPreset`] where no preset has this id.
pub fn monthly(
    preset: &str,
    requests: f64,
    cpu_ms: f64,
    duration_ms: f64,
    memory_mb: u32,
) -> Result<Bill, UnknownPreset> {
    let requests = requests.max(0.0);
    let (cpu, lasted) = (Nanos::from_millis(cpu_ms), Nanos::from_millis(duration_ms));
    if let Some(preset) = serverless_preset(preset) {
        let one = ServerlessUsage::of_run(preset, lasted, memory_mb);
        return Ok(serverless_bill(preset, &one.times(requests)));
    }
    if let Some(preset) = edge_preset(preset) {
        let one = EdgeUsage::of_run(preset, cpu, lasted, memory_mb);
        return Ok(edge_bill(preset, &one.times(requests)));
    }
    let prices = machine_prices(preset).ok_or_else(|| UnknownPreset(preset.to_owned()))?;
    let machines = f64::from(least_machines(requests, cpu, lasted));
    let mut one = MachineUsage::default();
    one.add_life(
        prices,
        service::MONTH.time(),
        service::MONTHLY_VCPU.value,
        memory_mb,
    );
    Ok(machine_bill(prices, &one.times(machines)))
}
