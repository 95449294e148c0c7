//! Boards that are simulated one after the other, for what their summaries say.
//!
//! Must not know: who wants to know, or why.

use std::rc::Rc;

use engine::run::Summary;
use engine::sandbox::SnippetProfiles;
use engine::scenario::{Scenario, ScenarioError};
use engine::simulation::{Progress, Simulation};
use engine::trace_selection::TraceSelection;

use super::{EVENTS, Slice};

/// Boards on their way.
pub(super) struct Boards {
    /// The next one last.
    waiting: Vec<Scenario>,
    profiles: Rc<SnippetProfiles>,
    selection: TraceSelection,
    simulation: Option<Simulation>,
    many: usize,
    /// What came of those that are done, in order.
    pub(super) summaries: Vec<Summary>,
}

impl Boards {
    /// These boards, each checked before the first one runs.
    pub(super) fn new(
        mut boards: Vec<Scenario>,
        profiles: Rc<SnippetProfiles>,
        selection: TraceSelection,
    ) -> Result<Self, ScenarioError> {
        boards.iter().try_for_each(Scenario::check)?;
        boards.reverse();
        Ok(Self {
            many: boards.len(),
            waiting: boards,
            profiles,
            selection,
            simulation: None,
            summaries: Vec::new(),
        })
    }

    pub(super) fn advance(&mut self) -> Slice {
        let Some(simulation) = &mut self.simulation else {
            let next = self.waiting.pop();
            self.simulation =
                next.and_then(|next| Simulation::new(&next, &self.profiles, &self.selection).ok());
            return match self.simulation {
                Some(_) => self.unfinished(0.0),
                None => Slice::Finished,
            };
        };
        match simulation.step(EVENTS) {
            Progress::Running { share } => return self.unfinished(share),
            Progress::Refused => return Slice::Refused(simulation.refusal()),
            Progress::Done => {}
        }
        if let Some(simulation) = self.simulation.take() {
            self.summaries.push(simulation.finish().summary);
        }
        self.unfinished(0.0)
    }

    fn unfinished(&self, share: f64) -> Slice {
        Slice::Unfinished((self.summaries.len() as f64 + share) / self.many.max(1) as f64)
    }
}
