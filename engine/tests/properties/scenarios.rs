//! Draws small scenarios that the page would take: ten minutes, up to four workloads, every lane,
//! trigger, arrival, author and state, and limits so low that they bind.

use model::catalog::{LaneId, Runtime};
use model::scenario::{
    Arrivals, Author, Capability, Change, ChangeKind, ClientRetries, Coordination,
    DatastoreSettings, Deployment, EdgeSettings, EdgeStore, Need, Over, Peak, Placement, Remedy,
    ResponseCache, Reuse, SandboxRuntime, SandboxSettings, Scenario, ServerlessSettings,
    ServiceSettings, SettingId, SnippetShare, Spread, State, Step, Trigger, Work, Workload,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::support::{PLATFORM, city, replicas, small, step};

const HORIZON_S: f64 = 600.0;
const HORIZON_MIN: f64 = HORIZON_S / 60.0;

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
                (scenario.remedies, scenario.changes) = later;
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

fn grants() -> impl Strategy<Value = Vec<Capability>> {
    subsequence(
        vec![Capability::Database, Capability::Storage, Capability::Http],
        0..=3,
    )
}

fn service() -> impl Strategy<Value = ServiceSettings> {
    (
        (1..=3_u32, 0..=4_u32, 1..=4_u32),
        select(vec![0, 2, 1_000]),
        select(vec![0.5, 1.0, 4.0]),
        any::<bool>(),
    )
        .prop_map(
            |((least, more, slots), queue, vcpu, affinity)| ServiceSettings {
                deployment: Deployment {
                    max_replicas: least + more,
                    queue,
                    vcpu,
                    ..replicas(least, slots)
                },
                affinity,
                ..small([]).lanes.service
            },
        )
}

/// Settings that lift a constraint, each for the first workload, which every scenario has.
fn remedies() -> impl Strategy<Value = Vec<Remedy>> {
    let target = || "w0".to_owned();
    let all = vec![
        Remedy::Provisioned {
            target: target(),
            instances: 2,
        },
        Remedy::ReservedConcurrency {
            target: target(),
            concurrency: 1,
        },
        Remedy::ConnectionPooler,
        Remedy::IdempotencyKey { target: target() },
        Remedy::ConditionalWrites { target: target() },
        Remedy::PlainCdn { target: target() },
        Remedy::Chunks {
            target: target(),
            at_most_s: 1.0,
        },
        Remedy::MoreReplicas {
            target: target(),
            min_replicas: 3,
            max_replicas: 6,
        },
    ];
    prop_oneof![2 => Just(Vec::new()), 1 => subsequence(all, 1..=4)]
}

/// Changes within the hour.
fn changes() -> impl Strategy<Value = Vec<Change>> {
    let setting = select(vec![
        (SettingId::AccountConcurrency, 2.0),
        (SettingId::KeepAliveS, 1.0),
        (SettingId::FunctionTimeoutS, 0.3),
        (SettingId::EdgeCpuLimitMs, 50.0),
        (SettingId::SandboxWorkers, 1.0),
        (SettingId::SandboxQueue, 1.0),
    ]);
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
        setting.prop_map(|(setting, value)| ChangeKind::Set { setting, value }),
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

fn workload() -> impl Strategy<Value = Workload> {
    (
        select(vec![
            Trigger::Learner,
            Trigger::Webhook,
            Trigger::Event,
            Trigger::Queue,
            Trigger::Timer,
        ]),
        arrivals(),
        author(),
        prop_oneof![3 => Just(0.0), 1 => Just(0.3)],
        vec(a_step(), 1..=3),
        (needs(), retries()),
    )
        .prop_map(
            |(trigger, arrivals, author, unwanted_share, mut steps, (needs, retries))| {
                // Either a chain or one step that sets off all others.
                let fans_out = steps.len() == 3 && steps[0].work.threads == 1;
                for (number, step) in steps.iter_mut().enumerate() {
                    step.id = format!("s{number}");
                    if number > 0 {
                        let before = if fans_out { 0 } else { number - 1 };
                        step.after = vec![format!("s{before}")];
                    }
                }
                Workload {
                    trigger,
                    arrivals,
                    author,
                    unwanted_share,
                    steps,
                    needs,
                    retries,
                    ..crate::support::workload("drawn")
                }
            },
        )
}

fn retries() -> impl Strategy<Value = Option<ClientRetries>> {
    let retries = (0..=3_u32, 0.1..10.0).prop_map(|(attempts, first_wait_s)| ClientRetries {
        attempts,
        first_wait_s,
    });
    option::weighted(0.3, retries)
}

fn arrivals() -> impl Strategy<Value = Arrivals> {
    let per_hour = || 0.0..6_000.0;
    let minute = || 0.0..HORIZON_MIN;
    let peak = (minute(), 0.2..HORIZON_MIN, 0.0..0.5).prop_map(|(at_min, width_min, share)| Peak {
        at_min,
        width_min,
        share,
    });
    prop_oneof![
        3 => per_hour().prop_map(|per_hour| Arrivals::Poisson { per_hour }),
        1 => (per_hour(), vec(peak, 0..=2))
            .prop_map(|(per_hour, peaks)| Arrivals::Peaks { per_hour, peaks }),
        1 => (per_hour(), minute(), 0.1..10.0).prop_map(|(per_hour, deadline_min, minutes_per_day)| {
            Arrivals::DeadlineRush { per_hour, deadline_min, minutes_per_day }
        }),
        1 => (0..400_u32, minute(), select(vec![0.0, 1.0, 30.0]))
            .prop_map(|(count, at_min, over_s)| Arrivals::Batch { count, at_min, over_s }),
        1 => (minute(), select(vec![0.01, 0.05, 1.0]))
            .prop_map(|(first_min, every_min)| Arrivals::Schedule { first_min, every_min }),
    ]
}

fn author() -> impl Strategy<Value = Author> {
    let ids: Vec<&str> = model::sandbox::snippets()
        .iter()
        .map(|snippet| snippet.id)
        .collect();
    let share = (select(ids), 0.1..1.0).prop_map(|(id, weight)| SnippetShare {
        snippet: id.to_owned(),
        weight,
    });
    prop_oneof![
        2 => Just(Author::Own),
        1 => (0.0..1.0, vec(share, 0..=4))
            .prop_map(|(prying_share, snippets)| Author::Partner { prying_share, snippets }),
    ]
}

fn a_step() -> impl Strategy<Value = Step> {
    (work(), state(), reaches(), option::weighted(0.2, cache())).prop_map(
        |(work, state, reaches, cache)| Step {
            work,
            state,
            reaches,
            cache,
            ..step("drawn")
        },
    )
}

fn work() -> impl Strategy<Value = Work> {
    (
        (
            spread(),
            option::weighted(0.3, spread()),
            select(vec![1, 2, 8]),
        ),
        (
            prop_oneof![4 => 1..=128_u32, 1 => Just(5_000)],
            prop_oneof![4 => Just(0), 1 => 1..=4_000_u32],
        ),
        prop_oneof![6 => 1..=100_u32, 1 => Just(50_000)],
        (
            select(vec![
                Runtime::Rust,
                Runtime::Node,
                Runtime::Python,
                Runtime::Java,
            ]),
            0.0..20.0,
        ),
        select(vec![0.2, 2.0, 60.0]),
    )
        .prop_map(
            |(
                (cpu_ms, outside_wait_ms, threads),
                (memory_mb, resident_mb),
                payload_kb,
                (runtime, dependencies_mb),
                give_up_s,
            )| Work {
                cpu_ms,
                outside_wait_ms,
                threads,
                memory_mb,
                resident_mb,
                payload_kb,
                runtime,
                dependencies_mb,
                give_up_s,
            },
        )
}

fn spread() -> impl Strategy<Value = Spread> {
    prop_oneof![
        (1.0..2_000.0, 1.0..8.0).prop_map(|(ms, tail)| Spread::log_normal(ms, ms * tail)),
        (1.0..2_000.0).prop_map(|ms| Spread::log_normal(ms, ms)),
        (1.0..2_000.0).prop_map(Spread::exponential),
    ]
}

fn state() -> impl Strategy<Value = State> {
    let records = (0..=3_u32, 0..=2_u32, 1..=20_u32, 0.0..1.5, any::<bool>()).prop_map(
        |(reads, writes, keys, skew, per_key)| State::Records {
            reads,
            writes,
            keys,
            skew,
            coordination: if per_key {
                Coordination::PerKey
            } else {
                Coordination::None
            },
        },
    );
    let session = (1..=20_u32, 0..=3_u32).prop_map(|(sessions, reload_reads)| State::Session {
        sessions,
        reload_reads,
    });
    prop_oneof![2 => Just(State::None), 2 => records, 1 => session]
}

fn reaches() -> impl Strategy<Value = Vec<Capability>> {
    prop_oneof![
        4 => Just(Vec::new()),
        1 => grants(),
        1 => Just(vec![Capability::RawNetwork]),
    ]
}

fn cache() -> impl Strategy<Value = ResponseCache> {
    (
        1..=50_u32,
        0.0..1.5,
        select(vec![0.0, 5.0, 3_600.0]),
        any::<bool>(),
        select(vec![0.0, 60.0]),
    )
        .prop_map(
            |(objects, skew, ttl_s, without_code, stale_while_revalidate_s)| ResponseCache {
                objects,
                skew,
                ttl_s,
                without_code,
                stale_while_revalidate_s,
            },
        )
}

fn needs() -> impl Strategy<Value = Vec<Need>> {
    let far = |far| if far { Over::Far } else { Over::Audience };
    let need = prop_oneof![
        (1.0..2_000.0, any::<bool>()).prop_map(move |(at_most_ms, is_far)| Need::Latency {
            percentile: 95.0,
            at_most_ms,
            over: far(is_far)
        }),
        (0.1..20.0).prop_map(|within_s| Need::Finished {
            percentile: 100.0,
            within_s
        }),
        (0.0..1.0).prop_map(|at_most_share| Need::Failed { at_most_share }),
        (0..20_u64).prop_map(|at_most| Need::Lost { at_most }),
        (0..20_u64).prop_map(|at_most| Need::Duplicated { at_most }),
        (0.0..1.0).prop_map(|at_most_share| Need::Stale { at_most_share }),
        (0.0..1.0).prop_map(|at_most_share| Need::SessionsLost { at_most_share }),
        Just(Need::Contained),
        Just(Need::NeighboursUnharmed),
        (0.0..1.0).prop_map(|at_least_share| Need::RejectedNearSource { at_least_share }),
    ];
    vec(need, 0..=3)
}
