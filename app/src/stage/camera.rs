//! The camera: from the plane of the projection to the screen, in CSS pixels, for the whole world or a
//! part of it.

use super::geo::{Point, Rect, SHOWN_WORLD, point};
use model::decimal;

/// The place of the plane on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    scale: f64,
    origin: Point,
    /// The part of the screen that it may fill.
    screen: Rect,
    /// The magnification: 1 for the whole world.
    zoom: f64,
}

/// The greatest magnification: a country fills the map.
const NEAREST: f64 = 12.0;

impl Camera {
    /// The whole shown world, as large as `screen` allows, in its middle.
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
            screen,
            zoom: 1.0,
        }
    }

    /// The same part of the world on another screen.
    #[must_use]
    pub fn on(self, screen: Rect) -> Self {
        let middle = self.world_from_screen(middle_of(self.screen));
        let fit = Self::fit(screen);
        fit.zoomed(self.zoom, middle_of(screen)).centred(middle)
    }

    /// The camera at a magnification that is multiplied by a factor; the point of the screen `at` stays
    /// where it is.
    #[must_use]
    pub fn zoomed(self, factor: f64, at: Point) -> Self {
        let zoom = decimal::within(self.zoom * factor, 1.0, NEAREST);
        let factor = zoom / self.zoom;
        Self {
            scale: self.scale * factor,
            origin: point(
                at.x - (at.x - self.origin.x) * factor,
                at.y - (at.y - self.origin.y) * factor,
            ),
            zoom,
            ..self
        }
        .kept_inside()
    }

    /// The camera moved by these pixels, to the right and down.
    #[must_use]
    pub fn moved(self, right: f64, down: f64) -> Self {
        Self {
            origin: point(self.origin.x + right, self.origin.y + down),
            ..self
        }
        .kept_inside()
    }

    /// The magnification: 1 for the whole world.
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// The point of the screen that shows a point of the plane.
    pub fn screen_from_world(&self, world: Point) -> Point {
        point(
            self.origin.x + world.x * self.scale,
            self.origin.y + world.y * self.scale,
        )
    }

    fn world_from_screen(self, screen: Point) -> Point {
        point(
            (screen.x - self.origin.x) / self.scale,
            (screen.y - self.origin.y) / self.scale,
        )
    }

    /// The camera with this point of the plane in the middle, as far as the world's edges allow.
    #[must_use]
    pub fn centred(self, world: Point) -> Self {
        let (now, wanted) = (self.screen_from_world(world), middle_of(self.screen));
        self.moved(wanted.x - now.x, wanted.y - now.y)
    }

    /// Keeps each edge of the world at, or outside of, its position in the picture of the whole world.
    fn kept_inside(self) -> Self {
        if self.zoom <= 1.0 {
            return Self::fit(self.screen);
        }
        let whole = Self::fit(self.screen);
        let (world, top_left) = (SHOWN_WORLD, point(SHOWN_WORLD.x, SHOWN_WORLD.y));
        let bottom_right = point(world.right(), world.bottom());
        let back = |camera: &Self| {
            let (now, edge) = (
                camera.screen_from_world(top_left),
                whole.screen_from_world(top_left),
            );
            let (now_end, end) = (
                camera.screen_from_world(bottom_right),
                whole.screen_from_world(bottom_right),
            );
            let inward = |now: f64, edge: f64, now_end: f64, end: f64| {
                (edge - now).min(0.0) + (end - now_end).max(0.0)
            };
            point(
                inward(now.x, edge.x, now_end.x, end.x),
                inward(now.y, edge.y, now_end.y, end.y),
            )
        };
        let back = back(&self);
        Self {
            origin: point(self.origin.x + back.x, self.origin.y + back.y),
            ..self
        }
    }
}

fn middle_of(screen: Rect) -> Point {
    point(
        screen.x + screen.width / 2.0,
        screen.y + screen.height / 2.0,
    )
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
        // The world is in the middle, and as large as the screen allows.
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

    const SCREEN: Rect = rect(0.0, 14.0, 600.0, 300.0);

    /// The point of the screen that shows a point of the world after some moves of the camera.
    fn shows(walk: impl Fn(Camera) -> Camera, world: Point) -> Point {
        walk(Camera::fit(SCREEN)).screen_from_world(world)
    }

    #[test]
    fn what_is_pointed_at_stays() {
        let at = Camera::fit(SCREEN).screen_from_world(point(0.4, -0.3));
        let now = shows(|camera| camera.zoomed(3.0, at), point(0.4, -0.3));
        assert!(now.distance(at) < 1e-9);
    }

    #[test]
    fn farther_than_the_whole_world_is_the_whole_world() {
        let walk = |camera: Camera| {
            let near = camera.zoomed(4.0, point(10.0, 20.0)).moved(-900.0, 400.0);
            near.zoomed(0.01, point(300.0, 100.0))
        };
        assert_eq!(walk(Camera::fit(SCREEN)), Camera::fit(SCREEN));
    }

    #[test]
    fn no_edge_comes_in() {
        let corner = point(SHOWN_WORLD.x, SHOWN_WORLD.y);
        let whole = Camera::fit(SCREEN).screen_from_world(corner);
        let now = shows(
            |camera| camera.zoomed(5.0, point(0.0, 0.0)).moved(1e6, 1e6),
            corner,
        );
        assert!(now.distance(whole) < 1e-6, "{now:?}");
    }

    #[test]
    fn another_screen_shows_the_same_part() {
        let near = Camera::fit(SCREEN).zoomed(6.0, point(200.0, 120.0));
        let there = near.world_from_screen(middle_of(SCREEN));
        let wide = rect(0.0, 0.0, 1_200.0, 480.0);
        let on_wide = near.on(wide).screen_from_world(there);
        assert!(on_wide.distance(middle_of(wide)) < 1e-6, "{on_wide:?}");
    }
}
