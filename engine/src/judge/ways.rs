//! The ways of all requests from their cities to where they are answered, in order of their lengths.

use std::cell::OnceCell;

use crate::plan::{Plan, SecondRegion};
use model::index::CityIndex;
use model::scenario::{Over, Scenario};
use model::sort::sort_by;
use model::units::Nanos;

/// Where a way ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WayTo {
    NearestPop,
    Home,
}

/// The ways of a scenario's requests. Each list is sorted when it is first asked for, and once for all
/// workloads: a thousand cities have three thousand ways.
pub(super) struct Ways<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    sorted: [OnceCell<Vec<Way>>; 4],
}

/// The length of a way, connecting included, and the weight of its requests.
#[derive(Clone, Copy, Debug)]
struct Way {
    length: Nanos,
    weight: f64,
}

impl<'a> Ways<'a> {
    pub fn new(scenario: &'a Scenario, plan: &'a Plan) -> Self {
        Self {
            scenario,
            plan,
            sorted: Default::default(),
        }
    }

    /// The longest way of this percentage of requests, connecting included, milliseconds.
    pub fn percentile_ms(&self, to: WayTo, percentile: f64, over: Over) -> f64 {
        let list = usize::from(to == WayTo::Home) * 2 + usize::from(over == Over::Far);
        let network = &self.plan.network;
        let ways = self.sorted[list].get_or_init(|| {
            self.sort(over, |city| match to {
                WayTo::NearestPop => network.city_to_pop(city),
                WayTo::Home => network.city_to_home(city),
            })
        });
        percentile_of(ways, percentile)
    }

    /// The same to the nearer of the home region and a second one.
    pub fn nearer_percentile_ms(&self, second: &SecondRegion, percentile: f64, over: Over) -> f64 {
        let home = |city| self.plan.network.city_to_home(city);
        let ways = self.sort(over, |city| home(city).min(second.from_city[city]));
        percentile_of(&ways, percentile)
    }

    fn sort(&self, over: Over, round_trip: impl Fn(CityIndex) -> Nanos) -> Vec<Way> {
        let handshakes = self.scenario.connections.weight_by_round_trips();
        let cities = (0..).map(CityIndex).zip(&self.scenario.audience);
        let mut ways: Vec<Way> = cities
            .filter(|(city, _)| over == Over::Audience || self.plan.far[*city])
            .flat_map(|(city, entry)| {
                let round_trip = round_trip(city);
                let trips = [1_u64, 2, 3].into_iter().zip(handshakes);
                trips.map(move |(trips, share)| Way {
                    length: Nanos(round_trip.0 * trips),
                    weight: entry.weight * share,
                })
            })
            .collect();
        sort_by(&mut ways, |a, b| a.length.cmp(&b.length));
        ways
    }
}

/// The longest way of this percentage of requests, milliseconds.
fn percentile_of(ways: &[Way], percentile: f64) -> f64 {
    let all: f64 = ways.iter().map(|way| way.weight).sum();
    let mut left = all * percentile / 100.0;
    let reached = ways.iter().find(|way| {
        left -= way.weight;
        left <= all * 1e-9
    });
    reached
        .or(ways.last())
        .map_or(0.0, |way| way.length.as_millis())
}
