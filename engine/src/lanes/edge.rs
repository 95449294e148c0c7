//! Code at the points of presence: near the learner, small, and far from the data.
//!
//! Isolates are shared and nearly always warm, and a further one is made at once, so there is nothing to queue for.

mod instances;

use typed_index_collections::{TiSlice, TiVec};

use super::{
    Admission, Completion, ExecutionPlan, FinishedRun, Lane, RunSchedule, Visit, World,
    execution_plan,
};
use crate::datastore::object_turn;
use crate::datastore::{Connections, Holder, Link};
use crate::plan::{Plan, StepPlan, Store};
use crate::request::{Ending, Request};
use instances::{Instances, Sharing};
use model::catalog::edge::{KV_READ, MEMORY};
use model::catalog::{EdgePreset, EdgeStart, Fact};
use model::cost::{Bill, EdgeUsage, HourUsage, Usage, edge_bill};
use model::index::StepIndex;
use model::outcome::Cause;
use model::random::Purpose;
use model::scenario::{Capability, LaneSettings, Scenario, Trigger};
use model::units::Nanos;

/// The lane's state.
#[derive(Debug)]
pub(super) struct Edge {
    preset: &'static EdgePreset,
    cpu_limit: Nanos,
    memory_mb: u32,
    subrequests: u32,
    /// The home database's own time for a statement.
    statement: Nanos,
    /// The use of each step, for the bill.
    usage: TiVec<StepIndex, EdgeUsage>,
    /// The day of the run, and the requests that the plan has taken on it. A run begins with a new day.
    day: u64,
    taken_today: u64,
    instances: Instances,
}

const DAY: Nanos = Nanos(86_400_000_000_000);

impl Lane for Edge {
    fn admit(&mut self, visit: Visit<'_>, world: &mut World<'_>) -> Admission {
        let request = visit.request;
        let step = world.step(request.step);
        if let Some(cause) = self.never_runs(step, request.messages) {
            return Admission::refuse(cause);
        }
        if self.is_used_up(world.now) {
            return Admission::refuse(Cause::DailyLimit);
        }
        let without_code = visit.answer_is_cached && step.answers_without_code();
        let mut schedule = self.run(world.plan, step, request, without_code);
        let sharing = self.sharing(step, request);
        if !without_code {
            schedule.cold = self.cold_start(step, request, world.now, sharing);
            schedule.is_cold = schedule.cold > Nanos::ZERO;
        }
        if step.needs_connection() && !without_code {
            Self::connect(&mut schedule, request, world);
        }
        if !without_code {
            // Its limit counts processor time, not waits.
            let lasted = schedule.cold + schedule.held();
            let cpu = schedule
                .execute
                .since(step.outside(request.draws, request.messages));
            let mut used = EdgeUsage::of_run(self.preset, cpu, lasted, self.memory_mb);
            if step.store == Store::Objects {
                used.object_requests = request.messages.into();
                let turns_s = object_turn().as_secs() * used.object_requests;
                used.object_gb_seconds = MEMORY.value / 1e3 * turns_s;
            }
            self.usage[request.step].add(&used);
            let end = world.now + lasted;
            self.instances
                .runs_until(request.step, request.pop, end, sharing);
        }
        schedule.end_is_known = step.end_known_at_start && schedule.ending == Ending::Finish;
        Admission::Start(schedule)
    }

    /// Its own connection is closed.
    fn complete(&mut self, request: &Request, world: &mut World<'_>) -> Completion {
        if let Some(link) = request.link {
            world.connections.close(link, Holder::Function);
        }
        Completion::default()
    }

    fn apply(&mut self, settings: &LaneSettings, _now: Nanos) {
        self.cpu_limit = Nanos::from_millis(settings.edge.cpu_limit_ms);
    }

    fn set_statement(&mut self, statement: Nanos) {
        self.statement = statement;
    }

    fn add_usage(&self, usage: &mut TiSlice<StepIndex, HourUsage>, _run: &FinishedRun<'_>) {
        for (usage, used) in usage.iter_mut().zip(&self.usage) {
            usage.by_requests.edge.add(used);
        }
    }

    fn preset_id(&self) -> &'static str {
        self.preset.id
    }

    fn bill(&self, used: &Usage) -> Bill {
        edge_bill(self.preset, &used.edge)
    }

    fn usd_without_plan(&self, used: &Usage) -> f64 {
        let prices = &self.preset.prices;
        let each =
            |fact: Option<&Fact>, count: f64| fact.map_or(0.0, |fact| fact.value * count / 1e6);
        let memory = prices.memory.map_or(0.0, |(fact, _)| fact.value);
        let objects = self.preset.objects.map_or(0.0, |objects| {
            each(Some(objects.requests.0), used.edge.object_requests)
                + objects.memory.0.value * used.edge.object_gb_seconds
        });
        objects
            + each(prices.requests, used.edge.requests)
            + each(prices.cpu, used.edge.cpu_ms)
            + memory * used.edge.gb_seconds
    }
}

impl Edge {
    /// The lane at the beginning of a run with this number of steps.
    pub fn new(scenario: &Scenario, steps: usize, statement: Nanos) -> Self {
        let settings = &scenario.lanes.edge;
        Self {
            preset: settings.preset(),
            cpu_limit: Nanos::from_millis(settings.cpu_limit_ms),
            memory_mb: settings.memory_mb,
            subrequests: settings.subrequests,
            statement,
            usage: vec![EdgeUsage::default(); steps].into(),
            day: 0,
            taken_today: 0,
            instances: Instances::new(steps),
        }
    }

    /// How requests of a step share isolates or instances.
    fn sharing(&self, step: &StepPlan, request: &Request) -> Sharing {
        match self.preset.start {
            EdgeStart::Isolate => {
                let room_mb = self.memory_mb.saturating_sub(step.resident_mb);
                let requests = room_mb / step.memory_mb.max(1);
                Sharing::Isolate { requests }
            }
            EdgeStart::Function => {
                let unit = request.draws.unit(Purpose::KeepAlive, 0);
                let kept = self.preset.instance_kept(unit);
                Sharing::Instance { kept }
            }
        }
    }

    /// How long a request waits until its code is loaded; zero where it is.
    fn cold_start(
        &mut self,
        step: &StepPlan,
        request: &Request,
        now: Nanos,
        sharing: Sharing,
    ) -> Nanos {
        let draws = request.draws;
        let makes_one = self
            .instances
            .makes_one(request.step, request.pop, now, sharing);
        if !makes_one && self.preset.is_warm(draws.unit(Purpose::Isolate, 0)) {
            return Nanos::ZERO;
        }
        let unit = draws.unit(Purpose::Isolate, 1);
        let init = draws.unit(Purpose::ColdInit, 0);
        self.preset.cold_start(step.runtime, unit, init)
    }

    /// The cause for which this platform never runs the code of a step, for this many messages at a time.
    fn never_runs(&self, step: &StepPlan, messages: u16) -> Option<Cause> {
        let access = step.state_access.as_ref();
        let trips = access.map_or(0, |access| access.reads + access.writes);
        let calls = (step.reaches.len() as u32 + trips) * u32::from(messages);
        if step.reaches.contains(&Capability::RawNetwork) && !self.preset.has_raw_network {
            return Some(Cause::NotOffered);
        }
        if calls > 0 && !self.preset.may_call {
            return Some(Cause::NotOffered);
        }
        let is_offered = match step.store {
            Store::KeyValue => self.preset.has_key_value_store,
            Store::Objects => self.preset.objects.is_some(),
            Store::None | Store::Home | Store::HomeFromPop => true,
        };
        if !is_offered {
            return Some(Cause::NotOffered);
        }
        if calls > self.subrequests {
            return Some(Cause::Subrequests);
        }
        (step.memory_mb + step.resident_mb > self.memory_mb).then_some(Cause::MemoryLimit)
    }

    /// How a request runs; `without_code` where a cached answer needs no code.
    fn run(
        &self,
        plan: &Plan,
        step: &StepPlan,
        request: &Request,
        without_code: bool,
    ) -> RunSchedule {
        let mut schedule = RunSchedule::unlisted();
        if without_code {
            return schedule;
        }
        let trip = self.trip(plan, step, request);
        schedule.set_trips(step, request.messages, trip);
        if step.store == Store::Objects {
            // One call, whatever the object reads and writes for it.
            let calls = Nanos(trip.0 * u64::from(request.messages));
            schedule.reads = schedule.reads.min(calls);
            schedule.writes = schedule.writes.min(calls);
        }
        match execution_plan(step, request, self.memory_mb) {
            ExecutionPlan::Finish { cpu, .. } | ExecutionPlan::Trap { cpu, .. }
                if cpu > self.cpu_limit =>
            {
                schedule.execute = self.cpu_limit;
                schedule.ending = Ending::Fail(Cause::CpuLimit);
            }
            ExecutionPlan::Finish { cpu, breach } => {
                schedule.execute = cpu + step.outside(request.draws, request.messages);
                schedule.breach = breach;
            }
            ExecutionPlan::Trap { cpu, cause } => {
                schedule.execute = cpu;
                schedule.ending = Ending::Fail(cause);
            }
            ExecutionPlan::Loop => {
                schedule.execute = self.cpu_limit;
                schedule.ending = Ending::Fail(Cause::CpuLimit);
            }
            // The isolate ends at its own limit; the machine and its other isolates go on.
            ExecutionPlan::Crash { cpu } => {
                schedule.execute = cpu;
                schedule.ending = Ending::Fail(Cause::MemoryLimit);
            }
        }
        if schedule.ending != Ending::Finish {
            schedule.writes = Nanos::ZERO;
        }
        let wall = self.wall(step);
        if wall < step.run_limit {
            schedule.limited(wall, Cause::WallTime)
        } else {
            schedule.limited(step.run_limit, Cause::GivenUp)
        }
    }

    /// The longest time by the clock that the platform lets a step run.
    fn wall(&self, step: &StepPlan) -> Nanos {
        let preset = self.preset;
        let of_trigger = match step.trigger {
            Trigger::Timer if step.waits_for == 0 => preset.cron_wall_max,
            Trigger::Learner | Trigger::Webhook if step.waits_for == 0 => None,
            _ => preset.queue_wall_max,
        };
        let walls = [preset.wall_max, of_trigger].into_iter().flatten();
        walls.map(Fact::time).min().unwrap_or(Nanos::MAX)
    }

    /// Whether the plan of the platform takes no more requests on this day.
    fn is_used_up(&mut self, now: Nanos) -> bool {
        let Some(limit) = self.preset.prices.refuses_beyond else {
            return false;
        };
        let day = now.0 / DAY.0;
        if day != self.day {
            (self.day, self.taken_today) = (day, 0);
        }
        let is_used_up = self.taken_today >= u64::from(limit.count());
        self.taken_today += u64::from(!is_used_up);
        is_used_up
    }

    /// Time of one read or write.
    fn trip(&self, plan: &Plan, step: &StepPlan, request: &Request) -> Nanos {
        match step.store {
            Store::KeyValue => KV_READ.time(),
            Store::None => Nanos::ZERO,
            Store::Objects => {
                let way = plan.pop_to_object(step, request.key, request.pop);
                way.scaled(request.jitter) + object_turn()
            }
            Store::Home | Store::HomeFromPop => request.pop_to_home(&plan.network) + self.statement,
        }
    }

    /// Gives a run a connection to the home database. Isolates share none: each request opens its own, unless there is
    /// a pooler.
    fn connect(schedule: &mut RunSchedule, request: &Request, world: &mut World<'_>) {
        let Some(link) = world.connections.open_own(Holder::Function) else {
            schedule.fail_at_once(Cause::ConnectionsExhausted);
            return;
        };
        if link == Link::Own {
            schedule.open = Connections::opens_in(request.pop_to_home(&world.plan.network));
        }
        let from = world.now + schedule.cold;
        let step = world.step(request.step);
        schedule.connect(link, from, step, world.connections);
    }
}
