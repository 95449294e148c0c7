//! Scenarios for tests, and queries of tests on a run.

use std::sync::LazyLock;

use engine::interpreter::profile;
use engine::simulation::simulate;
use model::catalog::{LaneId, Runtime, edge_presets, serverless_presets};
use model::outcome::{Cause, Outcome};
use model::report::{CauseCount, WorkloadReport};
use model::run::Run;
use model::sandbox::SnippetProfiles;
use model::scenario::{
    Arrivals, AudienceCity, Author, ConnectionMix, Coordination, DatastoreSettings, Deployment,
    EdgeSettings, FORMAT, LaneSettings, Month, Placement, Placements, Scenario, ServerlessSettings,
    SnippetShare, Spread, State, Step, Trigger, Work, Workload,
};
use model::trace::{RequestView, Segment, SegmentKind};
use model::units::Nanos;

/// The scenario that ships, as text.
pub const SHIPPED: &str = include_str!("../../../public/scenarios/learning-platform.json");

/// The scenario that ships.
pub static PLATFORM: LazyLock<Scenario> = LazyLock::new(|| Scenario::from_json(SHIPPED).unwrap());

/// How the snippets end within the walls of the scenario that ships, which [`small`] has as well.
pub static PROFILES: LazyLock<SnippetProfiles> =
    LazyLock::new(|| profile(&PLATFORM.lanes.sandbox.limits()));

/// The scenario that ships, with the placements of one of its boards.
pub fn board(id: &str) -> Scenario {
    let mut scenario = PLATFORM.clone();
    let board = scenario.boards.iter().find(|board| board.id == id).unwrap();
    scenario.placements = board.placements.clone();
    scenario
}

/// A whole hour of each board that ships, simulated once.
pub static HOURS: LazyLock<Vec<(Scenario, Run)>> = LazyLock::new(|| {
    [
        "everything-on-serverless",
        "everything-on-edge",
        "matched-to-shape",
    ]
    .map(board)
    .map(|scenario| {
        let run = run(&scenario);
        (scenario, run)
    })
    .into()
});

/// A placement in short form: `edge`, or `edge+walls`.
pub fn place(name: &str) -> Placement {
    let (lane, sandboxed) = name
        .strip_suffix("+walls")
        .map_or((name, false), |lane| (lane, true));
    let lane = LaneId::ALL
        .into_iter()
        .find(|known| known.as_str() == lane)
        .unwrap();
    Placement { lane, sandboxed }
}

/// An hour of one city next to the home region and of workloads on their lanes. There are no other
/// events, and no limit binds that a test has not set.
pub fn small<'a>(workloads: impl IntoIterator<Item = (Workload, &'a str)>) -> Scenario {
    let (workloads, lanes): (Vec<Workload>, Vec<&str>) = workloads.into_iter().unzip();
    let ids = workloads.iter().map(|workload| workload.id.clone());
    let placements = ids.zip(lanes.into_iter().map(place)).collect();
    Scenario {
        format: FORMAT,
        name: "Small".to_owned(),
        about: "One law at a time.".to_owned(),
        seed: 1,
        starts_at_min: 0,
        horizon_s: 3_600.0,
        drain_limit_s: 3_600.0,
        home_region: "eu-west-1".to_owned(),
        month: Month::EveryHour,
        audience: vec![city("Dublin", "IE")],
        connections: ConnectionMix {
            tcp_new: 0.0,
            tcp_resumed: 0.0,
            quic_new: 0.0,
            quic_resumed: 0.0,
            open: 1.0,
        },
        datastore: DatastoreSettings {
            connections: 100_000,
            connections_for_services: 0,
        },
        lanes: lanes_without_limits(),
        workloads,
        placements: Placements(placements),
        remedies: Vec::new(),
        changes: Vec::new(),
        boards: Vec::new(),
        cheapest_known_usd: None,
    }
}

/// Lanes whose limits do not bind.
fn lanes_without_limits() -> LaneSettings {
    let mut lanes = PLATFORM.lanes.clone();
    lanes.serverless = ServerlessSettings {
        account_concurrency: 1_000_000,
        burst: 1_000_000,
        ramp_per_10_s: 1_000_000,
        keep_alive_s: Some(600.0),
        memory_mb: 1_769,
        ..ServerlessSettings::of(&serverless_presets()[0])
    };
    lanes.edge = EdgeSettings::of(&edge_presets()[0]);
    lanes.sandbox.queue = 1_000_000;
    lanes.service.deployment = replicas(4, 4);
    lanes.service.deployments.clear();
    lanes
}

/// A city of the catalog.
pub fn city(name: &str, country: &str) -> AudienceCity {
    AudienceCity {
        city: name.to_owned(),
        country: country.to_owned(),
        weight: 1.0,
    }
}

/// This many replicas, always, each with this many slots of one whole processor.
pub fn replicas(count: u32, slots: u32) -> Deployment {
    Deployment {
        min_replicas: count,
        max_replicas: count,
        slots,
        vcpu: f64::from(slots),
        memory_mb: 2_048,
        queue: 1_000_000,
        connections: slots,
        scale_on: model::scenario::ScalingMetric::Cpu,
    }
}

/// Work that arises inside the platform once a second and takes exactly 100 ms of one processor.
/// No client waits for it and it has no needs.
pub fn workload(id: &str) -> Workload {
    Workload {
        id: id.to_owned(),
        name: id.to_owned(),
        about: String::new(),
        trigger: Trigger::Event,
        arrivals: Arrivals::Poisson { per_hour: 3_600.0 },
        author: Author::Own,
        unwanted_share: 0.0,
        retries: None,
        queue: None,
        hours_per_month: None,
        steps: vec![step("run")],
        needs: Vec::new(),
    }
}

/// A step that takes exactly 100 ms of one processor.
pub fn step(id: &str) -> Step {
    Step {
        id: id.to_owned(),
        name: id.to_owned(),
        after: Vec::new(),
        work: Work {
            cpu_ms: exactly(100.0),
            outside_wait_ms: None,
            threads: 1,
            memory_mb: 64,
            resident_mb: 0,
            payload_kb: 1,
            runtime: Runtime::Rust,
            dependencies_mb: 1.0,
            give_up_s: 86_400.0,
        },
        state: State::None,
        reaches: Vec::new(),
        cache: None,
    }
}

/// A workload with this rate and length of work.
pub fn steady(id: &str, per_hour: f64, cpu_ms: f64) -> Workload {
    let mut workload = workload(id);
    workload.arrivals = Arrivals::Poisson { per_hour };
    workload.steps[0].work.cpu_ms = exactly(cpu_ms);
    workload
}

/// Many at once at the tenth minute.
pub fn burst(id: &str, count: u32, over_s: f64, cpu_ms: f64) -> Workload {
    let mut workload = steady(id, 0.0, cpu_ms);
    workload.arrivals = Arrivals::Batch {
        count,
        at_min: 10.0,
        over_s,
    };
    workload
}

/// A workload whose code is these snippets of a partner, by weight.
pub fn snippets(id: &str, per_hour: f64, shares: &[(&str, f64)]) -> Workload {
    let shares = shares.iter().map(|&(snippet, weight)| SnippetShare {
        snippet: snippet.to_owned(),
        weight,
        code: None,
    });
    let mut workload = steady(id, per_hour, 10.0);
    workload.author = Author::Partner {
        prying_share: 0.0,
        snippets: shares.collect(),
    };
    workload
}

/// Always the same.
pub fn exactly(median: f64) -> Spread {
    Spread::log_normal(median, median)
}

/// One read and one write of one of these keys.
pub fn records(keys: u32, coordination: Coordination) -> State {
    State::Records {
        reads: 1,
        writes: 1,
        keys,
        skew: 0.0,
        coordination,
        users: model::scenario::KeyUsers::OneCity,
    }
}

/// Simulates a scenario, which must be one that the page would take.
pub fn run(scenario: &Scenario) -> Run {
    Scenario::from_json(&scenario.to_json().unwrap()).unwrap();
    let limits = scenario.lanes.sandbox.limits();
    if PROFILES.limits == limits {
        simulate(scenario, &PROFILES).unwrap()
    } else {
        simulate(scenario, &profile(&limits)).unwrap()
    }
}

/// The report on a workload.
pub fn of<'a>(run: &'a Run, workload: &str) -> &'a WorkloadReport {
    run.summary
        .report
        .workloads
        .iter()
        .find(|report| report.id == workload)
        .unwrap()
}

/// The count of a cause in a list.
pub fn count(list: &[CauseCount], cause: Cause) -> u64 {
    list.iter()
        .find(|entry| entry.cause == cause)
        .map_or(0, |entry| entry.count)
}

/// How many requests of the only workload failed for a cause.
pub fn failed(run: &Run, cause: Cause) -> u64 {
    count(&run.summary.report.workloads[0].failures, cause)
}

/// Every request of a run, in order of arrival.
pub fn requests(run: &Run) -> impl Iterator<Item = RequestView<'_>> {
    (0..run.trace.len()).map(|row| run.trace.get(row).unwrap())
}

/// The time that a request spent in segments of a kind.
pub fn spent(request: &RequestView<'_>, kind: SegmentKind) -> Nanos {
    request
        .segments()
        .filter(|segment| segment.kind == kind)
        .map(|segment| segment.length())
        .fold(Nanos::ZERO, |sum, length| sum + length)
}

/// The requests that ended like this.
pub fn ended(run: &Run, outcome: Outcome) -> impl Iterator<Item = RequestView<'_>> {
    requests(run).filter(move |request| request.outcome == outcome)
}

/// The segments of a request.
pub fn way(request: &RequestView<'_>) -> Vec<SegmentKind> {
    request
        .segments()
        .map(|Segment { kind, .. }| kind)
        .collect()
}

/// Asserts that a figure is within a share of the expected one.
pub fn near(what: &str, found: f64, expected: f64, share: f64) {
    let error = (found - expected).abs();
    assert!(
        error <= expected.abs() * share,
        "{what}: {found}, not {expected} (off by {:.2} %)",
        error / expected.abs() * 100.0
    );
}
