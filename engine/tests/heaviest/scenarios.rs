//! Scenarios at the caps of `scenario/caps.rs`.

use model::catalog::{LaneId, cities};
use model::scenario::{
    Arrivals, AudienceCity, Change, ChangeKind, Coordination, Peak, Placement, Remedy,
    ResponseCache, Scenario, State, caps,
};

use super::support::SHIPPED;

/// A week, the longest horizon.
const WEEK_S: f64 = 604_800.0;

/// All of them, each with the cap that it is at.
pub fn all() -> Vec<(&'static str, Scenario)> {
    let lanes = [
        ("requests in flight on functions", LaneId::Serverless),
        ("requests in flight at the edge", LaneId::Edge),
        ("requests in flight in the sandbox", LaneId::Sandbox),
        ("requests in flight on services", LaneId::Service),
    ];
    let mut all: Vec<_> = lanes
        .into_iter()
        .map(|(what, lane)| (what, in_flight(lane)))
        .collect();
    all.extend([
        ("a board that does not keep up", behind()),
        ("keys", keys()),
        ("sessions", sessions()),
        ("cached answers", cached()),
        ("stretches of arrival rates", with_rates(crowd())),
        ("provisioned instances", provisioned()),
        ("imported rows", imported()),
        ("cities and workloads", crowd()),
        ("all caps at once", together()),
    ]);
    all
}

fn shipped() -> Scenario {
    let mut scenario = Scenario::from_json(SHIPPED).unwrap();
    scenario.boards.clear();
    scenario
}

/// The shipped scenario with this workload alone, on this lane.
fn alone(id: &str, lane: LaneId) -> Scenario {
    let mut scenario = shipped();
    scenario.keep_only(|other| other == id);
    scenario.placements.place(id, Placement::on(lane));
    scenario
}

/// No limit of a lane is reached before the caps.
fn open_lanes(scenario: &mut Scenario) {
    let serverless = &mut scenario.lanes.serverless;
    serverless.account_concurrency = 1_000_000;
    serverless.burst = 1_000_000;
    scenario.lanes.sandbox.queue = 1_000_000;
    let service = &mut scenario.lanes.service;
    service.deployments.clear();
    service.deployment.queue = 1_000_000;
}

fn batch(count: u32, over_s: f64) -> Arrivals {
    Arrivals::Batch {
        count,
        at_min: 0.0,
        over_s,
    }
}

fn in_flight(lane: LaneId) -> Scenario {
    let mut scenario = alone("quiz-submissions", lane);
    open_lanes(&mut scenario);
    scenario.workloads[0].arrivals = batch(caps::IN_FLIGHT, 0.0);
    scenario
}

/// Spread evenly the requests would fit; functions take one at once, and the others wait.
fn behind() -> Scenario {
    let mut scenario = alone("email-queue", LaneId::Serverless);
    scenario.lanes.serverless.account_concurrency = 1;
    scenario.workloads[0].arrivals = batch(1_500_000, 3_000.0);
    scenario
}

/// One step with as many keys as are allowed.
fn keys() -> Scenario {
    let mut scenario = alone("progress-tracking", LaneId::Edge);
    scenario.workloads[0].steps[0].state = State::Records {
        reads: 1,
        writes: 1,
        keys: caps::KEYS,
        skew: 0.9,
        coordination: Coordination::PerKey,
        users: model::scenario::KeyUsers::OneCity,
    };
    scenario
}

/// Five steps with as many sessions as are allowed.
fn sessions() -> Scenario {
    let mut scenario = alone("live-classroom", LaneId::Service);
    let workload = scenario.workloads.remove(0);
    for number in 0..5 {
        let mut one = workload.clone();
        one.id = format!("classroom-{number}");
        if let State::Session { sessions, .. } = &mut one.steps[0].state {
            *sessions = caps::KEYS;
        }
        scenario
            .placements
            .place(&one.id, Placement::on(LaneId::Service));
        scenario.workloads.push(one);
    }
    scenario.keep_only(|id| id.starts_with("classroom-"));
    scenario
}

/// As many answers as fit into the caches of all points of presence.
fn cached() -> Scenario {
    let mut scenario = alone("course-images", LaneId::Edge);
    let pops = scenario.audience.len() as u64;
    let objects = (caps::KEPT_BYTES / 24 / pops).min(u64::from(caps::KEYS)) as u32;
    scenario.workloads[0].steps[0].state = State::None;
    scenario.workloads[0].steps[0].cache = Some(ResponseCache {
        objects,
        skew: 0.0,
        ttl_s: 3_600.0,
        stale_while_revalidate_s: 0.0,
        without_code: true,
    });
    scenario.lanes.edge.cache_objects = objects;
    scenario
}

/// A week of many workloads with broad peaks and of many surges, whose rates are kept in stretches of ten
/// seconds.
fn with_rates(mut scenario: Scenario) -> Scenario {
    scenario.horizon_s = WEEK_S;
    for workload in &mut scenario.workloads {
        workload.trigger = model::scenario::Trigger::Learner;
        workload.arrivals = Arrivals::Peaks {
            per_hour: 20.0,
            peaks: vec![Peak {
                at_min: WEEK_S / 120.0,
                width_min: WEEK_S / 240.0,
                share: 0.1,
            }],
        };
    }
    scenario.changes = (0..caps::CHANGES)
        .map(|number| Change {
            at_min: f64::from(number),
            until_min: Some(f64::from(number) + 1.0),
            what: ChangeKind::Surge {
                factor: 1.0,
                workload: None,
                cities: Vec::new(),
            },
        })
        .collect();
    scenario
}

/// Ten thousand instances of each of ten functions, four of them the steps of one workload.
fn provisioned() -> Scenario {
    let mut scenario = shipped();
    open_lanes(&mut scenario);
    let ids: Vec<String> = scenario
        .workloads
        .iter()
        .map(|one| one.id.clone())
        .collect();
    for id in ids.into_iter().take(7) {
        scenario
            .placements
            .place(&id, Placement::on(LaneId::Serverless));
        scenario.remedies.push(Remedy::Provisioned {
            target: id,
            instances: caps::PROVISIONED / 10,
        });
    }
    scenario
}

fn imported() -> Scenario {
    let mut scenario = shipped();
    let rows = caps::IMPORTED_ROWS;
    for workload in scenario.workloads.iter_mut().take(5) {
        workload.arrivals = Arrivals::Imported {
            at_s: (0..rows)
                .map(|row| f64::from(row) * 3_600.0 / f64::from(rows))
                .collect(),
            run_ms: vec![20.0; rows as usize],
        };
    }
    scenario
}

/// Every city, and the shipped workloads over and over.
fn crowd() -> Scenario {
    let mut scenario = shipped();
    scenario.audience = cities()
        .iter()
        .map(|city| AudienceCity {
            city: city.name.to_owned(),
            country: city.country.to_owned(),
            weight: 1.0,
        })
        .take(caps::CITIES as usize)
        .collect();
    let mut workload = scenario.workload("course-images").unwrap().clone();
    workload.steps[0].cache = None;
    scenario.keep_only(|id| id == "course-landing");
    scenario.workloads[0].steps[0].cache = None;
    while scenario.workloads.len() < caps::WORKLOADS as usize {
        let mut one = workload.clone();
        one.id = format!("images-{}", scenario.workloads.len());
        scenario
            .placements
            .place(&one.id, Placement::on(LaneId::Edge));
        scenario.workloads.push(one);
    }
    scenario
}

/// Keys, provisioned instances, rates and requests in flight, each nearly at its cap.
fn together() -> Scenario {
    let mut scenario = with_rates(shipped());
    open_lanes(&mut scenario);
    let mut records = keys().workloads[0].clone();
    if let State::Records { keys, .. } = &mut records.steps[0].state {
        *keys = caps::KEYS * 3 / 4;
    }
    let id = records.id.clone();
    if let Some(place) = scenario.workload_index(&id) {
        scenario.workloads[place] = records;
        scenario.workloads[place].arrivals = batch(caps::IN_FLIGHT / 2, 0.0);
    }
    scenario
        .placements
        .place(&id, Placement::on(LaneId::Serverless));
    scenario.remedies = provisioned().remedies;
    // For its bill the hour is simulated again without this fault.
    if let Some(last) = scenario.changes.last_mut() {
        last.what = ChangeKind::DatabaseOutage;
    }
    scenario
}
