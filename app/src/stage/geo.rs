//! The flat world: degrees to the plane, and the arcs of trips over it.
//!
//! Natural Earth projection (Šavrič, Patterson, Jenny, 2011): round enough to look like a globe, five
//! multiplications a coordinate.

/// A point: on the plane of the projection (y downwards, the equator at 0), or on a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// The coordinate to the right.
    pub x: f64,
    /// The coordinate downwards.
    pub y: f64,
}

/// Shorthand for a [`Point`].
pub const fn point(x: f64, y: f64) -> Point {
    Point { x, y }
}

impl Point {
    /// The point at a share of the straight line to another point.
    #[must_use]
    pub fn toward(self, other: Self, share: f64) -> Self {
        point(
            self.x + (other.x - self.x) * share,
            self.y + (other.y - self.y) * share,
        )
    }

    /// The distance to another point.
    pub fn distance(self, other: Self) -> f64 {
        let (dx, dy) = (other.x - self.x, other.y - self.y);
        (dx * dx + dy * dy).sqrt()
    }
}

/// A rectangle with horizontal and vertical edges.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// The width, to the right of `x`.
    pub width: f64,
    /// The height, downwards from `y`.
    pub height: f64,
}

/// Shorthand for a [`Rect`].
pub const fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect {
        x,
        y,
        width,
        height,
    }
}

impl Rect {
    /// The right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Whether a point is in the rectangle.
    pub fn holds(&self, at: Point) -> bool {
        (self.x..=self.right()).contains(&at.x) && (self.y..=self.bottom()).contains(&at.y)
    }

    /// Whether two rectangles share some area.
    pub fn meets(&self, other: &Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }
}

/// A width and a height, CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
}

/// The part of the world that is shown: every city of the catalog, without the empty south.
pub const SHOWN_WORLD: Rect = rect(-2.48, -1.39, 5.20, 2.37);

/// The point of the plane of a place, given in degrees north and east.
pub fn project(lat: f64, lon: f64) -> Point {
    let (phi, lambda) = (lat.to_radians(), lon.to_radians());
    let phi2 = phi * phi;
    let phi4 = phi2 * phi2;
    let across = 0.8707 - 0.131_979 * phi2
        + phi4 * (-0.013_791 + phi4 * (0.003_971 * phi2 - 0.001_529 * phi4));
    let up = phi
        * (1.007_226
            + phi2 * (0.015_085 + phi4 * (-0.044_475 + 0.028_874 * phi2 - 0.005_916 * phi4)));
    point(lambda * across, -up)
}

/// The arc of a trip: a quadratic curve whose middle is bent to the north, as great circles are in the
/// northern hemisphere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arc {
    /// One end of the arc.
    pub from: Point,
    /// The control point of the curve.
    pub control: Point,
    /// The other end of the arc.
    pub to: Point,
}

impl Arc {
    /// The arc between two points; `bend` is the height of the control point as a share of their
    /// distance.
    pub fn between(from: Point, to: Point, bend: f64) -> Self {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        // The normal that points up on the screen, whichever end is named first; for a vertical arc, the
        // normal that points left.
        let side = if dx > 0.0 || (dx == 0.0 && dy < 0.0) {
            1.0
        } else {
            -1.0
        };
        let lift = 2.0 * bend * side;
        let middle = from.toward(to, 0.5);
        Self {
            from,
            control: point(middle.x + dy * lift, middle.y - dx * lift),
            to,
        }
    }

    /// The point of the arc at a share of the curve's parameter, 0 to 1.
    pub fn at(&self, share: f64) -> Point {
        let rest = 1.0 - share;
        let (a, b, c) = (rest * rest, 2.0 * rest * share, share * share);
        point(
            a * self.from.x + b * self.control.x + c * self.to.x,
            a * self.from.y + b * self.control.y + c * self.to.y,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_projection((lat, lon): (f64, f64), (x, y): (f64, f64)) {
        let got = project(lat, lon);
        assert!(
            (got.x - x).abs() < 0.002 && (got.y - y).abs() < 0.002,
            "{lat} {lon}: {got:?}"
        );
    }

    // The paper's figures: the equator is 0.8707 times as long as that of a square grid, and the
    // distance of the poles from it is 0.52 of half the equator.
    #[test]
    fn the_projection_is_natural_earth() {
        let half = 0.8707 * std::f64::consts::PI;
        check_projection((0.0, 0.0), (0.0, 0.0));
        check_projection((0.0, 180.0), (half, 0.0));
        check_projection((90.0, 0.0), (0.0, -0.52 * half));
        check_projection((-90.0, 0.0), (0.0, 0.52 * half));
        let (east, west) = (project(40.0, 70.0), project(40.0, -70.0));
        assert_eq!((east.x, east.y), (-west.x, west.y));
    }

    #[test]
    fn the_shown_world_holds_every_city_and_pop() {
        let cities = model::catalog::cities();
        let pops = model::catalog::pops();
        let places = cities
            .iter()
            .map(|c| (c.lat, c.lon))
            .chain(pops.iter().map(|p| (p.lat, p.lon)));
        for (lat, lon) in places {
            let at = project(lat, lon);
            let shown = SHOWN_WORLD;
            assert!(at.x > shown.x && at.x < shown.right(), "{lat} {lon}");
            assert!(at.y > shown.y && at.y < shown.bottom(), "{lat} {lon}");
        }
    }

    #[test]
    fn an_arc_bends_north_both_ways_and_meets_its_ends() {
        let (west, east) = (point(0.0, 0.0), point(10.0, 0.0));
        for (from, to) in [(west, east), (east, west)] {
            let arc = Arc::between(from, to, 0.2);
            assert_eq!(arc.at(0.0), from);
            assert_eq!(arc.at(1.0), to);
            assert_eq!(arc.at(0.5), point(5.0, -2.0));
        }
    }
}
