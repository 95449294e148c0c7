//! What the canvas is asked to draw: shapes in CSS pixels, without colours.

use engine::catalog::LaneId;

use super::geo::{Arc, Point, Rect};
use super::places::Place;
use super::whereabouts::Doing;

/// A request on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// Where.
    pub at: Point,
    /// Its row of the trace.
    pub row: u32,
    /// Its lane.
    pub lane: LaneId,
    /// Travelling, connecting, or at work at a POP.
    pub doing: Doing,
}

/// How a request ended, as a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Done in time: a dot.
    Ok,
    /// Done too late: a ring with a hand, as on a clock.
    Late,
    /// Not done: a cross.
    Failed,
}

/// The end of a request, shown for a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Where it ended.
    pub at: Point,
    /// Its row of the trace.
    pub row: u32,
    /// Its lane.
    pub lane: LaneId,
    /// How it ended.
    pub kind: MarkKind,
    /// How much of the mark's time has passed, 0 to 1.
    pub age: f64,
}

/// What an instance does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellState {
    /// It starts; the share that is done.
    Starting(f64),
    /// It is ready; the share of it that is in use, 0 when it waits.
    Ready(f64),
}

/// An instance in its seat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Where.
    pub rect: Rect,
    /// Its lane.
    pub lane: LaneId,
    /// What it does.
    pub state: CellState,
    /// A request that it runs, as a row of the trace.
    pub row: Option<u32>,
}

/// A request that waits in front of a lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Waiter {
    /// Where.
    pub at: Point,
    /// Its row of the trace.
    pub row: u32,
    /// Its lane.
    pub lane: LaneId,
    /// What it waits for.
    pub doing: Doing,
}

/// Many requests on one leg.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    /// Its way.
    pub arc: Arc,
    /// Its lane.
    pub lane: LaneId,
    /// Requests a second of simulated time.
    pub per_second: f64,
    /// How thick it is drawn.
    pub width: f64,
}

/// A number at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Where.
    pub place: Place,
    /// How many requests are there, or on their way from there.
    pub requests: u32,
}

/// The request that a person has chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chosen {
    /// The legs of its way.
    pub legs: Vec<Arc>,
    /// Where it is now, if it is on the map.
    pub at: Option<Point>,
    /// Its seat or its place in the queue, if it is in a lane.
    pub in_lane: Option<Rect>,
    /// Its lane.
    pub lane: Option<LaneId>,
}
