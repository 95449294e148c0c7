//! The bill of an hour with faults is that of the same hour without them: refused requests cost nothing, and
//! an outage would look like a saving.

use typed_index_collections::TiVec;

use super::chains::Chains;
use super::{Progress, Simulation};
use crate::event_queue::EventQueue;
use crate::request::Slab;
use model::report::Report;
use model::sandbox::SnippetProfiles;
use model::scenario::Scenario;
use model::trace_selection::TraceSelection;

/// The same hour without faults, for its bill.
#[derive(Debug)]
pub(super) enum Faultless {
    /// It is simulated after the hour itself.
    Waiting(Box<(Scenario, SnippetProfiles)>),
    /// It is being simulated.
    Running(Box<Simulation>),
    /// It is simulated, and this is what it has counted.
    Reported(Box<Report>),
}

impl Faultless {
    /// The hour without the faults of a scenario; none where it has no faults.
    pub fn of(scenario: &Scenario, profiles: &SnippetProfiles) -> Option<Self> {
        let faultless = scenario.without_faults()?;
        Some(Self::Waiting(Box::new((faultless, profiles.clone()))))
    }
}

impl Simulation {
    /// Goes on with the hour without faults, once no event of the hour itself is left.
    // Apart from the loop, which would be slower with it.
    #[inline(never)]
    pub(super) fn step_faultless(&mut self) -> Progress {
        let work = self.work_left.max(1);
        match self.faultless.take() {
            done @ (None | Some(Faultless::Reported(_))) => {
                self.faultless = done;
                Progress::Done
            }
            Some(Faultless::Waiting(waiting)) => {
                // Two hours of requests in flight at once might not fit into memory.
                self.requests = Slab::default();
                self.events = EventQueue::default();
                self.chains = Chains::default();
                self.versions = TiVec::new();
                self.caches = TiVec::new();
                for step in &mut self.plan.steps {
                    step.drop_key_tables();
                }
                let (scenario, profiles) = *waiting;
                let begun = Self::new(&scenario, &profiles, &TraceSelection::Nothing).ok();
                self.faultless = begun.map(|begun| Faultless::Running(Box::new(begun)));
                Progress::Running { share: 0.5 }
            }
            Some(Faultless::Running(mut other)) => match other.step(work) {
                Progress::Running { share } => {
                    self.faultless = Some(Faultless::Running(other));
                    Progress::Running {
                        share: 0.5 + share / 2.0,
                    }
                }
                Progress::Done => {
                    self.faultless = Some(Faultless::Reported(Box::new(other.report())));
                    Progress::Done
                }
                // The hour itself was possible: its own bill is the best that there is.
                Progress::Refused => Progress::Done,
            },
        }
    }

    /// Takes the costs of the hour without faults.
    pub(super) fn take_faultless_costs(&mut self, report: &mut Report) {
        let Some(Faultless::Reported(faultless)) = self.faultless.take() else {
            return;
        };
        for (workload, other) in report.workloads.iter_mut().zip(&faultless.workloads) {
            workload.usd_per_month = other.usd_per_month;
        }
        report.costs = faultless.costs;
    }
}
