//! Chains of steps: which are done, and which may run next.

use crate::plan::Plan;
use model::index::StepIndex;
use model::units::Nanos;

/// The handle of a chain.
pub(crate) type ChainId = u32;

/// All chains under way.
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
    /// Begins a chain. A workload of one step needs none: [`ChainId::MAX`] means no chain.
    pub fn begin(&mut self, plan: &Plan, first_step: StepIndex, arrived: Nanos) -> ChainId {
        let steps = &plan.steps[first_step].workload_steps;
        let waits = steps.iter().map(|&step| plan.steps[step].waits_for);
        let chain = Chain {
            arrived,
            waits: waits.collect(),
            left: steps.len() as u8,
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

    /// Notes that a step of a chain is done. Returns the steps that may run now, and when the chain
    /// began if that was its last step.
    pub fn step_done(
        &mut self,
        plan: &Plan,
        id: ChainId,
        step: StepIndex,
    ) -> (Vec<StepIndex>, Option<Nanos>) {
        let Some(chain) = self.chains.get_mut(id as usize) else {
            return (Vec::new(), None);
        };
        chain.left -= 1;
        let mut ready = Vec::new();
        for &successor in &plan.steps[step].successors {
            let place = usize::from(plan.steps[successor].step_of_workload);
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
