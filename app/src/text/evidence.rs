//! The evidence: what the run says of one workload's placement.

use engine::catalog::{self, DutyId, LaneId};
use engine::scenario::Scenario;
use engine::trace::SegmentKind;
use engine::verdict::{Constraint, Pressure, Reach};

use super::figures;

pub(crate) const TITLE: &str = "Evidence";
pub(crate) const WAITING: &str = "The first verdicts are on their way.";
pub(crate) const MOST_HURT: &str = "hurts most now";
pub(crate) const NEEDS: &str = "What it must achieve";
pub(crate) const MET: &str = "Met";
pub(crate) const MISSED: &str = "Missed";
pub(crate) const RELIEVED: &str = "What this lane relieves";
pub(crate) const RELIEVES_NOTHING: &str = "This lane relieves nothing for this workload.";
pub(crate) const MOVED: &str = "What the platform carries";
pub(crate) const MOVED_NOTHING: &str = "Nothing: every duty stays with you.";
pub(crate) const MOVED_NOW: &str = "moved with your last change";
pub(crate) const CAME_BACK: &str = "came back to you with your last change";
pub(crate) const STAYS: &str = "What stays with you";
pub(crate) const STAYS_NOTHING: &str = "Nothing.";
pub(crate) const COULD_REACH: &str = "What its code could reach";
pub(crate) const ACCEPTED: &str = "What you accept for it";
pub(crate) const ACCEPTED_NOTHING: &str = "No constraint of this lane touches this workload.";
pub(crate) const LATENCY: &str = "From arrival to answer";
pub(crate) const EVERYONE: &str = "Everyone";
pub(crate) const FAR: &str = "Far learners";
pub(crate) const FINISH: &str = "To the last step";
pub(crate) const WHO: &str = "Who";
pub(crate) const FAILURES: &str = "Failures by cause";
pub(crate) const CAUSE: &str = "Cause";
pub(crate) const COUNT: &str = "Requests";
pub(crate) const NO_FAILURES: &str = "None failed.";
pub(crate) const LATE: &str = "Late by cause";
pub(crate) const TIME: &str = "Where the time goes";
pub(crate) const SPENT_ON: &str = "Spent on";
pub(crate) const MEAN: &str = "Mean";
pub(crate) const LOOK: &str = "Requests to look at";
pub(crate) const TOO_FEW: &str = "–";

/// Before the other hours are simulated.
pub(crate) const HOURS_TO_COME: &str = "More hours with other arrivals are being tried.";

/// In how many of the hours that were tried every need was kept.
pub(crate) fn hours(kept: u32, tried: u32) -> String {
    if kept == tried {
        format!("Kept in all of {tried} hours, each with other arrivals.")
    } else if kept == 0 {
        format!("Missed in each of {tried} hours, each with other arrivals.")
    } else {
        format!("Kept in {kept} of {tried} hours, each with other arrivals.")
    }
}

/// What a workload costs.
pub(crate) fn cost(usd_per_month: f64) -> String {
    format!(
        "{} a month at list prices, if every hour were like this one.",
        figures::usd(usd_per_month)
    )
}

/// `, was 212`.
pub(crate) fn was(before: &str) -> String {
    format!("was {before}")
}

/// How the workload's requests ended.
pub(crate) fn outcomes(requests: u64, ok: u64, late: u64, failed: u64) -> String {
    format!(
        "{}: {} in time, {} late, {} failed.",
        figures::counted(requests, "request", "requests"),
        figures::count(ok),
        figures::count(late),
        figures::count(failed)
    )
}

/// How many requests waited for a new instance.
pub(crate) fn cold_starts(cold: u64, requests: u64, mean_ms: f64) -> String {
    if cold == 0 {
        return "No request waited for a new instance.".to_owned();
    }
    let share = figures::share(cold as f64 / requests.max(1) as f64);
    let mean = figures::time_ms(mean_ms);
    format!("{share} of requests waited for a new instance, {mean} on average.")
}

/// What a lane takes off a workload.
pub(crate) fn pressure(pressure: Pressure) -> &'static str {
    match pressure {
        Pressure::Burst => "Bursts: capacity follows the peak, and nobody plans it.",
        Pressure::Idle => "Idle time: nothing runs where nothing arrives.",
        Pressure::Distance => "Distance: the code runs near the learner.",
        Pressure::OriginLoad => "Load at home: requests end before they get there.",
        Pressure::Trust => "Trust: code that nobody here has read stays behind walls.",
        Pressure::State => "State: memory lasts, and writers agree.",
        Pressure::Duration => "Duration: a run may take as long as it needs.",
        Pressure::Size => "Size: the work fits into memory.",
    }
}

/// A duty's name.
pub(crate) fn duty(duty: DutyId) -> &'static str {
    match duty {
        DutyId::CapacityPlanning => "Capacity planning",
        DutyId::ScalingPolicy => "Scaling rules",
        DutyId::ProcessLifecycle => "Starting and ending processes",
        DutyId::OsPatching => "System updates",
        DutyId::ColdStartTuning => "Short starts",
        DutyId::StatePlacement => "Where state lives",
        DutyId::MultiRegionRollout => "Roll-out to every place",
        DutyId::Observability => "Seeing what happened",
        DutyId::SandboxInterface => "What strangers’ code may reach",
        DutyId::Quotas => "Staying within limits",
        DutyId::NetworkPolicy => "Who may talk to whom",
        DutyId::Portability => "Being able to leave",
    }
}

/// Why a duty lies where it lies on this lane.
pub(crate) fn duty_reason(lane: LaneId, id: DutyId) -> String {
    format!(
        "{}.",
        figures::sentence_case(catalog::duty(lane, id).reason)
    )
}

/// A constraint that came with the lane, with this scenario's numbers.
pub(crate) fn constraint(constraint: Constraint, lane: LaneId, scenario: &Scenario) -> String {
    let lanes = &scenario.lanes;
    match constraint {
        Constraint::ColdStarts => "A request may have to wait until a new instance starts.".into(),
        Constraint::TimeLimit => format!(
            "A run is ended after {}.",
            figures::time_ms(lanes.serverless.timeout_s * 1e3)
        ),
        Constraint::MemoryLimit => match lane {
            LaneId::Edge => format!("One isolate has {} MB of memory.", lanes.edge.memory_mb),
            LaneId::Sandbox => format!("One run has {} MB of memory.", lanes.sandbox.memory_mb),
            LaneId::Serverless | LaneId::Service => {
                "One instance has only so much memory.".to_owned()
            }
        },
        Constraint::Connections => format!(
            "Each instance holds one of the database’s {} connections.",
            scenario.datastore.connections
        ),
        Constraint::NoMemory => "Nothing stays in memory between requests.".to_owned(),
        Constraint::CpuLimit => format!(
            "One request may use {} of processor time.",
            figures::time_ms(lanes.edge.cpu_limit_ms)
        ),
        Constraint::FarState => "State is far away, or late to agree.".to_owned(),
        Constraint::NoRawNetwork => "Code has no raw network connections.".to_owned(),
        Constraint::NarrowInterface => "Code can call only what its host hands to it.".to_owned(),
        Constraint::Slower => "Code runs slower behind walls.".to_owned(),
        Constraint::IdleCapacity => "You plan capacity, and pay for it while it idles.".to_owned(),
        Constraint::SlowScaleOut => "New capacity takes about a minute.".to_owned(),
        Constraint::Distance => "Learners far away pay the distance.".to_owned(),
        Constraint::NoWalls => {
            "Nothing stands between this code and what the process can reach.".to_owned()
        }
    }
}

/// What foreign code can reach where it runs.
pub(crate) fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::OnlyGranted => "What its host granted, and nothing else.",
        Reach::FunctionRole => "Whatever the function’s role may touch, in every run.",
        Reach::ScriptBindings => {
            "Whatever this script is bound to: its keys, its stores, its secrets."
        }
        Reach::WholeProcess => {
            "The whole process: its memory, its credentials, and the requests of its neighbours."
        }
    }
}

/// The published number behind a constraint, by id.
pub(crate) fn constraint_fact(constraint: Constraint, lane: LaneId) -> Option<&'static str> {
    match (constraint, lane) {
        (Constraint::TimeLimit, LaneId::Serverless) => Some("lambda.timeout_max"),
        (Constraint::MemoryLimit, LaneId::Serverless) => Some("lambda.memory_max"),
        (Constraint::MemoryLimit, LaneId::Edge) => Some("cfw.memory"),
        (Constraint::Connections, _) => Some("postgres.max_connections"),
        (Constraint::NoMemory, LaneId::Serverless) => Some("keepalive.aws"),
        (Constraint::CpuLimit, _) => Some("cfw.cpu_paid_default"),
        (Constraint::FarState, LaneId::Edge) => Some("cfkv.consistency"),
        (Constraint::NoRawNetwork, _) => Some("cfw.blocked_port"),
        (Constraint::SlowScaleOut, _) => Some("fargate.start_413mb"),
        (Constraint::Distance, _) => Some("net.stretch_aws"),
        _ => None,
    }
}

/// What a stretch of time was spent on.
pub(crate) fn segment(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Connect => "Connecting",
        SegmentKind::ToPop => "To the nearest point",
        SegmentKind::PopToHome => "From there to home",
        SegmentKind::ToHome => "To the home region",
        SegmentKind::Wait => "Waiting in a queue",
        SegmentKind::Backoff => "Waiting to be tried again",
        SegmentKind::ColdStart => "Cold start",
        SegmentKind::Execute => "Running",
        SegmentKind::StateTrip => "Trips to its state",
        SegmentKind::KeyWait => "Waiting for another writer",
        SegmentKind::FromPop => "Back from the nearest point",
        SegmentKind::FromHome => "Back from the home region",
        SegmentKind::Origin => "The origin answers",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_behind_a_constraint_is_in_the_catalog() {
        use Constraint::{
            ColdStarts, Connections, CpuLimit, Distance, FarState, MemoryLimit, NoMemory,
            NoRawNetwork, SlowScaleOut, TimeLimit,
        };
        let with_numbers = [
            ColdStarts,
            Connections,
            CpuLimit,
            Distance,
            FarState,
            MemoryLimit,
            NoMemory,
            NoRawNetwork,
            SlowScaleOut,
            TimeLimit,
        ];
        for constraint in with_numbers {
            for lane in LaneId::ALL {
                if let Some(id) = constraint_fact(constraint, lane) {
                    assert!(catalog::fact(id).is_some(), "{id}");
                }
            }
        }
    }
}
