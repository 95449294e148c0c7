//! The steps that remedies add: one that accepts requests in front of a queue, and a copy in a second region.

use super::StepPlan;
use super::queue::Queue;
use super::second_region::SecondRegion;
use model::index::StepIndex;
use model::scenario::{QueueSettings, Scenario, Step};
use model::units::Nanos;

impl StepPlan {
    /// The step that accepts requests for this one, which is at index `work`. It has the clients, and no instance.
    pub fn acceptor(&self, own: StepIndex, work: StepIndex) -> Self {
        Self {
            accepts: true,
            is_only_step: false,
            end_known_at_start: false,
            has_uniform_requests: false,
            home_step: own,
            state_access: None,
            session: None,
            cache: None,
            cache_keys: None,
            unwanted_share: 0.0,
            successors: vec![work],
            ..self.clone()
        }
    }

    /// Has this step work off a queue that another step fills.
    pub fn put_behind_queue(
        &mut self,
        step: &Step,
        settings: Option<QueueSettings>,
        scenario: &Scenario,
    ) {
        self.queue = Some(Queue::before(step, self.lane, scenario, settings));
        self.waited_for = false;
        self.has_client = false;
        self.run_limit = self.give_up;
        self.retries = None;
        self.waits_for += 1;
        self.is_only_step = false;
        self.end_known_at_start = false;
        self.has_uniform_requests = false;
        // Its clients have their answer: no latency is promised of the work.
        (self.late_after, self.late_after_far) = (Nanos::MAX, Nanos::MAX);
        let writes = self.state_access.as_ref();
        let writes = writes.is_some_and(|access| access.writes > 0);
        self.at_least_once = writes || !self.reaches.is_empty();
        self.is_pure_compute &= !self.at_least_once;
    }

    /// A copy of this step, which is at index `home`, in a second region.
    pub fn in_second_region(&self, own: StepIndex, home: StepIndex, region: SecondRegion) -> Self {
        Self {
            home_step: home,
            workload_steps: vec![own],
            second: Some(region),
            ..self.clone()
        }
    }
}
