//! The paths of requests over the map, and the small offsets beside a place.

use model::catalog::LaneId;

use super::super::geo::{Arc, Point, point};
use super::super::places::Place;
use super::super::whereabouts::Spot;
use super::Frame;

/// The requests that are drawn one by one beside a POP; more of them are a number.
pub const BESIDE_A_POP: u32 = 5;

/// The point of the screen of a place.
pub fn on_map(frame: &Frame<'_>, place: Place) -> Point {
    frame.camera.screen_from_world(frame.index.places.at(place))
}

/// The point of the screen of a request between two places; none for any other request.
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

/// The share of the way at a share of the time: slow at both ends; half of the time is half of the way.
fn ease(share: f64) -> f64 {
    let soft = share * share * (3.0 - 2.0 * share);
    share * 0.6 + soft * 0.4
}

/// The bend of a lane's arcs: each lane has its own, and answers travel below the requests.
pub fn bend(lane: LaneId) -> f64 {
    0.13 + 0.025 * f64::from(lane as u8)
}

/// The way of one request between two places.
pub fn way(frame: &Frame<'_>, lane: LaneId, row: u32, from: Place, to: Place, back: bool) -> Arc {
    let apart = (hash(row) - 0.5) * 0.03;
    let bend = if back { bend(lane) * 0.4 } else { bend(lane) } + apart;
    Arc::between(on_map(frame, from), on_map(frame, to), bend)
}

/// A pseudo-random number from 0 to 1 of a row; neighbouring rows have unlike numbers.
fn hash(row: u32) -> f64 {
    let mut mixed = row.wrapping_mul(0x9e37_79b9);
    mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x85eb_ca6b);
    mixed ^= mixed >> 13;
    f64::from(mixed >> 8) / f64::from(1_u32 << 24)
}

/// A point a little beside a place, within nine pixels across and down; each request always has the same
/// offset.
pub fn scattered(at: Point, row: u32) -> Point {
    let offset = |row: u32| 18.0 * hash(row) - 9.0;
    point(at.x + offset(row), at.y + offset(row.wrapping_add(7)))
}

/// The corners of a regular pentagon, the first at the top. Written out: sine and cosine of any angle would
/// be 7 KB of the page's program.
const PENTAGON: [(f64, f64); BESIDE_A_POP as usize] = [
    (0.0, -1.0),
    (0.951_057, -0.309_017),
    (0.587_785, 0.809_017),
    (-0.587_785, 0.809_017),
    (-0.951_057, -0.309_017),
];

/// The `n`th seat around a POP, nine pixels from it.
pub fn beside(at: Point, n: u32) -> Point {
    let (right, down) = PENTAGON[(n % BESIDE_A_POP) as usize];
    point(at.x + 9.0 * right, at.y + 9.0 * down)
}
