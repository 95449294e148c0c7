use model::catalog::{LaneId, LaneMap};
use model::index::WorkloadIndex;
use model::outcome::{Cause, Outcome};
use model::run::Run;
use model::trace::{Checkpoints, SegmentKind};
use model::units::Nanos;

use super::{Frame, Only, Scene};
use crate::stage::camera::Camera;
use crate::stage::geo::Size;
use crate::stage::index::RunIndex;
use crate::stage::layout::Layout;
use crate::stage::sample::{self, MS, Request};
use crate::stage::shapes::{CellState, MarkKind};
use crate::stage::whereabouts::Doing;

struct Fixture {
    run: Run,
    checkpoints: Checkpoints,
    index: RunIndex,
    layout: Layout,
}

impl Fixture {
    fn new(requests: &[Request], instances: &[(LaneId, u64, u64, u64)]) -> Self {
        let trace = sample::trace(requests, instances);
        Self {
            checkpoints: Checkpoints::new(&trace),
            index: sample::index(&trace),
            run: sample::run(trace),
            layout: Layout::new(
                1_000.0,
                &LaneMap::from_fn(|_| Size {
                    width: 300.0,
                    height: 100.0,
                }),
            ),
        }
    }

    fn frame(&self, at_ms: u64, speed: f64) -> Frame<'_> {
        Frame {
            run: &self.run,
            checkpoints: &self.checkpoints,
            index: &self.index,
            profiles: None,
            fuel_limit: 1,
            camera: Camera::fit(self.layout.map),
            layout: &self.layout,
            time: Nanos(at_ms * MS),
            speed,
            still: false,
            chosen: None,
            only: None,
        }
    }

    fn at(&self, at_ms: u64, speed: f64) -> Scene {
        let mut scene = Scene::default();
        scene.compose(&self.frame(at_ms, speed));
        scene
    }
}

/// A trip: 100 ms from the city to home, 50 ms in the queue, 200 ms of execution, 100 ms back.
fn a_trip() -> Request {
    let mut request = Request::new(
        1_000,
        LaneId::Service,
        &[
            (SegmentKind::ToHome, 100),
            (SegmentKind::Wait, 50),
            (SegmentKind::Execute, 200),
            (SegmentKind::FromHome, 100),
        ],
    );
    request.instance = 0;
    request
}

fn one_trip() -> Fixture {
    Fixture::new(&[a_trip()], &[(LaneId::Service, 0, 500, u64::MAX)])
}

/// Compares the picture of one trip: tokens, waiters, marks, and the state of the only instance.
fn check(at_ms: u64, expected: (usize, usize, usize, CellState)) {
    let scene = one_trip().at(at_ms, 0.5);
    let drawn = (
        scene.tokens.len(),
        scene.waiters.len(),
        scene.marks.len(),
        scene.cells[0].state,
    );
    assert_eq!(drawn, expected, "at {at_ms} ms");
    assert!(!scene.stretched);
}

#[test]
fn a_request_leaves_waits_runs_returns_and_ends() {
    check(250, (0, 0, 0, CellState::Starting(0.5)));
    check(999, (0, 0, 0, CellState::Ready(0.0)));
    check(1_050, (1, 0, 0, CellState::Ready(0.0)));
    check(1_120, (0, 1, 0, CellState::Ready(0.0)));
    check(1_200, (0, 0, 0, CellState::Ready(0.5)));
    check(1_400, (1, 0, 0, CellState::Ready(0.0)));
    check(1_450, (0, 0, 1, CellState::Ready(0.0)));
    check(1_740, (0, 0, 1, CellState::Ready(0.0)));
    check(1_751, (0, 0, 0, CellState::Ready(0.0)));
}

#[test]
fn a_token_moves_from_the_city_to_home() {
    let fixture = one_trip();
    let camera = Camera::fit(fixture.layout.map);
    let city = camera.screen_from_world(fixture.index.places.cities[0].at);
    let home = camera.screen_from_world(fixture.index.places.home);
    let at = |ms| fixture.at(ms, 0.1).tokens[0].at;
    assert!(at(1_000).distance(city) < 1.0);
    assert!(at(1_099).distance(home) < 5.0);
    assert!(at(1_030).distance(city) < at(1_060).distance(city));
    assert!(at(1_449).distance(city) < 5.0);
}

#[test]
fn short_requests_are_stretched_and_said_to_be() {
    let fixture = Fixture::new(
        &[Request::new(
            1_000,
            LaneId::Edge,
            &[
                (SegmentKind::ToPop, 10),
                (SegmentKind::Execute, 10),
                (SegmentKind::FromPop, 20),
            ],
        )],
        &[],
    );
    // At 60 simulated seconds a second, 40 ms would be two thirds of a millisecond on screen.
    let long_after = fixture.at(1_000 + 23_000, 60.0);
    assert_eq!(long_after.tokens.len(), 1);
    assert!(long_after.stretched);
    assert_eq!(
        long_after.tally.in_flight, 0,
        "counts are exact all the same"
    );
    let after_that = fixture.at(1_000 + 25_000, 60.0);
    assert_eq!((after_that.tokens.len(), after_that.marks.len()), (0, 1));
    assert!(!after_that.stretched);
    let at_rest = fixture.at(1_000 + 24_000 + 36_001, 60.0);
    assert_eq!((at_rest.tokens.len(), at_rest.marks.len()), (0, 0));
}

#[test]
fn outcomes_have_marks_of_their_own() {
    let mark = |outcome| {
        let mut request = a_trip();
        request.outcome = outcome;
        let fixture = Fixture::new(&[request], &[(LaneId::Service, 0, 500, u64::MAX)]);
        fixture.at(1_500, 1.0).marks[0].kind
    };
    assert_eq!(mark(Outcome::Ok), MarkKind::Ok);
    assert_eq!(mark(Outcome::Late(Cause::Distance)), MarkKind::Late);
    assert_eq!(mark(Outcome::Failed(Cause::Timeout)), MarkKind::Failed);
}

#[test]
fn code_at_the_edge_runs_at_its_pop() {
    let runs: Vec<Request> = (0..12)
        .map(|i| Request::new(1_000 + i, LaneId::Edge, &[(SegmentKind::Execute, 500)]))
        .collect();
    let scene = Fixture::new(&runs, &[]).at(1_100, 0.1);
    assert_eq!(scene.pop_runs, vec![12]);
    assert_eq!(scene.tokens.len(), 5, "the others are in the number");
    assert_eq!(scene.lanes[LaneId::Edge].requests.running, 12);
}

#[test]
fn many_requests_flow() {
    let crowd: Vec<Request> = (0..3_000)
        .map(|i| Request::new(20_000 + i, LaneId::Service, &[(SegmentKind::ToHome, 90)]))
        .collect();
    let fixture = Fixture::new(&crowd, &[]);
    let tokens = fixture.at(22_000, 0.5);
    assert!(!tokens.flowing && tokens.flows.is_empty() && tokens.tokens.len() > 80);
    let flows = fixture.at(23_000, 2.0);
    assert!(flows.flowing && flows.tokens.is_empty());
    assert_eq!(flows.flows.len(), 1);
    // The window of ten seconds contains 3,000 requests, apart from the error of the bins.
    assert!(
        (flows.flows[0].per_second - 300.0).abs() < 60.0,
        "{:?}",
        flows.flows[0]
    );
}

#[test]
fn where_motion_is_unwanted_nothing_travels() {
    let fixture = one_trip();
    let mut scene = Scene::default();
    scene.compose(&Frame {
        still: true,
        ..fixture.frame(1_050, 1.0)
    });
    assert!(scene.tokens.is_empty() && scene.marks.is_empty());
    assert_eq!(scene.counts.len(), 1);
    assert_eq!(scene.tally.travelling, 1);
}

#[test]
fn the_chosen_request_has_its_way_and_its_place() {
    let fixture = one_trip();
    let mut scene = Scene::default();
    scene.compose(&Frame {
        chosen: Some(0),
        ..fixture.frame(1_050, 0.1)
    });
    assert_eq!(scene.chosen.legs.len(), 2);
    assert_eq!(scene.chosen.at, Some(scene.tokens[0].at));
    scene.compose(&Frame {
        chosen: Some(0),
        ..fixture.frame(1_200, 0.1)
    });
    assert_eq!(scene.chosen.at, None);
    assert_eq!(scene.chosen.in_lane, Some(scene.cells[0].rect));
}

#[test]
fn only_the_requests_of_one_workload_are_drawn_and_all_are_counted() {
    let fixture = one_trip();
    let drawn = |workload: u16, cause: Option<Cause>| {
        let mut scene = Scene::default();
        scene.compose(&Frame {
            only: Some(Only {
                workload: WorkloadIndex(workload),
                cause,
            }),
            ..fixture.frame(1_050, 0.1)
        });
        (scene.tokens.len(), scene.tally.in_flight)
    };
    let workload = fixture.run.summary.steps[0].workload.0;
    assert_eq!(drawn(workload, None), (1, 1));
    assert_eq!(drawn(workload + 1, None), (0, 1));
    // The request is answered in time.
    assert_eq!(drawn(workload, Some(Cause::Timeout)), (0, 1));
}

#[test]
fn a_scene_that_is_used_again_is_the_same_as_a_new_one() {
    let fixture = one_trip();
    let mut used = Scene::default();
    for ms in (900..1_900).step_by(7) {
        used.compose(&fixture.frame(ms, 0.7));
        let new = fixture.at(ms, 0.7);
        assert_eq!(used.tokens, new.tokens);
        assert_eq!(used.cells, new.cells);
        assert_eq!(used.lanes, new.lanes);
    }
}

#[test]
fn a_click_finds_the_nearest_request() {
    let fixture = one_trip();
    let scene = fixture.at(1_050, 0.1);
    let token = scene.tokens[0].at;
    assert_eq!(scene.row_near(token.x + 5.0, token.y, 16.0), Some(0));
    assert_eq!(scene.row_near(token.x + 50.0, token.y, 16.0), None);
    assert_eq!(fixture.at(1_060, 0.1).tally.in_flight, 1);
    assert_eq!(scene.tokens[0].doing, Doing::Travelling);
}

#[test]
fn a_run_in_the_plugin_host_has_a_gauge_that_fills() {
    let legs = [
        (SegmentKind::ToHome, 100),
        (SegmentKind::Execute, 1),
        (SegmentKind::FromHome, 100),
    ];
    let fixture = Fixture::new(&[Request::new(1_000, LaneId::Sandbox, &legs)], &[]);
    let level = |ms| {
        let scene = fixture.at(ms, 1.0);
        let cell = scene.cells.iter().find(|cell| cell.lane == LaneId::Sandbox);
        cell.map(|cell| cell.state)
    };
    assert_eq!(level(1_050), Some(CellState::Ready(0.0)));
    assert_eq!(
        level(1_300),
        Some(CellState::Ready(0.5)),
        "one millisecond is drawn for 400"
    );
    assert_eq!(level(1_501), Some(CellState::Ready(0.0)));
    assert!(fixture.at(1_300, 1.0).stretched);
}
