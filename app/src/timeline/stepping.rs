//! The next and the previous event, to which the step buttons go.
//!
//! An event is the arrival of a request, a change of its activity, or its end.

use model::trace::{Checkpoints, Trace};
use model::units::Nanos;

/// The time of the first event after `time`.
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

/// The time of the last event before `time`.
pub fn previous_event(trace: &Trace, checkpoints: &Checkpoints, time: Nanos) -> Option<Nanos> {
    let just_before = Nanos(time.0.checked_sub(1)?);
    let arrivals = trace.arrivals_ns();
    let earlier = arrivals.partition_point(|&at| at < time.0);
    let mut last = earlier
        .checked_sub(1)
        .and_then(|row| arrivals.get(row))
        .copied();
    // This walk finds the newest change of the requests in flight just before `time`. The walk after it
    // finds the requests that had ended by then, by the newest end.
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
    use model::catalog::LaneId;
    use model::trace::SegmentKind;

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
