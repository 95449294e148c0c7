//! Draws small scenarios that the page would take: ten minutes, up to four workloads, every lane,
//! trigger, arrival, author and state, and limits so low that they bind.

use crate::support::{PLATFORM, city, replicas, small};
use crate::workloads::{HORIZON_MIN, HORIZON_S, grants, spread, workload};
use model::catalog::LaneId;
use model::scenario::{
    Change, ChangeKind, DatastoreSettings, Deployment, EdgeSettings, EdgeStore, Placement, Remedy,
    Reuse, SETTINGS, SandboxRuntime, SandboxSettings, Scenario, ServerlessSettings,
    ServiceSettings, Setting,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// A scenario that the page would take.
pub fn scenario() -> impl Strategy<Value = Scenario> {
    (
        vec((workload(), placement()), 1..=4),
        (any::<u64>(), select(vec![0.0, 20.0, 600.0])),
        cities(),
        handshakes(),
        (serverless(), edge(), sandbox(), service()),
        datastore(),
        (remedies(), changes()),
    )
        .prop_map(
            |(placed, (seed, drain_limit_s), cities, handshakes, lanes, datastore, later)| {
                let mut scenario = small([]);
                for (number, (mut workload, placement)) in placed.into_iter().enumerate() {
                    workload.id = format!("w{number}");
                    scenario.placements.place(&workload.id, placement);
                    scenario.workloads.push(workload);
                }
                scenario.seed = seed;
                scenario.horizon_s = HORIZON_S;
                scenario.drain_limit_s = drain_limit_s;
                scenario.audience = cities.map(|(name, country)| city(name, country)).collect();
                let connections = &mut scenario.connections;
                [connections.tcp_new, connections.quic_new, connections.open] = handshakes;
                let settings = &mut scenario.lanes;
                (settings.serverless, settings.edge, settings.sandbox) =
                    (lanes.0, lanes.1, lanes.2);
                settings.service = lanes.3;
                scenario.datastore = datastore;
                let (remedies, changes) = later;
                for (remedy, number) in remedies {
                    // What is left of the account's concurrency depends on the remedies before.
                    if *remedy.range(&scenario).end() > 0 {
                        let remedy = remedy.with_number(number, &scenario);
                        scenario.remedies.push(remedy);
                    }
                }
                scenario.changes = changes;
                scenario
            },
        )
}

/// A lane, with or without walls of its own.
pub fn placement() -> impl Strategy<Value = Placement> {
    (select(LaneId::ALL.to_vec()), any::<bool>())
        .prop_map(|(lane, sandboxed)| Placement { lane, sandboxed })
}

type Cities = std::vec::IntoIter<(&'static str, &'static str)>;

fn cities() -> impl Strategy<Value = Cities> {
    let known = vec![("Dublin", "IE"), ("Tokyo", "JP"), ("Nairobi", "KE")];
    subsequence(known, 1..=3).prop_map(Vec::into_iter)
}

fn handshakes() -> impl Strategy<Value = [f64; 3]> {
    select(vec![[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.4, 0.3, 0.3]])
}

fn serverless() -> impl Strategy<Value = ServerlessSettings> {
    (
        (select(vec![1, 3, 20, 1_000]), select(vec![1, 10, 1_000])),
        (
            option::of(select(vec![0.0, 5.0, 60.0])),
            select(vec![Reuse::NewestFirst, Reuse::LastUsedFirst]),
            1..=3_u32,
        ),
        (
            option::weighted(0.2, spread()),
            select(vec![128, 1_769, 3_000]),
        ),
        select(vec![0.5, 5.0, 900.0]),
    )
        .prop_map(
            |((cap, ramp), (keep_alive_s, reuse, slots), (cold_run_ms, memory_mb), timeout_s)| {
                ServerlessSettings {
                    account_concurrency: cap,
                    burst: ramp,
                    ramp_per_10_s: ramp,
                    keep_alive_s,
                    reuse,
                    requests_per_instance: slots,
                    cold_run_ms,
                    memory_mb,
                    timeout_s,
                    ..small([]).lanes.serverless
                }
            },
        )
}

fn edge() -> impl Strategy<Value = EdgeSettings> {
    (
        select(vec![10.0, 500.0, 30_000.0]),
        select(vec![EdgeStore::KeyValue, EdgeStore::HomeDatabase]),
        select(vec![0, 3, 2_000]),
        select(vec![0, 3, 10_000]),
    )
        .prop_map(
            |(cpu_limit_ms, store, cache_objects, subrequests)| EdgeSettings {
                cpu_limit_ms,
                store,
                cache_objects,
                subrequests,
                ..small([]).lanes.edge
            },
        )
}

fn sandbox() -> impl Strategy<Value = SandboxSettings> {
    (
        select(vec![SandboxRuntime::Wasmtime, SandboxRuntime::Wasmi]),
        1..=4_u32,
        select(vec![0, 2, 1_000]),
        grants(),
    )
        .prop_map(|(runtime, workers, queue, grants)| SandboxSettings {
            runtime,
            workers,
            queue,
            grants,
            // The walls stay those that the snippets were profiled behind.
            ..PLATFORM.lanes.sandbox.clone()
        })
}

fn datastore() -> impl Strategy<Value = DatastoreSettings> {
    (select(vec![1, 5, 1_000]), 0..=1_u32).prop_map(|(connections, connections_for_services)| {
        DatastoreSettings {
            connections,
            connections_for_services,
        }
    })
}

fn service() -> impl Strategy<Value = ServiceSettings> {
    (
        (1..=3_u32, 0..=4_u32, 1..=4_u32),
        select(vec![0, 2, 1_000]),
        select(vec![0.5, 1.0, 4.0]),
        select(vec![1, 2, 10]),
        any::<bool>(),
    )
        .prop_map(
            |((least, more, slots), queue, vcpu, connections, affinity)| ServiceSettings {
                deployment: Deployment {
                    max_replicas: least + more,
                    queue,
                    vcpu,
                    connections,
                    ..replicas(least, slots)
                },
                affinity,
                ..small([]).lanes.service
            },
        )
}

/// Remedies, each for the first workload, which every scenario has, and a number for each of them.
fn remedies() -> impl Strategy<Value = Vec<(Remedy, u32)>> {
    let all: Vec<Remedy> = Remedy::of_each_kind("w0").into();
    let some = subsequence(all, 1..=4).prop_flat_map(|some| {
        let numbers = vec(1..=3_u32, some.len());
        (Just(some), numbers).prop_map(|(some, numbers)| some.into_iter().zip(numbers).collect())
    });
    prop_oneof![2 => Just(Vec::new()), 1 => some]
}

/// Changes within the hour.
fn changes() -> impl Strategy<Value = Vec<Change>> {
    let live: Vec<&Setting> = SETTINGS.iter().filter(|one| one.is_live()).collect();
    let set = (select(live), select(vec![0.0, 1.0, 50.0]));
    let what = prop_oneof![
        (1.0..3.0).prop_map(|factor| ChangeKind::Surge {
            factor,
            cities: Vec::new(),
            workload: None
        }),
        Just(ChangeKind::PopOutage {
            pop: "DUB".to_owned()
        }),
        Just(ChangeKind::DatabaseOutage),
        (1.0..100.0).prop_map(|factor| ChangeKind::SlowDatabase { factor }),
        select(LaneId::ALL.to_vec()).prop_map(|lane| ChangeKind::LaneOutage { lane }),
        placement().prop_map(|placement| ChangeKind::Placed {
            workload: "w0".to_owned(),
            placement
        }),
        set.prop_map(|(setting, beyond_least)| ChangeKind::Set {
            setting: setting.id,
            value: setting.least + beyond_least,
        }),
    ];
    let change = (0.0..HORIZON_MIN, option::of(0.0..HORIZON_MIN), what).prop_map(
        |(at_min, lasts_min, what)| Change {
            at_min,
            until_min: lasts_min.map(|lasts_min| at_min + lasts_min),
            what,
        },
    );
    prop_oneof![2 => Just(Vec::new()), 1 => vec(change, 1..=3)]
}
