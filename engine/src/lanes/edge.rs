//! Code at the points of presence: near the learner, small, and far from the data.
//!
//! Isolates are shared and nearly always warm, so there is nothing to queue for. Must not know:
//! instances or queues of other lanes.

mod cache;

use super::{Admission, Intent, Start, intent};
use crate::catalog::datastore::STATEMENT;
use crate::catalog::edge::{COLD_START, KV_READ, WARM_RATE};
use crate::network::PopId;
use crate::outcome::Cause;
use crate::plan::{Plan, StepPlan, Store};
use crate::random::Purpose;
use crate::request::{Ending, Request};
use crate::scenario::{Capability, Scenario};
use crate::trace::NO_INSTANCE;
use crate::units::Nanos;
use cache::PopCaches;

/// The lane's state.
#[derive(Debug)]
pub(crate) struct Edge {
    /// One for each step of the plan that has cacheable answers.
    caches: Vec<Option<PopCaches>>,
    cpu_limit: Nanos,
    memory_mb: u32,
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
            let ttl = Nanos::from_secs(cache.ttl_s);
            Some(PopCaches::new(
                plan.pops.len(),
                cache.objects,
                settings.cache_objects,
                ttl,
            ))
        });
        Self {
            caches: caches.collect(),
            cpu_limit: Nanos::from_millis(settings.cpu_limit_ms),
            memory_mb: settings.memory_mb,
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

    /// A request reaches its POP.
    pub fn admit(&self, plan: &Plan, step: &StepPlan, request: &Request, hit: bool) -> Admission {
        if step.reaches.contains(&Capability::RawNetwork) {
            return Admission::Refuse(Cause::NotOffered);
        }
        if step.memory_mb + step.resident_mb > self.memory_mb {
            return Admission::Refuse(Cause::MemoryLimit);
        }
        let mut start = Start::on(0, NO_INSTANCE);
        if request.draws.unit(Purpose::Isolate, 0) > WARM_RATE.value {
            start.is_cold = true;
            start.cold = COLD_START
                .time()
                .scaled(request.draws.unit(Purpose::Isolate, 1));
        }
        if hit && step.cache.is_some_and(|cache| cache.without_code) {
            return Admission::Start(start);
        }
        if let Some(records) = &step.records {
            let (read, write) = Self::trips(plan, step, request);
            start.reads = Nanos(read.0 * u64::from(records.reads));
            start.writes = Nanos(write.0 * u64::from(records.writes));
        }
        match intent(step, request, self.memory_mb) {
            Intent::Finish { cpu, .. } | Intent::Trap { cpu, .. } if cpu > self.cpu_limit => {
                start.execute = self.cpu_limit;
                start.ending = Ending::Fail(Cause::CpuLimit);
            }
            Intent::Finish { cpu, breach } => {
                start.execute = cpu + step.outside(request.draws);
                start.breach = breach;
            }
            Intent::Trap { cpu, cause } => {
                start.execute = cpu;
                start.ending = Ending::Fail(cause);
            }
            Intent::Loop => {
                start.execute = self.cpu_limit;
                start.ending = Ending::Fail(Cause::CpuLimit);
            }
            // The isolate ends at its own limit; the machine and its other isolates go on.
            Intent::Crash { cpu } => {
                start.execute = cpu;
                start.ending = Ending::Fail(Cause::MemoryLimit);
            }
        }
        if start.ending != Ending::Finish {
            start.writes = Nanos::ZERO;
        }
        Admission::Start(start.limited(step.give_up, Cause::GivenUp))
    }

    /// Time of one read and of one write.
    fn trips(plan: &Plan, step: &StepPlan, request: &Request) -> (Nanos, Nanos) {
        match step.store {
            Store::KeyValue => (KV_READ.time(), KV_READ.time()),
            Store::None => (Nanos::ZERO, Nanos::ZERO),
            Store::Home | Store::HomeFromPop => {
                let round_trip = plan.network.pop_to_home(PopId(request.pop));
                let trip = round_trip.scaled(request.jitter) + STATEMENT.time();
                (trip, trip)
            }
        }
    }
}
