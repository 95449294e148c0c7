//! The ways of requests over the map, and the little places beside a place.

use engine::catalog::LaneId;

use super::super::geo::{Arc, Point, point};
use super::super::places::Place;
use super::super::whereabouts::Spot;
use super::Frame;

/// Requests drawn one by one beside a POP; beyond it the number says how many there are.
pub const BESIDE_A_POP: u32 = 5;

/// Where a place is on the screen.
pub fn on_map(frame: &Frame<'_>, place: Place) -> Point {
    frame.camera.screen_from_world(frame.index.places.at(place))
}

/// Where a request is on its way; none that leads nowhere.
pub fn on_the_way(frame: &Frame<'_>, lane: LaneId, row: u32, spot: Spot) -> Option<Point> {
    let Spot::Between {
        from,
        to,
        share,
        back,
    } = spot
    else {
        return None;
    };
    if from == to {
        return None;
    }
    Some(way(frame, lane, row, from, to, back).at(ease(share)))
}

/// Leaves and arrives softly; half of the time is half of the way.
fn ease(share: f64) -> f64 {
    let soft = share * share * (3.0 - 2.0 * share);
    share * 0.6 + soft * 0.4
}

/// Every lane has a bend of its own, and answers come back below the requests.
pub fn bend(lane: LaneId) -> f64 {
    0.13 + 0.025 * f64::from(lane as u8)
}

/// The way of one request between two places.
pub fn way(frame: &Frame<'_>, lane: LaneId, row: u32, from: Place, to: Place, back: bool) -> Arc {
    let apart = (hash(row) - 0.5) * 0.03;
    let bend = if back { bend(lane) * 0.4 } else { bend(lane) } + apart;
    Arc::between(on_map(frame, from), on_map(frame, to), bend)
}

/// A number in 0..1 that is the same for the same row, and unlike for neighbours.
fn hash(row: u32) -> f64 {
    let mut mixed = row.wrapping_mul(0x9e37_79b9);
    mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x85eb_ca6b);
    mixed ^= mixed >> 13;
    f64::from(mixed >> 8) / f64::from(1_u32 << 24)
}

/// A little beside a place, the same little for the same request.
pub fn scattered(at: Point, row: u32) -> Point {
    let (angle, far) = (
        hash(row) * std::f64::consts::TAU,
        3.0 + 9.0 * hash(row.wrapping_add(7)),
    );
    point(at.x + far * angle.cos(), at.y + far * angle.sin())
}

/// The `n`th seat on a circle around a POP.
pub fn beside(at: Point, n: u32) -> Point {
    let angle = f64::from(n) * std::f64::consts::TAU / f64::from(BESIDE_A_POP);
    point(at.x + 9.0 * angle.sin(), at.y - 9.0 * angle.cos())
}
