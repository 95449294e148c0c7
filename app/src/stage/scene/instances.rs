//! Instances in their seats, exactly as they are at the playhead.

use model::catalog::LaneId;

use super::super::layout::Grid;
use super::super::shapes::{Cell, CellState};
use super::{Frame, Scene};

impl Scene {
    pub(super) fn add_instances(&mut self, frame: &Frame<'_>, grids: &[Grid; LaneId::ALL.len()]) {
        let trace = &frame.run.trace;
        frame
            .checkpoints
            .for_each_instance(trace, frame.time, |index| {
                let Some(span) = trace.instances.get(index) else {
                    return;
                };
                let step = frame.index.step(span.step);
                let lane = step.lane as usize;
                let load = self.load.get(index as usize).copied().unwrap_or_default();
                let state = if frame.time < span.ready {
                    self.lanes[lane].starting += 1;
                    let whole = span.ready.since(span.born).0.max(1) as f64;
                    CellState::Starting(frame.time.since(span.born).0 as f64 / whole)
                } else if load.runs == 0 {
                    self.lanes[lane].idle += 1;
                    CellState::Ready(0.0)
                } else {
                    self.lanes[lane].busy += 1;
                    CellState::Ready((f64::from(load.runs) / f64::from(step.slots)).min(1.0))
                };
                let seat = frame.index.seat.get(index as usize).copied().unwrap_or(0);
                if let Some(rect) = grids[lane].seat(seat) {
                    let row = (load.runs > 0).then_some(load.row);
                    self.cells.push(Cell {
                        rect,
                        lane: step.lane,
                        state,
                        row,
                    });
                }
            });
        self.add_workers(frame, &grids[LaneId::Sandbox as usize]);
    }

    /// The plugin host's workers, each with the gauge of its run.
    fn add_workers(&mut self, frame: &Frame<'_>, grid: &Grid) {
        let lane = LaneId::Sandbox;
        let workers = frame.index.seats[lane as usize];
        for seat in 0..workers {
            let Some(rect) = grid.seat(seat) else { break };
            let gauge = self.gauges.iter().find(|gauge| gauge.seat == seat);
            self.cells.push(Cell {
                rect,
                lane,
                state: CellState::Ready(gauge.map_or(0.0, |gauge| gauge.level)),
                row: gauge.map(|gauge| gauge.row),
            });
        }
        let tally = &mut self.lanes[lane as usize];
        tally.busy = tally.requests.running.min(workers);
        tally.idle = workers - tally.busy;
    }
}
