//! Small traces for tests, written the way the worker sends them.

use engine::catalog::LaneId;
use engine::outcome::Outcome;
use engine::run::{Home, PopKey, Run, StepKey, Summary};
use engine::scenario::Placement;
use engine::trace::{NO_INSTANCE, NO_SNIPPET, SegmentKind, Trace};

use super::geo::project;
use super::index::RunIndex;
use super::places::{CityPlace, Places, PopPlace};
use super::traffic::Reading;
use super::whereabouts::StepPlace;

/// A millisecond in nanoseconds.
pub const MS: u64 = 1_000_000;

/// A request: its lane is its step, its times are milliseconds.
#[derive(Clone, Debug)]
pub struct Request {
    /// When it arrives.
    pub at: u64,
    /// Its lane.
    pub lane: LaneId,
    /// Its city.
    pub city: u16,
    /// Its POP.
    pub pop: u16,
    /// What ran it.
    pub instance: u32,
    /// How it ended.
    pub outcome: Outcome,
    /// Its segments, by length.
    pub segments: Vec<(SegmentKind, u64)>,
}

impl Request {
    /// From city 0 straight home and back, with nothing on instance 0.
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
    let mut bytes = Vec::new();
    let segments: usize = requests.iter().map(|request| request.segments.len()).sum();
    let n = requests.len() as u64;
    let put = |bytes: &mut Vec<u8>, values: Vec<u64>, width: usize| {
        for value in values {
            bytes.extend_from_slice(&value.to_le_bytes()[..width]);
        }
    };
    let magic = u64::from_le_bytes(*b"lanetrac");
    put(
        &mut bytes,
        vec![magic, 1, n, segments as u64, instances.len() as u64, n],
        8,
    );
    let of = |get: &dyn Fn(&Request) -> u64| requests.iter().map(get).collect::<Vec<u64>>();
    let end = |r: &Request| (r.at + r.segments.iter().map(|s| s.1).sum::<u64>()) * MS;
    put(&mut bytes, of(&|r| r.at * MS), 8);
    put(&mut bytes, of(&end), 8);
    for request in requests {
        let mut at = request.at;
        for (_, length) in &request.segments {
            at += length;
            put(&mut bytes, vec![at * MS], 8);
        }
    }
    put(&mut bytes, instances.iter().map(|i| i.1 * MS).collect(), 8);
    put(&mut bytes, instances.iter().map(|i| i.2 * MS).collect(), 8);
    put(
        &mut bytes,
        instances.iter().map(|i| i.3.saturating_mul(MS)).collect(),
        8,
    );
    put(&mut bytes, (0..n).collect(), 4);
    put(&mut bytes, of(&|r| u64::from(r.instance)), 4);
    let firsts = requests.iter().scan(0, |first, request| {
        let this = *first;
        *first += request.segments.len() as u64;
        Some(this)
    });
    put(&mut bytes, firsts.collect(), 4);
    put(&mut bytes, of(&|r| u64::from(r.city)), 2);
    put(&mut bytes, of(&|r| u64::from(r.pop)), 2);
    put(&mut bytes, of(&|_| u64::from(NO_SNIPPET)), 2);
    put(&mut bytes, of(&|_| 0), 2);
    put(&mut bytes, of(&|r| r.lane as u64), 1);
    put(&mut bytes, of(&|r| u64::from(r.outcome.code())), 1);
    put(&mut bytes, of(&|r| r.segments.len() as u64), 1);
    let kinds = requests
        .iter()
        .flat_map(|r| r.segments.iter().map(|s| s.0 as u64));
    put(&mut bytes, kinds.collect(), 1);
    put(
        &mut bytes,
        instances.iter().map(|i| i.0 as u64).collect(),
        1,
    );
    Trace::from_bytes(&bytes).expect("the worker's own format")
}

/// A run with one step for each lane, one city in Nairobi, one POP there, home in Dublin.
pub fn run(trace: Trace) -> Run {
    let step = |lane| StepKey {
        workload: 0,
        step: 0,
        placement: Placement::on(lane),
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
            home: Home {
                city: "Dublin".into(),
                lat: 53.3,
                lon: -6.3,
            },
            cities: vec![(-1.3, 36.9)],
            pop_of_city: vec![0],
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

/// The index of such a run.
pub fn index(trace: &Trace) -> RunIndex {
    let steps = LaneId::ALL
        .map(|lane| StepPlace {
            lane,
            state_is_home: true,
            slots: 2,
        })
        .to_vec();
    let mut reading = Reading::new(trace, 1, 1);
    while !reading.advance(trace, &steps, u32::MAX) {}
    let traffic = reading.finish();
    let places = Places {
        cities: vec![CityPlace {
            at: project(-1.3, 36.8),
            name: "Nairobi".into(),
            share: 1.0,
        }],
        pops: vec![PopPlace {
            at: project(-1.3, 36.9),
            code: "NBO".into(),
        }],
        home: project(53.3, -6.2),
        home_name: "Dublin".into(),
    };
    let instances = trace.instances.len();
    RunIndex {
        generation: 1,
        steps,
        places,
        edge_pops: traffic.edge_pops(),
        traffic,
        seat: (0..instances).collect(),
        seats: [instances.max(1); 4],
        sandbox_rows: (0..trace.len())
            .filter(|&row| trace.step_indexes()[row as usize] == LaneId::Sandbox as u8)
            .collect(),
        each_stands_for: 1.0,
    }
}
