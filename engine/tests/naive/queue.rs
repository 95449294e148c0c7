//! First come, first served at replicas of some slots each, with a bounded waiting room.

use std::collections::VecDeque;

use model::outcome::{Cause, Outcome};
use model::run::Run;
use model::scenario::{Arrivals, Scenario, Spread, Trigger};
use model::trace::SegmentKind;
use proptest::prelude::*;
use proptest::sample::select;

use crate::draw::for_all;
use crate::support::{replicas, requests, run, small, spent, steady};

/// How it went for one request, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Refused,
    Ran { start: u64, end: u64, replica: u32 },
}

/// The plain queue.
struct Queue<'a> {
    /// When each request arrives, and how long it runs.
    requests: &'a [(u64, u64)],
    fates: Vec<Fate>,
    /// Requests that run, in order of their start.
    running: Vec<usize>,
    waiting: VecDeque<usize>,
    replicas: u32,
    slots: usize,
}

impl Queue<'_> {
    fn end_of(&self, request: usize) -> u64 {
        match self.fates[request] {
            Fate::Ran { end, .. } => end,
            Fate::Refused => u64::MAX,
        }
    }

    /// The replica that runs least, the first of equals, where one has a slot.
    fn least_busy(&self) -> Option<u32> {
        let runs_on = |replica: u32| {
            let there = |&&request: &&usize| matches!(self.fates[request], Fate::Ran { replica: at, .. } if at == replica);
            self.running.iter().filter(there).count()
        };
        let with_room = (0..self.replicas).filter(|&replica| runs_on(replica) < self.slots);
        with_room.min_by_key(|&replica| runs_on(replica))
    }

    fn start(&mut self, request: usize, at: u64, replica: u32) {
        self.fates[request] = Fate::Ran {
            start: at,
            end: at + self.requests[request].1,
            replica,
        };
        self.running.push(request);
    }

    /// Ends the requests that end before a time, in order, and starts those that wait. At one instant an
    /// arrival comes before an end.
    fn until(&mut self, time: u64) {
        loop {
            let ending = self.running.iter().copied().enumerate();
            let soonest = ending.min_by_key(|&(_, request)| self.end_of(request));
            let Some((place, request)) = soonest else {
                return;
            };
            let at = self.end_of(request);
            if at >= time {
                return;
            }
            self.running.remove(place);
            if let Some(next) = self.waiting.pop_front() {
                let replica = self.least_busy().unwrap();
                self.start(next, at, replica);
            }
        }
    }

    /// The fate of every request.
    fn fates(mut self, room: usize) -> Vec<Fate> {
        for (request, &(arrived, _)) in self.requests.iter().enumerate() {
            self.until(arrived);
            match self.least_busy() {
                Some(replica) => self.start(request, arrived, replica),
                None if self.waiting.len() < room => self.waiting.push_back(request),
                None => {}
            }
        }
        self.until(u64::MAX);
        self.fates
    }
}

/// The fates in the engine's trace.
fn told(run: &Run) -> Vec<Fate> {
    let fate = |request: model::trace::RequestView<'_>| match request.outcome {
        Outcome::Failed(cause) => {
            assert_eq!(cause, Cause::QueueFull);
            assert_eq!(request.ended, request.arrived);
            Fate::Refused
        }
        Outcome::Ok | Outcome::Late(_) => Fate::Ran {
            start: (request.arrived + spent(&request, SegmentKind::Wait)).0,
            end: request.ended.0,
            replica: request.instance,
        },
    };
    requests(run).map(fate).collect()
}

fn check(scenario: &Scenario) {
    let run = run(scenario);
    let times: Vec<(u64, u64)> = requests(&run)
        .map(|request| {
            let runs_for = spent(&request, SegmentKind::Execute);
            (request.arrived.0, runs_for.0)
        })
        .collect();
    let deployment = &scenario.lanes.service.deployment;
    let plain = Queue {
        requests: &times,
        fates: vec![Fate::Refused; times.len()],
        running: Vec::new(),
        waiting: VecDeque::new(),
        replicas: deployment.min_replicas,
        slots: deployment.slots as usize,
    };
    let expected = plain.fates(deployment.queue as usize);
    for (number, (found, expected)) in told(&run).into_iter().zip(expected).enumerate() {
        assert_eq!(found, expected, "request {number}");
    }
}

fn arrivals() -> impl Strategy<Value = Arrivals> {
    prop_oneof![
        3 => (100.0..20_000.0).prop_map(|per_hour| Arrivals::Poisson { per_hour }),
        1 => (1..600_u32, select(vec![0.0, 60.0])).prop_map(|(count, over_s)| Arrivals::Batch {
            count,
            at_min: 1.0,
            over_s
        }),
        1 => Just(Arrivals::Schedule { first_min: 0.0, every_min: 1.0 / 60.0 }),
    ]
}

fn work() -> impl Strategy<Value = Spread> {
    prop_oneof![
        (20.0..3_000.0).prop_map(Spread::exponential),
        (20.0..3_000.0, 1.0..20.0).prop_map(|(ms, tail)| Spread::log_normal(ms, ms * tail)),
        // Ends meet arrivals that come once a second.
        select(vec![1_000.0, 2_000.0]).prop_map(|ms| Spread::log_normal(ms, ms)),
    ]
}

#[test]
fn every_start_wait_and_refusal() {
    let room = select(vec![0, 1, 5, 1_000_000]);
    let drawn = (arrivals(), work(), any::<u64>(), (1..5_u32, 1..4_u32), room);
    for_all(
        200,
        &drawn,
        |(arrivals, work, seed, (count, slots), room)| {
            let mut workload = steady("jobs", 0.0, 1.0);
            workload.trigger = Trigger::Webhook;
            workload.arrivals = arrivals;
            workload.steps[0].work.cpu_ms = work;
            let mut scenario = small([(workload, "service")]);
            scenario.seed = seed;
            scenario.horizon_s = 600.0;
            scenario.drain_limit_s = 86_400.0;
            scenario.lanes.service.deployment = replicas(count, slots);
            scenario.lanes.service.deployment.queue = room;
            check(&scenario);
        },
    );
}
