//! The thing at a point of the picture, and the places in the order of the keys.
//!
//! The functions are pure.

use model::catalog::LaneId;
use model::sort::sort_by;

use super::camera::Camera;
use super::geo::Point;
use super::index::RunIndex;
use super::layout::Layout;
use super::places::Place;
use super::scene::Scene;
use super::shapes::Cell;

/// A thing on the stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Thing {
    /// A request, by its row of the trace.
    Request(u32),
    /// An instance in its seat.
    Instance(Cell),
    /// A place on the map.
    Place(Place),
    /// The requests that wait in front of a lane.
    Queue(LaneId),
    /// A lane.
    Lane(LaneId),
}

/// The greatest distance of a pointer from a request, pixels.
const REQUEST_REACH: f64 = 7.0;
const HOME_REACH: f64 = 14.0;
const POP_REACH: f64 = 8.0;

/// The data that decide where each thing is.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    /// The picture on the canvas.
    pub scene: &'a Scene,
    /// The data that are the same in every frame of the run.
    pub index: &'a RunIndex,
    /// The areas of the lanes.
    pub layout: &'a Layout,
    /// The position and the magnification of the map.
    pub camera: Camera,
}

impl Picture<'_> {
    /// The thing at a point: a request before the instance that runs it, an instance before its lane.
    pub fn under(&self, at: Point) -> Option<Thing> {
        let layout = self.layout;
        if layout.map.holds(at) {
            let request = self.scene.row_near(at.x, at.y, REQUEST_REACH);
            return request
                .map(Thing::Request)
                .or_else(|| self.place(at).map(Thing::Place));
        }
        let lane = LaneId::ALL
            .into_iter()
            .find(|lane| layout.lanes[*lane].frame.holds(at))?;
        let cell = self.scene.cells.iter().find(|cell| cell.rect.holds(at));
        if let Some(cell) = cell {
            return Some(Thing::Instance(*cell));
        }
        if layout.lanes[lane].queue.holds(at) {
            let request = self.scene.row_near(at.x, at.y, REQUEST_REACH);
            return Some(request.map_or(Thing::Queue(lane), Thing::Request));
        }
        Some(Thing::Lane(lane))
    }

    /// The places in the order in which keys go through them: home, the cities from the largest on, the
    /// POPs at which code runs. The lanes' rows say in words what their strips show.
    pub fn places(&self) -> Vec<Place> {
        let places = &self.index.places;
        let mut cities: Vec<u16> = (0..places.cities.len() as u16).collect();
        let share = |city: &u16| places.cities[usize::from(*city)].share;
        sort_by(&mut cities, |a, b| share(b).total_cmp(&share(a)));
        let mut pops = self.index.edge_pops.clone();
        sort_by(&mut pops, Ord::cmp);
        let regions = (0..places.regions.len() as u16).map(Place::Region);
        std::iter::once(Place::Home)
            .chain(regions)
            .chain(cities.into_iter().map(Place::City))
            .chain(pops.into_iter().map(Place::Pop))
            .collect()
    }

    /// The point of a place.
    pub fn at(&self, place: Place) -> Point {
        self.camera.screen_from_world(self.index.places.at(place))
    }

    fn place(&self, at: Point) -> Option<Place> {
        let places = &self.index.places;
        let away = |place: Place| self.at(place).distance(at);
        if away(Place::Home) <= HOME_REACH {
            return Some(Place::Home);
        }
        let mut regions = (0..places.regions.len() as u16).map(Place::Region);
        if let Some(region) = regions.find(|region| away(*region) <= HOME_REACH) {
            return Some(region);
        }
        let pops = self.index.edge_pops.iter().map(|&pop| Place::Pop(pop));
        let cities = (0..places.cities.len() as u16).map(Place::City);
        let nearest = |all: &mut dyn Iterator<Item = Place>, reach: f64| {
            all.map(|place| (away(place), place))
                .filter(|(away, _)| *away <= reach)
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, place)| place)
        };
        nearest(&mut cities.into_iter(), POP_REACH + 2.0)
            .or_else(|| nearest(&mut pops.into_iter(), POP_REACH))
    }
}
