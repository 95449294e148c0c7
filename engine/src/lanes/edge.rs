//! Code at the points of presence: near the learner, small, and far from the data.
//!
//! Isolates are shared and nearly always warm, so there is nothing to queue for. Must not know:
//! instances or queues of other lanes.

mod cache;

use super::{Admission, ExecutionPlan, RunSchedule, execution_plan};
use crate::catalog::datastore::STATEMENT;
use crate::catalog::edge::KV_READ;
use crate::catalog::{EdgePreset, Fact};
use crate::cost::EdgeUsage;
use crate::network::PopId;
use crate::outcome::Cause;
use crate::plan::{Plan, StepPlan, Store};
use crate::random::Purpose;
use crate::request::{Ending, Request};
use crate::scenario::{Capability, Scenario};
use crate::trace::NO_INSTANCE;
use crate::units::Nanos;
use cache::{Freshness, PopCaches};

/// The lane's state.
#[derive(Debug)]
pub(crate) struct Edge {
    /// One for each step of the plan that has cacheable answers.
    caches: Vec<Option<PopCaches>>,
    preset: &'static EdgePreset,
    cpu_limit: Nanos,
    memory_mb: u32,
    subrequests: u32,
    /// The home database's own time for a statement.
    statement: Nanos,
    /// What each step used, for the bill.
    usage: Vec<EdgeUsage>,
}

/// What a POP's cache says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// The step has nothing to keep.
    NotCached,
    /// It has the answer.
    Hit,
    /// It has to ask the origin.
    Miss,
}

impl Edge {
    pub fn new(scenario: &Scenario, plan: &Plan) -> Self {
        let settings = &scenario.lanes.edge;
        let caches = plan.steps.iter().map(|step| {
            let cache = step.cache?;
            let times = Freshness {
                ttl: Nanos::from_secs(cache.ttl_s),
                stale: Nanos::from_secs(cache.stale_while_revalidate_s),
            };
            Some(PopCaches::new(
                plan.pops.len(),
                cache.objects,
                settings.cache_objects,
                times,
            ))
        });
        Self {
            caches: caches.collect(),
            preset: settings.preset(),
            cpu_limit: Nanos::from_millis(settings.cpu_limit_ms),
            memory_mb: settings.memory_mb,
            subrequests: settings.subrequests,
            statement: STATEMENT.time(),
            usage: vec![EdgeUsage::default(); plan.steps.len()],
        }
    }

    /// Looks an answer up at the request's POP, and keeps it there from now on.
    pub fn look_up(&mut self, step: u16, plan: &StepPlan, request: &Request, now: Nanos) -> Lookup {
        match (&mut self.caches[usize::from(step)], &plan.cache_keys) {
            (Some(caches), Some(keys)) => {
                let object = keys.at(request.draws.unit(Purpose::Object, 0));
                if caches.get(request.pop, object, now) {
                    Lookup::Hit
                } else {
                    Lookup::Miss
                }
            }
            _ => Lookup::NotCached,
        }
    }

    /// Processor time of a request from now on.
    pub fn set_cpu_limit(&mut self, limit: Nanos) {
        self.cpu_limit = limit;
    }

    /// How long the home database takes for a statement from now on.
    pub fn set_statement(&mut self, statement: Nanos) {
        self.statement = statement;
    }

    /// What each step used.
    pub fn usage(&self) -> &[EdgeUsage] {
        &self.usage
    }

    /// A request reaches its POP.
    pub fn admit(&mut self, plan: &Plan, index: u16, request: &Request, hit: bool) -> Admission {
        let step = &plan.steps[usize::from(index)];
        if let Some(cause) = self.never_runs(step) {
            return Admission::Refuse(cause);
        }
        let mut start = self.run(plan, step, request, hit);
        if !hit || !step.cache.is_some_and(|cache| cache.without_code) {
            // What code waits for is not computed; what it computes is what its limit counts.
            let lasted = start.cold + start.running();
            let cpu = start.execute.since(step.outside(request.draws));
            let used = EdgeUsage::of_run(self.preset, cpu, lasted, self.memory_mb);
            self.usage[usize::from(index)].add(&used);
        }
        start.end_is_known = step.end_known_at_start && start.ending == Ending::Finish;
        Admission::Start(start)
    }

    /// A constraint that this platform has for this code, whatever the request.
    fn never_runs(&self, step: &StepPlan) -> Option<Cause> {
        let calls = step.reaches.len() as u32
            + step
                .state_access
                .as_ref()
                .map_or(0, |access| access.reads + access.writes);
        if step.reaches.contains(&Capability::RawNetwork) && !self.preset.has_raw_network {
            return Some(Cause::NotOffered);
        }
        if calls > 0 && !self.preset.may_call {
            return Some(Cause::NotOffered);
        }
        if step.store == Store::KeyValue && !self.preset.has_key_value_store {
            return Some(Cause::NotOffered);
        }
        if calls > self.subrequests {
            return Some(Cause::Subrequests);
        }
        (step.memory_mb + step.resident_mb > self.memory_mb).then_some(Cause::MemoryLimit)
    }

    fn run(&self, plan: &Plan, step: &StepPlan, request: &Request, hit: bool) -> RunSchedule {
        let mut start = RunSchedule::on(0, NO_INSTANCE);
        if !self.preset.is_warm(request.draws.unit(Purpose::Isolate, 0)) {
            let (unit, init) = (
                request.draws.unit(Purpose::Isolate, 1),
                request.draws.unit(Purpose::ColdInit, 0),
            );
            start.is_cold = true;
            start.cold = self.preset.cold_start(step.runtime, unit, init);
        }
        if hit && step.cache.is_some_and(|cache| cache.without_code) {
            return start;
        }
        if let Some(access) = &step.state_access {
            let (read, write) = self.trips(plan, step, request);
            start.reads = Nanos(read.0 * u64::from(access.reads));
            start.writes = Nanos(write.0 * u64::from(access.writes));
        }
        match execution_plan(step, request, self.memory_mb) {
            ExecutionPlan::Finish { cpu, .. } | ExecutionPlan::Trap { cpu, .. }
                if cpu > self.cpu_limit =>
            {
                start.execute = self.cpu_limit;
                start.ending = Ending::Fail(Cause::CpuLimit);
            }
            ExecutionPlan::Finish { cpu, breach } => {
                start.execute = cpu + step.outside(request.draws);
                start.breach = breach;
            }
            ExecutionPlan::Trap { cpu, cause } => {
                start.execute = cpu;
                start.ending = Ending::Fail(cause);
            }
            ExecutionPlan::Loop => {
                start.execute = self.cpu_limit;
                start.ending = Ending::Fail(Cause::CpuLimit);
            }
            // The isolate ends at its own limit; the machine and its other isolates go on.
            ExecutionPlan::Crash { cpu } => {
                start.execute = cpu;
                start.ending = Ending::Fail(Cause::MemoryLimit);
            }
        }
        if start.ending != Ending::Finish {
            start.writes = Nanos::ZERO;
        }
        let wall = self.preset.wall_max.map_or(Nanos::MAX, Fact::time);
        if wall < step.give_up {
            start.limited(wall, Cause::Timeout)
        } else {
            start.limited(step.give_up, Cause::GivenUp)
        }
    }

    /// Time of one read and of one write.
    fn trips(&self, plan: &Plan, step: &StepPlan, request: &Request) -> (Nanos, Nanos) {
        match step.store {
            Store::KeyValue => (KV_READ.time(), KV_READ.time()),
            Store::None => (Nanos::ZERO, Nanos::ZERO),
            Store::Home | Store::HomeFromPop => {
                let round_trip = plan.network.pop_to_home(PopId(request.pop));
                let trip = round_trip.scaled(request.jitter) + self.statement;
                (trip, trip)
            }
        }
    }
}
