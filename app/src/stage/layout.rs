//! The layout of the canvas, from its width alone: the map above, the lanes below.
//!
//! All lengths are CSS pixels.

use super::geo::{Point, Rect, SHOWN_WORLD, point, rect};
use model::catalog::{LaneId, LaneMap};

/// The width from which on the lanes are side by side.
const WIDE: f64 = 600.0;
/// The width from which on the lanes are higher: in a narrower picture, higher lanes would push the
/// transport out of sight.
const ROOMY: f64 = 900.0;
const GAP: f64 = 24.0;
const HEAD: f64 = 66.0;

/// The areas of the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// The width of the canvas.
    pub width: f64,
    /// The height of the canvas.
    pub height: f64,
    /// The map of the world.
    pub map: Rect,
    /// The areas of the lanes, in the order of `LaneId`.
    pub lanes: LaneMap<LaneArea>,
}

/// The areas of one lane.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LaneArea {
    /// The whole lane.
    pub frame: Rect,
    /// The waiting requests; the gate is the right edge.
    pub queue: Rect,
    /// The instances.
    pub cells: Rect,
}

impl Layout {
    /// The layout for a width.
    pub fn new(width: f64) -> Self {
        let width = width.max(240.0);
        let map_height = (width * SHOWN_WORLD.height / SHOWN_WORLD.width).clamp(110.0, 470.0);
        let wide = width >= WIDE;
        let columns = if wide { LaneId::ALL.len() } else { 2 };
        let rows = LaneId::ALL.len().div_ceil(columns) as f64;
        let lane_height = if width >= ROOMY { 196.0 } else { 156.0 };
        let gap = if wide { GAP } else { GAP * 0.66 };
        let lane_width = (width - gap * (columns - 1) as f64) / columns as f64;
        // On a small map the home region's name is above its place, which is near the top.
        let above = if wide { 0.0 } else { 14.0 };
        let top = above + map_height + gap;
        let lanes = LaneMap::from_fn(|lane| {
            let (column, row) = (lane as usize % columns, lane as usize / columns);
            LaneArea::new(rect(
                column as f64 * (lane_width + gap),
                top + row as f64 * (lane_height + gap),
                lane_width,
                lane_height,
            ))
        });
        Self {
            width,
            height: top + rows * lane_height + (rows - 1.0) * gap + 4.0,
            map: rect(0.0, above, width, map_height),
            lanes,
        }
    }
}

impl LaneArea {
    fn new(frame: Rect) -> Self {
        let body_height = (frame.height - HEAD).max(0.0);
        let queue_width = (frame.width * 0.24).floor();
        let gate = 13.0;
        Self {
            frame,
            queue: rect(frame.x, frame.y + HEAD, queue_width, body_height),
            cells: rect(
                frame.x + queue_width + gate,
                frame.y + HEAD,
                frame.width - queue_width - gate,
                body_height,
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

/// The place of the `n`th request of a queue, in columns from the gate backwards; the last row is left
/// free for the number of requests that do not fit.
pub fn queue_place(queue: Rect, n: u32) -> Option<Point> {
    const PITCH: f64 = 8.0;
    let rows = ((queue.height - 18.0) / PITCH).floor().max(1.0) as u32;
    let columns = (queue.width / PITCH).floor().max(1.0) as u32;
    let (column, row) = (n / rows, n % rows);
    (column < columns).then(|| {
        point(
            queue.right() - PITCH * (f64::from(column) + 0.5),
            queue.y + PITCH * (f64::from(row) + 0.5),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(width: f64) {
        let layout = Layout::new(width);
        let inside = |part: &Rect, whole: &Rect| {
            part.x >= whole.x - 1e-9
                && part.y >= whole.y - 1e-9
                && part.right() <= whole.right() + 1e-9
                && part.bottom() <= whole.bottom() + 1e-9
        };
        let all = rect(0.0, 0.0, layout.width, layout.height);
        assert!(inside(&layout.map, &all), "{width}");
        for (i, lane) in layout.lanes.values().iter().enumerate() {
            assert!(
                inside(&lane.frame, &all) && !lane.frame.meets(&layout.map),
                "{width}"
            );
            assert!(inside(&lane.queue, &lane.frame) && inside(&lane.cells, &lane.frame));
            assert!(!lane.queue.meets(&lane.cells));
            for other in &layout.lanes.values()[i + 1..] {
                assert!(!lane.frame.meets(&other.frame), "{width}");
            }
        }
    }

    #[test]
    fn nothing_overlaps_at_any_width() {
        for width in [240.0, 320.0, 599.0, 600.0, 899.0, 900.0, 1600.0] {
            check(width);
        }
    }

    #[test]
    fn a_thousand_instances_have_a_place_and_few_are_large() {
        let area = Layout::new(1000.0).lanes[LaneId::Serverless].cells;
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
