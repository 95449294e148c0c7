//! Every row of the table of workloads and lanes, over twenty seeds.
//!
//! An empty list means that every need is met. Else it has an entry for each missed need, in the
//! scenario's order: the cause that leads, and causes that must be among the others.

use super::facts::Fact::{
    self, Chunks, ConditionalWrites, HomeDatabase, LooseDeadline, NoKey, NoLock, PlainCdn, Pooler,
    RowLock,
};
use super::stage::{missed, tried};
use model::outcome::Cause::{
    self, CapabilityDenied, ConnectionsExhausted, Distance, Duplicate, GivenUp, LostUpdate,
    MemoryLimit, NeighbourCrashed, QueueFull, Queueing, Reached, SessionLost, StaleRead,
    StateTrips, Timeout, WriteRate,
};

const SEEDS: std::ops::RangeInclusive<u64> = 1..=20;

/// A lane, the changed facts, and the causes of each missed need.
type Row = (&'static str, &'static [Fact], &'static [&'static [Cause]]);

fn check(workload: &str, rows: &[Row]) {
    for &(to, facts, expected) in rows {
        for seed in SEEDS {
            let (verdict, _) = tried(workload, to, seed, facts);
            let found = missed(&verdict);
            let holds = found.len() == expected.len()
                && found.iter().zip(expected).all(|(found, expected)| {
                    found.first() == expected.first()
                        && expected.iter().all(|cause| found.contains(cause))
                });
            assert!(
                holds,
                "{workload} on {to} with {facts:?}, seed {seed}: {found:?}, not {expected:?}"
            );
            assert_eq!(verdict.fits, expected.is_empty());
        }
    }
}

const NOTHING_GRANTED: &[&[Cause]] = &[&[CapabilityDenied], &[CapabilityDenied]];
const TOO_LARGE: &[&[Cause]] = &[&[MemoryLimit], &[MemoryLimit]];
const FAR: &[&[Cause]] = &[&[Distance]];
const FAR_FOR_BOTH: &[&[Cause]] = &[&[Distance], &[Distance]];

/// After the edge's memory, its limit on processor time binds; a counterfactual shows it.
#[test]
fn video_upload() {
    check(
        "video-upload",
        &[
            ("serverless", &[], &[]),
            ("service", &[], &[]),
            ("edge", &[], TOO_LARGE),
            ("sandbox", &[], NOTHING_GRANTED),
        ],
    );
}

#[test]
fn course_landing() {
    check(
        "course-landing",
        &[
            ("edge", &[], &[]),
            ("serverless", &[], FAR_FOR_BOTH),
            ("sandbox", &[], FAR_FOR_BOTH),
            ("service", &[], FAR_FOR_BOTH),
            // Its answers need code.
            ("serverless", &[PlainCdn], FAR_FOR_BOTH),
            ("sandbox", &[PlainCdn], FAR_FOR_BOTH),
            ("service", &[PlainCdn], FAR_FOR_BOTH),
        ],
    );
}

#[test]
fn course_images() {
    check(
        "course-images",
        &[
            ("edge", &[], &[]),
            ("serverless", &[], FAR),
            ("sandbox", &[], FAR),
            ("service", &[], FAR),
            // A picture once made needs none.
            ("serverless", &[PlainCdn], &[]),
            ("sandbox", &[PlainCdn], &[]),
            ("service", &[PlainCdn], &[]),
        ],
    );
}

#[test]
fn bot_check() {
    check(
        "bot-check",
        &[
            ("edge", &[], &[]),
            ("serverless", &[], FAR_FOR_BOTH),
            ("sandbox", &[], FAR_FOR_BOTH),
            ("service", &[], FAR_FOR_BOTH),
        ],
    );
}

#[test]
fn quiz_submissions_where_it_fits() {
    check(
        "quiz-submissions",
        &[
            ("service", &[], &[]),
            ("serverless", &[Pooler], &[]),
            ("service", &[NoLock, ConditionalWrites], &[]),
            ("serverless", &[NoLock, Pooler, ConditionalWrites], &[]),
        ],
    );
}

/// On functions its burst needs more connections than there are.
#[test]
fn quiz_submissions_on_functions() {
    check(
        "quiz-submissions",
        &[("serverless", &[], &[&[ConnectionsExhausted]])],
    );
}

/// Without a lock or conditional writes submissions overwrite each other, whatever the lane.
#[test]
fn quiz_submissions_without_their_lock() {
    check(
        "quiz-submissions",
        &[
            ("service", &[NoLock], &[&[LostUpdate]]),
            ("serverless", &[NoLock, Pooler], &[&[LostUpdate]]),
            (
                "serverless",
                &[NoLock],
                &[&[ConnectionsExhausted, LostUpdate]],
            ),
        ],
    );
}

/// With the home database the edge is chatty, and each request opens a connection of its own. With a pooler the
/// writers of one section wait for each other's trips home, each with a connection that others wait for.
#[test]
fn quiz_submissions_elsewhere() {
    check(
        "quiz-submissions",
        &[
            ("edge", &[], &[&[LostUpdate, WriteRate]]),
            (
                "edge",
                &[HomeDatabase],
                &[&[ConnectionsExhausted], &[StateTrips]],
            ),
            ("edge", &[HomeDatabase, Pooler], &[&[GivenUp], &[Queueing]]),
            ("sandbox", &[], NOTHING_GRANTED),
        ],
    );
}

/// Walls make it fit on every lane, a service included.
#[test]
fn grading_plugins() {
    check(
        "grading-plugins",
        &[
            ("sandbox", &[], &[]),
            ("serverless+walls", &[], &[]),
            ("edge+walls", &[], &[]),
            ("service+walls", &[], &[]),
            ("serverless", &[], &[&[Reached]]),
            ("edge", &[], &[&[Reached]]),
            (
                "service",
                &[],
                &[
                    &[Reached],
                    &[NeighbourCrashed],
                    &[QueueFull, NeighbourCrashed],
                    &[QueueFull, NeighbourCrashed],
                ],
            ),
        ],
    );
}

#[test]
fn content_transform() {
    check(
        "content-transform",
        &[
            ("edge+walls", &[], &[]),
            ("edge", &[], &[&[Reached]]),
            ("serverless", &[], &[&[Reached], &[Distance]]),
            ("service", &[], &[&[Reached], &[Distance]]),
            ("serverless+walls", &[], FAR),
            ("service+walls", &[], FAR),
            // The far readers of the scenario that ships do not allow it.
            ("sandbox", &[], FAR),
        ],
    );
}

#[test]
fn payment_webhooks() {
    check(
        "payment-webhooks",
        &[
            ("serverless", &[], &[]),
            ("edge", &[], &[]),
            ("service", &[], &[]),
            ("sandbox", &[], NOTHING_GRANTED),
        ],
    );
}

/// Without its key a second delivery is booked twice, whatever the lane.
#[test]
fn payment_webhooks_without_their_key() {
    let mut delivered_twice = 0;
    for to in ["serverless", "edge", "service"] {
        for seed in SEEDS {
            let (verdict, report) = tried("payment-webhooks", to, seed, &[NoKey]);
            let expected: &[Vec<Cause>] = match report.redeliveries {
                0 => &[],
                _ => &[vec![Duplicate]],
            };
            assert_eq!(missed(&verdict), expected, "on {to}, seed {seed}");
            assert_eq!(report.duplicates, report.redeliveries);
            delivered_twice += u32::from(report.redeliveries > 0);
        }
    }
    assert!(delivered_twice > 40, "{delivered_twice} of 60 hours");
}

/// At the edge it ends before any limit on time: a message with its attachments is larger than an isolate.
#[test]
fn email_queue() {
    check(
        "email-queue",
        &[
            ("serverless", &[], &[]),
            ("service", &[], &[]),
            ("edge", &[], &[&[MemoryLimit], &[MemoryLimit]]),
            ("sandbox", &[], NOTHING_GRANTED),
        ],
    );
}

#[test]
fn certificates() {
    check(
        "certificates",
        &[
            ("serverless", &[], &[]),
            ("service", &[], &[&[Queueing]]),
            ("service", &[LooseDeadline], &[]),
            ("edge", &[], TOO_LARGE),
            ("sandbox", &[], NOTHING_GRANTED),
        ],
    );
}

/// With the edge's own store it is stale, and overwritten as well. With the home database, a pooler and a guard of
/// its writes the edge would do.
#[test]
fn live_classroom() {
    check(
        "live-classroom",
        &[
            ("service", &[], &[]),
            ("serverless", &[], &[&[SessionLost]]),
            ("edge", &[], &[&[StaleRead], &[LostUpdate, WriteRate]]),
            ("edge", &[HomeDatabase], &[&[StateTrips], &[LostUpdate]]),
            ("edge", &[HomeDatabase, Pooler], &[&[LostUpdate]]),
            ("edge", &[HomeDatabase, Pooler, ConditionalWrites], &[]),
            ("edge", &[HomeDatabase, Pooler, RowLock], &[]),
            ("sandbox", &[], &[&[SessionLost]]),
        ],
    );
}

#[test]
fn recommendations() {
    check(
        "recommendations",
        &[
            ("service", &[], &[]),
            ("serverless", &[], TOO_LARGE),
            ("edge", &[], TOO_LARGE),
            ("sandbox", &[], TOO_LARGE),
        ],
    );
}

#[test]
fn progress_tracking() {
    check(
        "progress-tracking",
        &[
            ("serverless", &[], &[]),
            ("service", &[], &[]),
            // A learner's devices are in one place, which sees its own writes.
            ("edge", &[], &[]),
            ("edge", &[HomeDatabase], &[&[StateTrips]]),
            ("edge", &[HomeDatabase, Pooler], &[]),
            ("sandbox", &[], NOTHING_GRANTED),
        ],
    );
}

/// At the edge the memory comes before the processor time.
#[test]
fn term_report() {
    check(
        "term-report",
        &[
            ("service", &[], &[]),
            ("serverless", &[], &[&[Timeout], &[Timeout]]),
            ("serverless", &[Chunks], &[]),
            ("edge", &[], TOO_LARGE),
            ("sandbox", &[], NOTHING_GRANTED),
        ],
    );
}
