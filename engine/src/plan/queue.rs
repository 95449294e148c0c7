//! The queue in front of a step.

use model::catalog::serverless::REDELIVERY_AFTER;
use model::catalog::{Fact, LaneId};
use model::scenario::{QueueSettings, Scenario, Step, Trigger, Workload};
use model::units::Nanos;

/// The queue in front of a step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Queue {
    /// How long a received message stays hidden.
    pub visibility: Nanos,
    /// How often a message is received at most.
    pub receives: u32,
    /// The messages that one run takes together; `None` where each has a run of its own.
    pub batch: Option<Batch>,
}

/// The messages that one run takes together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Batch {
    /// The most of them, at least 1.
    pub messages: u16,
    /// How long the first of them waits at most.
    pub window: Nanos,
}

impl Queue {
    /// The queue in front of a workload's first step on this lane; `None` for another trigger, and for later steps.
    pub fn of(workload: &Workload, step: &Step, lane: LaneId, scenario: &Scenario) -> Option<Self> {
        if workload.trigger != Trigger::Queue || !step.after.is_empty() {
            return None;
        }
        Some(Self::before(step, lane, scenario, workload.queue))
    }

    /// The queue in front of a step, with these settings; the usual ones where there are none.
    pub fn before(
        step: &Step,
        lane: LaneId,
        scenario: &Scenario,
        settings: Option<QueueSettings>,
    ) -> Self {
        let longest_run = longest_run(step, lane, scenario);
        let usual = || QueueSettings {
            visibility_s: REDELIVERY_AFTER.time().max(longest_run).as_secs(),
            receives: QueueSettings::USUAL_RECEIVES,
            batch: None,
        };
        let settings = settings.unwrap_or_else(usual);
        let least = match lane {
            // A queue does not trigger a function that may run for longer than it hides a message.
            LaneId::Serverless => longest_run,
            LaneId::Edge | LaneId::Sandbox | LaneId::Service => Nanos::ZERO,
        };
        Self {
            visibility: Nanos::from_secs(settings.visibility_s).max(least),
            receives: settings.receives,
            batch: settings.batch.map(|batch| Batch {
                messages: u16::try_from(batch.messages).unwrap_or(u16::MAX).max(1),
                window: Nanos::from_secs(batch.window_s),
            }),
        }
    }
}

/// The longest time that a lane lets a run of a queue's message take.
fn longest_run(step: &Step, lane: LaneId, scenario: &Scenario) -> Nanos {
    let of_owner = Nanos::from_secs(step.work.give_up_s);
    match lane {
        LaneId::Serverless => Nanos::from_secs(scenario.lanes.serverless.timeout_s),
        LaneId::Edge => {
            let preset = scenario.lanes.edge.preset();
            let wall = preset.queue_wall_max.or(preset.wall_max);
            wall.map_or(of_owner, Fact::time)
        }
        LaneId::Sandbox | LaneId::Service => of_owner,
    }
}
