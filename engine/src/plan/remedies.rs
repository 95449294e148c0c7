//! What the remedies that are on change for a step.

use model::scenario::{Placement, Remedy, Scenario, Step, Workload};
use model::units::Nanos;

/// What the remedies that are on change for a step.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent remedy"
)]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StepRemedies {
    /// Whether it is behind a plain CDN.
    pub cdn: bool,
    /// Whether its effect counts once, however often it is delivered.
    pub idempotent: bool,
    /// The longest piece of it, where it is cut into pieces.
    pub chunk: Option<Nanos>,
    /// The share of a day in which its least replicas or its provisioned instances are there.
    pub share_of_day: f64,
    /// Whether each run has a container of its own, which is started for it.
    pub is_job: bool,
    /// Whether its function starts from a snapshot of its memory.
    pub snapshot: bool,
    /// Whether the role of its function grants nothing.
    pub empty_role: bool,
    /// Whether its session is a row.
    pub session_row: bool,
    /// Whether each key has an object at the edge.
    pub objects: bool,
    /// Whether a queue is between its clients and it.
    pub queue_between: bool,
    /// The id of a second region in which it runs too.
    pub second_region: Option<String>,
}

impl StepRemedies {
    pub fn of(workload: &Workload, step: &Step, placement: Placement, scenario: &Scenario) -> Self {
        let mut own = Self {
            cdn: false,
            idempotent: false,
            chunk: None,
            share_of_day: 1.0,
            is_job: false,
            snapshot: false,
            empty_role: false,
            session_row: false,
            objects: false,
            queue_between: false,
            second_region: None,
        };
        let mut is_provisioned = false;
        let on = scenario.remedies_for(&workload.id, &step.id);
        for remedy in on {
            let suits = remedy.suits(workload, placement);
            match remedy {
                Remedy::PlainCdn { .. } => own.cdn = suits,
                Remedy::IdempotencyKey { .. } => own.idempotent = true,
                Remedy::Chunks { at_most_s, .. } => own.chunk = Some(Nanos::from_secs(*at_most_s)),
                Remedy::Schedule { hours_a_day, .. } => own.share_of_day = hours_a_day / 24.0,
                Remedy::Job { .. } => own.is_job = suits,
                Remedy::Snapshot { .. } => own.snapshot = suits,
                Remedy::EmptyRole { .. } => own.empty_role = suits,
                Remedy::SessionRow { .. } => own.session_row = suits,
                Remedy::Objects { .. } => own.objects = suits,
                Remedy::QueueBetween { .. } => own.queue_between = suits,
                Remedy::SecondRegion { region, .. } => {
                    own.second_region = suits.then(|| region.clone());
                }
                Remedy::Provisioned { .. } => is_provisioned = suits,
                Remedy::ReservedConcurrency { .. }
                | Remedy::ConnectionPooler
                | Remedy::RowLock { .. }
                | Remedy::ConditionalWrites { .. }
                | Remedy::MoreReplicas { .. } => {}
            }
        }
        // "SnapStart does not support provisioned concurrency": AWS docs, Improving startup performance with Lambda
        // SnapStart, 2026. An alias has one of the two.
        own.snapshot &= !is_provisioned;
        own
    }

    /// Whether a run takes the way, the code and the time that it would take without them.
    pub fn leave_runs_alone(&self) -> bool {
        self.chunk.is_none() && !(self.cdn || self.idempotent || self.empty_role)
    }
}
