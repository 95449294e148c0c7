//! The duties of a workload that a lane takes over, and the drawbacks that come with it.
//!
//! A lane that misses a need relieves nothing.

use super::busy_ms;
use model::catalog::LaneId;
use model::catalog::datastore::POOL_MAX;
use model::catalog::serverless::MEMORY_MAX;
use model::scenario::{
    Arrivals, Author, Capability, Need, Placement, Remedy, Scenario, State, Trigger, Workload,
};
use model::verdict::{Constraint, Pressure, Reach};

/// The pressures that this lane relieves for this workload; none where it would be as well off
/// on another lane.
pub(super) fn relieved(
    workload: &Workload,
    placement: Placement,
    scenario: &Scenario,
) -> Vec<Pressure> {
    let mut relieved = Vec::new();
    let mut add = |holds: bool, pressure| {
        if holds {
            relieved.push(pressure);
        }
    };
    let shape = Shape::of(workload, scenario);
    match placement.lane {
        LaneId::Serverless => {
            add(shape.bursty, Pressure::Burst);
            // Provisioned instances run where nothing arrives.
            let is_ready = has(scenario, workload, |remedy| {
                matches!(remedy, Remedy::Provisioned { .. })
            });
            add((shape.bursty || shape.rare) && !is_ready, Pressure::Idle);
        }
        LaneId::Edge => {
            add(shape.felt_far_away, Pressure::Distance);
            add(
                workload.unwanted_share > 0.0 || shape.cacheable,
                Pressure::OriginLoad,
            );
        }
        LaneId::Sandbox => {}
        LaneId::Service => {
            // Rows are as well off anywhere with a database.
            add(shape.session, Pressure::State);
            let many = usual_at_once(workload, scenario.horizon_s) >= POOL_MAX.value;
            add(many && shape.has_state, Pressure::Connections);
            add(shape.long, Pressure::Duration);
            add(shape.large, Pressure::Size);
        }
    }
    let is_held = placement.has_walls() || has_empty_role(scenario, workload);
    add(is_held && shape.foreign, Pressure::Trust);
    relieved
}

/// The constraints that come with the lane and affect this workload.
pub(super) fn accepted(
    workload: &Workload,
    placement: Placement,
    scenario: &Scenario,
) -> Vec<Constraint> {
    let mut accepted = Vec::new();
    let mut add = |holds: bool, constraint| {
        if holds {
            accepted.push(constraint);
        }
    };
    let shape = Shape::of(workload, scenario);
    let waited_for = workload.is_waited_for();
    match placement.lane {
        LaneId::Serverless => {
            add(true, Constraint::ColdStarts);
            // Behind a pooler an instance holds no connection.
            let is_pooled = has(scenario, workload, |remedy| {
                *remedy == Remedy::ConnectionPooler
            });
            add(shape.has_state && !is_pooled, Constraint::Connections);
            add(shape.session, Constraint::NoMemory);
            add(shape.large, Constraint::MemoryLimit);
            add(shape.long || !waited_for, Constraint::TimeLimit);
            add(shape.felt_far_away, Constraint::Distance);
        }
        LaneId::Edge => {
            add(true, Constraint::CpuLimit);
            add(true, Constraint::MemoryLimit);
            add(shape.has_state, Constraint::FarState);
            add(shape.raw_network, Constraint::NoRawNetwork);
        }
        LaneId::Sandbox => {
            add(true, Constraint::NarrowInterface);
            add(true, Constraint::Slower);
            add(shape.session, Constraint::NoMemory);
            add(shape.felt_far_away, Constraint::Distance);
        }
        LaneId::Service => {
            let is_job = has(scenario, workload, |remedy| {
                matches!(remedy, Remedy::Job { .. })
            });
            add(!is_job, Constraint::IdleCapacity);
            add(shape.bursty, Constraint::SlowScaleOut);
            add(shape.felt_far_away, Constraint::Distance);
        }
    }
    if placement.sandboxed && placement.lane != LaneId::Sandbox {
        add(true, Constraint::NarrowInterface);
        add(true, Constraint::Slower);
    }
    let is_held = placement.has_walls() || has_empty_role(scenario, workload);
    add(!is_held && shape.foreign, Constraint::NoWalls);
    accepted
}

/// The resources that third-party code can reach in this placement.
pub(super) fn could_reach(
    workload: &Workload,
    placement: Placement,
    scenario: &Scenario,
) -> Option<Reach> {
    match (&workload.author, placement.lane) {
        (Author::Own, _) => None,
        _ if placement.has_walls() => Some(Reach::OnlyGranted),
        _ if has_empty_role(scenario, workload) => Some(Reach::OnlyGranted),
        (_, LaneId::Serverless) => Some(Reach::FunctionRole),
        (_, LaneId::Edge) => Some(Reach::ScriptBindings),
        (_, LaneId::Sandbox | LaneId::Service) => Some(Reach::WholeProcess),
    }
}

/// Whether the code of a workload runs in a function whose role grants nothing.
pub(super) fn has_empty_role(scenario: &Scenario, workload: &Workload) -> bool {
    has(scenario, workload, |remedy| {
        matches!(remedy, Remedy::EmptyRole { .. })
    })
}

/// Whether a remedy of this kind is on for a workload.
fn has(scenario: &Scenario, workload: &Workload, wanted: fn(&Remedy) -> bool) -> bool {
    scenario.remedies_of(workload).any(wanted)
}

/// How many requests of a workload run at once in its busiest seconds, by Little's law: a function needs as many
/// connections.
fn usual_at_once(workload: &Workload, horizon_s: f64) -> f64 {
    let busy_s: f64 = workload.steps.iter().map(busy_ms).sum::<f64>() / 1e3;
    workload.arrivals.traffic(horizon_s).busiest_per_s * busy_s
}

/// The kind of work, computed from its scenario.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent trait of a workload"
)]
struct Shape {
    bursty: bool,
    rare: bool,
    felt_far_away: bool,
    cacheable: bool,
    /// A session in memory; one that is a row is state.
    session: bool,
    has_state: bool,
    raw_network: bool,
    long: bool,
    large: bool,
    foreign: bool,
}

impl Shape {
    fn of(workload: &Workload, scenario: &Scenario) -> Self {
        /// Longer than any interactive request: a job.
        const LONG_CPU_MS: f64 = 300_000.0;
        /// Fewer than one in ten seconds leave a replica idle most of the time.
        const RARE_PER_HOUR: f64 = 360.0;
        let steps = &workload.steps;
        let per_hour = match workload.arrivals {
            Arrivals::Poisson { per_hour }
            | Arrivals::Peaks { per_hour, .. }
            | Arrivals::DeadlineRush { per_hour, .. } => per_hour,
            Arrivals::Batch { count, .. } => f64::from(count),
            Arrivals::Schedule { every_min, .. } => 60.0 / every_min,
            Arrivals::Imported { ref at_s, .. } => {
                let hours = at_s.last().map_or(1.0, |last| (last / 3_600.0).max(1.0));
                at_s.len() as f64 / hours
            }
        };
        let has_state = steps.iter().any(|step| step.state != State::None);
        let far = |need: &Need| {
            matches!(need, Need::Latency { .. }) && workload.trigger == Trigger::Learner
        };
        // A CDN in front answers near its readers.
        let is_near_anyway = has(scenario, workload, |remedy| {
            matches!(remedy, Remedy::PlainCdn { .. })
        }) && steps
            .iter()
            .any(|step| step.cache.is_some_and(|cache| cache.without_code));
        Self {
            bursty: !matches!(
                workload.arrivals,
                Arrivals::Poisson { .. } | Arrivals::Schedule { .. }
            ),
            rare: per_hour < RARE_PER_HOUR,
            felt_far_away: workload.needs.iter().any(far) && !is_near_anyway,
            cacheable: steps.iter().any(|step| step.cache.is_some()),
            session: steps
                .iter()
                .any(|step| matches!(step.state, State::Session { .. }))
                && !has(scenario, workload, |remedy| {
                    matches!(remedy, Remedy::SessionRow { .. })
                }),
            has_state,
            raw_network: steps
                .iter()
                .any(|step| step.reaches.contains(&Capability::RawNetwork)),
            long: steps
                .iter()
                .any(|step| step.work.cpu_ms.median >= LONG_CPU_MS),
            large: steps
                .iter()
                .any(|step| f64::from(step.work.resident_mb) > MEMORY_MAX.value),
            foreign: matches!(workload.author, Author::Partner { .. }),
        }
    }
}
