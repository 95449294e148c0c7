//! Requests as tokens, waiters and marks.

use model::catalog::{LaneId, LaneMap};
use model::outcome::Outcome;
use model::trace::{NO_INSTANCE, RequestView, SegmentKind};

use super::super::geo::{point, rect};
use super::super::layout::{Grid, queue_place};
use super::super::places::Place;
use super::super::shapes::{Mark, MarkKind, Token, Waiter};
use super::super::whereabouts::{Doing, Spot, StepPlace, Whereabouts, during, whereabouts};
use super::paths::{BESIDE_A_POP, beside, on_map, on_the_way, scattered, way};
use super::{Frame, Gauge, LEAST_ON_SCREEN_S, MARK_ON_SCREEN_S, Scene};

impl Scene {
    pub(super) fn add_requests(&mut self, frame: &Frame<'_>) {
        if self.flowing {
            frame
                .checkpoints
                .for_each_in_flight(&frame.run.trace, frame.time, |row| {
                    self.add_request(frame, row);
                });
            return;
        }
        // A request that is drawn now was in flight at this earlier time, or has arrived since.
        let seen = frame.on_screen(LEAST_ON_SCREEN_S + MARK_ON_SCREEN_S);
        let then = frame.time.since(seen);
        frame
            .checkpoints
            .for_each_in_flight(&frame.run.trace, then, |row| {
                self.add_request(frame, row);
            });
        let arrivals = frame.run.trace.arrivals_ns();
        let from = arrivals.partition_point(|&at| at <= then.0) as u32;
        for row in from..frame.run.trace.len() {
            if arrivals
                .get(row as usize)
                .is_none_or(|&at| at > frame.time.0)
            {
                break;
            }
            self.add_request(frame, row);
        }
    }

    fn add_request(&mut self, frame: &Frame<'_>, row: u32) {
        let Some(request) = frame.run.trace.get(row) else {
            return;
        };
        let step = frame.index.step(request.step);
        let steps = &frame.run.summary.steps;
        let workload = steps.get(usize::from(request.step)).map(|key| key.workload);
        let is_drawn = frame
            .only
            .is_none_or(|only| only.includes(workload, request.outcome));
        if let Some(now) = whereabouts(&request, step, frame.time) {
            self.count(frame, &request, step, now, is_drawn);
        }
        if step.lane == LaneId::Sandbox {
            self.add_gauge(frame, &request);
        }
        if self.flowing || !is_drawn {
            return;
        }
        let least = frame.on_screen(LEAST_ON_SCREEN_S);
        let length = request.ended.since(request.arrived);
        let since = frame.time.since(request.arrived);
        let shown = length.max(least);
        if since < shown {
            let share = since.0 as f64 / shown.0.max(1) as f64;
            let shown_at = if length < least {
                self.stretched = true;
                request.arrived + length.scaled(share)
            } else {
                frame.time
            };
            if let Some(there) = whereabouts(&request, step, shown_at) {
                self.add_token(frame, &request, step, there);
            }
        } else {
            let mark = frame.on_screen(MARK_ON_SCREEN_S);
            let age = since.since(shown).0 as f64 / mark.0.max(1) as f64;
            if age < 1.0 {
                self.add_mark(frame, &request, step, age);
            }
        }
    }

    /// Adds a request to the exact figures: the tallies, the queues and the load of instances.
    fn count(
        &mut self,
        frame: &Frame<'_>,
        request: &RequestView<'_>,
        step: StepPlace,
        now: Whereabouts,
        is_drawn: bool,
    ) {
        let lane = step.lane;
        self.tally.add(now.doing);
        self.lanes[lane].requests.add(now.doing);
        let city = request.city.map(usize::from);
        if let Some(count) = city.and_then(|city| self.city_counts.get_mut(city)) {
            *count += 1;
        }
        if let Spot::At(Place::Pop(pop)) = now.spot
            && let Some(runs) = self.pop_runs.get_mut(usize::from(pop))
        {
            *runs += 1;
        }
        if now.spot != Spot::InLane {
            return;
        }
        match now.doing {
            Doing::Waiting | Doing::BackingOff | Doing::Starting => {
                let n = self.lanes[lane].requests.in_queue() - 1;
                // A request without a place counts in the lane's words.
                if let Some(at) =
                    queue_place(frame.layout.lanes[lane].queue, n).filter(|_| is_drawn)
                {
                    self.waiters.push(Waiter {
                        at,
                        row: request.row,
                        lane: step.lane,
                        doing: now.doing,
                    });
                }
            }
            Doing::Running if request.instance != NO_INSTANCE => {
                if let Some(load) = self.load.get_mut(request.instance as usize) {
                    if load.runs == 0 {
                        self.loaded.push(request.instance);
                    }
                    load.runs += 1;
                    load.row = request.row;
                }
            }
            Doing::Running | Doing::Travelling | Doing::Connecting => {}
        }
    }

    /// Adds the gauge of a run in the plugin host: the run is very short, so its gauge is drawn at least
    /// as long as a token.
    fn add_gauge(&mut self, frame: &Frame<'_>, request: &RequestView<'_>) {
        let mut segments = request.segments();
        let Some(run) = segments.find(|segment| segment.kind == SegmentKind::Execute) else {
            return;
        };
        let least = frame.on_screen(LEAST_ON_SCREEN_S);
        let shown = run.length().max(least);
        let since = frame.time.since(run.start);
        if frame.time < run.start || since >= shown {
            return;
        }
        self.stretched |= run.length() < least;
        if let Some(seat) = frame.index.sandbox_seat(request.row) {
            let share = since.0 as f64 / shown.0.max(1) as f64;
            let level = (fuel_share(frame, request) * share).max(0.06);
            self.gauges.push(Gauge {
                seat,
                row: request.row,
                level,
            });
        }
    }

    fn add_token(
        &mut self,
        frame: &Frame<'_>,
        request: &RequestView<'_>,
        step: StepPlace,
        there: Whereabouts,
    ) {
        let at = match there.spot {
            Spot::At(Place::Pop(pop)) => {
                let Some(n) = self.pop_places.get_mut(usize::from(pop)) else {
                    return;
                };
                *n += 1;
                if *n > BESIDE_A_POP {
                    return;
                }
                beside(on_map(frame, Place::Pop(pop)), *n)
            }
            Spot::At(place) => scattered(on_map(frame, place), request.row),
            Spot::Between { .. } => match on_the_way(frame, step.lane, request.row, there.spot) {
                Some(at) => at,
                None => return,
            },
            Spot::InLane => return,
        };
        if !frame.layout.map.holds(at) {
            return;
        }
        self.tokens.push(Token {
            at,
            row: request.row,
            lane: step.lane,
            doing: there.doing,
        });
    }

    fn add_mark(
        &mut self,
        frame: &Frame<'_>,
        request: &RequestView<'_>,
        step: StepPlace,
        age: f64,
    ) {
        let Some(last) = request.segments().last() else {
            return;
        };
        let spot = during(request, step, last, 1.0).spot;
        let at = match spot {
            Spot::At(place) | Spot::Between { to: place, .. } => {
                let at = on_map(frame, place);
                if !frame.layout.map.holds(at) {
                    return;
                }
                at
            }
            // A request that ended in its lane has its mark beside the lane's gate.
            Spot::InLane => {
                let queue = frame.layout.lanes[step.lane].queue;
                point(queue.right() - 8.0, queue.bottom() - 8.0)
            }
        };
        let kind = match request.outcome {
            Outcome::Ok => MarkKind::Ok,
            Outcome::Late(_) => MarkKind::Late,
            Outcome::Failed(_) => MarkKind::Failed,
        };
        let at = scattered(at, request.row);
        self.marks.push(Mark {
            at,
            row: request.row,
            lane: step.lane,
            in_lane: spot == Spot::InLane,
            kind,
            age,
        });
    }

    /// Draws the way of the selected request, and its position on it.
    pub(super) fn choose(&mut self, frame: &Frame<'_>, grids: &LaneMap<Grid>) {
        self.chosen.legs.clear();
        (self.chosen.at, self.chosen.in_lane, self.chosen.lane) = (None, None, None);
        let Some(request) = frame.chosen.and_then(|row| frame.run.trace.get(row)) else {
            return;
        };
        let step = frame.index.step(request.step);
        self.chosen.lane = Some(step.lane);
        for segment in request.segments() {
            if let Spot::Between { from, to, back, .. } = during(&request, step, segment, 0.0).spot
                && from != to
            {
                self.chosen
                    .legs
                    .push(way(frame, step.lane, request.row, from, to, back));
            }
        }
        let row = request.row;
        self.chosen.at = self
            .tokens
            .iter()
            .find(|token| token.row == row)
            .map(|token| token.at);
        if self.chosen.at.is_none()
            && let Some(now) = whereabouts(&request, step, frame.time)
        {
            match now.spot {
                Spot::At(place) => {
                    let at = on_map(frame, place);
                    self.chosen.at = frame.layout.map.holds(at).then_some(at);
                }
                Spot::Between { .. } => {
                    self.chosen.at = on_the_way(frame, step.lane, row, now.spot);
                }
                Spot::InLane => {
                    let index = frame.index;
                    let seat = index.seat.get(request.instance as usize).copied();
                    let seat = seat.or_else(|| index.sandbox_seat(row));
                    let grid = &grids[step.lane];
                    let waiter = self.waiters.iter().find(|waiter| waiter.row == row);
                    self.chosen.in_lane = waiter
                        .map(|w| rect(w.at.x - 4.0, w.at.y - 4.0, 8.0, 8.0))
                        .or_else(|| seat.and_then(|seat| grid.seat(seat)));
                }
            }
        }
    }
}

/// The fuel that a whole run burns, as a share of the limit; work without a snippet fills its gauge.
fn fuel_share(frame: &Frame<'_>, request: &RequestView<'_>) -> f64 {
    let run = request.snippet.and_then(|(snippet, submission)| {
        frame
            .profiles?
            .run(usize::from(snippet), usize::from(submission))
    });
    run.map_or(1.0, |run| {
        (run.fuel_burnt as f64 / frame.fuel_limit.max(1) as f64).min(1.0)
    })
}
