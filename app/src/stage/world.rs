//! The world as a drawing of fixed size: its land as a path, its cities as points.
//!
//! The static maps beside the stage use it.

use model::decimal;
use std::fmt::Write;

use model::run::Summary;
use model::scenario::Scenario;

use super::camera::Camera;
use super::geo::{Point, project, rect};
use super::land;
use super::places::Places;

/// The width and the height of the drawing, in its own units.
pub(crate) const SIZE: (f64, f64) = (600.0, 274.0);

/// The world of a run.
pub(crate) struct World {
    camera: Camera,
    places: Places,
}

impl World {
    pub(crate) fn new(scenario: &Scenario, summary: &Summary) -> Self {
        Self {
            camera: Camera::fit(rect(0.0, 0.0, SIZE.0, SIZE.1)),
            places: Places::new(scenario, summary),
        }
    }

    /// The point of a city of the audience.
    pub(crate) fn city(&self, city: u16) -> Option<Point> {
        let city = self.places.cities.get(usize::from(city))?;
        Some(self.camera.screen_from_world(city.at))
    }

    /// The land's outline, as the path of an SVG.
    pub(crate) fn land(&self) -> String {
        let mut path = String::new();
        for ring in land::rings() {
            for (place, &(lat, lon)) in ring.iter().enumerate() {
                let at = self.camera.screen_from_world(project(lat, lon));
                let letter = if place == 0 { 'M' } else { 'L' };
                // Writing into a text cannot fail.
                write!(
                    path,
                    "{letter}{} {}",
                    decimal::write(at.x, 0),
                    decimal::write(at.y, 0)
                )
                .ok();
            }
            path.push('Z');
        }
        path
    }
}
