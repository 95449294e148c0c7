//! The picture at one playhead: run and time in, shapes out.
//!
//! Pure, and tested without a browser. Its lists are kept from frame to frame, so that a steady picture
//! allocates nothing.

mod flows;
mod instances;
mod requests;
#[cfg(test)]
mod tests;
mod ways;

use std::ops::Range;

use engine::catalog::LaneId;
use engine::run::Run;
use engine::sandbox::SnippetProfiles;
use engine::trace::Checkpoints;
use engine::units::Nanos;

pub use ways::{BESIDE_A_POP, bend};

use super::camera::Camera;
use super::index::RunIndex;
use super::layout::{Grid, Layout};
use super::shapes::{Cell, Chosen, Count, Flow, Mark, Token, Waiter};
use super::tally::{LaneTally, Tally};

/// How long on screen a request is drawn at least, seconds.
pub const LEAST_ON_SCREEN_S: f64 = 0.4;
/// How long on screen the mark of its end stays, seconds.
pub const MARK_ON_SCREEN_S: f64 = 0.6;
/// Arrivals a second of screen time from which on requests are drawn as flows.
pub const TOKENS_PER_SECOND: f64 = 1_000.0;
/// What the lanes' failure rates look back on.
pub const LOOK_BACK: Nanos = Nanos(60_000_000_000);

/// Everything that one picture depends on.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The run.
    pub run: &'a Run,
    /// Who is in flight when.
    pub checkpoints: &'a Checkpoints,
    /// What holds for every frame of it.
    pub index: &'a RunIndex,
    /// What grading snippets burn.
    pub profiles: Option<&'a SnippetProfiles>,
    /// What one grading run may burn.
    pub fuel_limit: u64,
    /// Where the map is.
    pub camera: Camera,
    /// Where everything else is.
    pub layout: &'a Layout,
    /// The playhead.
    pub time: Nanos,
    /// Simulated seconds a second of screen time.
    pub speed: f64,
    /// Nothing may travel: numbers at places instead.
    pub still: bool,
    /// A request that a person has chosen.
    pub chosen: Option<u32>,
}

impl Frame<'_> {
    /// So many seconds of screen time, as simulated time.
    fn on_screen(&self, seconds: f64) -> Nanos {
        Nanos::from_secs(seconds * self.speed)
    }

    fn back(&self, length: Nanos) -> Range<Nanos> {
        self.time.since(length)..self.time
    }
}

/// The picture.
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
    /// For each lane, how many wait and have no place on the canvas.
    pub out_of_sight: [u32; LaneId::ALL.len()],
    /// Legs, where there are too many requests to draw each.
    pub flows: Vec<Flow>,
    /// Numbers at places, where nothing may travel.
    pub counts: Vec<Count>,
    /// Requests at work at each POP, by the POP's index.
    pub pop_runs: Vec<u32>,
    /// The request that a person has chosen.
    pub chosen: Chosen,
    /// Exact counts.
    pub tally: Tally,
    /// Exact counts by lane.
    pub lanes: [LaneTally; LaneId::ALL.len()],
    /// Whether requests are drawn as flows.
    pub flowing: bool,
    /// Whether some request is drawn longer than it lasts.
    pub stretched: bool,
    /// Requests under way from each city, by the city's index.
    pub city_counts: Vec<u32>,
    // Kept from frame to frame.
    pop_places: Vec<u32>,
    load: Vec<Load>,
    loaded: Vec<u32>,
    gauges: Vec<Gauge>,
}

/// What one instance runs.
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
    /// Burnt so far, as a share of what it may burn.
    level: f64,
}

impl Scene {
    /// Makes the picture anew.
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
            let tally = &mut self.lanes[lane as usize];
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
        self.out_of_sight = [0; LaneId::ALL.len()];
        self.tally = Tally::default();
        self.lanes = [LaneTally::default(); LaneId::ALL.len()];
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

    /// Whether more requests arrive in a second of screen time than can be told apart. Once they
    /// flow, they do so until there are clearly fewer, so that the picture does not switch to and fro.
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

/// Seats as large as the highest one that is taken allows. Room doubles at once, so that the cells
/// change their size seldom.
fn grids(frame: &Frame<'_>) -> [Grid; LaneId::ALL.len()] {
    let mut highest = [0; LaneId::ALL.len()];
    frame
        .checkpoints
        .for_each_instance(&frame.run.trace, frame.time, |index| {
            let Some(span) = frame.run.trace.instances.get(index) else {
                return;
            };
            let highest = &mut highest[frame.index.step(span.step).lane as usize];
            *highest = frame
                .index
                .seat
                .get(index as usize)
                .map_or(*highest, |&s| s.max(*highest));
        });
    LaneId::ALL.map(|lane| {
        let area = frame.layout.lanes[lane as usize].cells;
        if lane == LaneId::Sandbox {
            return Grid::new(area, frame.index.seats[lane as usize], 2.0);
        }
        let room = (highest[lane as usize] + 1).next_power_of_two().max(16);
        Grid::new(area, room, 1.0)
    })
}
