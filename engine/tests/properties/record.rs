//! The selection of recorded requests does not change the run.

use std::collections::{BTreeMap, BTreeSet};

use engine::simulation::simulate_recording;
use model::index::{CityIndex, PopIndex, WorkloadIndex};
use model::outcome::{Cause, Outcome};
use model::run::Run;
use model::scenario::Scenario;
use model::trace::{RequestView, Segment};
use model::trace_selection::{RequestId, TraceSelection};
use model::units::Nanos;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::draw::for_all;
use crate::scenarios::scenario;
use crate::support::{PROFILES, requests, run};

/// All data of a request in a trace, but its row.
type Told = (
    [u64; 2],
    Outcome,
    (Option<CityIndex>, Option<PopIndex>),
    u32,
    Option<(u16, u16)>,
    Vec<Segment>,
);

fn name(request: &RequestView<'_>) -> RequestId {
    RequestId {
        step: request.step,
        number: request.number,
    }
}

fn told(request: &RequestView<'_>) -> Told {
    (
        [request.arrived.0, request.ended.0],
        request.outcome,
        (request.city, request.pop),
        request.instance,
        request.snippet,
        request.segments().collect(),
    )
}

/// Every request of a trace, by id; each has exactly one row.
fn all(run: &Run) -> BTreeMap<RequestId, Told> {
    let all: BTreeMap<_, _> = requests(run)
        .map(|request| (name(&request), told(&request)))
        .collect();
    assert_eq!(
        all.len(),
        run.trace.len() as usize,
        "a request stands twice"
    );
    all
}

fn recorded(scenario: &Scenario, selection: &TraceSelection) -> Run {
    simulate_recording(scenario, &PROFILES, selection).unwrap()
}

/// The requests behind moments, with the moment's kind.
fn behind_moments(run: &Run) -> BTreeSet<RequestId> {
    let rows = run.summary.moments.iter().filter_map(|moment| moment.row);
    rows.map(|row| name(&run.trace.get(row).unwrap())).collect()
}

/// The same hour with a part of its requests recorded: all other results are equal, every row is that of
/// the full run, and rows are in order.
fn check_same(full: &Run, part: &Run) {
    let (a, b) = (&full.summary, &part.summary);
    assert_eq!(a.fingerprint, b.fingerprint);
    assert_eq!(a.report, b.report);
    assert_eq!(a.verdicts, b.verdicts);
    assert_eq!(full.trace.instances, part.trace.instances);
    assert_eq!(full.trace.requests_in_run, part.trace.requests_in_run);
    let everything = all(full);
    for (request, told) in all(part) {
        assert_eq!(Some(&told), everything.get(&request), "{request:?}");
    }
    assert!(part.trace.arrivals_ns().is_sorted());
    assert_eq!(a.moments.len(), b.moments.len());
    for (whole, partial) in a.moments.iter().zip(&b.moments) {
        let what = |moment: &model::moments::Moment| {
            (moment.at, moment.kind, moment.workload, moment.count)
        };
        assert_eq!(what(whole), what(partial));
        let shown = |run: &Run, row: Option<u32>| row.map(|row| name(&run.trace.get(row).unwrap()));
        // A write that is lost long after it was acknowledged may have left no row.
        let lost = whole.kind == model::moments::MomentKind::FirstLostUpdate;
        let (expected, found) = (shown(full, whole.row), shown(part, partial.row));
        assert!(found == expected || lost && found.is_none(), "{whole:?}");
    }
}

#[test]
fn a_request_recorded_alone_is_the_same() {
    let drawn = (scenario(), prop::array::uniform5(any::<Index>()));
    for_all(60, &drawn, |(scenario, rows)| {
        let full = run(&scenario);
        if full.trace.is_empty() {
            return;
        }
        let row = |index: &Index| index.index(full.trace.len() as usize) as u32;
        let names: BTreeSet<RequestId> = rows
            .iter()
            .map(|index| name(&full.trace.get(row(index)).unwrap()))
            .collect();
        let part = recorded(
            &scenario,
            &TraceSelection::Named(names.iter().copied().collect()),
        );
        check_same(&full, &part);
        let expected: BTreeSet<_> = names.union(&behind_moments(&part)).copied().collect();
        let found: BTreeSet<_> = all(&part).into_keys().collect();
        assert_eq!(found, expected);
    });
}

#[test]
fn requests_of_a_window_are_the_same() {
    let drawn = (scenario(), 0.0..600.0, 0.0..300.0);
    for_all(60, &drawn, |(scenario, from_s, length_s)| {
        let from = Nanos::from_secs(from_s);
        let to = Nanos::from_secs(from_s + length_s);
        let full = run(&scenario);
        let part = recorded(&scenario, &TraceSelection::Window { from, to });
        check_same(&full, &part);
        let within = requests(&full).filter(|request| (from..to).contains(&request.arrived));
        let mut expected: BTreeSet<_> = within.map(|request| name(&request)).collect();
        expected.extend(behind_moments(&part));
        let found: BTreeSet<_> = all(&part).into_keys().collect();
        assert_eq!(found, expected);
    });
}

#[test]
fn nothing_recorded_is_the_same_hour() {
    for_all(40, &scenario(), |scenario| {
        let full = run(&scenario);
        let part = recorded(&scenario, &TraceSelection::Nothing);
        check_same(&full, &part);
        let found: BTreeSet<_> = all(&part).into_keys().collect();
        assert_eq!(found, behind_moments(&part));
    });
}

/// How many failures of each workload and cause a trace has. A write that was overwritten after it
/// had been acknowledged failed too late for its row to be kept.
fn failures(run: &Run) -> BTreeMap<(WorkloadIndex, Cause), u64> {
    let mut failures = BTreeMap::new();
    for request in requests(run) {
        if let Outcome::Failed(cause) = request.outcome
            && cause != Cause::LostUpdate
        {
            let workload = run.summary.steps[usize::from(request.step)].workload;
            *failures.entry((workload, cause)).or_default() += 1;
        }
    }
    failures
}

#[test]
fn a_sample_is_the_same_hour_and_keeps_what_is_rare() {
    for_all(80, &(scenario(), 0..200_u32), |(scenario, at_most)| {
        let full = run(&scenario);
        let part = recorded(&scenario, &TraceSelection::Sample { at_most });
        check_same(&full, &part);
        let kept = failures(&part);
        for (key, count) in failures(&full) {
            let kept = kept.get(&key).copied().unwrap_or(0);
            // The first hundred of each at least.
            assert!(kept >= count.min(100), "{kept} of {count} {key:?}");
        }
    });
}
