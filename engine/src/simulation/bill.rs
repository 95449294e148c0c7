//! What a run cost: the lanes' bills, and each workload's part of them.
//!
//! Must not know: how requests ran.

use super::Simulation;
use crate::catalog::LaneId;
use crate::catalog::sandbox::HOST_MEMORY;
use crate::catalog::service::MONTH;
use crate::cost::{
    Bill, EdgeUsage, MachineUsage, ServerlessUsage, edge_bill, machine_bill, serverless_bill,
};
use crate::report::{CostLine, LaneCost, Report};

/// What one step used, on whichever lane.
#[derive(Clone, Copy, Debug, Default)]
struct Used {
    serverless: ServerlessUsage,
    edge: EdgeUsage,
    machines: MachineUsage,
}

impl Simulation {
    /// Fills in what everything cost. A lane's bill is one: what a plan costs and includes is
    /// shared. Each workload bears the part that its use would cost alone and without a plan.
    pub(super) fn add_costs(&self, report: &mut Report) {
        let months = MONTH.time().as_secs() / self.horizon.as_secs().max(1.0);
        let used = self.used_by_step();
        for lane in LaneId::ALL {
            let of_lane =
                || (self.plan.steps.iter().zip(&used)).filter(|(step, _)| step.lane == lane);
            if of_lane().next().is_none() {
                continue;
            }
            let mut all = Used::default();
            let mut parts = vec![0.0; report.workloads.len()];
            for (step, used) in of_lane() {
                let used = used.times(months);
                parts[usize::from(step.workload)] += self.alone_usd(lane, &used);
                all.add(&used);
            }
            let bill = self.bill(lane, &all);
            let whole: f64 = parts.iter().sum();
            let total = bill.usd();
            let sharers = parts.iter().filter(|&&part| part > 0.0).count().max(1) as f64;
            for (workload, part) in report.workloads.iter_mut().zip(&parts) {
                if *part > 0.0 {
                    workload.usd_per_month += total * part / whole;
                } else if whole == 0.0 && workload.lane == lane {
                    workload.usd_per_month += total / sharers;
                }
            }
            report.costs.push(LaneCost {
                lane,
                preset: self.preset_of(lane).to_owned(),
                usd_per_month: total,
                usd_this_run: total / months,
                free_tier_usd: bill.after_free_tier_usd() - total,
                items: bill.items.iter().map(line).collect(),
            });
        }
    }

    fn preset_of(&self, lane: LaneId) -> &'static str {
        let lanes = &self.scenario.lanes;
        match lane {
            LaneId::Serverless => lanes.serverless.preset().id,
            LaneId::Edge => lanes.edge.preset().id,
            LaneId::Sandbox => lanes.sandbox.preset().id,
            LaneId::Service => lanes.service.preset().id,
        }
    }

    fn bill(&self, lane: LaneId, used: &Used) -> Bill {
        let lanes = &self.scenario.lanes;
        match lane {
            LaneId::Serverless => serverless_bill(lanes.serverless.preset(), &used.serverless),
            LaneId::Edge => edge_bill(lanes.edge.preset(), &used.edge),
            LaneId::Sandbox => machine_bill(&lanes.sandbox.preset().prices, &used.machines),
            LaneId::Service => machine_bill(&lanes.service.preset().prices, &used.machines),
        }
    }

    /// What a use would cost alone, without a plan's price and without what the plan includes.
    fn alone_usd(&self, lane: LaneId, used: &Used) -> f64 {
        match lane {
            LaneId::Edge => {
                let prices = &self.scenario.lanes.edge.preset().prices;
                let each = |fact: Option<&crate::catalog::Fact>, count: f64| {
                    fact.map_or(0.0, |fact| fact.value * count / 1e6)
                };
                let memory = prices.memory.map_or(0.0, |(fact, _)| fact.value);
                each(prices.requests, used.edge.requests)
                    + each(prices.cpu, used.edge.cpu_ms)
                    + memory * used.edge.gb_seconds
            }
            _ => self.bill(lane, used).usd(),
        }
    }

    /// What each step used before the end of the run.
    fn used_by_step(&self) -> Vec<Used> {
        let mut used = vec![Used::default(); self.plan.steps.len()];
        for (used, serverless) in used.iter_mut().zip(self.serverless.usage()) {
            used.serverless = serverless;
        }
        for (used, edge) in used.iter_mut().zip(self.edge.usage()) {
            used.edge = *edge;
        }
        let prices = &self.scenario.lanes.service.preset().prices;
        for (index, used) in (0..).zip(&mut used) {
            self.service
                .add_usage(index, prices, self.horizon, &mut used.machines);
        }
        self.add_host(&mut used);
        used
    }

    /// The plugin host stands for the whole hour; who runs there longer bears more of it.
    fn add_host(&self, used: &mut [Used]) {
        let lane = &self.scenario.lanes.sandbox;
        let on_host: Vec<usize> = (0..used.len())
            .filter(|&step| self.plan.steps[step].lane == LaneId::Sandbox)
            .collect();
        let ran = |step: usize| {
            let workload = usize::from(self.plan.steps[step].workload);
            self.tally.workloads[workload].running_ns as f64
        };
        let whole: f64 = on_host.iter().map(|&step| ran(step)).sum();
        let mut host = MachineUsage::default();
        // A worker is one processor, with the memory that carries the host and its instances.
        let workers = lane.workers;
        let memory_mb = workers.saturating_mul(HOST_MEMORY.count().max(lane.memory_mb));
        let prices = &lane.preset().prices;
        host.add_life(prices, self.horizon, workers.into(), memory_mb);
        for &step in &on_host {
            let part = if whole > 0.0 {
                ran(step) / whole
            } else {
                1.0 / on_host.len() as f64
            };
            used[step].machines = host.times(part);
        }
    }
}

impl Used {
    fn times(&self, factor: f64) -> Self {
        Self {
            serverless: self.serverless.times(factor),
            edge: self.edge.times(factor),
            machines: self.machines.times(factor),
        }
    }

    fn add(&mut self, other: &Self) {
        self.serverless.requests += other.serverless.requests;
        self.serverless.gb_seconds += other.serverless.gb_seconds;
        self.serverless.vcpu_seconds += other.serverless.vcpu_seconds;
        self.serverless.ready_gb_seconds += other.serverless.ready_gb_seconds;
        self.edge.add(&other.edge);
        self.machines.vcpu_seconds += other.machines.vcpu_seconds;
        self.machines.gb_seconds += other.machines.gb_seconds;
    }
}

fn line(item: &crate::cost::CostItem) -> CostLine {
    CostLine {
        what: item.what.to_owned(),
        quantity: item.quantity,
        unit: item.unit.to_owned(),
        usd: item.usd,
        fact: item.fact.to_owned(),
    }
}
