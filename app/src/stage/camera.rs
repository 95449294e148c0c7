//! From the plane of the projection to the screen, in CSS pixels.
//!
//! It only fits for now; zooming and panning will be other ways to make a [`Camera`]. Must not know:
//! what is drawn through it.

use super::geo::{Point, Rect, SHOWN_WORLD, point};

/// Where the plane lies on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    scale: f64,
    origin: Point,
}

impl Camera {
    /// The whole shown world, as large as it fits, in the middle of `screen`.
    pub fn fit(screen: Rect) -> Self {
        let world = SHOWN_WORLD;
        let scale = (screen.width / world.width)
            .min(screen.height / world.height)
            .max(1.0);
        Self {
            scale,
            origin: point(
                screen.x + (screen.width - world.width * scale) / 2.0 - world.x * scale,
                screen.y + (screen.height - world.height * scale) / 2.0 - world.y * scale,
            ),
        }
    }

    /// Where a point of the plane is on the screen.
    pub fn screen_from_world(&self, world: Point) -> Point {
        point(
            self.origin.x + world.x * self.scale,
            self.origin.y + world.y * self.scale,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::geo::rect;
    use super::*;

    fn check(screen: Rect) {
        let camera = Camera::fit(screen);
        let top_left = camera.screen_from_world(point(SHOWN_WORLD.x, SHOWN_WORLD.y));
        let bottom_right =
            camera.screen_from_world(point(SHOWN_WORLD.right(), SHOWN_WORLD.bottom()));
        let near = 1e-6;
        assert!(
            top_left.x >= screen.x - near && top_left.y >= screen.y - near,
            "{screen:?}"
        );
        assert!(bottom_right.x <= screen.right() + near, "{screen:?}");
        assert!(bottom_right.y <= screen.bottom() + near, "{screen:?}");
        // It is in the middle, and as large as it fits.
        assert!((top_left.x - screen.x - (screen.right() - bottom_right.x)).abs() < near);
        let (x_room, y_room) = (top_left.x - screen.x, top_left.y - screen.y);
        assert!(x_room < near || y_room < near, "{screen:?}");
    }

    #[test]
    fn the_world_fits_wide_narrow_and_high_screens() {
        check(rect(0.0, 0.0, 1200.0, 480.0));
        check(rect(16.0, 8.0, 288.0, 130.0));
        check(rect(0.0, 0.0, 400.0, 900.0));
    }
}
