//! A scenario worked out once: every distribution, trip and limit that a step needs.
//!
//! Must not know: time. Nothing here changes while the simulation runs.

mod behavior;
mod step;

use crate::catalog;
use crate::network::{CityId, Detour, Network, PopId};
use crate::sandbox::SnippetProfiles;
use crate::scenario::{ChangeKind, Over, Placement, Scenario, ScenarioError, Workload};
use behavior::behaviors;
pub(crate) use behavior::behaviors_of;
use step::step_plan;
pub(crate) use step::{StateAccess, StepPlan, Store, length};

/// Everything that does not change during a run.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub steps: Vec<StepPlan>,
    /// The step that takes a workload's arrivals.
    pub first_step: Vec<u16>,
    /// All steps of each workload, in every placement that it has within the hour.
    pub steps_of: Vec<Vec<u16>>,
    /// The step that takes arrivals after each change that moves a workload, by change.
    pub moved_to: Vec<Option<u16>>,
    /// Where learners of a lost POP go, by change.
    pub detours: Vec<Option<Detour>>,
    pub network: Network,
    /// Where the audience and home are.
    pub places: crate::scenario::Places,
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
        let home = places.home;
        cities.push(home);
        let network = Network::new(&cities, &coordinates, home);
        let home_pop = network.pop_of(CityId(places.cities.len() as u16)).0;
        let far = (0..places.cities.len() as u16)
            .map(|city| network.km_to_home(CityId(city)) >= Over::FAR_KM)
            .collect();
        let weights: Vec<f64> = scenario.audience.iter().map(|city| city.weight).collect();
        let handshakes = cumulative(&scenario.connections.weight_by_round_trips());
        let mut plan = Self {
            steps: Vec::new(),
            first_step: Vec::new(),
            steps_of: Vec::new(),
            moved_to: Vec::new(),
            detours: Vec::new(),
            network,
            places,
            pops: Vec::new(),
            city_shares: cumulative(&weights),
            far,
            handshake_shares: [handshakes[0], handshakes[1], handshakes[2]],
            home_pop,
        };
        for (index, workload) in (0..).zip(&scenario.workloads) {
            let placement = scenario.placement_of(&workload.id);
            plan.steps_of.push(Vec::new());
            let first = plan.add_workload(index, workload, placement, scenario, profiles);
            plan.first_step.push(first);
        }
        for change in &scenario.changes {
            let moved_to = match &change.what {
                ChangeKind::Placed {
                    workload,
                    placement,
                } => scenario.workload_index(workload).map(|index| {
                    let workload = &scenario.workloads[index];
                    plan.add_workload(index as u16, workload, *placement, scenario, profiles)
                }),
                _ => None,
            };
            plan.moved_to.push(moved_to);
            let detour = match &change.what {
                ChangeKind::PopOutage { pop } => all_pops
                    .iter()
                    .position(|known| known.code == *pop)
                    .map(|lost| {
                        plan.network
                            .around(lost as u16, &cities, &coordinates, home)
                    }),
                _ => None,
            };
            plan.detours.push(detour);
        }
        plan.pops = (0..plan.network.pop_count())
            .filter_map(|pop| plan.network.source_of(PopId(pop)))
            .filter_map(|source| all_pops.get(usize::from(source)).copied())
            .collect();
        Ok(plan)
    }

    /// Adds a workload's steps in a placement; answers the one that takes arrivals.
    fn add_workload(
        &mut self,
        index: u16,
        workload: &Workload,
        placement: Placement,
        scenario: &Scenario,
        profiles: &SnippetProfiles,
    ) -> u16 {
        let first = self.steps.len() as u16;
        let workload_steps = first..first + workload.steps.len() as u16;
        let position = |id: &str| workload.steps.iter().position(|step| step.id == *id);
        for (number, step) in workload.steps.iter().enumerate() {
            let mut plan = step_plan(index, number as u16, workload, step, placement, scenario);
            let known = &self.steps_of[usize::from(index)];
            plan.home_step = known.get(number).copied().unwrap_or(first + number as u16);
            plan.workload_steps = workload_steps.clone();
            plan.behaviors = behaviors(&workload.author, profiles);
            plan.has_uniform_requests = plan.has_uniform_requests();
            plan.waits_for = step.after.len() as u8;
            plan.successors = (first..)
                .zip(&workload.steps)
                .filter(|(_, other)| other.after.contains(&step.id))
                .map(|(successor, _)| successor)
                .collect();
            self.steps.push(plan);
        }
        self.steps_of[usize::from(index)].extend(workload_steps);
        let root = workload.steps.iter().position(|step| step.after.is_empty());
        debug_assert!(
            workload
                .steps
                .iter()
                .flat_map(|s| &s.after)
                .all(|id| position(id).is_some())
        );
        first + root.unwrap_or(0) as u16
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
