//! A request's segments follow one another from its arrival to its end, without a gap, and the runs
//! of an instance are within its life.

use model::run::Run;
use model::trace::NO_INSTANCE;

use crate::draw::for_all;
use crate::scenarios::scenario;
use crate::support::{requests, run};

fn check(run: &Run) {
    for request in requests(run) {
        let mut at = request.arrived;
        for segment in request.segments() {
            assert_eq!(segment.start, at, "a gap in {request:?}");
            assert!(segment.end > segment.start, "no length in {request:?}");
            at = segment.end;
        }
        assert_eq!(at, request.ended, "{request:?} ends elsewhere");
        if request.instance != NO_INSTANCE {
            let life = run.trace.instances.get(request.instance).unwrap();
            assert_eq!(life.step, request.step, "{request:?} ran on {life:?}");
            assert!(life.born <= request.ended, "{request:?} ran on {life:?}");
            assert!(life.gone > request.arrived, "{request:?} ran on {life:?}");
        }
    }
    assert!(run.trace.arrivals_ns().is_sorted());
    let lives = (0..run.trace.instances.len()).map(|index| run.trace.instances.get(index));
    for life in lives.map(Option::unwrap) {
        assert!(life.born <= life.ready, "{life:?}");
        assert!(life.born <= life.gone, "{life:?}");
    }
}

#[test]
fn no_time_is_missing_or_counted_twice() {
    for_all(160, &scenario(), |scenario| check(&run(&scenario)));
}
