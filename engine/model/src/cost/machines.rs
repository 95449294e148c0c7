//! The cost of machines, a service's replicas and a sandbox host's workers: their life, idle or busy.

use super::{Bill, Price};
use crate::catalog::{MachinePrices, service};
use crate::units::Nanos;

/// The use of machines.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MachineUsage {
    /// Processors over billed time.
    pub vcpu_seconds: f64,
    /// Memory over billed time.
    pub gb_seconds: f64,
}

impl MachineUsage {
    /// Adds a machine that lived this long, from the request for it until it was gone.
    pub fn add_life(&mut self, prices: &MachinePrices, lived: Nanos, vcpu: f64, memory_mb: u32) {
        let step = prices.step.time().0.max(1);
        let billed = lived
            .0
            .max(prices.least.time().0)
            .div_ceil(step)
            .saturating_mul(step);
        let seconds = Nanos(billed).as_secs();
        self.vcpu_seconds += vcpu * seconds;
        self.gb_seconds += f64::from(memory_mb) / 1024.0 * seconds;
    }

    /// This use without a part of it; nothing is less than none.
    #[must_use]
    pub fn less(&self, part: &Self) -> Self {
        Self {
            vcpu_seconds: (self.vcpu_seconds - part.vcpu_seconds).max(0.0),
            gb_seconds: (self.gb_seconds - part.gb_seconds).max(0.0),
        }
    }

    /// This use, multiplied by a factor.
    #[must_use]
    pub fn times(&self, factor: f64) -> Self {
        Self {
            vcpu_seconds: self.vcpu_seconds * factor,
            gb_seconds: self.gb_seconds * factor,
        }
    }
}

/// The bill for this use.
pub fn machine_bill(prices: &MachinePrices, usage: &MachineUsage) -> Bill {
    let per_hour = |fact| Price { fact, per: 3600.0 };
    let mut bill = Bill::default();
    let vcpu = per_hour(prices.vcpu);
    bill.charge(
        "processors, idle or busy",
        usage.vcpu_seconds,
        "vCPU-s",
        vcpu,
    );
    let memory = per_hour(prices.memory);
    bill.charge("memory, idle or busy", usage.gb_seconds, "GB-s", memory);
    bill
}

/// The least number of machines, at least one, that carries a month of equal requests: the mean
/// number of requests at work at once (requests a second times how long one is at work), rounded
/// up, with one request at a time on each machine. A request is at work for as long as it lasts,
/// and no shorter than it computes.
pub fn least_machines(requests: f64, cpu: Nanos, lasted: Nanos) -> u32 {
    let at_work = cpu.max(lasted).as_secs() * requests / service::MONTH.time().as_secs();
    (at_work.ceil() as u32).max(1)
}
