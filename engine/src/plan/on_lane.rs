//! The consequences of a step's lane for the way of its requests.

use model::catalog::LaneId;
use model::scenario::Step;
use model::trace::SegmentKind;

/// The consequences of a step's lane for the way of its requests. The loop reads these properties and
/// depends on no lane.
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
}

impl OnLane {
    pub fn new(lane: LaneId, step: &Step) -> Self {
        let at_pop = lane == LaneId::Edge;
        let (request_leg, answer_leg) = if at_pop {
            (SegmentKind::ToPop, SegmentKind::FromPop)
        } else {
            (SegmentKind::ToHome, SegmentKind::FromHome)
        };
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
        }
    }
}
