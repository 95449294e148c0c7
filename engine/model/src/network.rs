//! Round trips between cities, points of presence and the home region.
//!
//! The law: light in fibre there and back along the great circle, times the measured stretch of real
//! routes at that distance.

use typed_index_collections::TiVec;

use crate::catalog::network::{FIBRE_SPEED, LAST_MILE, STRETCH_BANDS};
use crate::decimal;
use crate::index::{CityIndex, PopIndex};
use crate::units::{LatLon, Nanos};

/// The Earth's mean radius in kilometres (IUGG).
const EARTH_RADIUS_KM: f64 = 6371.0088;

/// Great-circle distance in kilometres between two places, by the haversine formula.
pub fn great_circle_km(a: LatLon, b: LatLon) -> f64 {
    let (lat_a, lat_b) = (a.lat_deg.to_radians(), b.lat_deg.to_radians());
    let half_lat = libm::sin((lat_b - lat_a) / 2.0);
    let half_lon = libm::sin((b.lon_deg - a.lon_deg).to_radians() / 2.0);
    let across = libm::cos(lat_a) * libm::cos(lat_b) * half_lon * half_lon;
    let haversine = decimal::within(half_lat * half_lat + across, 0.0, 1.0);
    2.0 * EARTH_RADIUS_KM * libm::asin(libm::sqrt(haversine))
}

/// How many times as long as light in a straight fibre a round trip takes at this distance: the
/// measured medians by band, in straight lines over the logarithm of the distance between the
/// bands' geometric centres, and held beyond the first and the last.
pub fn stretch(km: f64) -> f64 {
    let mut below: Option<(f64, f64)> = None;
    let at = libm::log(km.max(1.0));
    for band in STRETCH_BANDS {
        let centre = libm::log(band.from_km * band.to_km) / 2.0;
        if at <= centre {
            return below.map_or(band.factor, |(centre_below, factor_below)| {
                let share = (at - centre_below) / (centre - centre_below);
                factor_below + (band.factor - factor_below) * share
            });
        }
        below = Some((centre, band.factor));
    }
    below.map_or(1.0, |(_, factor)| factor)
}

/// The round trip over this distance by the law alone, without a last mile and without jitter; zero
/// at no distance.
pub fn round_trip(km: f64) -> Nanos {
    Nanos::from_millis(2.0 * km / FIBRE_SPEED.value * stretch(km))
}

/// The distance, the index and the coordinates of the place that is nearest to a city, the first of equals.
/// The round trip grows with the distance, so that the nearest is nearest by both.
fn nearest(
    city: LatLon,
    places: impl Iterator<Item = (u16, LatLon)>,
) -> Option<(f64, Option<u16>, LatLon)> {
    let mut nearest: Option<(f64, Option<u16>, LatLon)> = None;
    for (source, place) in places {
        let nearest_km = nearest.map_or(f64::INFINITY, |(km, ..)| km);
        // No way is shorter than the one along a meridian; a metre is far more than what is rounded.
        let along_meridian = (place.lat_deg - city.lat_deg).abs().to_radians();
        if along_meridian * EARTH_RADIUS_KM > nearest_km + 1e-3 {
            continue;
        }
        let km = great_circle_km(city, place);
        if km < nearest_km {
            nearest = Some((km, Some(source), place));
        }
    }
    nearest
}

/// The way from one city.
#[derive(Clone, Copy, Debug)]
struct FromCity {
    pop: PopIndex,
    to_pop: Nanos,
    to_home: Nanos,
    km_to_home: f64,
}

/// The way from one point of presence.
#[derive(Clone, Copy, Debug)]
struct FromPop {
    /// Its index in the list from which the network was built; none for the home region itself.
    source: Option<u16>,
    to_home: Nanos,
}

/// The POPs that serve the cities of a lost POP.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detour {
    lost: Option<PopIndex>,
    ways: Vec<(CityIndex, PopIndex, Nanos)>,
}

impl Detour {
    /// The next POP of a city and the round trip there; `None` where the city does not need one.
    pub fn of(&self, city: CityIndex) -> Option<(PopIndex, Nanos)> {
        let way = self.ways.iter().find(|&&(of, ..)| of == city);
        way.map(|&(_, pop, round_trip)| (pop, round_trip))
    }
}

/// All round trips of a scenario, computed once.
///
/// Indices must come from the same network.
///
/// ```
/// use model::index::CityIndex;
/// use model::network::Network;
/// use model::units::LatLon;
///
/// let (london, singapore) = (LatLon::new(51.5, -0.1), LatLon::new(1.4, 103.8));
/// let network = Network::new(&[london, singapore], &[singapore], london);
/// let far = CityIndex(1);
/// assert!(network.city_to_pop(far) < network.city_to_home(far));
/// assert_eq!(network.km_to_home(CityIndex(0)), 0.0);
/// ```
#[derive(Clone, Debug)]
pub struct Network {
    cities: TiVec<CityIndex, FromCity>,
    pops: TiVec<PopIndex, FromPop>,
}

impl Network {
    /// The ways from each city to its nearest point of presence (the first of equals)
    /// and to the home region. Without any point of presence the home region serves as the only one.
    /// Cities beyond 65,535 are left out.
    pub fn new(cities: &[LatLon], pops: &[LatLon], home: LatLon) -> Self {
        let mut network = Self {
            cities: TiVec::with_capacity(cities.len()),
            pops: TiVec::new(),
        };
        for &city in cities.iter().take(usize::from(u16::MAX)) {
            let km_to_home = great_circle_km(city, home);
            let nearest = nearest(city, (0..).zip(pops.iter().copied()));
            let (km_to_pop, source, pop) = nearest.unwrap_or((km_to_home, None, home));
            let pop = network.keep(source, pop, home);
            network.cities.push(FromCity {
                pop,
                to_pop: round_trip(km_to_pop) + LAST_MILE.time(),
                to_home: round_trip(km_to_home) + LAST_MILE.time(),
                km_to_home,
            });
        }
        network
    }

    /// The ways of a lost POP's cities to their next nearest. Takes the lists that the network was
    /// built from; `lost` is a place in `pops`.
    pub fn around(
        &mut self,
        lost: u16,
        cities: &[LatLon],
        pops: &[LatLon],
        home: LatLon,
    ) -> Detour {
        let known = self.pops.position(|pop| pop.source == Some(lost));
        let mut detour = Detour {
            lost: known,
            ways: Vec::new(),
        };
        for (index, &city) in (0_u16..).zip(cities) {
            if detour.lost != Some(self.pop_of(CityIndex(index))) {
                continue;
            }
            let others = (0..).zip(pops.iter().copied());
            let next = nearest(city, others.filter(|&(source, _)| source != lost));
            let (km, source, pop) = next.unwrap_or((great_circle_km(city, home), None, home));
            let pop = self.keep(source, pop, home);
            let round_trip = round_trip(km) + LAST_MILE.time();
            detour.ways.push((CityIndex(index), pop, round_trip));
        }
        detour
    }

    /// The id of a point of presence, which is new when it serves its first city.
    fn keep(&mut self, source: Option<u16>, pop: LatLon, home: LatLon) -> PopIndex {
        if let Some(known) = self.pops.position(|pop| pop.source == source) {
            return known;
        }
        let to_home = round_trip(great_circle_km(pop, home));
        self.pops.push_and_get_key(FromPop { source, to_home })
    }

    /// Round trip between a city and its point of presence, last mile included.
    pub fn city_to_pop(&self, city: CityIndex) -> Nanos {
        self.cities[city].to_pop
    }

    /// Round trip between a city and the home region, last mile included.
    pub fn city_to_home(&self, city: CityIndex) -> Nanos {
        self.cities[city].to_home
    }

    /// Round trip between a point of presence and the home region.
    pub fn pop_to_home(&self, pop: PopIndex) -> Nanos {
        self.pops[pop].to_home
    }

    /// The point of presence that serves a city.
    pub fn pop_of(&self, city: CityIndex) -> PopIndex {
        self.cities[city].pop
    }

    /// Great-circle kilometres between a city and the home region.
    pub fn km_to_home(&self, city: CityIndex) -> f64 {
        self.cities[city].km_to_home
    }

    /// The index of a point of presence in the list from which the network was built; none where the
    /// home region takes the role of one.
    pub fn source_of(&self, pop: PopIndex) -> Option<u16> {
        self.pops[pop].source
    }

    /// Every city, in order.
    pub fn cities(&self) -> impl Iterator<Item = CityIndex> + use<> {
        CityIndex::first(self.cities.len())
    }

    /// Every point of presence that serves one of them, in order.
    pub fn pops(&self) -> impl Iterator<Item = PopIndex> + use<> {
        PopIndex::first(self.pops.len())
    }
}
