//! Two functions of one account: a list of instances each, a fixed keep-alive, and a limit on
//! concurrent requests.

use model::index::StepIndex;
use model::outcome::{Cause, Outcome};
use model::scenario::{Arrivals, Reuse, Scenario, Spread, Trigger, Workload};
use model::trace::{NO_INSTANCE, SegmentKind};
use proptest::prelude::*;
use proptest::sample::select;

use crate::draw::for_all;
use crate::support::{requests, run, small, spent, steady};

/// An instance; its number is its place in the list of all that ever were.
#[derive(Clone, Debug)]
struct Instance {
    step: StepIndex,
    born: u64,
    /// When its last request is done, and that request's number among all that were started.
    free_at: u64,
    used: usize,
    alive: bool,
}

/// One request as the trace has it: function, arrival, and how long it would run.
#[derive(Clone, Copy)]
struct Call {
    step: StepIndex,
    arrived: u64,
    runs_for: u64,
}

/// How it went: on which instance, and whether that was new; `None` where it was refused.
type Fate = Option<(u32, bool)>;

/// The account, as plainly as can be. At one instant an arrival comes before an end.
fn plain(calls: &[Call], keep_alive: u64, cap: usize, reuse: Reuse) -> (Vec<Fate>, Vec<Instance>) {
    let mut instances: Vec<Instance> = Vec::new();
    let mut fates = Vec::new();
    for (number, call) in calls.iter().enumerate() {
        let now = call.arrived;
        for instance in &mut instances {
            let idle = instance.free_at < now;
            instance.alive &= !(idle && instance.free_at + keep_alive <= now);
        }
        let busy = instances
            .iter()
            .filter(|instance| instance.free_at >= now)
            .count();
        if busy >= cap {
            fates.push(None);
            continue;
        }
        let idle = (0..).zip(&instances).filter(|(_, instance)| {
            instance.alive && instance.step == call.step && instance.free_at < now
        });
        let found = match reuse {
            Reuse::NewestFirst => idle.last(),
            Reuse::LastUsedFirst => {
                idle.max_by_key(|(_, instance)| (instance.free_at, instance.used))
            }
        };
        let found = found.map(|(index, _): (u32, &Instance)| index);
        let index = found.unwrap_or_else(|| {
            instances.push(Instance {
                step: call.step,
                born: now,
                free_at: 0,
                used: 0,
                alive: true,
            });
            instances.len() as u32 - 1
        });
        let instance = &mut instances[index as usize];
        (instance.free_at, instance.used) = (now + call.runs_for, number);
        fates.push(Some((index, found.is_none())));
    }
    (fates, instances)
}

fn check(scenario: &Scenario) {
    let run = run(scenario);
    let settings = &scenario.lanes.serverless;
    let keep_alive = model::units::Nanos::from_secs(settings.keep_alive_s.unwrap()).0;
    let calls: Vec<Call> = requests(&run)
        .map(|request| Call {
            step: request.step,
            arrived: request.arrived.0,
            runs_for: request.ended.since(request.arrived).0,
        })
        .collect();
    let (fates, instances) = plain(
        &calls,
        keep_alive,
        settings.account_concurrency as usize,
        settings.reuse,
    );
    for (request, expected) in requests(&run).zip(fates) {
        let found = match request.outcome {
            Outcome::Failed(cause) => {
                assert_eq!(cause, Cause::Throttled, "{request:?}");
                assert_eq!(request.instance, NO_INSTANCE);
                None
            }
            Outcome::Ok | Outcome::Late(_) => {
                let cold = spent(&request, SegmentKind::ColdStart).0 > 0;
                Some((request.instance, cold))
            }
        };
        assert_eq!(found, expected, "{request:?}");
    }
    assert_eq!(run.trace.instances.len() as usize, instances.len());
    for (index, expected) in (0..).zip(&instances) {
        let found = run.trace.instances.get(index).unwrap();
        assert_eq!((found.step, found.born.0), (expected.step, expected.born));
        // No check follows the last event, so some instances are never found to be gone.
        let gone = found.gone.0;
        assert!(
            gone == expected.free_at + keep_alive || gone == u64::MAX,
            "{found:?}, {expected:?}"
        );
        assert!(expected.alive || gone < u64::MAX, "{found:?}, {expected:?}");
    }
}

fn workload(id: &'static str) -> impl Strategy<Value = Workload> {
    let arrivals = prop_oneof![
        3 => (20.0..12_000.0).prop_map(|per_hour| Arrivals::Poisson { per_hour }),
        1 => (1..400_u32, select(vec![0.0, 60.0])).prop_map(|(count, over_s)| Arrivals::Batch {
            count,
            at_min: 1.0,
            over_s
        }),
        1 => Just(Arrivals::Schedule { first_min: 0.0, every_min: 1.0 / 60.0 }),
    ];
    let work = prop_oneof![
        (5.0..3_000.0).prop_map(Spread::exponential),
        (5.0..3_000.0, 1.0..20.0).prop_map(|(ms, tail)| Spread::log_normal(ms, ms * tail)),
        // Ends meet arrivals that come once a second.
        Just(Spread::log_normal(1_000.0, 1_000.0)),
    ];
    (arrivals, work).prop_map(move |(arrivals, cpu_ms)| {
        let mut workload = steady(id, 0.0, 1.0);
        // No client retries a refused request.
        workload.trigger = Trigger::Webhook;
        workload.arrivals = arrivals;
        workload.steps[0].work.cpu_ms = cpu_ms;
        workload
    })
}

#[test]
fn every_start_reuse_and_refusal() {
    let settings = (
        select(vec![0.0, 0.5, 1.0, 7.0, 600.0]),
        select(vec![1, 3, 10, 1_000_000]),
        select(vec![Reuse::NewestFirst, Reuse::LastUsedFirst]),
    );
    let drawn = (workload("one"), workload("two"), any::<u64>(), settings);
    for_all(
        200,
        &drawn,
        |(one, two, seed, (keep_alive_s, cap, reuse))| {
            let mut scenario = small([(one, "serverless"), (two, "serverless")]);
            scenario.seed = seed;
            scenario.horizon_s = 600.0;
            scenario.drain_limit_s = 86_400.0;
            let lane = &mut scenario.lanes.serverless;
            lane.keep_alive_s = Some(keep_alive_s);
            lane.account_concurrency = cap;
            lane.reuse = reuse;
            check(&scenario);
        },
    );
}
