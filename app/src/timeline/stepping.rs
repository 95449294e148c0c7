//! The next thing that happens, and the one before: what the step buttons go to.
//!
//! Something happens when a request arrives, when what it does changes, and when it ends.

use engine::trace::{Checkpoints, Trace};
use engine::units::Nanos;

/// The first instant after `time` at which something happens.
pub fn next_event(trace: &Trace, checkpoints: &Checkpoints, time: Nanos) -> Option<Nanos> {
    let mut next = next_arrival(trace, time).unwrap_or(Nanos::MAX);
    checkpoints.for_each_in_flight(trace, time, |row| {
        let Some(request) = trace.get(row) else {
            return;
        };
        for segment in request.segments() {
            if segment.end > time {
                next = next.min(segment.end);
                break;
            }
        }
    });
    (next < Nanos::MAX).then_some(next)
}

/// The last instant before `time` at which something happened.
pub fn previous_event(trace: &Trace, checkpoints: &Checkpoints, time: Nanos) -> Option<Nanos> {
    let just_before = Nanos(time.0.checked_sub(1)?);
    let arrivals = trace.arrivals_ns();
    let earlier = arrivals.partition_point(|&at| at < time.0);
    let mut last = earlier
        .checked_sub(1)
        .and_then(|row| arrivals.get(row))
        .copied();
    // Those in flight just before: their newest change. Whoever had ended by then is found at the
    // newest end, which the same walk from that end's own instant would not see.
    checkpoints.for_each_in_flight(trace, just_before, |row| {
        let Some(request) = trace.get(row) else {
            return;
        };
        for segment in request.segments() {
            if segment.start < time {
                last = last.max(Some(segment.start.0));
            }
        }
    });
    let since = Nanos(last.unwrap_or(0));
    checkpoints.for_each_in_flight(trace, since, |row| {
        if let Some(&end) = trace.ends_ns().get(row as usize)
            && end < time.0
        {
            last = last.max(Some(end));
        }
    });
    last.map(Nanos)
}

fn next_arrival(trace: &Trace, time: Nanos) -> Option<Nanos> {
    let arrivals = trace.arrivals_ns();
    let next = arrivals.partition_point(|&at| at <= time.0);
    arrivals.get(next).copied().map(Nanos)
}

#[cfg(test)]
mod tests {
    use engine::catalog::LaneId;
    use engine::trace::SegmentKind;

    use super::*;
    use crate::stage::sample::{MS, Request, trace};

    fn events() -> (Trace, Checkpoints) {
        let legs = [(SegmentKind::ToHome, 10), (SegmentKind::Execute, 30)];
        let trace = trace(
            &[
                Request::new(100, LaneId::Service, &legs),
                Request::new(120, LaneId::Service, &legs),
                Request::new(20_000, LaneId::Service, &legs),
            ],
            &[],
        );
        let checkpoints = Checkpoints::new(&trace);
        (trace, checkpoints)
    }

    // Arrivals at 100, 120 and 20,000 ms; changes 10 ms later; ends 40 ms later.
    const ALL: [u64; 9] = [100, 110, 120, 130, 140, 160, 20_000, 20_010, 20_040];

    #[test]
    fn steps_visit_every_event_forwards() {
        let (trace, checkpoints) = events();
        let mut time = Nanos::ZERO;
        for expected in ALL {
            let next = next_event(&trace, &checkpoints, time);
            assert_eq!(next, Some(Nanos(expected * MS)));
            time = next.unwrap_or_default();
        }
        assert_eq!(next_event(&trace, &checkpoints, time), None);
    }

    #[test]
    fn steps_visit_every_event_backwards() {
        let (trace, checkpoints) = events();
        let mut time = Nanos(30_000 * MS);
        for expected in ALL.into_iter().rev() {
            let earlier = previous_event(&trace, &checkpoints, time);
            assert_eq!(earlier, Some(Nanos(expected * MS)), "before {time}");
            time = earlier.unwrap_or_default();
        }
        assert_eq!(previous_event(&trace, &checkpoints, time), None);
        assert_eq!(previous_event(&trace, &checkpoints, Nanos::ZERO), None);
    }
}
