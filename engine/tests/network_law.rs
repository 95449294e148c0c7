//! The distance law, and the ways of an audience.

use model::catalog::{cities, network::LAST_MILE, pops, regions};
use model::index::CityIndex;
use model::network::{Network, great_circle_km, round_trip, stretch};
use model::units::{LatLon, Nanos};

const LONDON: LatLon = LatLon::new(51.507, -0.128);
const NEW_YORK: LatLon = LatLon::new(40.713, -74.006);
const SINGAPORE: LatLon = LatLon::new(1.352, 103.820);
const FRANKFURT: LatLon = LatLon::new(50.111, 8.682);
const SYDNEY: LatLon = LatLon::new(-33.869, 151.209);

#[test]
fn great_circles_have_their_known_lengths() {
    fn check(a: LatLon, b: LatLon, km: f64) {
        let (there, back) = (great_circle_km(a, b), great_circle_km(b, a));
        assert!(
            (there - km).abs() < km * 0.002 + 0.001,
            "{there} km, not {km} km"
        );
        assert!((there - back).abs() < 1e-6);
    }
    check(LONDON, NEW_YORK, 5570.0);
    check(LONDON, FRANKFURT, 637.0);
    check(FRANKFURT, SINGAPORE, 10_262.0);
    check(SINGAPORE, SYDNEY, 6307.0);
    check(LONDON, LONDON, 0.0);
    check(LatLon::new(0.0, 0.0), LatLon::new(0.0, 180.0), 20_015.1);
    check(LatLon::new(0.0, 179.0), LatLon::new(0.0, -179.0), 222.4);
}

#[test]
fn ways_stray_as_measured() {
    fn check(km: f64, factor: f64) {
        assert!(
            (stretch(km) - factor).abs() < 1e-3,
            "{km} km: {}",
            stretch(km)
        );
    }
    check(0.0, 3.003);
    check(100.0, 3.003);
    check(223.607, 3.003); // the centre of the first band
    check(707.107, 2.676);
    check(1414.214, 2.239);
    check(3162.278, 1.911);
    check(7071.068, 1.812);
    check(14_177.446, 1.603);
    check(20_015.0, 1.603);
    check(1000.0, 2.4575); // half-way between two centres, by logarithm
}

#[test]
fn the_round_trip_grows_with_the_distance_from_zero() {
    assert_eq!(round_trip(0.0), Nanos::ZERO);
    let trips = (0..=20_015).map(|km| round_trip(f64::from(km)));
    assert!(trips.is_sorted_by(|shorter, longer| shorter < longer));
}

#[test]
fn known_pairs_come_out_as_worked_out_by_hand() {
    fn check(a: LatLon, b: LatLon, millis: f64) {
        let law = round_trip(great_circle_km(a, b)).as_millis();
        assert!((law - millis).abs() < 0.2, "{law} ms, not {millis} ms");
    }
    check(LONDON, FRANKFURT, 17.3); // 6.37 ms of light there and back, 2.72 times
    check(LONDON, NEW_YORK, 102.6); // 55.70 ms, 1.841 times
    check(FRANKFURT, SINGAPORE, 174.4); // 102.6 ms, 1.700 times
}

#[test]
fn a_city_goes_to_its_nearest_point_of_presence() {
    let audience = [SINGAPORE, LONDON, LatLon::new(51.6, -0.2), NEW_YORK];
    let pops = [NEW_YORK, SYDNEY, SINGAPORE, LONDON];
    let network = Network::new(&audience, &pops, FRANKFURT);
    assert_eq!((network.cities().count(), network.pops().count()), (4, 3));
    let served_by = |city| network.source_of(network.pop_of(CityIndex(city)));
    assert_eq!([0, 1, 2, 3].map(served_by), [2, 3, 3, 0].map(Some));
    assert_eq!(network.city_to_pop(CityIndex(0)), LAST_MILE.time());
    assert!(network.city_to_pop(CityIndex(2)) > LAST_MILE.time());
    for city in (0..4).map(CityIndex) {
        let home = round_trip(network.km_to_home(city));
        assert_eq!(network.city_to_home(city), home + LAST_MILE.time());
    }
    let far = network.pop_to_home(network.pop_of(CityIndex(0)));
    assert_eq!(far, round_trip(great_circle_km(SINGAPORE, FRANKFURT)));
}

#[test]
fn without_points_of_presence_home_stands_in() {
    let network = Network::new(&[LONDON], &[], FRANKFURT);
    assert_eq!(
        network.city_to_pop(CityIndex(0)),
        network.city_to_home(CityIndex(0))
    );
    assert_eq!(
        network.pop_to_home(network.pop_of(CityIndex(0))),
        Nanos::ZERO
    );
    assert_eq!(network.source_of(network.pop_of(CityIndex(0))), None);
}

#[test]
fn most_people_live_near_a_point_of_presence() {
    // Cloudflare claims 95 % of people within 50 ms and most within 20 ms.
    let cities = cities();
    let audience: Vec<_> = cities
        .iter()
        .map(|city| LatLon::new(city.lat, city.lon))
        .collect();
    let edge: Vec<_> = pops()
        .iter()
        .map(|pop| LatLon::new(pop.lat, pop.lon))
        .collect();
    let home = regions()
        .iter()
        .find(|region| region.id == "eu-central-1")
        .copied()
        .unwrap();
    let network = Network::new(&audience, &edge, LatLon::new(home.lat, home.lon));
    let people = |within: f64| {
        let near = (0_u16..)
            .zip(&cities)
            .filter(|&(id, _)| network.city_to_pop(CityIndex(id)).as_millis() <= within);
        let near: u64 = near.map(|(_, city)| u64::from(city.population)).sum();
        let all: u64 = cities.iter().map(|city| u64::from(city.population)).sum();
        near as f64 / all as f64
    };
    assert!(people(20.0) > 0.5, "{}", people(20.0));
    assert!(people(50.0) > 0.95, "{}", people(50.0));
}

#[test]
fn the_nearest_point_of_presence_is_the_nearest_of_all() {
    let all_pops: Vec<LatLon> = pops()
        .iter()
        .map(|pop| LatLon::new(pop.lat, pop.lon))
        .collect();
    let all_cities: Vec<LatLon> = cities()
        .iter()
        .map(|city| LatLon::new(city.lat, city.lon))
        .collect();
    let network = Network::new(&all_cities, &all_pops, FRANKFURT);
    for (city, &at) in (0..).map(CityIndex).zip(&all_cities) {
        let km = |&pop: &usize| great_circle_km(at, all_pops[pop]);
        let nearest = (0..all_pops.len()).min_by(|a, b| km(a).total_cmp(&km(b)));
        let found = network.source_of(network.pop_of(city)).map(usize::from);
        assert_eq!(found, nearest, "{at:?}");
    }
}
