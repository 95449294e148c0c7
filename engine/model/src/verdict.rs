//! Verdicts on each need, from the report: met or missed, the reason, the duties that moved to the platform,
//! and the drawbacks that were accepted.

mod axes;
mod offers;
mod priority;

pub use axes::{Amount, Axis, AxisReading, Measure};
use borsh::{BorshDeserialize, BorshSerialize};
pub use offers::{affected_requests, available_remedies};
pub use priority::{Suggestion, harm, most_harmful, suggestion};
use serde::{Deserialize, Serialize};

use crate::catalog::{DutyId, LaneId, LaneMap};
use crate::report::CauseCount;
use crate::scenario::Need;

/// The verdict of a run on one workload's placement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Verdict {
    /// The workload's id.
    pub workload: String,
    /// The lane that it was placed on.
    pub lane: LaneId,
    /// Whether its code runs behind walls there.
    pub has_walls: bool,
    /// Whether every need was met.
    pub fits: bool,
    /// Its requirements on the three axes, and the provisions of its lane.
    pub axes: Vec<AxisReading>,
    /// The requirements that each lane would not meet by its limits and its place, before any run.
    pub unmet_on: LaneMap<Vec<AxisReading>>,
    /// One for each need, in the scenario's order.
    pub needs: Vec<NeedResult>,
    /// The pressures that this lane relieves for this workload; empty: it relieves none.
    pub relieved: Vec<Pressure>,
    /// Duties that the platform carries on this lane.
    pub moved_to_platform: Vec<DutyId>,
    /// Duties of which the platform carries a part, and the customer the rest.
    pub shared: Vec<DutyId>,
    /// Duties that stay with the customer.
    pub stay_with_you: Vec<DutyId>,
    /// The constraints that came with the lane and matter to this workload.
    pub accepted: Vec<Constraint>,
    /// The resources that third-party code can reach there; `None` for the team's own code.
    pub could_reach: Option<Reach>,
}

impl Verdict {
    /// The number of needs that were missed.
    pub fn missed(&self) -> usize {
        self.needs.iter().filter(|result| !result.met).count()
    }

    /// Whether the run could be judged: `false` where no request of the workload arrived.
    pub fn is_judged(&self) -> bool {
        self.needs.iter().all(|result| result.is_judged)
    }
}

/// The resources that third-party code can reach on its lane.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Behind walls: only the calls that the host granted.
    OnlyGranted,
    /// In a function: every resource that the function's role may use.
    FunctionRole,
    /// At the edge: every resource that is bound to the script.
    ScriptBindings,
    /// In a replica: its memory, its credentials, its neighbours' requests.
    WholeProcess,
}

/// One need compared with its measurement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct NeedResult {
    /// The promise that is judged.
    pub need: Need,
    /// The measured figure, in the need's own unit (milliseconds, seconds, a share, a count);
    /// `None` where there were too few requests for a figure, or none at all.
    pub measured: Option<f64>,
    /// Whether the promise was kept. Too few requests for a figure count as not kept only where some
    /// failed; without any request no promise was broken.
    pub met: bool,
    /// Whether the run could be judged: `false` where no request of the workload arrived.
    pub is_judged: bool,
    /// The causes that broke the promise, most frequent first; empty where it was kept.
    pub causes: Vec<CauseCount>,
}

/// A pressure that a lane can relieve for a workload.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Pressure {
    /// Bursts: capacity for a peak that is many times the mean.
    Burst,
    /// Idle capacity: nothing runs where nothing arrives.
    Idle,
    /// Distance: the code runs near the learner.
    Distance,
    /// Load on the origin: requests end before they reach it.
    OriginLoad,
    /// Trust: third-party code that the team has not read.
    Trust,
    /// State: memory that has to outlive a request.
    State,
    /// Connections: a burst of requests that each need the database.
    Connections,
    /// Duration: runs longer than a platform allows.
    Duration,
    /// Size: more memory than a platform allows.
    Size,
}

/// A constraint that came with a lane.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Constraint {
    /// A new instance has to start first.
    ColdStarts,
    /// A run ends at a limit.
    TimeLimit,
    /// Memory ends at a limit.
    MemoryLimit,
    /// Each instance holds a database connection.
    Connections,
    /// No memory survives between requests.
    NoMemory,
    /// Processor time per request is limited.
    CpuLimit,
    /// State is far, or late to agree.
    FarState,
    /// Code cannot open connections of any protocol.
    NoRawNetwork,
    /// Code can call only the host's few functions.
    NarrowInterface,
    /// Code runs slower inside walls.
    Slower,
    /// The customer plans capacity, and pays for it while it idles.
    IdleCapacity,
    /// New capacity takes a minute.
    SlowScaleOut,
    /// Learners far away pay the distance.
    Distance,
    /// No wall separates this code from the resources of its process.
    NoWalls,
}

impl Constraint {
    /// The constraint behind a queue on a lane; none where the lane starts an instance for each request.
    pub fn of_queue(lane: LaneId) -> Option<Self> {
        lane.has_long_lived_process().then_some(Self::SlowScaleOut)
    }
}
