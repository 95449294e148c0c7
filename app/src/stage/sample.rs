//! Small traces for the tests of the stage.

use model::catalog::{LaneId, LaneMap};
use model::index::{CityIndex, PopIndex, StepIndex, WorkloadIndex};
use model::outcome::Outcome;
use model::request_number::RequestNumber;
use model::run::{Home, PopKey, Run, StepKey, Summary};
use model::scenario::Placement;
use model::trace::{InstanceSpan, Instances, NO_INSTANCE, Row, SegmentKind, Trace};
use model::units::{LatLon, Nanos};

use super::geo::project;
use super::index::RunIndex;
use super::places::{CityPlace, Place, Places, PopPlace};
use super::traffic::Reading;
use super::whereabouts::StepPlace;

/// A millisecond in nanoseconds.
pub const MS: u64 = 1_000_000;

/// A request: its lane is its step, its times are milliseconds.
#[derive(Clone, Debug)]
pub struct Request {
    /// The arrival, milliseconds.
    pub at: u64,
    /// The lane.
    pub lane: LaneId,
    /// The index of the city.
    pub city: u16,
    /// The index of the POP.
    pub pop: u16,
    /// The index of the instance that ran it, or `NO_INSTANCE`.
    pub instance: u32,
    /// The outcome.
    pub outcome: Outcome,
    /// The segments with their lengths in milliseconds.
    pub segments: Vec<(SegmentKind, u64)>,
}

impl Request {
    /// A successful request from city 0, which no instance runs.
    pub fn new(at: u64, lane: LaneId, segments: &[(SegmentKind, u64)]) -> Self {
        Self {
            at,
            lane,
            city: 0,
            pop: 0,
            instance: NO_INSTANCE,
            outcome: Outcome::Ok,
            segments: segments.to_vec(),
        }
    }
}

/// A trace of these requests, in order of arrival, and of instances as (lane, born, ready, gone).
pub fn trace(requests: &[Request], instances: &[(LaneId, u64, u64, u64)]) -> Trace {
    let rows = (0..).zip(requests).map(|(number, request)| {
        let mut end = Nanos(request.at * MS);
        let segments = request.segments.iter().map(|&(kind, length)| {
            end += Nanos(length * MS);
            (kind, end)
        });
        Row {
            arrived: Nanos(request.at * MS),
            number: RequestNumber(number),
            step: StepIndex(request.lane as u16),
            outcome: request.outcome,
            city: CityIndex(request.city),
            pop: PopIndex(request.pop),
            instance: request.instance,
            snippet: None,
            segments: segments.collect(),
        }
    });
    let spans = instances
        .iter()
        .map(|&(lane, born, ready, gone)| InstanceSpan {
            step: StepIndex(lane as u16),
            born: Nanos(born * MS),
            ready: Nanos(ready * MS),
            gone: Nanos(gone.saturating_mul(MS)),
        });
    let instances = Instances::from_spans(&spans.collect::<Vec<_>>());
    Trace::from_rows(rows.collect(), instances)
}

/// A run with one step for each lane, one city in Nairobi, one POP there, home in Dublin.
pub fn run(trace: Trace) -> Run {
    let step = |lane| StepKey {
        workload: WorkloadIndex(0),
        step: 0,
        placement: Placement::on(lane),
        region: None,
        is_behind_queue: false,
    };
    let pop = PopKey {
        code: "NBO".into(),
        city: "Nairobi".into(),
        lat: -1.3,
        lon: 36.9,
    };
    Run {
        summary: Summary {
            by_city: Vec::new(),
            fingerprint: String::new(),
            steps: LaneId::ALL.map(step).to_vec(),
            pops: vec![pop],
            regions: Vec::new(),
            home: Home {
                city: "Dublin".into(),
                lat: 53.3,
                lon: -6.3,
            },
            cities: vec![LatLon::new(-1.3, 36.9)],
            pop_of_city: vec![PopIndex(0)],
            report: serde_json::from_str(
                r#"{"requests":0,"workloads":[],"costs":[],"series":{"bin_s":10.0,"arrived":[],"failed":[],
                "late":[],"cold_starts":[],"queued":[],"function_instances":[],"replicas":[]}}"#,
            )
            .expect("a report"),
            moments: Vec::new(),
            verdicts: Vec::new(),
        },
        trace,
    }
}

/// The index of a run of this trace.
pub fn index(trace: &Trace) -> RunIndex {
    let steps = LaneId::ALL
        .map(|lane| StepPlace {
            lane,
            state_is_home: true,
            slots: 2,
            region: Place::Home,
        })
        .to_vec();
    let mut reading = Reading::new(trace, 1, 1, 0);
    while !reading.advance(trace, &steps, u32::MAX) {}
    let traffic = reading.finish();
    let places = Places {
        regions: Vec::new(),
        cities: vec![CityPlace {
            at: project(-1.3, 36.8),
            name: "Nairobi".into(),
            share: 1.0,
        }],
        pops: vec![PopPlace {
            at: project(-1.3, 36.9),
            name: "Nairobi".into(),
        }],
        home: project(53.3, -6.2),
        home_name: "Dublin".into(),
    };
    let instances = trace.instances.len();
    RunIndex {
        generation: 1,
        steps,
        places,
        faults: Vec::new(),
        edge_pops: traffic.edge_pops(),
        traffic,
        seat: (0..instances).collect(),
        seats: LaneMap::from_fn(|_| instances.max(1)),
        sandbox_rows: (0..trace.len())
            .filter(|&row| trace.step_indexes()[row as usize] == LaneId::Sandbox as u8)
            .collect(),
        each_stands_for: 1.0,
    }
}
