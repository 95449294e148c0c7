//! The labels of the map that have enough space.
//!
//! The placement is greedy: an earlier label keeps its place.

use super::super::geo::{Point, Rect, rect};

/// The places of labels.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    taken: Vec<Rect>,
    names: Vec<String>,
}

/// The position of a label's text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Left end of the text.
    pub x: f64,
    /// The middle of the text's height.
    pub y: f64,
}

impl Labels {
    /// The height of a line of text.
    const LINE: f64 = 15.0;

    /// Reserves a rectangle, so that no label overlaps it.
    pub fn keep_off(&mut self, area: Rect) {
        self.taken.push(area);
    }

    /// Whether this name has not been asked for before: a city and the POP in it have one label.
    pub fn is_new(&mut self, name: &str) -> bool {
        let is_new = !self.names.iter().any(|other| other == name);
        if is_new {
            self.names.push(name.to_owned());
        }
        is_new
    }

    /// Places a text of this width beside a point: right, left, above or below it, in the first place
    /// that is inside `bounds` and overlaps no other label. None where no such place exists.
    pub fn place(&mut self, at: Point, width: f64, gap: f64, bounds: Rect) -> Option<Placed> {
        let half = Self::LINE / 2.0;
        let spots = [
            (at.x + gap, at.y),
            (at.x - gap - width, at.y),
            (at.x - width / 2.0, at.y - gap - half),
            (at.x - width / 2.0, at.y + gap + half),
        ];
        for (x, y) in spots {
            let area = rect(x - 2.0, y - half, width + 4.0, Self::LINE);
            let inside = area.x >= bounds.x
                && area.right() <= bounds.right()
                && area.y >= bounds.y
                && area.bottom() <= bounds.bottom();
            if inside && !self.taken.iter().any(|other| other.meets(&area)) {
                self.taken.push(area);
                return Some(Placed { x, y });
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::geo::point;
    use super::*;

    const BOUNDS: Rect = rect(0.0, 0.0, 200.0, 100.0);

    fn check(labels: &mut Labels, at: Point, expected: Option<(f64, f64)>) {
        let placed = labels.place(at, 50.0, 8.0, BOUNDS);
        assert_eq!(
            placed.map(|placed| (placed.x, placed.y)),
            expected,
            "{at:?}"
        );
    }

    #[test]
    fn a_name_has_one_label() {
        let mut labels = Labels::default();
        assert!(labels.is_new("Lima"));
        assert!(labels.is_new("Bogotá"));
        assert!(!labels.is_new("Lima"));
    }

    #[test]
    fn labels_make_way_for_each_other() {
        let mut labels = Labels::default();
        check(&mut labels, point(100.0, 50.0), Some((108.0, 50.0)));
        check(&mut labels, point(100.0, 50.0), Some((42.0, 50.0)));
        check(&mut labels, point(100.0, 50.0), Some((75.0, 34.5)));
        check(&mut labels, point(100.0, 50.0), Some((75.0, 65.5)));
        check(&mut labels, point(100.0, 50.0), None);
        check(&mut labels, point(190.0, 90.0), Some((132.0, 90.0)));
    }
}
