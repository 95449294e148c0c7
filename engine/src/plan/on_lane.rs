//! The consequences of a step's lane for the way of its requests.

use super::StateAccess;
use model::catalog::LaneId;
use model::scenario::{Coordination, Step};
use model::trace::SegmentKind;

/// The consequences of a step's lane for the way of its requests. The loop reads these properties and
/// depends on no lane.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent property of a step on its lane"
)]
#[derive(Clone, Copy, Debug)]
pub(crate) struct OnLane {
    /// Whether its code runs at a point of presence, else in the home region.
    pub at_pop: bool,
    /// The leg of a request that comes from a city, and the leg of its answer.
    pub request_leg: SegmentKind,
    pub answer_leg: SegmentKind,
    /// How a request waits for its lane: in the lane's queue, or at a platform that holds it back.
    pub waits_as: SegmentKind,
    /// Whether the point of presence looks for a cached answer before it runs code.
    pub caches_answers: bool,
    /// Whether its reads and writes are a transaction that locks their key.
    pub locks_keys: bool,
    /// Whether its writes wait for that lock, once its code has run.
    pub commits_under_lock: bool,
    /// Whether it compares versions before it writes, and tries again where they differ.
    pub compares_versions: bool,
}

impl OnLane {
    pub fn new(lane: LaneId, step: &Step, access: Option<&StateAccess>, conditional: bool) -> Self {
        let at_pop = lane == LaneId::Edge;
        let (request_leg, answer_leg) = if at_pop {
            (SegmentKind::ToPop, SegmentKind::FromPop)
        } else {
            (SegmentKind::ToHome, SegmentKind::FromHome)
        };
        let writes = access.is_some_and(|access| access.writes > 0);
        let has_transactions = lane.has_long_lived_process();
        let locks_keys = has_transactions
            && access.is_some_and(|access| access.coordination == Coordination::PerKey);
        Self {
            at_pop,
            request_leg,
            answer_leg,
            waits_as: if lane == LaneId::Serverless {
                SegmentKind::Backoff
            } else {
                SegmentKind::Wait
            },
            caches_answers: at_pop && step.cache.is_some(),
            locks_keys,
            commits_under_lock: locks_keys && writes,
            compares_versions: conditional && writes && !has_transactions,
        }
    }
}
