//! The data that are the same in every frame of a run, computed once when the run arrives.

use model::catalog::{LaneId, LaneMap};
use model::index::StepIndex;
use model::run::{StepKey, Summary};
use model::scenario::{EdgeStore, Scenario};
use model::trace::Trace;

use super::fault_marks::FaultMark;
use super::places::{Place, Places};
use super::slots::{Seating, seat};
use super::traffic::{Reading, Traffic};
use super::whereabouts::StepPlace;

/// A run, prepared for playback.
#[derive(Clone, Debug)]
pub struct RunIndex {
    /// The run's generation; see `LoadedRun`.
    pub generation: u64,
    /// The placement of each step of the summary.
    pub steps: Vec<StepPlace>,
    /// The places on the plane.
    pub places: Places,
    /// The faults at places of the map.
    pub faults: Vec<FaultMark>,
    /// The traffic on each leg over the hour.
    pub traffic: Traffic,
    /// POPs whose code ran, busiest first.
    pub edge_pops: Vec<u16>,
    /// The seat of each instance in its lane.
    pub seat: Vec<u32>,
    /// The number of seats in each lane.
    pub seats: LaneMap<u32>,
    /// Rows that ran in the plugin host, ascending: each was an instance of its own.
    pub sandbox_rows: Vec<u32>,
    /// The number of requests of the run that one request of the trace represents.
    pub each_stands_for: f64,
}

/// A run whose index is being computed, a slice at a time.
pub struct Preparing {
    steps: Vec<StepPlace>,
    places: Places,
    faults: Vec<FaultMark>,
    reading: Reading,
}

/// The rows of a slice: about ten milliseconds on a slow phone.
const SLICE_ROWS: u32 = 40_000;

impl Preparing {
    /// Begins the index of a run.
    pub fn new(scenario: &Scenario, summary: &Summary, trace: &Trace) -> Self {
        let places = Places::new(scenario, summary);
        Self {
            steps: step_places(scenario, summary),
            reading: Reading::new(
                trace,
                places.cities.len(),
                places.pops.len(),
                places.regions.len(),
            ),
            places,
            faults: FaultMark::all_of(scenario, summary),
        }
    }

    /// Computes one more slice. Returns whether it was the last one.
    pub fn advance(&mut self, trace: &Trace) -> bool {
        self.reading.advance(trace, &self.steps, SLICE_ROWS)
    }

    /// The index of the run, after the last slice.
    pub fn finish(self, scenario: &Scenario, trace: &Trace, generation: u64) -> RunIndex {
        let Self {
            steps,
            places,
            faults,
            reading,
        } = self;
        let traffic = reading.finish();
        let (seat, mut seats) = seats_by_lane(trace, &steps);
        let sandbox_rows = rows_on(trace, &steps, LaneId::Sandbox);
        if steps.iter().any(|step| step.lane == LaneId::Sandbox) {
            seats[LaneId::Sandbox] = scenario.lanes.sandbox.workers;
        }
        RunIndex {
            generation,
            edge_pops: traffic.edge_pops(),
            traffic,
            places,
            faults,
            steps,
            seat,
            seats,
            sandbox_rows,
            each_stands_for: trace.requests_in_run.max(1) as f64 / f64::from(trace.len().max(1)),
        }
    }
}

impl RunIndex {
    /// The seat of a run in the plugin host: its workers take turns.
    pub fn sandbox_seat(&self, row: u32) -> Option<u32> {
        let turn = self.sandbox_rows.binary_search(&row).ok()?;
        (turn as u32).checked_rem(self.seats[LaneId::Sandbox])
    }

    /// The placement of a request's step.
    pub fn step(&self, step: StepIndex) -> StepPlace {
        let home = StepPlace {
            lane: LaneId::Serverless,
            state_is_home: true,
            slots: 1,
            region: Place::Home,
        };
        self.steps.get(usize::from(step)).copied().unwrap_or(home)
    }
}

/// The placement of every step of a run.
pub fn step_places(scenario: &Scenario, summary: &Summary) -> Vec<StepPlace> {
    summary
        .steps
        .iter()
        .map(|step| step_place(scenario, *step))
        .collect()
}

fn step_place(scenario: &Scenario, key: StepKey) -> StepPlace {
    let workload = scenario.workloads.get(usize::from(key.workload));
    let id = workload.map_or("", |workload| workload.id.as_str());
    let step = workload.and_then(|w| w.steps.get(usize::from(key.step)));
    let edge = &scenario.lanes.edge;
    let store = edge.store_of(id);
    let step_id = step.map_or("", |step| step.id.as_str());
    let lane = key.placement.lane;
    StepPlace {
        lane,
        state_is_home: store == EdgeStore::HomeDatabase,
        slots: scenario.lanes.requests_per_instance(lane, id, step_id),
        region: key.region.map_or(Place::Home, Place::Region),
    }
}

fn rows_on(trace: &Trace, steps: &[StepPlace], lane: LaneId) -> Vec<u32> {
    let is_there = |&step: &u8| steps.get(usize::from(step)).is_some_and(|s| s.lane == lane);
    let rows = trace.step_indexes().iter().zip(0..);
    rows.filter(|(step, _)| is_there(step))
        .map(|(_, row)| row)
        .collect()
}

fn seats_by_lane(trace: &Trace, steps: &[StepPlace]) -> (Vec<u32>, LaneMap<u32>) {
    let mut seats = vec![0; trace.instances.len() as usize];
    let mut totals = LaneMap::default();
    for lane in LaneId::ALL {
        let mut members = Vec::new();
        let mut lives = Vec::new();
        for index in 0..trace.instances.len() {
            let Some(span) = trace.instances.get(index) else {
                continue;
            };
            if steps
                .get(usize::from(span.step))
                .is_some_and(|step| step.lane == lane)
            {
                members.push(index);
                lives.push((span.born.0, span.gone.0));
            }
        }
        let Seating { seat, seats: total } = seat(&lives);
        for (index, seat) in members.into_iter().zip(seat) {
            if let Some(entry) = seats.get_mut(index as usize) {
                *entry = seat;
            }
        }
        totals[lane] = total;
    }
    (seats, totals)
}
