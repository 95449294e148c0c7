//! Learners by continent; rough borders by coordinates are enough for a field.

use model::decimal;
use model::scenario::AudienceCity;
use model::units::LatLon;

/// A part of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Continent {
    Americas,
    Europe,
    /// Africa with the Middle East.
    Africa,
    Asia,
    Oceania,
}

impl Continent {
    pub(crate) const ALL: [Self; 5] = [
        Self::Americas,
        Self::Europe,
        Self::Africa,
        Self::Asia,
        Self::Oceania,
    ];

    /// The continent of a place, by a few meridians and parallels.
    pub(crate) fn of(place: LatLon) -> Self {
        let (lat, lon) = (place.lat_deg, place.lon_deg);
        if lon < -30.0 {
            Self::Americas
        } else if lat > 36.0 && lon < 45.0 {
            Self::Europe
        } else if lon < 60.0 {
            Self::Africa
        } else if lat < -10.0 && lon > 110.0 {
            Self::Oceania
        } else {
            Self::Asia
        }
    }
}

/// The share of the learners on a continent, 0 to 1.
pub(crate) fn share(audience: &[AudienceCity], places: &[LatLon], continent: Continent) -> f64 {
    let all: f64 = audience.iter().map(|city| city.weight).sum();
    weight_there(audience, places, continent) / all.max(f64::MIN_POSITIVE)
}

fn weight_there(audience: &[AudienceCity], places: &[LatLon], continent: Continent) -> f64 {
    let there = audience.iter().zip(places);
    there
        .filter(|(_, place)| Continent::of(**place) == continent)
        .map(|(city, _)| city.weight)
        .sum()
}

/// The cities' weights with this share on the continent; the proportions within it and outside of it
/// stay. A continent without a city of the audience keeps its share of zero. No weight becomes zero,
/// because a city without learners would not be part of an audience.
pub(crate) fn with_share(
    audience: &[AudienceCity],
    places: &[LatLon],
    continent: Continent,
    share: f64,
) -> Vec<f64> {
    const LEAST: f64 = 1e-6;
    let share = decimal::within(share, 0.0, 1.0);
    let all: f64 = audience.iter().map(|city| city.weight).sum();
    let there = weight_there(audience, places, continent);
    let elsewhere = all - there;
    if there <= 0.0 || elsewhere <= 0.0 || !share.is_finite() {
        return audience.iter().map(|city| city.weight).collect();
    }
    let (more, less) = (share * all / there, (1.0 - share) * all / elsewhere);
    let cities = audience.iter().zip(places);
    cities
        .map(|(city, place)| {
            let factor = if Continent::of(*place) == continent {
                more
            } else {
                less
            };
            (city.weight * factor).max(LEAST)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_where_people_say() {
        let check = |place: (f64, f64), expected| assert_eq!(Continent::of(place.into()), expected);
        check((40.7, -74.0), Continent::Americas); // New York
        check((-23.5, -46.6), Continent::Americas); // São Paulo
        check((53.3, -6.3), Continent::Europe); // Dublin
        check((41.0, 29.0), Continent::Europe); // Istanbul
        check((-1.3, 36.8), Continent::Africa); // Nairobi
        check((30.0, 31.2), Continent::Africa); // Cairo
        check((1.35, 103.8), Continent::Asia); // Singapore
        check((19.0, 72.9), Continent::Asia); // Mumbai
        check((-33.9, 151.2), Continent::Oceania); // Sydney
    }

    fn audience(weights: &[f64]) -> Vec<AudienceCity> {
        let city = |weight: &f64| AudienceCity {
            city: String::new(),
            country: String::new(),
            weight: *weight,
        };
        weights.iter().map(city).collect()
    }

    #[test]
    fn a_share_is_set_and_proportions_stay() {
        // Two cities in Europe, two in Asia.
        let places = [(50.0, 10.0), (52.0, 0.0), (1.0, 103.0), (19.0, 72.0)].map(LatLon::from);
        let before = audience(&[3.0, 1.0, 2.0, 2.0]);
        assert!((share(&before, &places, Continent::Europe) - 0.5).abs() < 1e-12);
        let after = with_share(&before, &places, Continent::Europe, 0.8);
        let after_cities = audience(&after);
        assert!((share(&after_cities, &places, Continent::Europe) - 0.8).abs() < 1e-9);
        assert!((after[0] / after[1] - 3.0).abs() < 1e-9, "{after:?}");
        let none = with_share(&before, &places, Continent::Europe, 0.0);
        assert!(none.iter().all(|weight| *weight > 0.0));
        // The audience has no city in Oceania, so that its share cannot change.
        let same = with_share(&before, &places, Continent::Oceania, 0.5);
        assert_eq!(same, [3.0, 1.0, 2.0, 2.0]);
    }
}
