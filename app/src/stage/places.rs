//! Where things are: the audience's cities, the points of presence, and home.
//!
//! Read once a run from scenario, summary and catalog. Must not know: time, screens, what happens
//! at a place.

use engine::catalog::{cities, regions};
use engine::run::Summary;
use engine::scenario::Scenario;

use super::geo::{Point, project};

/// A place that requests are at or between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A city of the audience, by its index in the scenario.
    City(u16),
    /// A point of presence, by its index in the summary.
    Pop(u16),
    /// The home region, with the database and three of the lanes.
    Home,
}

/// A city of the audience on the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct CityPlace {
    /// Where it is.
    pub at: Point,
    /// As a person reads it.
    pub name: String,
    /// Share of the audience, 0 to 1.
    pub share: f64,
}

/// A point of presence on the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct PopPlace {
    /// Where it is.
    pub at: Point,
    /// Its metro code, such as `SIN`.
    pub code: String,
}

/// Every place of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// In the scenario's order.
    pub cities: Vec<CityPlace>,
    /// In the summary's order.
    pub pops: Vec<PopPlace>,
    /// The home region.
    pub home: Point,
    /// Where home is, as a person reads it.
    pub home_name: String,
}

impl Places {
    /// Looks every place up. One that the catalog does not know lies in the Gulf of Guinea, at 0, 0;
    /// a checked scenario has none.
    pub fn new(scenario: &Scenario, summary: &Summary) -> Self {
        let catalog = cities();
        let all: f64 = scenario.audience.iter().map(|city| city.weight).sum();
        let city_place = |city: &engine::scenario::AudienceCity| {
            let known = catalog
                .iter()
                .find(|c| c.name == city.city && c.country == city.country);
            CityPlace {
                at: known.map_or_else(Point::default, |c| project(c.lat, c.lon)),
                name: city.city.clone(),
                share: city.weight / all.max(f64::MIN_POSITIVE),
            }
        };
        let home = regions()
            .into_iter()
            .find(|region| region.id == scenario.home_region);
        Self {
            cities: scenario.audience.iter().map(city_place).collect(),
            pops: summary
                .pops
                .iter()
                .map(|pop| PopPlace {
                    at: project(pop.lat, pop.lon),
                    code: pop.code.clone(),
                })
                .collect(),
            home: home.map_or_else(Point::default, |region| project(region.lat, region.lon)),
            home_name: home.map_or_else(|| scenario.home_region.clone(), |r| r.city.to_owned()),
        }
    }

    /// Where a place is; home for an index that the run does not have.
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
            Place::Home => self.home,
        }
    }

    /// Its name.
    pub fn name(&self, place: Place) -> &str {
        match place {
            Place::City(i) => self
                .cities
                .get(usize::from(i))
                .map_or("", |city| &city.name),
            Place::Pop(i) => self.pops.get(usize::from(i)).map_or("", |pop| &pop.code),
            Place::Home => &self.home_name,
        }
    }
}
