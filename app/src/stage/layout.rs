//! The layout of the pictures, from their sizes alone: the map, and a strip for each lane.
//!
//! Map and strips are canvases of their own, and are places of one plane here: the strips are below the map,
//! where nothing overlaps. All lengths are CSS pixels.

use super::geo::{Point, Rect, SHOWN_WORLD, Size, point, rect};
use model::catalog::LaneMap;
use model::decimal;

/// The free space between two pictures of the plane.
const GAP: f64 = 24.0;
/// The width from which on the home region's name has room beside its place.
const WIDE: f64 = 600.0;
/// The distance between queue and instances.
const GATE: f64 = 9.0;

/// The areas of the pictures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// The width of the map's canvas.
    pub width: f64,
    /// The height of the map's canvas.
    pub height: f64,
    /// The map of the world.
    pub map: Rect,
    /// The areas of the lanes, in the order of `LaneId`.
    pub lanes: LaneMap<LaneArea>,
}

/// The areas of one lane.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LaneArea {
    /// The whole strip.
    pub frame: Rect,
    /// The waiting requests; the gate is the right edge.
    pub queue: Rect,
    /// The instances.
    pub cells: Rect,
}

impl Layout {
    /// The layout for a width of the map, and for the sizes of the lanes' strips.
    pub fn new(width: f64, strips: &LaneMap<Size>) -> Self {
        let width = width.max(240.0);
        let map_height =
            decimal::within(width * SHOWN_WORLD.height / SHOWN_WORLD.width, 110.0, 470.0);
        // On a small map the home region's name is above its place, which is near the top.
        let above = if width >= WIDE { 0.0 } else { 14.0 };
        let height = above + map_height;
        let mut top = height + GAP;
        let lanes = LaneMap::from_fn(|lane| {
            let strip = strips[lane];
            let frame = rect(0.0, top, strip.width, strip.height);
            top += strip.height + GAP;
            LaneArea::new(frame)
        });
        Self {
            width,
            height,
            map: rect(0.0, above, width, map_height),
            lanes,
        }
    }
}

impl LaneArea {
    fn new(frame: Rect) -> Self {
        let queue_width = (frame.width * 0.24).floor();
        let cells_left = (queue_width + GATE).min(frame.width);
        Self {
            frame,
            queue: rect(frame.x, frame.y, queue_width, frame.height),
            cells: rect(
                frame.x + cells_left,
                frame.y,
                frame.width - cells_left,
                frame.height,
            ),
        }
    }
}

/// A grid of equal seats, as large as the area allows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    area: Rect,
    columns: u32,
    capacity: u32,
    pitch: f64,
    tall: f64,
}

impl Grid {
    const LARGEST: u32 = 22;
    const SMALLEST: u32 = 4;

    /// The grid of `seats` seats, each `tall` times as high as wide. Where the smallest seats do not
    /// fit, the last seats have no place.
    pub fn new(area: Rect, seats: u32, tall: f64) -> Self {
        let with = |pitch: u32| {
            let pitch = f64::from(pitch);
            let columns = (area.width / pitch).floor().max(1.0) as u32;
            let rows = (area.height / (pitch * tall)).floor().max(1.0) as u32;
            Self {
                area,
                columns,
                capacity: columns * rows,
                pitch,
                tall,
            }
        };
        (Self::SMALLEST..=Self::LARGEST)
            .rev()
            .map(with)
            .find(|grid| grid.capacity >= seats)
            .unwrap_or_else(|| with(Self::SMALLEST))
    }

    /// The rectangle of a seat.
    pub fn seat(&self, seat: u32) -> Option<Rect> {
        if seat >= self.capacity {
            return None;
        }
        let (column, row) = (
            f64::from(seat % self.columns),
            f64::from(seat / self.columns),
        );
        let inset = if self.pitch > 8.0 { 3.0 } else { 1.0 };
        Some(rect(
            self.area.x + column * self.pitch,
            self.area.y + row * self.pitch * self.tall,
            self.pitch - inset,
            self.pitch * self.tall - inset,
        ))
    }
}

/// The place of the `n`th request of a queue, in columns from the gate backwards; none where the queue is full.
pub fn queue_place(queue: Rect, n: u32) -> Option<Point> {
    const PITCH: f64 = 8.0;
    let rows = (queue.height / PITCH).floor() as u32;
    let columns = (queue.width / PITCH).floor() as u32;
    let column = n.checked_div(rows)?;
    (column < columns).then(|| {
        point(
            queue.right() - PITCH * (f64::from(column) + 0.5),
            queue.y + PITCH * (f64::from(n % rows) + 0.5),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::catalog::LaneId;

    fn strips(width: f64, height: f64) -> LaneMap<Size> {
        LaneMap::from_fn(|_| Size { width, height })
    }

    fn check(width: f64, strip_height: f64) {
        let layout = Layout::new(width, &strips(width, strip_height));
        let inside = |part: &Rect, whole: &Rect| {
            part.x >= whole.x - 1e-9
                && part.y >= whole.y - 1e-9
                && part.right() <= whole.right() + 1e-9
                && part.bottom() <= whole.bottom() + 1e-9
        };
        let canvas = rect(0.0, 0.0, layout.width, layout.height);
        assert!(inside(&layout.map, &canvas), "{width}");
        for (i, lane) in layout.lanes.values().iter().enumerate() {
            assert!(!lane.frame.meets(&canvas), "{width}");
            assert!(inside(&lane.queue, &lane.frame) && inside(&lane.cells, &lane.frame));
            assert!(!lane.queue.meets(&lane.cells));
            for other in &layout.lanes.values()[i + 1..] {
                assert!(!lane.frame.meets(&other.frame), "{width}");
            }
        }
    }

    #[test]
    fn nothing_overlaps_at_any_size() {
        for width in [0.0, 240.0, 320.0, 599.0, 600.0, 1600.0] {
            for strip_height in [0.0, 28.0, 120.0] {
                check(width, strip_height);
            }
        }
    }

    #[test]
    fn a_strip_without_height_has_no_places() {
        let area = Layout::new(300.0, &strips(0.0, 0.0)).lanes[LaneId::Service];
        assert_eq!(queue_place(area.queue, 0), None);
    }

    #[test]
    fn a_thousand_instances_have_a_place_and_few_are_large() {
        let area = Layout::new(300.0, &strips(300.0, 120.0)).lanes[LaneId::Serverless].cells;
        assert!(
            Grid::new(area, 1000, 1.0).capacity >= 1000 || Grid::new(area, 1000, 1.0).pitch == 4.0
        );
        assert_eq!(Grid::new(area, 4, 1.0).pitch, 22.0);
        for grid in [
            Grid::new(area, 4, 1.0),
            Grid::new(area, 1000, 1.0),
            Grid::new(area, 30, 2.2),
        ] {
            let last = grid.seat(grid.capacity - 1);
            assert!(
                last.is_some_and(
                    |seat| seat.right() <= area.right() && seat.bottom() <= area.bottom()
                )
            );
            assert_eq!(grid.seat(grid.capacity), None);
        }
    }
}
