//! Where a remedy applies: the workloads and placements that it changes, and the causes on which it acts.

use super::Remedy;
use crate::catalog::LaneId;
use crate::outcome::Cause;
use crate::scenario::{Author, Coordination, Placement, State, Step, Trigger, Workload};

impl Remedy {
    /// Whether it changes anything for this workload in this placement.
    pub fn suits(&self, workload: &Workload, placement: Placement) -> bool {
        let any = |holds: fn(&Step) -> bool| workload.steps.iter().any(holds);
        let is_on = |lane: LaneId| placement.lane == lane;
        match self {
            Self::Provisioned { .. } | Self::ReservedConcurrency { .. } => {
                is_on(LaneId::Serverless)
            }
            Self::ConnectionPooler => any(|step| step.state != State::None),
            Self::IdempotencyKey { .. } => {
                let by_event = !matches!(workload.trigger, Trigger::Learner | Trigger::Timer);
                (by_event || workload.steps.len() > 1) && any(has_effect)
            }
            Self::RowLock { .. } | Self::ConditionalWrites { .. } => {
                any(|step| writes(step) == Some(Coordination::PerKey))
            }
            Self::PlainCdn { .. } => workload.trigger == Trigger::Learner && !is_on(LaneId::Edge),
            Self::Chunks { .. } => is_on(LaneId::Serverless) && !workload.is_waited_for(),
            Self::MoreReplicas { .. } => is_on(LaneId::Service),
            Self::Schedule { .. } => is_on(LaneId::Service) || is_on(LaneId::Serverless),
            Self::Job { .. } => is_on(LaneId::Service) && !workload.is_waited_for(),
            Self::QueueBetween { .. } => {
                // A client who is answered before the work is done gets no result of it, so there has to be an
                // effect that lasts.
                let is_home = is_on(LaneId::Serverless) || is_on(LaneId::Service);
                workload.is_waited_for() && is_home && any(has_effect)
            }
            Self::SecondRegion { .. } => {
                let is_home = is_on(LaneId::Serverless) || is_on(LaneId::Service);
                workload.trigger == Trigger::Learner && workload.steps.len() == 1 && is_home
            }
            Self::Snapshot { .. } => {
                is_on(LaneId::Serverless) && any(|step| step.work.runtime.has_snapshots())
            }
            Self::SessionRow { .. } => {
                let is_home = is_on(LaneId::Serverless) || is_on(LaneId::Service);
                is_home && any(|step| matches!(step.state, State::Session { .. }))
            }
            Self::Objects { .. } => is_on(LaneId::Edge) && any(|step| step.state != State::None),
            Self::EmptyRole { .. } => {
                let is_foreign = matches!(workload.author, Author::Partner { .. });
                let needs_nothing =
                    |step: &Step| step.reaches.is_empty() && step.state == State::None;
                let all_need_nothing = workload.steps.iter().all(needs_nothing);
                is_on(LaneId::Serverless)
                    && !placement.has_walls()
                    && is_foreign
                    && all_need_nothing
            }
        }
    }

    /// The causes of failures and late requests on which it acts.
    pub fn causes(&self) -> &'static [Cause] {
        match self {
            Self::Provisioned { .. } => &[Cause::ColdStart, Cause::RampLimit],
            Self::ReservedConcurrency { .. } => &[Cause::Throttled],
            Self::ConnectionPooler => &[Cause::ConnectionsExhausted],
            Self::IdempotencyKey { .. } => &[Cause::Duplicate],
            Self::RowLock { .. } | Self::ConditionalWrites { .. } => &[Cause::LostUpdate],
            Self::PlainCdn { .. } => &[Cause::Distance],
            Self::Chunks { .. } => &[Cause::Timeout],
            Self::MoreReplicas { .. } => &[Cause::QueueFull, Cause::Queueing],
            Self::Schedule { .. } | Self::EmptyRole { .. } => &[],
            Self::Job { .. } => &[Cause::Queueing],
            Self::SecondRegion { .. } => &[Cause::Distance, Cause::LaneDown],
            Self::QueueBetween { .. } => &[
                Cause::Throttled,
                Cause::RampLimit,
                Cause::ConnectionsExhausted,
                Cause::QueueFull,
                Cause::GivenUp,
                Cause::DatabaseDown,
                Cause::LaneDown,
            ],
            Self::Objects { .. } => &[Cause::LostUpdate, Cause::WriteRate, Cause::KeyContention],
            Self::Snapshot { .. } => &[Cause::ColdStart],
            Self::SessionRow { .. } => &[Cause::SessionLost],
        }
    }
}

/// Whether a step leaves something behind: a write, or a call.
fn has_effect(step: &Step) -> bool {
    !step.reaches.is_empty() || writes(step).is_some()
}

/// The coordination of a step's writes; `None` where it writes nothing.
fn writes(step: &Step) -> Option<Coordination> {
    match step.state {
        State::Records {
            writes,
            coordination,
            ..
        } if writes > 0 => Some(coordination),
        _ => None,
    }
}
