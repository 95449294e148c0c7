//! Scenarios that are simulated one after the other for their summaries.

use std::ops::ControlFlow;

use engine::simulation::{Progress, Simulation};
use model::run::Summary;
use model::sandbox::SnippetProfiles;
use model::scenario::{Scenario, ScenarioError};
use model::trace_selection::TraceSelection;

/// A batch of scenarios in simulation.
pub(super) struct Batch {
    /// The scenarios that have not begun; the next one is the last.
    waiting: Vec<Scenario>,
    profiles: SnippetProfiles,
    selection: TraceSelection,
    simulation: Option<Simulation>,
    many: usize,
    /// The summaries of the scenarios that are done, in order.
    pub(super) summaries: Vec<Summary>,
}

impl Batch {
    /// A batch of these scenarios, each checked before the first one runs.
    pub(super) fn new(
        mut scenarios: Vec<Scenario>,
        profiles: SnippetProfiles,
        selection: TraceSelection,
    ) -> Result<Self, ScenarioError> {
        scenarios.iter().try_for_each(Scenario::check)?;
        scenarios.reverse();
        Ok(Self {
            many: scenarios.len(),
            waiting: scenarios,
            profiles,
            selection,
            simulation: None,
            summaries: Vec::new(),
        })
    }

    /// Simulates this number of events; continues with the share that is done, from 0 to 1. Breaks where
    /// a scenario needs more memory than a run may use.
    pub(super) fn advance(&mut self, events: u32) -> ControlFlow<Result<(), ScenarioError>, f64> {
        let Some(simulation) = &mut self.simulation else {
            let next = self.waiting.pop();
            self.simulation =
                next.and_then(|next| Simulation::new(&next, &self.profiles, &self.selection).ok());
            return match self.simulation {
                Some(_) => self.unfinished(0.0),
                None => ControlFlow::Break(Ok(())),
            };
        };
        match simulation.step(events) {
            Progress::Running { share } => return self.unfinished(share),
            Progress::Refused => return ControlFlow::Break(Err(simulation.refusal())),
            Progress::Done => {}
        }
        if let Some(simulation) = self.simulation.take() {
            self.summaries.push(simulation.finish().summary);
        }
        self.unfinished(0.0)
    }

    fn unfinished(&self, share: f64) -> ControlFlow<Result<(), ScenarioError>, f64> {
        ControlFlow::Continue((self.summaries.len() as f64 + share) / self.many.max(1) as f64)
    }
}
