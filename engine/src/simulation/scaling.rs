//! The autoscalers of steps: the times of their decisions, the instances that they start, and the peak of
//! instances.

use super::{Event, Simulation, world};
use model::index::StepIndex;
use model::moments::MomentKind;

impl Simulation {
    /// Carries out a decision of a step's autoscaler.
    pub(super) fn scale(&mut self, step: StepIndex) {
        let plan = &self.plan.steps[step];
        let scaling = self.lanes.scale(plan.lane, step, &mut world!(self));
        if let Some(replicas) = scaling.grown_to {
            let kind = MomentKind::ScaleOut;
            self.recorder
                .note(kind, plan.workload, self.now, replicas.into());
            self.note_peak(step);
        }
        for at in scaling.ready_at {
            self.schedule(at, Event::Ready(step));
        }
        if self.now < self.horizon || self.requests.in_flight() > 0 {
            self.schedule_scaling(step);
        }
    }

    /// Schedules the next decision of a step's autoscaler, if it has one.
    pub(super) fn schedule_scaling(&mut self, step: StepIndex) {
        let lane = self.plan.steps[step].lane;
        if let Some(period) = self.lanes.scaling_period(lane, step) {
            self.schedule(self.now + period, Event::Scale(step));
        }
    }

    /// Notes the number of instances that the workload of a step has now.
    pub(super) fn note_peak(&mut self, step: StepIndex) {
        let workload = self.plan.steps[step].workload;
        let instances_of = |&step: &StepIndex| {
            let lane = self.plan.steps[step].lane;
            u64::from(self.lanes.instances_of(lane, step))
        };
        let live: u64 = self.plan.steps_of[workload].iter().map(instances_of).sum();
        let counts = &mut self.tally.workloads[workload];
        counts.peak_instances = counts.peak_instances.max(live);
    }
}
