//! The outline of the land: Natural Earth, public domain, simplified to one degree.

use model::decimal;

const OUTLINE: &str = include_str!("land_outline.txt");

/// One closed outline, as degrees north and east.
pub type Ring = Vec<(f64, f64)>;

/// Every ring that reaches north of Antarctica.
pub fn rings() -> Vec<Ring> {
    OUTLINE
        .split('Z')
        .map(ring)
        .filter(reaches_the_map)
        .collect()
}

/// Reads `M x,-y x,-y …`; points that cannot be read are left out. A ring that crosses the date line
/// goes on beyond 180 degrees, so that no edge runs across the map.
fn ring(path: &str) -> Ring {
    let mut ring = Ring::new();
    for pair in path.trim_start_matches('M').split_ascii_whitespace() {
        let Some((lon, down)) = pair.split_once(',') else {
            continue;
        };
        let (Some(mut lon), Some(down)) = (decimal::parse(lon), decimal::parse(down)) else {
            continue;
        };
        if let Some(&(_, before)) = ring.last() {
            lon += 360.0 * ((before - lon) / 360.0).round();
        }
        ring.push((-down, lon));
    }
    let middle = ring.iter().map(|point| point.1).sum::<f64>() / ring.len().max(1) as f64;
    let turns = 360.0 * (middle / 360.0).round();
    ring.iter().map(|&(lat, lon)| (lat, lon - turns)).collect()
}

fn reaches_the_map(ring: &Ring) -> bool {
    ring.len() > 2 && ring.iter().any(|&(lat, _)| lat > -60.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ray casting over all rings.
    fn is_land(lat: f64, lon: f64) -> bool {
        let mut inside = false;
        for ring in rings() {
            for (i, &(lat_b, lon_b)) in ring.iter().enumerate() {
                let (lat_a, lon_a) = ring[(i + ring.len() - 1) % ring.len()];
                let crosses = (lat_a > lat) != (lat_b > lat);
                if crosses && lon < lon_a + (lat - lat_a) / (lat_b - lat_a) * (lon_b - lon_a) {
                    inside = !inside;
                }
            }
        }
        inside
    }

    fn check(place: (f64, f64), expected: bool) {
        assert_eq!(is_land(place.0, place.1), expected, "{place:?}");
    }

    #[test]
    fn land_is_where_land_is() {
        check((48.0, 10.0), true); // central Europe
        check((23.0, 10.0), true); // Sahara
        check((-25.0, 135.0), true); // Australia
        check((40.0, -100.0), true); // Great Plains
        check((62.0, 100.0), true); // Siberia
        check((67.0, 183.0), true); // Chukotka, beyond the date line
        check((67.0, 0.0), false); // Norwegian Sea
        check((30.0, -40.0), false); // Atlantic
        check((-20.0, 80.0), false); // Indian Ocean
        check((-85.0, 0.0), false); // Antarctica is off the map
    }
}
