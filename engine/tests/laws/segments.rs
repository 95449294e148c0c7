//! A request's segments follow one another from its arrival to its end.

use super::support::{HOURS, requests, run, small, steady, way};
use model::run::Run;
use model::trace::RequestView;

/// More segments than any way has: a way that long would have been cut.
const MOST: usize = 14;

fn check(run: &Run) {
    for request in requests(run) {
        check_one(&request);
    }
}

fn check_one(request: &RequestView<'_>) {
    let mut at = request.arrived;
    let mut before = None;
    for segment in request.segments() {
        assert_eq!(segment.start, at, "a gap in {request:?}");
        assert!(
            segment.end > segment.start,
            "an empty or backward segment in {request:?}"
        );
        assert_ne!(
            before,
            Some(segment.kind),
            "the same twice in a row in {request:?}"
        );
        at = segment.end;
        before = Some(segment.kind);
    }
    assert_eq!(at, request.ended, "{request:?} ends elsewhere");
    assert!(
        request.segments().count() < MOST,
        "{request:?} is as long as a way may be"
    );
    assert_eq!(request.at(request.ended), None, "{request:?} is over");
    if let Some(first) = request.segments().next() {
        assert_eq!(request.at(request.arrived), Some((first, 0.0)));
    }
}

#[test]
fn on_every_board_that_ships() {
    for (_, run) in HOURS.iter() {
        check(run);
    }
}

#[test]
fn where_everything_waits_for_everything() {
    let mut scenario = small([
        (steady("crowd", 36_000.0, 5_000.0), "serverless"),
        (steady("queue", 36_000.0, 5_000.0), "service"),
        (steady("plugins", 36_000.0, 5_000.0), "sandbox"),
        (steady("near", 36_000.0, 5_000.0), "edge"),
    ]);
    scenario.lanes.serverless.account_concurrency = 20;
    scenario.drain_limit_s = 60.0;
    let run = run(&scenario);
    check(&run);
    assert!(requests(&run).any(|request| way(&request).len() >= 2));
}
