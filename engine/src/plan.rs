//! A scenario worked out once: every distribution, trip and limit that a step needs.
//!
//! Must not know: time. Nothing here changes while the simulation runs.

mod behaviour;
mod step;

use std::ops::Range;

use crate::catalog;
use crate::network::{CityId, Network};
use crate::sandbox::SnippetProfiles;
use crate::scenario::{Over, Scenario, ScenarioError, Workload};
use behaviour::behaviours;
use step::step_plan;
pub(crate) use step::{Records, StepPlan, Store, length};

/// Everything that does not change during a run.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub steps: Vec<StepPlan>,
    /// The step that takes a workload's arrivals.
    pub first_step: Vec<u16>,
    /// All steps of each workload.
    pub steps_of: Vec<Range<u16>>,
    pub network: Network,
    pub pops: Vec<catalog::Pop>,
    /// Cumulative weights of the audience's cities.
    pub city_shares: Vec<f64>,
    /// Whether each city counts as far from home.
    pub far: Vec<bool>,
    /// Cumulative shares of requests with 0, 1 and 2 round trips of handshake.
    pub handshake_shares: [f64; 3],
    pub home_pop: u16,
}

impl Plan {
    pub fn new(scenario: &Scenario, profiles: &SnippetProfiles) -> Result<Self, ScenarioError> {
        let places = scenario.resolve_places()?;
        let all_pops = catalog::pops();
        let coordinates: Vec<_> = all_pops.iter().map(|pop| (pop.lat, pop.lon)).collect();
        // One city more than the audience has: the home region's own, for requests from inside.
        let mut cities = places.cities.clone();
        cities.push(places.home);
        let network = Network::new(&cities, &coordinates, places.home);
        let home_pop = network.pop_of(CityId(places.cities.len() as u16)).0;
        let pops = (0..network.pop_count())
            .filter_map(|pop| network.source_of(crate::network::PopId(pop)))
            .filter_map(|source| all_pops.get(usize::from(source)).copied())
            .collect();
        let far = (0..places.cities.len() as u16)
            .map(|city| network.km_to_home(CityId(city)) >= Over::FAR_KM)
            .collect();
        let weights: Vec<f64> = scenario.audience.iter().map(|city| city.weight).collect();
        let handshakes = cumulative(&scenario.connections.weight_by_round_trips());
        let mut plan = Self {
            steps: Vec::new(),
            first_step: Vec::new(),
            steps_of: Vec::new(),
            network,
            pops,
            city_shares: cumulative(&weights),
            far,
            handshake_shares: [handshakes[0], handshakes[1], handshakes[2]],
            home_pop,
        };
        for (index, workload) in scenario.workloads.iter().enumerate() {
            plan.add_workload(index as u16, workload, scenario, profiles);
        }
        Ok(plan)
    }

    fn add_workload(
        &mut self,
        index: u16,
        workload: &Workload,
        scenario: &Scenario,
        profiles: &SnippetProfiles,
    ) {
        let first = self.steps.len() as u16;
        let position = |id: &str| workload.steps.iter().position(|step| step.id == *id);
        for (number, step) in workload.steps.iter().enumerate() {
            let mut plan = step_plan(index, number as u16, workload, step, scenario);
            plan.behaviours = behaviours(&workload.author, profiles);
            plan.waits_for = step.after.len() as u8;
            plan.successors = (first..)
                .zip(&workload.steps)
                .filter(|(_, other)| other.after.contains(&step.id))
                .map(|(successor, _)| successor)
                .collect();
            self.steps.push(plan);
        }
        self.steps_of.push(first..self.steps.len() as u16);
        let root = workload.steps.iter().position(|step| step.after.is_empty());
        debug_assert!(
            workload
                .steps
                .iter()
                .flat_map(|s| &s.after)
                .all(|id| position(id).is_some())
        );
        self.first_step.push(first + root.unwrap_or(0) as u16);
    }
}

/// Running sums of weights, scaled so that the last is 1.
fn cumulative(weights: &[f64]) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    let mut sum = 0.0;
    let mut shares: Vec<f64> = weights
        .iter()
        .map(|weight| {
            sum += weight / total;
            sum
        })
        .collect();
    if let Some(last) = shares.last_mut() {
        *last = 1.0;
    }
    shares
}
