//! A second region: a copy of a step that is nearer to some learners, and farther from the home database.

use typed_index_collections::TiVec;

use model::catalog::datastore::REPLICA_LAG;
use model::catalog::{Region, regions};
use model::index::CityIndex;
use model::network::{great_circle_km, round_trip};
use model::scenario::{Places, Scenario};
use model::units::{LatLon, Nanos};

/// Where the copy of a step is.
#[derive(Clone, Debug)]
pub(crate) struct SecondRegion {
    pub region: Region,
    /// The round trip from each city of the audience.
    pub from_city: TiVec<CityIndex, Nanos>,
    /// The round trip to the home region, where it writes.
    pub to_home: Nanos,
    /// The age of what it reads from its replica of the database.
    pub lag: Nanos,
}

impl SecondRegion {
    /// The region with this id; `None` where the catalog lacks it.
    pub fn new(id: &str, places: &Places) -> Option<Self> {
        let region = regions().into_iter().find(|region| region.id == id)?;
        let here = LatLon::new(region.lat, region.lon);
        let trip = |from: LatLon| round_trip(great_circle_km(from, here));
        let to_home = trip(places.home);
        Some(Self {
            region,
            from_city: places.cities.iter().map(|city| trip(*city)).collect(),
            to_home,
            lag: REPLICA_LAG.time() + Nanos(to_home.0 / 2),
        })
    }
}

/// The region that shortens the ways of the audience most, beside home: an id of the catalog.
pub(crate) fn nearest_second_region(places: &Places, scenario: &Scenario) -> String {
    let km_from = |region: &Region| {
        let there = LatLon::new(region.lat, region.lon);
        let cities = places.cities.iter().zip(&scenario.audience);
        let km = cities.map(|(city, entry)| {
            let home = great_circle_km(*city, places.home);
            entry.weight * home.min(great_circle_km(*city, there))
        });
        km.sum::<f64>()
    };
    let others = regions()
        .into_iter()
        .filter(|region| region.id != scenario.home_region);
    let all = others.map(|region| (km_from(&region), region.id));
    let best = all.min_by(|a, b| a.0.total_cmp(&b.0));
    best.map_or(String::new(), |(_, id)| id.to_owned())
}
