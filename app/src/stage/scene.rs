//! The picture at one playhead: shapes from a run and a time.
//!
//! It is pure, and tested without a browser. Its lists are reused from frame to frame, so that a steady
//! picture allocates nothing.

mod flows;
mod instances;
mod paths;
mod requests;
#[cfg(test)]
mod tests;

use std::ops::Range;

use model::catalog::{LaneId, LaneMap};
use model::index::WorkloadIndex;
use model::outcome::{Cause, Outcome};
use model::run::Run;
use model::sandbox::SnippetProfiles;
use model::trace::Checkpoints;
use model::units::Nanos;

pub use paths::{BESIDE_A_POP, bend};

use super::camera::Camera;
use super::geo::Point;
use super::index::RunIndex;
use super::layout::{Grid, Layout};
use super::shapes::{Cell, Chosen, Count, Flow, Mark, Token, Waiter};
use super::tally::{LaneTally, Tally};

/// The least screen time for which a request is drawn, seconds.
pub const LEAST_ON_SCREEN_S: f64 = 0.4;
/// The screen time for which the mark of a request's end stays, seconds.
pub const MARK_ON_SCREEN_S: f64 = 0.6;
/// The arrivals in a second of screen time from which on requests are drawn as flows.
pub const TOKENS_PER_SECOND: f64 = 1_000.0;
/// The window of the lanes' failure rates.
pub const LOOK_BACK: Nanos = Nanos(60_000_000_000);

/// The input of one picture.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The run.
    pub run: &'a Run,
    /// The requests in flight at any time.
    pub checkpoints: &'a Checkpoints,
    /// The data that are the same in every frame of the run.
    pub index: &'a RunIndex,
    /// The fuel that grading snippets burn.
    pub profiles: Option<&'a SnippetProfiles>,
    /// The fuel that one grading run may burn.
    pub fuel_limit: u64,
    /// The position and the magnification of the map.
    pub camera: Camera,
    /// The areas of the pictures.
    pub layout: &'a Layout,
    /// The playhead.
    pub time: Nanos,
    /// Simulated seconds a second of screen time.
    pub speed: f64,
    /// Whether motion is unwanted: the picture shows numbers at places and no travelling requests.
    pub still: bool,
    /// The request that a person has selected, as a row of the trace.
    pub chosen: Option<u32>,
    /// The only single requests that are drawn: travelling, queued and ended ones. Flows, instances and
    /// figures are of all.
    pub only: Option<Only>,
}

/// Some of the requests.
#[derive(Clone, Copy, Debug)]
pub struct Only {
    /// Their workload.
    pub workload: WorkloadIndex,
    /// Why they fail or are late; none for all of the workload.
    pub cause: Option<Cause>,
}

impl Only {
    fn includes(self, workload: Option<WorkloadIndex>, outcome: Outcome) -> bool {
        Some(self.workload) == workload && (self.cause.is_none() || self.cause == outcome.cause())
    }
}

impl Frame<'_> {
    /// The simulated time that passes in this many seconds of screen time.
    fn on_screen(&self, seconds: f64) -> Nanos {
        Nanos::from_secs(seconds * self.speed)
    }

    fn back(&self, length: Nanos) -> Range<Nanos> {
        self.time.since(length)..self.time
    }
}

/// The picture at one playhead.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// Requests on the map.
    pub tokens: Vec<Token>,
    /// Requests that have just ended.
    pub marks: Vec<Mark>,
    /// Instances in their seats.
    pub cells: Vec<Cell>,
    /// Requests in front of the lanes.
    pub waiters: Vec<Waiter>,
    /// The flows on legs, where the requests are too many to draw each.
    pub flows: Vec<Flow>,
    /// The numbers at places, where motion is unwanted.
    pub counts: Vec<Count>,
    /// The number of running requests at each POP, by the POP's index.
    pub pop_runs: Vec<u32>,
    /// The request that a person has selected.
    pub chosen: Chosen,
    /// The places that a fault hits now, as points of the layout.
    pub faults: Vec<Point>,
    /// The exact counts of all lanes.
    pub tally: Tally,
    /// The exact counts of each lane.
    pub lanes: LaneMap<LaneTally>,
    /// Whether requests are drawn as flows.
    pub flowing: bool,
    /// Whether any request is drawn longer than it lasts.
    pub stretched: bool,
    /// The requests in flight from each city, by the city's index.
    pub city_counts: Vec<u32>,
    // These lists are reused from frame to frame.
    pop_places: Vec<u32>,
    load: Vec<Load>,
    loaded: Vec<u32>,
    gauges: Vec<Gauge>,
}

/// The requests that one instance runs.
#[derive(Clone, Copy, Debug, Default)]
struct Load {
    runs: u32,
    row: u32,
}

/// A run in the plugin host.
#[derive(Clone, Copy, Debug)]
struct Gauge {
    seat: u32,
    row: u32,
    /// The burnt fuel, as a share of the limit.
    level: f64,
}

impl Scene {
    /// Composes the picture of a frame.
    pub fn compose(&mut self, frame: &Frame<'_>) {
        self.clear(frame);
        self.flowing = frame.still || self.is_dense(frame);
        let grids = grids(frame);
        self.add_requests(frame);
        self.add_instances(frame, &grids);
        if self.flowing {
            self.add_flows(frame);
        }
        for lane in LaneId::ALL {
            let (late, failed) = frame
                .index
                .traffic
                .ended_badly(lane, &frame.back(LOOK_BACK));
            let seconds = LOOK_BACK.as_secs().min(frame.time.as_secs().max(1.0));
            let tally = &mut self.lanes[lane];
            tally.late_per_second = late / seconds * frame.index.each_stands_for;
            tally.failed_per_second = failed / seconds * frame.index.each_stands_for;
        }
        self.choose(frame, &grids);
    }

    fn clear(&mut self, frame: &Frame<'_>) {
        self.tokens.clear();
        self.marks.clear();
        self.cells.clear();
        self.waiters.clear();
        self.flows.clear();
        self.counts.clear();
        self.faults.clear();
        let faults = frame.index.faults.iter();
        let acting = faults.filter(|fault| fault.acts_at(frame.time));
        self.faults.extend(acting.map(|fault| {
            let at = frame.index.places.at(fault.place);
            frame.camera.screen_from_world(at)
        }));
        self.tally = Tally::default();
        self.lanes = LaneMap::default();
        self.stretched = false;
        self.gauges.clear();
        let pops = frame.index.places.pops.len();
        for counts in [&mut self.pop_runs, &mut self.pop_places] {
            counts.clear();
            counts.resize(pops, 0);
        }
        self.city_counts.clear();
        self.city_counts.resize(frame.index.places.cities.len(), 0);
        let instances = frame.run.trace.instances.len() as usize;
        if self.load.len() == instances {
            for index in self.loaded.drain(..) {
                if let Some(load) = self.load.get_mut(index as usize) {
                    *load = Load::default();
                }
            }
        } else {
            self.loaded.clear();
            self.load.clear();
            self.load.resize(instances, Load::default());
        }
    }

    /// Whether more requests arrive in a second of screen time than a person can tell apart. Requests
    /// that are drawn as flows stay flows until there are clearly fewer, so that the picture does not
    /// alternate.
    fn is_dense(&self, frame: &Frame<'_>) -> bool {
        let window = frame.back(frame.on_screen(1.0));
        let arrivals = frame.run.trace.arrivals_ns();
        let before = |time: Nanos| arrivals.partition_point(|&at| at <= time.0);
        let count = (before(window.end) - before(window.start)) as f64;
        count
            > if self.flowing {
                TOKENS_PER_SECOND * 0.8
            } else {
                TOKENS_PER_SECOND
            }
    }

    /// The token, waiter or instance nearest to a point, as a row of the trace.
    pub fn row_near(&self, x: f64, y: f64, reach: f64) -> Option<u32> {
        let here = super::geo::point(x, y);
        let tokens = self.tokens.iter().map(|token| (token.at, token.row));
        let waiters = self.waiters.iter().map(|waiter| (waiter.at, waiter.row));
        let marks = self.marks.iter().map(|mark| (mark.at, mark.row));
        let cells = self.cells.iter().filter_map(|cell| {
            let middle = super::geo::point(
                cell.rect.x + cell.rect.width / 2.0,
                cell.rect.y + cell.rect.height / 2.0,
            );
            Some((middle, cell.row?))
        });
        tokens
            .chain(waiters)
            .chain(marks)
            .chain(cells)
            .map(|(at, row)| (at.distance(here), row))
            .filter(|&(distance, _)| distance <= reach)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, row)| row)
    }
}

/// A grid for each lane, with seats as large as its highest taken seat allows. The number of seats
/// doubles at once, so that the cells rarely change their size.
fn grids(frame: &Frame<'_>) -> LaneMap<Grid> {
    let mut highest = LaneMap::default();
    frame
        .checkpoints
        .for_each_instance(&frame.run.trace, frame.time, |index| {
            let Some(span) = frame.run.trace.instances.get(index) else {
                return;
            };
            let highest = &mut highest[frame.index.step(span.step).lane];
            *highest = frame
                .index
                .seat
                .get(index as usize)
                .map_or(*highest, |&s| s.max(*highest));
        });
    LaneMap::from_fn(|lane| {
        let area = frame.layout.lanes[lane].cells;
        if lane == LaneId::Sandbox {
            return Grid::new(area, frame.index.seats[lane], 2.0);
        }
        let room = (highest[lane] + 1).next_power_of_two().max(16);
        Grid::new(area, room, 1.0)
    })
}
