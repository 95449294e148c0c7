//! A trace survives its way as bytes, and can be played from any time.

use super::support::{HOURS, burst, requests, run, small, steady};
use model::random::{Draws, Purpose, Stream};
use model::run::Run;
use model::trace::{Checkpoints, Trace, TraceError};
use model::units::Nanos;

/// Two minutes in which every lane with instances has some that come and go.
fn short() -> Run {
    let mut scenario = small([
        (steady("functions", 7_200.0, 300.0), "serverless"),
        (burst("crowd", 300, 5.0, 20_000.0), "service"),
    ]);
    scenario.horizon_s = 1_800.0;
    scenario.lanes.serverless.keep_alive_s = Some(2.0);
    scenario.lanes.service.deployment.max_replicas = 12;
    run(&scenario)
}

fn draws(number: u64) -> Draws {
    Stream::new(7, "trace-bytes").request(number)
}

#[test]
fn bytes_give_the_same_trace_back() {
    for run in HOURS.iter().map(|(_, run)| run).chain([&short()]) {
        let bytes = run.trace.to_bytes();
        let back = Trace::from_bytes(&bytes).unwrap();
        assert!(back == run.trace, "another trace came back");
        assert!(back.to_bytes() == bytes, "another text came back");
    }
    let empty = Trace::default();
    assert_eq!(Trace::from_bytes(&empty.to_bytes()), Ok(empty));
}

#[test]
fn cut_or_foreign_bytes_are_refused() {
    fn check(bytes: &[u8], expected: TraceError) {
        assert_eq!(Trace::from_bytes(bytes).err(), Some(expected));
    }
    let bytes = short().trace.to_bytes();
    let cuts = (0..200).map(|k| draws(0).below(Purpose::Gap, k, bytes.len() as u32) as usize);
    for length in cuts.chain([0, 1, 47, 48, bytes.len() - 1]) {
        check(&bytes[..length], TraceError::WrongLength);
    }
    check(&[&bytes[..], &[0]].concat(), TraceError::WrongLength);
    let text = "a file of some other kind, longer than the header of a trace is";
    check(text.as_bytes(), TraceError::NotATrace);
    let changed = |place: usize, to: u8| {
        let mut changed = bytes.clone();
        changed[place] = to;
        changed
    };
    check(&changed(0, b'L'), TraceError::NotATrace);
    check(&changed(8, 99), TraceError::NotATrace);
    // More requests, segments or instances than there are bytes, and than there can be.
    for count in [16, 24, 32] {
        check(&changed(count + 1, 0xff), TraceError::WrongLength);
        check(&changed(count + 7, 0xff), TraceError::WrongLength);
    }
}

#[test]
fn damaged_rows_are_left_out_and_nothing_falls_over() {
    let bytes = short().trace.to_bytes();
    let mut read = 0;
    for number in 0..300 {
        let draws = draws(number);
        let mut damaged = bytes.clone();
        for k in 0..8 {
            let place = draws.below(Purpose::Key, k, bytes.len() as u32) as usize;
            damaged[place] = draws.below(Purpose::Object, k, 256) as u8;
        }
        let Ok(trace) = Trace::from_bytes(&damaged) else {
            continue;
        };
        for request in (0..trace.len()).filter_map(|row| trace.get(row)) {
            read += request.segments().count();
            request.at(request.arrived);
        }
        assert_eq!(trace.get(trace.len()), None);
    }
    assert!(read > 0);
}

/// Compares the findings of checkpoints with a search of every row.
fn check_in_flight(trace: &Trace, checkpoints: &Checkpoints, time: Nanos) -> usize {
    let mut found = Vec::new();
    checkpoints.for_each_in_flight(trace, time, |row| found.push(row));
    let rows = trace.arrivals_ns().iter().zip(trace.ends_ns());
    let naive: Vec<u32> = (0..)
        .zip(rows)
        .filter(|&(_, (&arrived, &ended))| arrived <= time.0 && time.0 < ended)
        .map(|(row, _)| row)
        .collect();
    assert_eq!(found, naive, "in flight at {time:?}");
    naive.len()
}

fn check_instances(trace: &Trace, checkpoints: &Checkpoints, time: Nanos) -> usize {
    let mut found = Vec::new();
    checkpoints.for_each_instance(trace, time, |index| found.push(index));
    let naive: Vec<u32> = (0..trace.instances.len())
        .filter(|&index| {
            let span = trace.instances.get(index).unwrap();
            span.born <= time && time < span.gone
        })
        .collect();
    assert_eq!(found, naive, "instances at {time:?}");
    naive.len()
}

#[test]
fn checkpoints_find_what_is_there_at_any_time() {
    for (run, times) in [(&short(), 2_000), (&HOURS[0].1, 40), (&HOURS[2].1, 40)] {
        let trace = &run.trace;
        let checkpoints = Checkpoints::new(trace);
        let last = trace.ends_ns().iter().copied().max().unwrap();
        let anywhere = (0..times).map(|k| (draws(1).unit(Purpose::Gap, k) * last as f64) as u64);
        let rows = (0..times / 4).map(|k| draws(2).below(Purpose::Key, k, trace.len()) as usize);
        let exact = rows.flat_map(|row| [trace.arrivals_ns()[row], trace.ends_ns()[row]]);
        let ten_seconds = 10_000_000_000;
        let edges = [1, 2, 60].map(|k| k * ten_seconds).into_iter();
        let edges = edges.flat_map(|edge| [edge - 1, edge, edge + 1]);
        let (mut flights, mut instances) = (0, 0);
        for time in anywhere
            .chain(exact)
            .chain(edges)
            .chain([0, last - 1, last, u64::MAX])
        {
            flights += check_in_flight(trace, &checkpoints, Nanos(time));
            instances += check_instances(trace, &checkpoints, Nanos(time));
        }
        assert!(flights > 0 && instances > 0, "nothing was ever there");
    }
}

#[test]
fn instances_are_born_in_order_and_end_after_they_were_ready() {
    let short = short();
    let mut gone = 0;
    for run in HOURS.iter().map(|(_, run)| run).chain([&short]) {
        let instances = &run.trace.instances;
        let spans = (0..instances.len()).map(|index| instances.get(index).unwrap());
        assert!(spans.clone().is_sorted_by_key(|span| span.born));
        for span in spans {
            assert!(span.born <= span.ready, "{span:?}");
            assert!(span.born <= span.gone, "{span:?}");
            gone += u64::from(span.gone != Nanos::MAX);
        }
        for request in requests(run).filter(|r| r.instance != model::trace::NO_INSTANCE) {
            let span = instances.get(request.instance).unwrap();
            assert_eq!(span.step, request.step, "{request:?} ran on {span:?}");
            assert!(span.born <= request.ended, "{request:?} ran on {span:?}");
        }
    }
    assert!(gone > 0, "nothing was ever reclaimed");
}
