//! The position of a request at a time, and its activity there.

use model::catalog::LaneId;
use model::trace::{RequestView, Segment, SegmentKind};
use model::units::Nanos;

use super::places::Place;

/// The part of a step's placement that decides where its requests are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepPlace {
    /// The lane of the request.
    pub lane: LaneId,
    /// Whether its trips to state leave the POP for the home database.
    pub state_is_home: bool,
    /// Requests that one instance runs at once.
    pub slots: u32,
    /// The region that its requests travel to.
    pub region: Place,
}

/// The activity of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// The request travels.
    Travelling,
    /// The request shakes hands with the first hop.
    Connecting,
    /// The request waits in a queue, or for another writer.
    Waiting,
    /// The request waits until the platform accepts it again.
    BackingOff,
    /// The request waits for a new instance.
    Starting,
    /// The request's code runs, or waits for its state.
    Running,
}

/// The position of a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spot {
    /// The request is at a city or a POP.
    At(Place),
    /// The request is between two places.
    Between {
        /// The place where the trip began.
        from: Place,
        /// The place where the trip ends.
        to: Place,
        /// The share of the trip that is done, 0 to 1.
        share: f64,
        /// Whether the trip carries the answer.
        back: bool,
    },
    /// The request is in its lane in the home region.
    InLane,
}

/// The position of a request, and its activity there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Whereabouts {
    /// The request's position.
    pub spot: Spot,
    /// The request's activity.
    pub doing: Doing,
}

/// The position and the activity of a request at a time; none before its arrival and after its end.
pub fn whereabouts(request: &RequestView<'_>, step: StepPlace, time: Nanos) -> Option<Whereabouts> {
    let (segment, share) = request.at(time)?;
    Some(during(request, step, segment, share))
}

/// The position and the activity during one of its segments.
pub fn during(
    request: &RequestView<'_>,
    step: StepPlace,
    segment: Segment,
    share: f64,
) -> Whereabouts {
    let city = request.city.map_or(Place::Home, |city| Place::City(city.0));
    let pop = request.pop.map_or(Place::Home, |pop| Place::Pop(pop.0));
    let runs_at_pop = step.lane == LaneId::Edge && request.pop.is_some();
    let lane = if runs_at_pop {
        Spot::At(pop)
    } else {
        Spot::InLane
    };
    let way = |from, to, back| Spot::Between {
        from,
        to,
        share,
        back,
    };
    let (spot, doing) = match segment.kind {
        SegmentKind::Connect => (Spot::At(city), Doing::Connecting),
        SegmentKind::ToPop => (way(city, pop, false), Doing::Travelling),
        SegmentKind::PopToHome if comes_from_origin(request, segment) => {
            (way(Place::Home, pop, true), Doing::Travelling)
        }
        SegmentKind::PopToHome => (way(pop, Place::Home, false), Doing::Travelling),
        SegmentKind::ToHome => (way(city, step.region, false), Doing::Travelling),
        SegmentKind::FromPop => (way(pop, city, true), Doing::Travelling),
        SegmentKind::FromHome => (way(step.region, city, true), Doing::Travelling),
        SegmentKind::Wait | SegmentKind::KeyWait => (lane, Doing::Waiting),
        SegmentKind::Backoff => (lane, Doing::BackingOff),
        SegmentKind::ColdStart => (lane, Doing::Starting),
        SegmentKind::StateTrip if runs_at_pop && step.state_is_home => {
            (there_and_back(pop, share), Doing::Running)
        }
        SegmentKind::Origin => (Spot::At(Place::Home), Doing::Running),
        SegmentKind::Execute | SegmentKind::StateTrip => (lane, Doing::Running),
    };
    Whereabouts { spot, doing }
}

/// Whether a trip back follows a fetch from home of an object that the POP's cache lacks; both trips are
/// segments of the same kind.
fn comes_from_origin(request: &RequestView<'_>, trip: Segment) -> bool {
    let mut earlier = request
        .segments()
        .take_while(|segment| segment.end <= trip.start);
    earlier.any(|segment| segment.kind == SegmentKind::Origin)
}

fn there_and_back(pop: Place, share: f64) -> Spot {
    if share < 0.5 {
        Spot::Between {
            from: pop,
            to: Place::Home,
            share: share * 2.0,
            back: false,
        }
    } else {
        Spot::Between {
            from: Place::Home,
            to: pop,
            share: share * 2.0 - 1.0,
            back: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{MS, Request, trace};
    use super::*;

    fn check(lane: LaneId, kind: SegmentKind, at_ms: u64, expected: (Spot, Doing)) {
        let trace = trace(&[Request::new(0, lane, &[(kind, 100)])], &[]);
        let step = StepPlace {
            lane,
            state_is_home: true,
            slots: 1,
            region: Place::Home,
        };
        let request = trace.get(0).expect("the only request");
        let there = whereabouts(&request, step, Nanos(at_ms * MS)).expect("in flight");
        assert_eq!(
            (there.spot, there.doing),
            expected,
            "{lane} {kind:?} at {at_ms}"
        );
    }

    #[test]
    fn every_segment_has_its_place() {
        let (city, pop, home) = (Place::City(0), Place::Pop(0), Place::Home);
        let way = |from, to, share, back| {
            (
                Spot::Between {
                    from,
                    to,
                    share,
                    back,
                },
                Doing::Travelling,
            )
        };
        let (service, edge) = (LaneId::Service, LaneId::Edge);
        check(
            service,
            SegmentKind::Connect,
            50,
            (Spot::At(city), Doing::Connecting),
        );
        check(
            service,
            SegmentKind::ToHome,
            25,
            way(city, home, 0.25, false),
        );
        check(
            service,
            SegmentKind::FromHome,
            25,
            way(home, city, 0.25, true),
        );
        check(
            service,
            SegmentKind::Wait,
            50,
            (Spot::InLane, Doing::Waiting),
        );
        check(
            service,
            SegmentKind::Backoff,
            50,
            (Spot::InLane, Doing::BackingOff),
        );
        check(
            service,
            SegmentKind::ColdStart,
            50,
            (Spot::InLane, Doing::Starting),
        );
        check(
            service,
            SegmentKind::StateTrip,
            50,
            (Spot::InLane, Doing::Running),
        );
        check(edge, SegmentKind::ToPop, 50, way(city, pop, 0.5, false));
        check(
            edge,
            SegmentKind::Execute,
            50,
            (Spot::At(pop), Doing::Running),
        );
        check(edge, SegmentKind::PopToHome, 50, way(pop, home, 0.5, false));
        check(edge, SegmentKind::FromPop, 50, way(pop, city, 0.5, true));
    }

    #[test]
    fn state_at_home_is_a_trip_there_and_back() {
        let way = |from, to, share, back| {
            (
                Spot::Between {
                    from,
                    to,
                    share,
                    back,
                },
                Doing::Running,
            )
        };
        let (pop, home) = (Place::Pop(0), Place::Home);
        check(
            LaneId::Edge,
            SegmentKind::StateTrip,
            25,
            way(pop, home, 0.5, false),
        );
        check(
            LaneId::Edge,
            SegmentKind::StateTrip,
            75,
            way(home, pop, 0.5, true),
        );
    }

    #[test]
    fn what_a_pop_lacks_is_fetched_from_home() {
        let legs = [
            (SegmentKind::PopToHome, 10),
            (SegmentKind::Origin, 10),
            (SegmentKind::PopToHome, 10),
        ];
        let trace = trace(&[Request::new(0, LaneId::Edge, &legs)], &[]);
        let step = StepPlace {
            lane: LaneId::Edge,
            state_is_home: false,
            slots: 1,
            region: Place::Home,
        };
        let request = trace.get(0).expect("the only request");
        let spot = |ms| whereabouts(&request, step, Nanos(ms * MS)).map(|there| there.spot);
        let (pop, home) = (Place::Pop(0), Place::Home);
        let way = |from, to, back| {
            Some(Spot::Between {
                from,
                to,
                share: 0.5,
                back,
            })
        };
        assert_eq!(spot(5), way(pop, home, false));
        assert_eq!(spot(15), Some(Spot::At(home)));
        assert_eq!(spot(25), way(home, pop, true));
    }

    #[test]
    fn nobody_is_anywhere_before_and_after() {
        let trace = trace(
            &[Request::new(10, LaneId::Edge, &[(SegmentKind::Execute, 5)])],
            &[],
        );
        let step = StepPlace {
            lane: LaneId::Edge,
            state_is_home: false,
            slots: 1,
            region: Place::Home,
        };
        let request = trace.get(0).expect("the only request");
        for ms in [9, 15, 99] {
            assert_eq!(whereabouts(&request, step, Nanos(ms * MS)), None);
        }
    }
}
