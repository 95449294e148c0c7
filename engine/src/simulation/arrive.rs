//! The arrival of a request and its way to its lane.

use super::{Event, Simulation};
use crate::plan::Plan;
use crate::request::Request;
use model::catalog::network::JITTER_SIGMA;
use model::index::{CityIndex, PopIndex, StepIndex, WorkloadIndex};
use model::random::{LogNormal, Purpose};
use model::request_number::RequestNumber;
use model::scenario::Trigger;
use model::trace::SegmentKind;
use model::units::Nanos;

impl Simulation {
    /// A stream's next request arrives.
    #[inline]
    pub(super) fn arrive(&mut self, stream: u16) {
        let drawn = self.arrivals[usize::from(stream)].drawn() - 1;
        self.pass_arrival(stream);
        let surge = usize::from(stream)
            .checked_sub(self.scenario.workloads.len())
            .and_then(|place| self.surges.get(place));
        let (workload, number) = match surge {
            None => (WorkloadIndex(stream), RequestNumber(drawn)),
            Some(surge) => (surge.workload, RequestNumber::of_surge(surge.change, drawn)),
        };
        let step = self.first_step[workload];
        let chain = if self.plan.steps[step].is_only_step {
            u32::MAX
        } else {
            self.chains.begin(&self.plan, step, self.now)
        };
        self.tally.workloads[workload].chains += 1;
        self.enter(step, number, chain);
    }

    /// A request of a step begins: an arrival, or a follow-up.
    pub(super) fn enter(&mut self, step_index: StepIndex, number: RequestNumber, chain: u32) {
        let step = &self.plan.steps[step_index];
        let draws = step.stream.request(u64::from(number.0));
        let slot = self.requests.begin(step_index, number, draws, self.now);
        let request = self.requests.get_mut(slot);
        request.chain = chain;
        if step.has_client {
            request.leaves_at = self.now + step.give_up;
        }
        if step.has_uniform_requests {
            self.tally.arrived(step.workload, self.bin);
            self.recorder.arrived(request, draws);
            self.reach(slot);
            return;
        }
        // A new request is honest and runs no snippet.
        if step.runs_foreign_code() {
            (request.behavior, request.snippet) = step.behavior(draws);
        }
        if !self.conditions.published.is_empty() {
            self.conditions.publish(request, step.workload);
        }
        request.key = step.key(draws);
        request.unwanted =
            step.unwanted_share > 0.0 && draws.unit(Purpose::Unwanted, 0) < step.unwanted_share;
        let from_audience = step.trigger == Trigger::Learner && step.waits_for == 0;
        let (workload, at_pop) = (step.workload, step.on_lane.at_pop);
        let counts = &mut self.tally.workloads[workload];
        counts.unwanted += u64::from(request.unwanted);
        counts.unwanted_at_home += u64::from(request.unwanted && !at_pop);
        counts.hostile_runs += u64::from(!request.behavior.is_honest());
        if from_audience {
            let shares = self.surge_shares(number);
            let request = self.requests.get(slot);
            let by_key = self.plan.steps[step_index].key_homes;
            let of_city = by_key.map_or(draws, |homes| homes.request(request.key.into()));
            let city = shares.unwrap_or(&self.plan.city_shares).drawn(of_city);
            let step_index = self.nearer_step(step_index, city);
            let to_pop = at_pop || self.plan.steps[step_index].remedies.cdn;
            let detour = self.conditions.detour(&self.plan, city);
            let request = self.requests.get_mut(slot);
            request.step = step_index;
            travel(&self.plan, request, city, to_pop, detour);
        } else if at_pop {
            request.pop = self.plan.home_pop;
        }
        self.tally.arrived(workload, self.bin);
        let first = self.plan.first_step[workload];
        let of_chain = if self.plan.steps[step_index].home_step == first {
            draws
        } else {
            let first = &self.plan.steps[first];
            first.stream.request(u64::from(number.0))
        };
        let request = self.requests.get_mut(slot);
        self.recorder.arrived(request, of_chain);
        let reaches_at = request.segments.end();
        if reaches_at > self.now {
            self.schedule(reaches_at, Event::Reach(slot));
        } else {
            self.reach(slot);
        }
    }

    /// The step that a learner of a city reaches: its copy in a second region where that is nearer, or where its lane at home is
    /// down.
    fn nearer_step(&self, step: StepIndex, city: CityIndex) -> StepIndex {
        let workload = self.plan.steps[step].workload;
        let Some(copy) =
            self.plan.second[workload].filter(|_| step == self.plan.first_step[workload])
        else {
            return step;
        };
        let away = self.plan.steps[copy].second.as_ref();
        let there = away.map_or(Nanos::MAX, |second| second.from_city[city]);
        let is_down = self.conditions.lanes_down[self.plan.steps[step].lane];
        if is_down || there < self.plan.network.city_to_home(city) {
            copy
        } else {
            step
        }
    }
}

/// A request travels from a city of the audience to its point of presence (`to_pop`), else to the
/// home region: handshakes, then half a round trip.
fn travel(
    plan: &Plan,
    request: &mut Request,
    city: CityIndex,
    to_pop: bool,
    detour: Option<(PopIndex, Nanos)>,
) {
    let draws = request.draws;
    request.city = city;
    request.jitter = LogNormal::new(0.0, JITTER_SIGMA.value).at(draws.unit(Purpose::Jitter, 0));
    let unit = draws.unit(Purpose::Handshake, 0);
    let shares = &plan.handshake_shares;
    let handshakes = shares.iter().position(|&share| unit < share).unwrap_or(0) as u64;
    let (round_trip, leg) = if to_pop {
        let usual = || (plan.network.pop_of(city), plan.network.city_to_pop(city));
        let (pop, round_trip) = detour.unwrap_or_else(usual);
        request.pop = pop;
        (round_trip, SegmentKind::ToPop)
    } else {
        let second = plan.steps[request.step].second.as_ref();
        let round_trip = second.map_or(plan.network.city_to_home(city), |second| {
            second.from_city[city]
        });
        (round_trip, SegmentKind::ToHome)
    };
    let round_trip = round_trip.scaled(request.jitter);
    request
        .segments
        .push(SegmentKind::Connect, Nanos(round_trip.0 * handshakes));
    request.segments.push(leg, Nanos(round_trip.0 / 2));
    request.answer_travels = Nanos(round_trip.0 / 2);
}
