//! Draws workloads of every trigger, arrival, author and state.

use crate::support::step;
use model::catalog::Runtime;
use model::scenario::{
    Arrivals, Author, Capability, ClientRetries, Coordination, KeyUsers, Need, Over, Peak,
    ResponseCache, SnippetShare, Spread, State, Step, Trigger, Work, Workload,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// The horizon of every drawn scenario.
pub const HORIZON_S: f64 = 600.0;
pub const HORIZON_MIN: f64 = HORIZON_S / 60.0;

pub fn workload() -> impl Strategy<Value = Workload> {
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
        code: None,
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

pub fn spread() -> impl Strategy<Value = Spread> {
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
            users: if per_key {
                KeyUsers::EveryCity
            } else {
                KeyUsers::OneCity
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
        (0.01..200.0).prop_map(|at_most_usd| Need::Cost { at_most_usd }),
    ];
    vec(need, 0..=3)
}

pub fn grants() -> impl Strategy<Value = Vec<Capability>> {
    subsequence(
        vec![Capability::Database, Capability::Storage, Capability::Http],
        0..=3,
    )
}
