//! The scenario that simulators of functions are compared with: one function, random arrivals,
//! exponential times, a fixed idle time.
//!
//! It is a scenario like any other: the lanes that run it are those of the playground.

use model::catalog::LaneId;
use model::scenario::{
    Arrivals, Author, Placement, Placements, Scenario, Spread, State, Step, Trigger, Work, Workload,
};

/// The parameters of the comparison: one function and its arrivals.
#[derive(Clone, Copy, Debug)]
pub struct Keepalive {
    /// The mean number of arrivals a second.
    pub rate_per_s: f64,
    /// The mean time of a run on a warm instance, in seconds.
    pub warm_mean_s: f64,
    /// The mean time of a run on a new instance, its start included, in seconds.
    pub cold_mean_s: f64,
    /// The time after which an idle instance is reclaimed, in seconds.
    pub threshold_s: f64,
    /// The time at which arrivals stop, in seconds.
    pub horizon_s: f64,
    /// The most requests in flight at once.
    pub cap: u32,
    /// The seed of all draws.
    pub seed: u64,
}

impl Keepalive {
    /// Returns the comparison as a scenario.
    pub fn scenario(&self) -> Scenario {
        let mut scenario = bare(self.seed, self.horizon_s);
        scenario.workloads = vec![one_step(self.rate_per_s, self.warm_mean_s)];
        place(&mut scenario, LaneId::Serverless);
        let lane = &mut scenario.lanes.serverless;
        lane.account_concurrency = self.cap;
        lane.burst = 1_000_000;
        lane.ramp_per_10_s = 1_000_000;
        lane.keep_alive_s = Some(self.threshold_s);
        lane.timeout_s = 86_400.0;
        lane.cold_run_ms = Some(Spread::exponential(self.cold_mean_s * 1e3));
        scenario
    }
}

/// A scenario without workloads; its lanes are those of the scenario that ships.
pub fn bare(seed: u64, horizon_s: f64) -> Scenario {
    const SHIPPED: &str = include_str!("../../../public/scenarios/learning-platform.json");
    let mut scenario = Scenario::from_json(SHIPPED).unwrap_or_else(|error| {
        unreachable!("the scenario that ships is tested to be readable: {error}")
    });
    scenario.seed = seed;
    scenario.horizon_s = horizon_s;
    scenario.drain_limit_s = 86_400.0;
    scenario.boards.clear();
    scenario.remedies.clear();
    scenario.changes.clear();
    scenario.lanes.serverless.functions.clear();
    scenario.lanes.serverless.memory_mb = 1_769;
    scenario.lanes.edge.stores.clear();
    scenario.lanes.service.deployments.clear();
    scenario
}

/// Requests from inside that take an exponential time of one processor.
pub fn one_step(rate_per_s: f64, mean_s: f64) -> Workload {
    Workload {
        id: "jobs".to_owned(),
        name: "Jobs".to_owned(),
        about: String::new(),
        // No client retries a refused request.
        trigger: Trigger::Webhook,
        arrivals: Arrivals::Poisson {
            per_hour: rate_per_s * 3_600.0,
        },
        author: Author::Own,
        unwanted_share: 0.0,
        retries: None,
        queue: None,
        hours_per_month: None,
        steps: vec![Step {
            id: "run".to_owned(),
            name: "Run".to_owned(),
            after: Vec::new(),
            work: Work {
                cpu_ms: Spread::exponential(mean_s * 1e3),
                outside_wait_ms: None,
                threads: 1,
                memory_mb: 64,
                resident_mb: 0,
                payload_kb: 1,
                runtime: model::catalog::Runtime::Rust,
                dependencies_mb: 0.0,
                give_up_s: 86_400.0,
            },
            state: State::None,
            reaches: Vec::new(),
            cache: None,
        }],
        needs: Vec::new(),
    }
}

/// Puts the only workload on a lane.
pub fn place(scenario: &mut Scenario, lane: LaneId) {
    let ids = scenario
        .workloads
        .iter()
        .map(|workload| workload.id.clone());
    scenario.placements = Placements(ids.map(|id| (id, Placement::on(lane))).collect());
}
