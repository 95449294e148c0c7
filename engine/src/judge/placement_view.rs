//! Computes from a scenario the requirements of one workload in its placement, and the provisions of its
//! lane.

use super::at_once::AtOnce;
use super::busy_ms;
use super::ways::{WayTo, Ways};
use crate::datastore::object_turn;
use crate::plan::{Plan, SecondRegion, StepPlan, Store, WriteGuard, steps_in};
use model::catalog::datastore::{STATEMENT, TRIP_BETWEEN_ZONES};
use model::catalog::edge::KV_READ;
use model::catalog::queue::ACCEPT;
use model::catalog::{LaneId, LaneMap};
use model::index::{CityIndex, WorkloadIndex};
use model::outcome::Cause;
use model::report::{CauseCount, WorkloadReport};
use model::scenario::{
    Author, Capability, Coordination, Need, Over, Placement, Scenario, Spread, Step, Traffic,
    Trigger, Workload,
};
use model::sort::sort_by;
use model::units::Nanos;
use model::verdict::{Amount, Axis, AxisReading, Measure};

/// The requirements of each workload and the provisions of its lane, axis by axis.
#[derive(Clone, Copy)]
pub(crate) struct Axes<'a> {
    pub scenario: &'a Scenario,
    pub plan: &'a Plan,
    pub ways: &'a Ways<'a>,
}

impl Axes<'_> {
    /// The readings of the workload at this index in the placement that it has had.
    pub fn of(&self, index: usize, counts: &WorkloadReport) -> Vec<AxisReading> {
        let steps = self.plan.steps_of.get(WorkloadIndex::from(index));
        let (Some(workload), Some(steps)) = (self.scenario.workloads.get(index), steps) else {
            return Vec::new();
        };
        let steps = steps.iter().map(|step| &self.plan.steps[*step]);
        let steps = steps.filter(|step| !step.accepts && step.second.is_none());
        let placement = self.scenario.placement_of(&workload.id);
        let traffic = workload.arrivals.traffic(self.scenario.horizon_s);
        self.view(workload, traffic, placement, steps.collect(), Some(counts))
            .readings()
    }

    /// The readings that would not be met on each lane, after a move there. Only the run of the board
    /// itself says how many connections its instances hold.
    pub fn unmet_on(&self, index: usize) -> LaneMap<Vec<AxisReading>> {
        let Some(workload) = self.scenario.workloads.get(index) else {
            return LaneMap::default();
        };
        // The traffic is the same on every lane.
        let traffic = workload.arrivals.traffic(self.scenario.horizon_s);
        LaneMap::from_fn(|lane| {
            let placement = self.scenario.placement_of(&workload.id).moved_to(lane);
            let steps: Vec<StepPlan> =
                steps_in(index.into(), workload, placement, self.scenario).collect();
            let view = self.view(workload, traffic, placement, steps.iter().collect(), None);
            let mut readings = view.readings();
            readings.retain(|reading| !reading.is_met());
            readings
        })
    }

    fn view<'a>(
        &'a self,
        workload: &'a Workload,
        traffic: Traffic,
        placement: Placement,
        steps: Vec<&'a StepPlan>,
        counts: Option<&'a WorkloadReport>,
    ) -> PlacementView<'a> {
        PlacementView {
            scenario: self.scenario,
            plan: self.plan,
            ways: self.ways,
            workload,
            traffic,
            counts,
            steps,
            placement,
            lane: placement.lane,
        }
    }
}

/// A workload in its placement.
struct PlacementView<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    ways: &'a Ways<'a>,
    workload: &'a Workload,
    traffic: Traffic,
    /// What the run of the board has counted; `None` where the run had another placement.
    counts: Option<&'a WorkloadReport>,
    steps: Vec<&'a StepPlan>,
    placement: Placement,
    lane: LaneId,
}

impl PlacementView<'_> {
    fn readings(&self) -> Vec<AxisReading> {
        let mut readings = Vec::new();
        let mut add = |axis, measure, required, provided| {
            readings.push(AxisReading {
                axis,
                measure,
                required,
                provided,
            });
        };
        let at_once = AtOnce {
            scenario: self.scenario,
            workload: self.workload,
            traffic: self.traffic,
            lane: self.lane,
        };
        let at_once = at_once.required_and_provided();
        add(Axis::Capacity, Measure::AtOnce, at_once.0, at_once.1);
        add(
            Axis::Capacity,
            Measure::Duties,
            Amount::Nothing,
            self.duties(),
        );
        let way = self.way();
        if let Some((required, provided)) = way {
            // A run that takes longer than its need allows leaves no time for the way, not less than none.
            let (required, provided) =
                (Amount::Number(required.max(0.0)), Amount::Number(provided));
            add(Axis::Place, Measure::WayMs, required, provided);
        }
        if let Some((required, provided)) = self.trip(way) {
            let required = required.map_or(Amount::Nothing, Amount::Number);
            add(
                Axis::Place,
                Measure::TripMs,
                required,
                Amount::Number(provided),
            );
        }
        let run = self.longest_run_ms();
        add(Axis::Freedom, Measure::RunMs, run, self.run_limit());
        let memory = self.steps.iter().map(|step| memory_mb(step)).max();
        let memory = Amount::Number(memory.unwrap_or(0).into());
        add(
            Axis::Freedom,
            Measure::MemoryMb,
            memory,
            self.memory_limit(),
        );
        if let Some((required, provided)) = self.connections() {
            add(Axis::Freedom, Measure::Connections, required, provided);
        }
        for (measure, required, provided) in self.traits() {
            if required {
                let (required, provided) = (Amount::Is(required), Amount::Is(provided));
                add(Axis::Freedom, measure, required, provided);
            }
        }
        readings
    }

    fn duties(&self) -> Amount {
        let carried = model::catalog::duties(self.lane).iter();
        let carried = carried.filter(|duty| duty.bearer == model::catalog::Bearer::Platform);
        Amount::Number(carried.count() as f64)
    }

    /// The latency need that leaves least for the way: the time that it leaves, and the time of the way,
    /// milliseconds.
    fn way(&self) -> Option<(f64, f64)> {
        if self.workload.trigger != Trigger::Learner {
            return None;
        }
        let run_ms = self.first_run_ms();
        let needs = self.workload.needs.iter().filter_map(|need| match need {
            Need::Latency {
                percentile,
                at_most_ms,
                over,
            } => Some((at_most_ms - run_ms, self.way_ms(*percentile, *over))),
            _ => None,
        });
        needs.min_by(|a, b| (a.0 - a.1).total_cmp(&(b.0 - b.1)))
    }

    fn way_ms(&self, percentile: f64, over: Over) -> f64 {
        // What a CDN in front has kept is answered there.
        let is_kept_near = self
            .steps
            .iter()
            .any(|step| step.remedies.cdn && step.answers_without_code());
        let to = if self.lane == LaneId::Edge || is_kept_near {
            WayTo::NearestPop
        } else {
            WayTo::Home
        };
        let mut regions = self
            .steps
            .iter()
            .filter_map(|step| step.remedies.second_region.as_deref());
        let second = regions.find_map(|id| SecondRegion::new(id, &self.plan.places));
        match second {
            Some(second) => self.ways.nearer_percentile_ms(&second, percentile, over),
            None => self.ways.percentile_ms(to, percentile, over),
        }
    }

    /// The longest trip to the state that is allowed where a client waits, and the actual trip, milliseconds.
    /// `way` are the time that is left for the way and its own.
    fn trip(&self, way: Option<(f64, f64)>) -> Option<(Option<f64>, f64)> {
        let step = self.steps.iter().find(|step| step.state_access.is_some())?;
        let access = step.state_access.as_ref()?;
        let trips = f64::from((access.reads + access.writes).max(1));
        let home = TRIP_BETWEEN_ZONES.time() + STATEMENT.time();
        let provided = match step.store {
            Store::None => return None,
            Store::KeyValue => KV_READ.time(),
            Store::Objects if step.key_homes.is_some() => object_turn(),
            Store::Objects => self.median_pop_to_home() + object_turn(),
            Store::Home => home,
            Store::HomeFromPop => self.median_pop_to_home() + home,
        };
        // The answer does not wait for trips that follow it.
        let way = way.filter(|_| !self.is_queued());
        let required = way.map(|(left, way)| ((left - way) / trips).max(0.0));
        Some((required, provided.as_millis()))
    }

    fn median_pop_to_home(&self) -> Nanos {
        let network = &self.plan.network;
        let mut ways: Vec<Nanos> = CityIndex::first(self.scenario.audience.len())
            .map(|city| network.pop_to_home(network.pop_of(city)))
            .collect();
        sort_by(&mut ways, Ord::cmp);
        ways.get(ways.len() / 2).copied().unwrap_or(Nanos::ZERO)
    }

    /// The time of the code before the answer: with a queue between, that of storing the request.
    fn first_run_ms(&self) -> f64 {
        if self.is_queued() {
            return ACCEPT.value;
        }
        self.workload.steps.first().map_or(0.0, busy_ms)
    }

    fn is_queued(&self) -> bool {
        self.steps.iter().any(|step| step.remedies.queue_between)
    }

    /// The longest step, cut into pieces where it is; the edge counts processor time alone.
    fn longest_run_ms(&self) -> Amount {
        let of = |(step, plan): (&Step, &&StepPlan)| {
            let wait = |wait: Option<Spread>| wait.map_or(0.0, |wait| wait.p99);
            let clock = if self.lane == LaneId::Edge {
                0.0
            } else {
                wait(step.work.outside_wait_ms)
            };
            let whole = step.work.cpu_ms.p99 + clock;
            plan.remedies
                .chunk
                .map_or(whole, |piece| whole.min(piece.as_millis()))
        };
        let runs = self.workload.steps.iter().zip(&self.steps).map(of);
        Amount::Number(runs.fold(0.0, f64::max))
    }

    fn run_limit(&self) -> Amount {
        let limit_ms = self.scenario.lanes.run_limit_ms(self.lane);
        limit_ms.map_or(Amount::Unlimited, Amount::Number)
    }

    fn memory_limit(&self) -> Amount {
        Amount::Number(
            self.scenario
                .lanes
                .memory_limit_mb(self.lane, self.workload),
        )
    }

    fn connections(&self) -> Option<(Amount, Amount)> {
        let needs_one = |step: &&StepPlan| step.needs_connection();
        let pooler = model::scenario::Remedy::ConnectionPooler;
        if !self.steps.iter().any(needs_one) || self.scenario.remedies.contains(&pooler) {
            return None;
        }
        let store = &self.scenario.datastore;
        let is_function = matches!(self.lane, LaneId::Serverless | LaneId::Edge);
        let reserved = if is_function {
            store.connections_for_services
        } else {
            0
        };
        let left = f64::from(store.connections.saturating_sub(reserved));
        let counts = self.counts?;
        let ran_out = |entry: &CauseCount| entry.cause == Cause::ConnectionsExhausted;
        let required = if counts.failures.iter().any(ran_out) {
            Amount::MoreThan(left)
        } else {
            // A replica opens as many as its requests need at once, and the next one waits where none is left.
            Amount::Number(self.connections_at_once(counts).min(left))
        };
        Some((required, Amount::Number(left)))
    }

    /// The connections that the instances of the busiest moment hold together.
    fn connections_at_once(&self, counts: &WorkloadReport) -> f64 {
        let (lanes, instances) = (&self.scenario.lanes, counts.peak_instances as f64);
        match self.lane {
            LaneId::Serverless => instances,
            LaneId::Edge => counts.mean_running.ceil(),
            LaneId::Sandbox => lanes.sandbox.workers.into(),
            LaneId::Service => {
                let own = lanes.service.deployment_of(self.workload);
                instances * f64::from(own.slots.min(own.connections))
            }
        }
    }

    /// The measures that are present or absent: each with whether it is required and whether it is provided.
    fn traits(&self) -> [(Measure, bool, bool); 5] {
        let lanes = &self.scenario.lanes;
        let has_process = self.lane.has_long_lived_process();
        let agree = |step: &&StepPlan| {
            step.state_access.as_ref().is_some_and(|access| {
                access.coordination == Coordination::PerKey && access.writes > 0
            })
        };
        let agreeing = || self.steps.iter().filter(|step| agree(step));
        let agrees = agreeing().all(|step| step.guard != WriteGuard::None);
        // Who writes a key of one city also reads it there, and sees it at once.
        let is_fresh = |step: &&StepPlan| step.store != Store::KeyValue || step.key_homes.is_some();
        // The host grants rows like any other call.
        let calls = |step: &StepPlan| {
            let rows = (step.store == Store::Home).then_some(Capability::Database);
            step.reaches.iter().copied().chain(rows).collect::<Vec<_>>()
        };
        let called = |step: &&StepPlan| !calls(step).is_empty();
        let grants = |call: &Capability| lanes.grants(self.lane, *call);
        let granted = |step: &&StepPlan| calls(step).iter().all(grants);
        [
            (
                Measure::Session,
                self.steps.iter().any(|step| step.session.is_some()),
                has_process,
            ),
            (Measure::Agreement, self.steps.iter().any(agree), agrees),
            (
                Measure::FreshReads,
                self.workload
                    .needs
                    .iter()
                    .any(|need| matches!(need, Need::Stale { .. })),
                self.steps.iter().all(is_fresh),
            ),
            (
                Measure::Calls,
                self.steps.iter().any(called),
                self.steps.iter().all(granted),
            ),
            (
                Measure::Walls,
                matches!(self.workload.author, Author::Partner { .. }),
                self.placement.has_walls()
                    || self.steps.iter().all(|step| step.remedies.empty_role),
            ),
        ]
    }
}

fn memory_mb(step: &StepPlan) -> u32 {
    step.memory_mb + step.resident_mb
}
