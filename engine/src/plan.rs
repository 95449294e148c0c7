//! A scenario prepared for a run: every distribution, trip and limit that a step needs, computed once.
//!
//! Nothing here changes while the simulation runs.

mod added_steps;
mod behavior;
mod on_lane;
mod queue;
mod remedies;
mod second_region;
mod state;
mod step;
mod tiers;

use typed_index_collections::TiVec;

use behavior::behaviors;
pub(crate) use behavior::{CodeBehavior, behaviors_of};
use model::catalog;
use model::index::{CityIndex, PopIndex, StepIndex, WorkloadIndex};
use model::network::{Detour, Network, great_circle_km, round_trip};
use model::random::{Draws, Guide, Purpose};
use model::sandbox::SnippetProfiles;
use model::scenario::{ChangeKind, Over, Placement, Scenario, ScenarioError, Step, Workload};
use model::units::{LatLon, Nanos};
pub(crate) use second_region::{SecondRegion, nearest_second_region};
pub(crate) use state::{Store, WriteGuard};
use step::step_plan;
pub(crate) use step::{StepPlan, length};
use tiers::Tiers;

/// Everything that does not change during a run.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub steps: TiVec<StepIndex, StepPlan>,
    /// The step that takes a workload's arrivals.
    pub first_step: TiVec<WorkloadIndex, StepIndex>,
    /// All steps of each workload, in every placement that it has within the hour.
    pub steps_of: TiVec<WorkloadIndex, Vec<StepIndex>>,
    /// For each workload, the copy of its step in a second region.
    pub second: TiVec<WorkloadIndex, Option<StepIndex>>,
    /// The step that takes arrivals after each change that moves a workload, by change.
    pub moved_to: Vec<Option<StepIndex>>,
    /// The POPs that serve the learners of a lost point of presence, by change.
    pub detours: Vec<Option<Detour>>,
    pub network: Network,
    /// Coordinates of the audience and of the home region.
    pub places: model::scenario::Places,
    pub pops: TiVec<PopIndex, catalog::Pop>,
    /// The tiers of the key-value store at the edge.
    pub tiers: Tiers,
    /// Cumulative weights of the audience's cities.
    pub city_shares: CityShares,
    /// Whether each city counts as far from home.
    pub far: TiVec<CityIndex, bool>,
    /// Cumulative shares of requests with 0, 1 and 2 round trips of handshake.
    pub handshake_shares: [f64; 3],
    /// The point of presence next to home.
    pub home_pop: PopIndex,
}

impl Plan {
    pub fn new(scenario: &Scenario, profiles: &SnippetProfiles) -> Result<Self, ScenarioError> {
        scenario.check_runs(profiles)?;
        let places = scenario.resolve_places()?;
        let all_pops = catalog::pops();
        let coordinates: Vec<_> = all_pops
            .iter()
            .map(|pop| LatLon::new(pop.lat, pop.lon))
            .collect();
        // One city more than the audience has: the home region's own, for requests from inside.
        let mut cities = places.cities.clone();
        let home = places.home;
        cities.push(home);
        let network = Network::new(&cities, &coordinates, home);
        let home_pop = network.pop_of(CityIndex::from(places.cities.len()));
        let far = CityIndex::first(places.cities.len())
            .map(|city| network.km_to_home(city) >= Over::FAR_KM)
            .collect();
        let weights: Vec<f64> = scenario.audience.iter().map(|city| city.weight).collect();
        let handshakes = cumulative(&scenario.connections.weight_by_round_trips());
        let mut plan = Self {
            steps: TiVec::new(),
            first_step: TiVec::new(),
            steps_of: TiVec::new(),
            second: TiVec::new(),
            moved_to: Vec::new(),
            detours: Vec::new(),
            network,
            places,
            pops: TiVec::new(),
            tiers: Tiers::default(),
            city_shares: CityShares::new(cumulative(&weights)),
            far,
            handshake_shares: [handshakes[0], handshakes[1], handshakes[2]],
            home_pop,
        };
        for (index, workload) in scenario.workloads.iter().enumerate() {
            let placement = scenario.placement_of(&workload.id);
            plan.steps_of.push(Vec::new());
            let first = plan.add_workload(index.into(), workload, placement, scenario, profiles);
            plan.first_step.push(first);
            let second = plan.add_second_region(first);
            plan.second.push(second);
        }
        for change in &scenario.changes {
            let moved_to = match &change.what {
                ChangeKind::Placed {
                    workload,
                    placement,
                } => scenario.workload_index(workload).map(|index| {
                    let workload = &scenario.workloads[index];
                    plan.add_workload(index.into(), workload, *placement, scenario, profiles)
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
        let pops = plan.network.pops();
        plan.pops = pops
            .filter_map(|pop| plan.network.source_of(pop))
            .filter_map(|source| all_pops.get(usize::from(source)).copied())
            .collect();
        plan.tiers = Tiers::of(&plan.pops);
        Ok(plan)
    }

    /// The round trip between a point of presence and the object of a key, which is where the key's learners are, or its first
    /// request came from.
    pub fn pop_to_object(&self, step: &StepPlan, key: u32, pop: PopIndex) -> Nanos {
        let Some(homes) = step.key_homes.or(step.object_homes) else {
            return Nanos::ZERO;
        };
        let city = self.city_shares.drawn(homes.request(key.into()));
        let place = |pop: PopIndex| {
            let found = self.pops.get(pop);
            found.map_or(LatLon::default(), |pop| LatLon::new(pop.lat, pop.lon))
        };
        let object = self.network.pop_of(city);
        if object == pop {
            return Nanos::ZERO;
        }
        round_trip(great_circle_km(place(pop), place(object)))
    }

    /// Adds a workload's steps in a placement; returns the one that takes arrivals.
    fn add_workload(
        &mut self,
        index: WorkloadIndex,
        workload: &Workload,
        placement: Placement,
        scenario: &Scenario,
        profiles: &SnippetProfiles,
    ) -> StepIndex {
        let first = self.steps.len();
        let workload_steps = first..first + workload.steps.len();
        let position = |id: &str| workload.steps.iter().position(|step| step.id == *id);
        let plans = steps_in(index, workload, placement, scenario);
        for (number, (step, mut plan)) in workload.steps.iter().zip(plans).enumerate() {
            let known = &self.steps_of[index];
            plan.home_step = known
                .get(number)
                .copied()
                .unwrap_or((first + number).into());
            plan.workload_steps = workload_steps.clone().map(StepIndex::from).collect();
            plan.behaviors = behaviors(&workload.author, profiles);
            plan.has_uniform_requests = plan.has_uniform_requests();
            plan.waits_for = step.after.len() as u8;
            plan.successors = (first..)
                .zip(&workload.steps)
                .filter(|(_, other)| other.after.contains(&step.id))
                .map(|(successor, _)| successor.into())
                .collect();
            self.steps.push(plan);
        }
        self.steps_of[index].extend(workload_steps.map(StepIndex::from));
        let root = workload.steps.iter().position(|step| step.after.is_empty());
        debug_assert!(
            workload
                .steps
                .iter()
                .flat_map(|s| &s.after)
                .all(|id| position(id).is_some())
        );
        let root = root.unwrap_or(0);
        self.put_queue_between((first + root).into(), workload.steps.get(root), scenario)
    }

    /// Adds the copy of a workload's step in a second region where a remedy says so.
    fn add_second_region(&mut self, first: StepIndex) -> Option<StepIndex> {
        let step = &self.steps[first];
        let id = step
            .remedies
            .second_region
            .as_deref()
            .filter(|_| !step.accepts)?;
        let region = SecondRegion::new(id, &self.places)?;
        let own = StepIndex::from(self.steps.len());
        let copy = step.in_second_region(own, first, region);
        self.steps_of[copy.workload].push(own);
        self.steps.push(copy);
        Some(own)
    }

    /// Puts a queue in front of a workload's first step where a remedy says so. Returns the step that takes arrivals.
    fn put_queue_between(
        &mut self,
        work: StepIndex,
        step: Option<&Step>,
        scenario: &Scenario,
    ) -> StepIndex {
        let (Some(step), true) = (step, self.steps[work].remedies.queue_between) else {
            return work;
        };
        let own = StepIndex::from(self.steps.len());
        let acceptor = self.steps[work].acceptor(own, work);
        let index = acceptor.workload;
        let settings = scenario
            .workloads
            .get(usize::from(index))
            .and_then(|workload| workload.queue);
        self.steps[work].put_behind_queue(step, settings, scenario);
        self.steps.push(acceptor);
        let mut all = self.steps[work].workload_steps.clone();
        all.push(own);
        for step in &all {
            self.steps[*step].workload_steps.clone_from(&all);
        }
        self.steps_of[index].push(own);
        own
    }
}

/// The steps of a workload in a placement, each as if it were alone.
pub(crate) fn steps_in<'a>(
    index: WorkloadIndex,
    workload: &'a Workload,
    placement: Placement,
    scenario: &'a Scenario,
) -> impl Iterator<Item = StepPlan> + 'a {
    (0_u16..)
        .zip(&workload.steps)
        .map(move |(number, step)| step_plan(index, number, workload, step, placement, scenario))
}

/// The shares of the cities among learners.
#[derive(Clone, Debug)]
pub(crate) struct CityShares {
    cumulative: Vec<f64>,
    guide: Guide,
}

impl CityShares {
    /// From cumulative shares, at least one.
    pub fn new(cumulative: Vec<f64>) -> Self {
        Self {
            guide: Guide::to(&cumulative),
            cumulative,
        }
    }

    /// The city of a learner.
    #[inline]
    pub fn drawn(&self, draws: Draws) -> CityIndex {
        let found = self
            .guide
            .find(&self.cumulative, draws.unit(Purpose::City, 0));
        found.min(self.cumulative.len() - 1).into()
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
