//! The places of a run on the plane: the audience's cities, the points of presence, and home.
//!
//! They are read once a run from scenario and summary.

use model::run::Summary;
use model::scenario::{AudienceCity, Scenario};
use model::units::LatLon;

use super::geo::{Point, project};
use crate::text::places;

/// A place at which, or between which, requests are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A city of the audience, by its index in the scenario.
    City(u16),
    /// A point of presence, by its index in the summary.
    Pop(u16),
    /// The home region, with the database and three of the lanes.
    Home,
    /// A second region of a workload, by its index in the summary.
    Region(u16),
}

/// A city of the audience on the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct CityPlace {
    /// The city's point on the plane.
    pub at: Point,
    /// The city's name on the page.
    pub name: String,
    /// Share of the audience, 0 to 1.
    pub share: f64,
}

/// A point of presence on the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct PopPlace {
    /// The POP's point on the plane.
    pub at: Point,
    /// The name of its city.
    pub name: String,
}

/// Every place of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// The cities, in the scenario's order.
    pub cities: Vec<CityPlace>,
    /// The points of presence, in the summary's order.
    pub pops: Vec<PopPlace>,
    /// The second regions, in the summary's order.
    pub regions: Vec<PopPlace>,
    /// The home region.
    pub home: Point,
    /// The home region's name on the page.
    pub home_name: String,
}

impl Places {
    /// The places of a run. A city that the run does not know is placed in the Gulf of Guinea, at 0, 0;
    /// a run of this scenario knows all cities.
    pub fn new(scenario: &Scenario, summary: &Summary) -> Self {
        let all: f64 = scenario.audience.iter().map(|city| city.weight).sum();
        let known = summary
            .cities
            .iter()
            .map(Some)
            .chain(std::iter::repeat(None));
        let cities = scenario.audience.iter().zip(known);
        let city_place = |(city, known): (&AudienceCity, Option<&LatLon>)| CityPlace {
            at: known.map_or_else(Point::default, |place| {
                project(place.lat_deg, place.lon_deg)
            }),
            name: places::city(&city.city),
            share: city.weight / all.max(f64::MIN_POSITIVE),
        };
        let home = &summary.home;
        Self {
            cities: cities.map(city_place).collect(),
            pops: summary
                .pops
                .iter()
                .map(|pop| PopPlace {
                    at: project(pop.lat, pop.lon),
                    name: places::city(&pop.city),
                })
                .collect(),
            regions: summary
                .regions
                .iter()
                .map(|region| PopPlace {
                    at: project(region.lat, region.lon),
                    name: places::city(&region.city),
                })
                .collect(),
            home: project(home.lat, home.lon),
            home_name: places::city(&home.city),
        }
    }

    /// The point of a place; that of home for an index outside of the run.
    pub fn at(&self, place: Place) -> Point {
        match place {
            Place::City(i) => self
                .cities
                .get(usize::from(i))
                .map_or(self.home, |city| city.at),
            Place::Pop(i) => self
                .pops
                .get(usize::from(i))
                .map_or(self.home, |pop| pop.at),
            Place::Region(i) => self
                .regions
                .get(usize::from(i))
                .map_or(self.home, |region| region.at),
            Place::Home => self.home,
        }
    }

    /// The name of a place.
    pub fn name(&self, place: Place) -> &str {
        match place {
            Place::City(i) => self
                .cities
                .get(usize::from(i))
                .map_or("", |city| &city.name),
            Place::Pop(i) => self.pops.get(usize::from(i)).map_or("", |pop| &pop.name),
            Place::Region(i) => self
                .regions
                .get(usize::from(i))
                .map_or("", |region| &region.name),
            Place::Home => &self.home_name,
        }
    }
}
