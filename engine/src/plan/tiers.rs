//! The tiers of the key-value store at the edge: a point of presence asks the tier of its region for a key that it does
//! not hold.

use typed_index_collections::TiVec;

use crate::datastore::Near;
use model::catalog::{self, Pop};
use model::index::PopIndex;
use model::network::{great_circle_km, round_trip};
use model::units::{LatLon, Nanos};

/// The tier of each point of presence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tiers(TiVec<PopIndex, Tier>);

#[derive(Clone, Copy, Debug)]
struct Tier {
    /// The region that it is in, by its index in the catalog.
    region: u16,
    /// The round trip to it.
    away: Nanos,
}

impl Tiers {
    /// The tier of each of these: no platform publishes where its tiers are, and each is assumed in the region of the
    /// catalog that is nearest.
    pub fn of(pops: &TiVec<PopIndex, Pop>) -> Self {
        let regions = catalog::regions();
        let of = |pop: &Pop| {
            let here = LatLon::new(pop.lat, pop.lon);
            let regions = (0_u16..).zip(&regions).map(|(region, there)| {
                let km = great_circle_km(here, LatLon::new(there.lat, there.lon));
                (region, km)
            });
            let nearest = regions.min_by(|a, b| a.1.total_cmp(&b.1));
            let (region, km) = nearest.unwrap_or_default();
            let away = round_trip(km);
            Tier { region, away }
        };
        Self(pops.iter().map(of).collect())
    }

    /// A point of presence with its tier.
    pub fn near(&self, pop: PopIndex) -> Near {
        let tier = self.0.get(pop).map_or(0, |tier| tier.region);
        Near { pop, tier }
    }

    /// The round trip from a point of presence to its tier.
    pub fn away(&self, pop: PopIndex) -> Nanos {
        self.0.get(pop).map_or(Nanos::ZERO, |tier| tier.away)
    }
}
