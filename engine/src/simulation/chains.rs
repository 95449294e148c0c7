//! Chains of steps: which are done, and which may run next.
//!
//! Must not know: lanes, or what a step does.

use crate::plan::Plan;
use crate::units::Nanos;

/// Handle of a chain.
pub(crate) type ChainId = u32;

/// Chains under way.
#[derive(Debug, Default)]
pub(crate) struct Chains {
    chains: Vec<Chain>,
    free: Vec<ChainId>,
}

#[derive(Clone, Debug)]
struct Chain {
    arrived: Nanos,
    /// Steps still to be done before each step of the workload may run.
    waits: Vec<u8>,
    left: u8,
}

impl Chains {
    /// A chain begins. A workload of one step needs none: [`ChainId::MAX`] stands for no chain.
    pub fn begin(&mut self, plan: &Plan, first_step: u16, arrived: Nanos) -> ChainId {
        let workload_steps = plan.steps[usize::from(first_step)].workload_steps.clone();
        let steps = workload_steps.len() as u8;
        let waits = workload_steps.map(|step| plan.steps[usize::from(step)].waits_for);
        let waits = waits.collect();
        let chain = Chain {
            arrived,
            waits,
            left: steps,
        };
        if let Some(id) = self.free.pop() {
            self.chains[id as usize] = chain;
            return id;
        }
        self.chains.push(chain);
        self.chains.len() as ChainId - 1
    }

    /// When a chain began; `None` for a workload of one step.
    pub fn began(&self, id: ChainId) -> Option<Nanos> {
        self.chains.get(id as usize).map(|chain| chain.arrived)
    }

    /// A step of a chain is done: the steps that may run now, and when the chain began if that was
    /// its last step.
    pub fn step_done(&mut self, plan: &Plan, id: ChainId, step: u16) -> (Vec<u16>, Option<Nanos>) {
        let Some(chain) = self.chains.get_mut(id as usize) else {
            return (Vec::new(), None);
        };
        chain.left -= 1;
        let mut ready = Vec::new();
        for &successor in &plan.steps[usize::from(step)].successors {
            let place = usize::from(plan.steps[usize::from(successor)].step_of_workload);
            chain.waits[place] -= 1;
            if chain.waits[place] == 0 {
                ready.push(successor);
            }
        }
        let finished = (chain.left == 0).then_some(chain.arrived);
        if finished.is_some() {
            self.free.push(id);
        }
        (ready, finished)
    }
}
