//! The number of requests on each leg, and their outcomes, over the hour: the picture where the requests
//! are too many to draw each.
//!
//! One pass over the trace; then the counts of any window are differences of two running sums.

use model::sort::sort_by;
use std::ops::Range;

use model::catalog::{LaneId, LaneMap};
use model::outcome::{Cause, Outcome};
use model::trace::{SegmentKind, Trace};
use model::units::Nanos;

use super::places::Place;
use super::whereabouts::StepPlace;

const BIN_NS: u64 = 1_000_000_000;
const MOST_BINS: usize = 4_096;

/// A part of a way that requests of one lane use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    /// The place where it begins.
    pub from: Place,
    /// The place where it ends.
    pub to: Place,
    /// The lane of the requests.
    pub lane: LaneId,
}

/// Running counts over the hour: entry `i` counts the events before the end of bin `i`.
#[derive(Clone, Debug, Default, PartialEq)]
struct Pile(Vec<u32>);

impl Pile {
    fn add(&mut self, at: u64, bins: usize) {
        if self.0.is_empty() {
            self.0.resize(bins, 0);
        }
        let last = self.0.len().saturating_sub(1);
        if let Some(count) = self.0.get_mut(((at / BIN_NS) as usize).min(last)) {
            *count += 1;
        }
    }

    fn pile_up(&mut self) {
        let mut sum = 0;
        for count in &mut self.0 {
            sum += *count;
            *count = sum;
        }
    }

    /// The number of events before a time, if the events of a bin are spread evenly.
    fn before(&self, time: Nanos) -> f64 {
        let bin = (time.0 / BIN_NS) as usize;
        let share = (time.0 % BIN_NS) as f64 / BIN_NS as f64;
        let end_of = |bin: Option<usize>| {
            bin.and_then(|bin| self.0.get(bin).or(self.0.last()))
                .copied()
                .unwrap_or(0)
        };
        let (low, high) = (
            f64::from(end_of(bin.checked_sub(1))),
            f64::from(end_of(Some(bin))),
        );
        low + (high - low) * share
    }

    fn within(&self, window: &Range<Nanos>) -> f64 {
        self.before(window.end) - self.before(window.start)
    }
}

/// The whole run's traffic.
#[derive(Clone, Debug, Default)]
pub struct Traffic {
    legs: Vec<(Leg, Pile)>,
    late: LaneMap<Pile>,
    failed: LaneMap<Pile>,
    failed_by_cause: Vec<Pile>,
    edge_runs_by_pop: Vec<u32>,
    /// The number of these runs for which a trip home was made.
    edge_home_by_pop: Vec<u32>,
}

/// A trace that is being read, a number of rows at a time: reading all of it at once would block the
/// page.
pub struct Reading {
    traffic: Traffic,
    finder: LegFinder,
    bins: usize,
    /// The next row.
    row: u32,
}

impl Reading {
    /// Begins to read a trace. `cities`, `pops` and `regions` are the numbers of places.
    pub fn new(trace: &Trace, cities: usize, pops: usize, regions: usize) -> Self {
        let last = trace.ends_ns().iter().copied().max().unwrap_or(0);
        Self {
            traffic: Traffic {
                failed_by_cause: vec![Pile::default(); Cause::ALL.len()],
                edge_runs_by_pop: vec![0; pops],
                edge_home_by_pop: vec![0; pops],
                ..Traffic::default()
            },
            finder: LegFinder::new(cities, pops, regions),
            bins: ((last / BIN_NS) as usize + 1).min(MOST_BINS),
            row: 0,
        }
    }

    /// Reads the next `rows` rows. Returns whether they were the last.
    pub fn advance(&mut self, trace: &Trace, steps: &[StepPlace], rows: u32) -> bool {
        let until = self.row.saturating_add(rows).min(trace.len());
        let (traffic, finder, bins) = (&mut self.traffic, &mut self.finder, self.bins);
        for row in self.row..until {
            let Some(request) = trace.get(row) else {
                continue;
            };
            let Some(step) = steps.get(usize::from(request.step)) else {
                continue;
            };
            let lane = step.lane;
            match request.outcome {
                Outcome::Ok => {}
                Outcome::Late(_) => traffic.late[lane].add(request.ended.0, bins),
                Outcome::Failed(cause) => {
                    traffic.failed[lane].add(request.ended.0, bins);
                    if let Some(pile) = traffic.failed_by_cause.get_mut(cause as usize) {
                        pile.add(request.ended.0, bins);
                    }
                }
            }
            if lane == LaneId::Edge
                && let Some(pop) = request.pop
                && let Some(runs) = traffic.edge_runs_by_pop.get_mut(usize::from(pop))
            {
                *runs += 1;
            }
            let city = request.city.map_or(Place::Home, |city| Place::City(city.0));
            let pop = request.pop.map_or(Place::Home, |pop| Place::Pop(pop.0));
            let mut went_home = false;
            for segment in request.segments() {
                let (from, to) = match segment.kind {
                    SegmentKind::ToPop => (city, pop),
                    SegmentKind::ToHome => (city, step.region),
                    SegmentKind::PopToHome => {
                        went_home = true;
                        (pop, Place::Home)
                    }
                    SegmentKind::StateTrip if lane == LaneId::Edge && step.state_is_home => {
                        (pop, Place::Home)
                    }
                    _ => continue,
                };
                let leg = finder.find(Leg { from, to, lane }, &mut traffic.legs);
                if let Some((_, pile)) = leg.and_then(|leg| traffic.legs.get_mut(leg)) {
                    pile.add(segment.start.0, bins);
                }
            }
            if went_home
                && lane == LaneId::Edge
                && let Some(pop) = request.pop
                && let Some(home) = traffic.edge_home_by_pop.get_mut(usize::from(pop))
            {
                *home += 1;
            }
        }
        self.row = until;
        until == trace.len()
    }

    /// The traffic of the rows that were read.
    pub fn finish(mut self) -> Traffic {
        let traffic = &mut self.traffic;
        let piles = traffic.legs.iter_mut().map(|(_, pile)| pile);
        piles
            .chain(traffic.late.iter_mut().map(|(_, pile)| pile))
            .chain(traffic.failed.iter_mut().map(|(_, pile)| pile))
            .chain(&mut traffic.failed_by_cause)
            .for_each(Pile::pile_up);
        self.traffic
    }
}

impl Traffic {
    /// Every leg that was used.
    pub fn legs(&self) -> impl Iterator<Item = Leg> {
        self.legs.iter().map(|&(leg, _)| leg)
    }

    /// The share of a POP's requests that it answered without a trip home: from its cache, or by its own
    /// code alone. None where no code ran.
    pub fn answered_at(&self, pop: u16) -> Option<f64> {
        let of = |counts: &[u32]| counts.get(usize::from(pop)).copied().unwrap_or(0);
        let runs = of(&self.edge_runs_by_pop);
        let home = f64::from(of(&self.edge_home_by_pop));
        (runs > 0).then(|| 1.0 - home / f64::from(runs))
    }

    /// Calls `visit` with each leg that was used in a window, and the number of its requests.
    pub fn for_each_leg(&self, window: &Range<Nanos>, mut visit: impl FnMut(Leg, f64)) {
        for (leg, pile) in &self.legs {
            let count = pile.within(window);
            if count > 0.0 {
                visit(*leg, count);
            }
        }
    }

    /// The number of a lane's requests that ended late in a window, and the number that failed.
    pub fn ended_badly(&self, lane: LaneId, window: &Range<Nanos>) -> (f64, f64) {
        (
            self.late[lane].within(window),
            self.failed[lane].within(window),
        )
    }

    /// The causes of failures in a window, most frequent first.
    pub fn failures(&self, window: &Range<Nanos>) -> Vec<(Cause, u64)> {
        let counts = Cause::ALL.iter().zip(&self.failed_by_cause);
        let mut causes: Vec<(Cause, u64)> = counts
            .map(|(&cause, pile)| (cause, pile.within(window).round() as u64))
            .filter(|&(_, count)| count > 0)
            .collect();
        sort_by(&mut causes, |a, b| b.1.cmp(&a.1));
        causes
    }

    /// POPs whose code ran, busiest first.
    pub fn edge_pops(&self) -> Vec<u16> {
        let runs = |pop: &u16| {
            self.edge_runs_by_pop
                .get(usize::from(*pop))
                .copied()
                .unwrap_or(0)
        };
        let mut pops: Vec<u16> = (0..self.edge_runs_by_pop.len() as u16)
            .filter(|pop| runs(pop) > 0)
            .collect();
        sort_by(&mut pops, |a, b| runs(b).cmp(&runs(a)));
        pops
    }
}

/// Finds a leg's index without a search: a table over all pairs of places and lanes.
struct LegFinder {
    cities: usize,
    pops: usize,
    places: usize,
    index: Vec<u32>,
}

impl LegFinder {
    const NONE: u32 = u32::MAX;

    fn new(cities: usize, pops: usize, regions: usize) -> Self {
        let places = cities + pops + regions + 1;
        Self {
            cities,
            pops,
            places,
            index: vec![Self::NONE; places * places * LaneId::ALL.len()],
        }
    }

    fn node(&self, place: Place) -> usize {
        match place {
            Place::Home => 0,
            Place::City(i) => 1 + usize::from(i),
            Place::Pop(i) => 1 + self.cities + usize::from(i),
            Place::Region(i) => 1 + self.cities + self.pops + usize::from(i),
        }
    }

    fn find(&mut self, leg: Leg, legs: &mut Vec<(Leg, Pile)>) -> Option<usize> {
        if leg.from == leg.to {
            return None;
        }
        let pair = self.node(leg.from) * self.places + self.node(leg.to);
        let entry = self
            .index
            .get_mut(pair * LaneId::ALL.len() + leg.lane as usize)?;
        if *entry == Self::NONE {
            *entry = legs.len() as u32;
            legs.push((leg, Pile::default()));
        }
        Some(*entry as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Request, trace};
    use super::*;

    fn window(from_s: u64, to_s: u64) -> Range<Nanos> {
        Nanos(from_s * 1_000_000_000)..Nanos(to_s * 1_000_000_000)
    }

    #[test]
    fn windows_count_what_happened_in_them() {
        let mut requests: Vec<Request> = (0..10)
            .map(|i| {
                let legs = [(SegmentKind::ToPop, 20), (SegmentKind::Execute, 20)];
                Request::new(i * 1_000 + 100, LaneId::Edge, &legs)
            })
            .collect();
        requests[3].outcome = Outcome::Failed(Cause::CpuLimit);
        requests[4].outcome = Outcome::Failed(Cause::CpuLimit);
        requests[5].outcome = Outcome::Late(Cause::Distance);
        let steps = LaneId::ALL.map(|lane| StepPlace {
            lane,
            state_is_home: true,
            slots: 1,
            region: Place::Home,
        });
        let trace = trace(&requests, &[]);
        let mut reading = Reading::new(&trace, 1, 1, 0);
        // The trace is read row by row, with the same result as at once.
        while !reading.advance(&trace, &steps, 1) {}
        let traffic = reading.finish();

        let check = |from_s, to_s, expected: (f64, f64, f64)| {
            let mut used = 0.0;
            traffic.for_each_leg(&window(from_s, to_s), |leg, count| {
                assert_eq!((leg.from, leg.to), (Place::City(0), Place::Pop(0)));
                used += count;
            });
            let (late, failed) = traffic.ended_badly(LaneId::Edge, &window(from_s, to_s));
            assert_eq!((used, late, failed), expected, "{from_s} to {to_s} s");
        };
        check(0, 10, (10.0, 1.0, 2.0));
        check(0, 4, (4.0, 0.0, 1.0));
        check(5, 7, (2.0, 1.0, 0.0));
        check(10, 90, (0.0, 0.0, 0.0));
        assert_eq!(traffic.failures(&window(0, 10)), vec![(Cause::CpuLimit, 2)]);
        assert_eq!(traffic.edge_pops(), vec![0]);
        // None of these requests needed a trip home; at the other POP no code ran.
        assert_eq!(
            (traffic.answered_at(0), traffic.answered_at(1)),
            (Some(1.0), None)
        );
        assert_eq!(traffic.legs().count(), 1);
    }
}
