//! The cost of a run: the lanes' bills, and each workload's part of them.

use typed_index_collections::TiVec;

use super::Simulation;
use crate::lanes::FinishedRun;
use model::catalog::LaneId;
use model::catalog::queue::{PRICE_REQUESTS, REQUESTS_OF_A_MESSAGE};
use model::catalog::service::MONTH;
use model::cost::Usage;
use model::index::WorkloadIndex;
use model::report::{CostLine, LaneCost, Report};

impl Simulation {
    /// Adds the costs to a report. A lane has one bill: the price of a plan and its included amounts
    /// are shared. Each workload bears the part that its use would cost alone and without a plan.
    pub(super) fn add_costs(&self, report: &mut Report) {
        let length_h = self.horizon.as_secs().max(1.0) / 3_600.0;
        let running_ns = self.tally.workloads.iter();
        let running_ns: TiVec<WorkloadIndex, u128> =
            running_ns.map(|counts| counts.running_ns).collect();
        let used = self.lanes.usage(&FinishedRun {
            plan: &self.plan,
            horizon: self.horizon,
            running_ns: &running_ns,
        });
        for lane in LaneId::ALL {
            let of_lane =
                || (self.plan.steps.iter().zip(&used)).filter(|(step, _)| step.lane == lane);
            if of_lane().next().is_none() {
                continue;
            }
            let (mut all, mut this_run) = (Usage::default(), Usage::default());
            let mut parts: TiVec<WorkloadIndex, f64> = vec![0.0; report.workloads.len()].into();
            for (step, used) in of_lane() {
                this_run.add(&used.whole());
                let used = used.in_month(MONTH.value, step.busy_hours, length_h);
                parts[step.workload] += self.lanes.usd_without_plan(lane, &used);
                all.add(&used);
            }
            let mut bill = self.lanes.bill(lane, &all);
            let mut messages = 0.0;
            for (step, _) in of_lane().filter(|(step, _)| step.accepts) {
                let counts = &self.tally.workloads[step.workload];
                let accepted = counts.accepted as f64;
                let received = match counts.batches {
                    0 => accepted,
                    batches => batches as f64,
                };
                // Each is sent on its own; a batch is received and deleted at once.
                let requests = accepted + received * (REQUESTS_OF_A_MESSAGE.value - 1.0);
                let sent = requests * step.busy_hours / length_h;
                parts[step.workload] += sent / 1e6 * PRICE_REQUESTS.value;
                messages += sent;
            }
            bill.charge_queue(messages);
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
                preset: self.lanes.preset_id(lane).to_owned(),
                usd_per_month: total,
                usd_this_run: self.lanes.usd_without_plan(lane, &this_run),
                free_tier_usd: bill.after_free_tier_usd() - total,
                items: bill.items.iter().map(line).collect(),
            });
        }
    }
}

fn line(item: &model::cost::CostItem) -> CostLine {
    CostLine {
        what: item.what.to_owned(),
        quantity: item.quantity,
        unit: item.unit.to_owned(),
        usd: item.usd,
        fact: item.fact.to_owned(),
    }
}
