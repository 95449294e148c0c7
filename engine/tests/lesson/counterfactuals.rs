//! The changes that make each failure go away, and those that do not: proof of its cause.
//!
//! Causes are lifted one after the other, since one may hide the next.

use super::facts::Fact::{
    self, AccountConcurrency, BiggerFunctions, Chunks, ConditionalWrites, Connections, EdgeCpu,
    EdgeMemory, FunctionMemory, FunctionTimeout, Grants, HarmlessAuthor, HomeDatabase, Key,
    LearnersAtHome, LongQueue, LooseDeadline, NeedsNothing, NoKey, NoLock, NoSession, NoneUnwanted,
    OneInstance, PlainCdn, Pooler, Provisioned, ReplicasAtMost, ReplicasReady, RowLock, ShortJob,
    SmallModel, Workers,
};
use super::stage::{missed, tried};
use model::outcome::Cause::{
    self, CapabilityDenied, ConnectionsExhausted, CpuLimit, Distance, Duplicate, GivenUp,
    KeyContention, LostUpdate, MemoryLimit, NeighbourCrashed, QueueFull, Queueing, Reached,
    SessionLost, StaleRead, StateTrips, Timeout, WriteRate,
};

const SEEDS: [u64; 3] = [1, 2, 3];

/// A cause, the facts that lift it together, and others of which none does.
type Lift<'a> = (Cause, &'a [Fact], &'a [Fact]);

fn check(workload: &str, to: &str, with: &[Fact], lifts: &[Lift<'_>]) {
    for seed in SEEDS {
        let mut facts = with.to_vec();
        let causes = |facts: &[Fact]| missed(&tried(workload, to, seed, facts).0);
        let mut left = causes(&facts);
        for &(cause, lifting, others) in lifts {
            let what = format!("{workload} on {to} with {facts:?}, seed {seed}");
            let is_there = |left: &[Vec<Cause>]| left.iter().flatten().any(|&found| found == cause);
            assert!(is_there(&left), "{what}: no {cause:?} in {left:?}");
            for &other in others {
                let still = causes(&[&facts[..], &[other]].concat());
                assert!(is_there(&still), "{what}: {other:?} lifts {cause:?}");
            }
            facts.extend(lifting);
            left = causes(&facts);
            assert!(
                !is_there(&left),
                "{what}: {lifting:?} does not lift {cause:?}"
            );
        }
        assert!(
            left.is_empty(),
            "{workload} on {to} with {facts:?}, seed {seed}: {left:?} is left"
        );
    }
}

#[test]
fn memory() {
    let large = [(MemoryLimit, &[EdgeMemory][..], &[EdgeCpu, HomeDatabase][..])];
    check("certificates", "edge", &[], &large);
    check(
        "video-upload",
        "edge",
        &[],
        &[large[0], (CpuLimit, &[EdgeCpu], &[HomeDatabase])],
    );
    check(
        "term-report",
        "edge",
        &[],
        &[large[0], (CpuLimit, &[ShortJob], &[EdgeCpu])],
    );
    check(
        "recommendations",
        "edge",
        &[],
        &[(
            MemoryLimit,
            &[SmallModel, EdgeMemory],
            &[SmallModel, EdgeMemory],
        )],
    );
    check(
        "recommendations",
        "sandbox",
        &[],
        &[(MemoryLimit, &[SmallModel], &[Workers, Grants])],
    );
    let others = &[FunctionTimeout, FunctionMemory, AccountConcurrency];
    let small = (MemoryLimit, &[SmallModel][..], &others[..]);
    check("recommendations", "serverless", &[], &[small]);
    // A large model fits into larger functions, and learners do not wait for it to be read.
    let large = (MemoryLimit, &[BiggerFunctions][..], &others[..]);
    let read = (
        GivenUp,
        &[Provisioned][..],
        &[FunctionTimeout, AccountConcurrency][..],
    );
    check("recommendations", "serverless", &[], &[large, read]);
}

#[test]
fn distance() {
    fn on(lane: &str) -> Fact {
        match lane {
            "serverless" => FunctionMemory,
            "sandbox" => Workers,
            _ => ReplicasReady,
        }
    }
    for to in ["serverless", "sandbox", "service"] {
        let more = on(to);
        check(
            "course-landing",
            to,
            &[],
            &[(Distance, &[LearnersAtHome], &[PlainCdn, more])],
        );
        check(
            "course-landing",
            to,
            &[PlainCdn],
            &[(Distance, &[LearnersAtHome], &[more])],
        );
        for lifting in [LearnersAtHome, PlainCdn] {
            check("course-images", to, &[], &[(Distance, &[lifting], &[more])]);
        }
        // Requests that are turned away travelled home before: two needs, two facts.
        check(
            "bot-check",
            to,
            &[],
            &[(
                Distance,
                &[LearnersAtHome, NoneUnwanted],
                &[LearnersAtHome, NoneUnwanted, PlainCdn, more],
            )],
        );
        let walled = if to == "sandbox" {
            to.to_owned()
        } else {
            format!("{to}+walls")
        };
        check(
            "content-transform",
            &walled,
            &[],
            &[(Distance, &[LearnersAtHome], &[PlainCdn, more])],
        );
    }
}

#[test]
fn connections() {
    let others = &[AccountConcurrency, FunctionTimeout, ReplicasReady, NoLock];
    for lifting in [Connections, Pooler] {
        let exhausted = (ConnectionsExhausted, &[lifting][..], &others[..]);
        check("quiz-submissions", "serverless", &[], &[exhausted]);
    }
}

/// The guard of its writes, and not the lane.
#[test]
fn lost_updates() {
    for lifting in [ConditionalWrites, RowLock] {
        let overwritten = (
            LostUpdate,
            &[lifting][..],
            &[AccountConcurrency, ReplicasReady, Connections][..],
        );
        check("quiz-submissions", "service", &[NoLock], &[overwritten]);
        check(
            "quiz-submissions",
            "serverless",
            &[NoLock, Pooler],
            &[overwritten],
        );
    }
}

#[test]
fn the_edge_store() {
    check(
        "quiz-submissions",
        "edge",
        &[],
        &[
            // At one POP every write is seen at once; the store still takes one a second.
            (LostUpdate, &[LearnersAtHome], &[EdgeCpu, EdgeMemory]),
            (
                WriteRate,
                &[HomeDatabase],
                &[EdgeCpu, EdgeMemory, ConditionalWrites, Pooler],
            ),
        ],
    );
    check(
        "quiz-submissions",
        "edge",
        &[HomeDatabase],
        &[
            (ConnectionsExhausted, &[Pooler], &[EdgeCpu, NoLock]),
            (KeyContention, &[LearnersAtHome], &[EdgeCpu, Connections]),
        ],
    );
    check(
        "live-classroom",
        "edge",
        &[],
        &[
            (StaleRead, &[LearnersAtHome], &[EdgeCpu, EdgeMemory]),
            (WriteRate, &[HomeDatabase, ConditionalWrites], &[EdgeCpu]),
        ],
    );
    check(
        "live-classroom",
        "edge",
        &[],
        &[
            (StaleRead, &[HomeDatabase], &[EdgeCpu, ConditionalWrites]),
            (StateTrips, &[Pooler], &[EdgeCpu, Connections]),
            (LostUpdate, &[RowLock], &[EdgeMemory]),
        ],
    );
    check(
        "progress-tracking",
        "edge",
        &[HomeDatabase],
        &[(StateTrips, &[Pooler], &[EdgeCpu, Connections])],
    );
}

#[test]
fn capabilities() {
    let denied = (CapabilityDenied, &[Grants][..], &[Workers][..]);
    // The plugins use all of its workers at their peak.
    let denied_and_crowded = (CapabilityDenied, &[Grants, Workers][..], &[Workers][..]);
    let crowded = (Queueing, &[Workers][..], &[LearnersAtHome][..]);
    for workload in [
        "payment-webhooks",
        "email-queue",
        "progress-tracking",
        "term-report",
    ] {
        check(workload, "sandbox", &[], &[denied_and_crowded]);
    }
    for workload in ["video-upload", "certificates"] {
        check(workload, "sandbox", &[], &[denied, crowded]);
    }
    check(
        "quiz-submissions",
        "sandbox",
        &[],
        &[
            denied,
            (Queueing, &[Workers], &[Connections, Pooler, LearnersAtHome]),
        ],
    );
    check(
        "email-queue",
        "edge",
        &[],
        &[(MemoryLimit, &[EdgeMemory], &[EdgeCpu, NeedsNothing])],
    );
}

fn reached(others: &[Fact]) -> Lift<'_> {
    (Reached, &[HarmlessAuthor], others)
}

#[test]
fn trust() {
    check(
        "grading-plugins",
        "serverless",
        &[],
        &[reached(&[FunctionTimeout, FunctionMemory])],
    );
    check(
        "grading-plugins",
        "edge",
        &[],
        &[reached(&[EdgeCpu, EdgeMemory])],
    );
    check(
        "grading-plugins",
        "service",
        &[],
        &[(
            NeighbourCrashed,
            &[HarmlessAuthor],
            &[ReplicasAtMost, LongQueue],
        )],
    );
    // Enough replicas hide only its effect on its neighbours.
    check(
        "grading-plugins",
        "service",
        &[],
        &[
            (QueueFull, &[ReplicasReady], &[ReplicasAtMost]),
            reached(&[LongQueue]),
        ],
    );
    check(
        "content-transform",
        "edge",
        &[],
        &[reached(&[LearnersAtHome])],
    );
    for to in ["serverless", "service"] {
        check(
            "content-transform",
            to,
            &[],
            &[
                reached(&[LearnersAtHome]),
                (Distance, &[LearnersAtHome], &[PlainCdn]),
            ],
        );
    }
}

#[test]
fn memory_between_requests() {
    for lifting in [OneInstance, NoSession] {
        check(
            "live-classroom",
            "serverless",
            &[],
            &[(
                SessionLost,
                &[lifting],
                &[Provisioned, FunctionMemory, AccountConcurrency],
            )],
        );
    }
    check(
        "live-classroom",
        "sandbox",
        &[],
        &[(SessionLost, &[NoSession], &[Workers, Grants])],
    );
}

#[test]
fn scaling_out() {
    for lifting in [ReplicasReady, LooseDeadline] {
        check(
            "certificates",
            "service",
            &[],
            &[(Queueing, &[lifting], &[ReplicasAtMost, LongQueue])],
        );
    }
}

#[test]
fn duration() {
    for lifting in [FunctionTimeout, Chunks] {
        check(
            "term-report",
            "serverless",
            &[],
            &[(
                Timeout,
                &[lifting],
                &[AccountConcurrency, Connections, Provisioned],
            )],
        );
    }
}

#[test]
fn second_deliveries() {
    for to in ["serverless", "edge", "service"] {
        check(
            "payment-webhooks",
            to,
            &[NoKey],
            &[(Duplicate, &[Key], &[Connections, ConditionalWrites])],
        );
    }
}
