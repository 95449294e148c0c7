//! The shapes of the canvas in CSS pixels, without colours.

use model::catalog::LaneId;

use super::geo::{Arc, Point, Rect};
use super::places::Place;
use super::whereabouts::Doing;

/// A request on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// The token's centre.
    pub at: Point,
    /// The request's row of the trace.
    pub row: u32,
    /// The request's lane.
    pub lane: LaneId,
    /// The request's activity: travelling, connecting, or running at a POP.
    pub doing: Doing,
}

/// The outcome of a request, as a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// The request succeeded in time: a dot.
    Ok,
    /// The request was late: a ring with a hand, as on a clock.
    Late,
    /// The request failed: a cross.
    Failed,
}

/// The end of a request, shown for a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The point at which the request ended.
    pub at: Point,
    /// The request's row of the trace.
    pub row: u32,
    /// The request's lane.
    pub lane: LaneId,
    /// Whether the request ended in its lane and not at a place of the map.
    pub in_lane: bool,
    /// The shape of the outcome.
    pub kind: MarkKind,
    /// The share of the mark's time that has passed, 0 to 1.
    pub age: f64,
}

/// The state of an instance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellState {
    /// The instance starts; the share of the start that is done, 0 to 1.
    Starting(f64),
    /// The instance is ready; the share of it that is in use, 0 when it is idle.
    Ready(f64),
}

/// An instance in its seat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The seat's rectangle.
    pub rect: Rect,
    /// The instance's lane.
    pub lane: LaneId,
    /// The state of the instance.
    pub state: CellState,
    /// A request that it runs, as a row of the trace.
    pub row: Option<u32>,
}

/// A request that waits in front of a lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Waiter {
    /// The waiter's centre.
    pub at: Point,
    /// The request's row of the trace.
    pub row: u32,
    /// The request's lane.
    pub lane: LaneId,
    /// The reason why the request waits.
    pub doing: Doing,
}

/// Many requests on one leg.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    /// The arc of the leg.
    pub arc: Arc,
    /// The lane of the requests.
    pub lane: LaneId,
    /// Requests a second of simulated time.
    pub per_second: f64,
    /// The width of the line.
    pub width: f64,
}

/// A number at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The place of the number.
    pub place: Place,
    /// The number of requests at the place or on their way from it.
    pub requests: u32,
}

/// The request that a person has selected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chosen {
    /// The arcs of its legs.
    pub legs: Vec<Arc>,
    /// The request's position now, if it is on the map.
    pub at: Option<Point>,
    /// The request's seat or place in the queue, if it is in a lane.
    pub in_lane: Option<Rect>,
    /// The request's lane.
    pub lane: Option<LaneId>,
}
