//! The verdicts of the scenario that ships, one move away from matched-to-shape: the model
//! yields the lesson.

use super::support::{HOURS, board, place, run};
use model::catalog::DutyId;
use model::outcome::Cause::{
    self, CapabilityDenied, ConnectionsExhausted, Distance, LostUpdate, MemoryLimit,
    NeighbourCrashed, QueueFull, Queueing, Reached, SessionLost, StaleRead, Timeout,
};
use model::scenario::Scenario;
use model::verdict::Verdict;

/// The verdict on a workload on this lane, with the others in their usual placements.
pub fn moved(scenario: &Scenario, workload: &str, to: &str) -> Verdict {
    let index = scenario.workload_index(workload).unwrap();
    let mut scenario = scenario.clone();
    scenario.placements.place(workload, place(to));
    run(&scenario).summary.verdicts.swap_remove(index)
}

/// Compares a verdict with the leading cause of each missed need, in the scenario's order; none:
/// it fits.
pub fn compare(verdict: &Verdict, to: &str, causes: &[Cause]) {
    let missed = verdict.needs.iter().filter(|need| !need.met);
    let found: Vec<Option<Cause>> = missed
        .map(|need| need.causes.first().map(|entry| entry.cause))
        .collect();
    let expected: Vec<Option<Cause>> = causes.iter().copied().map(Some).collect();
    assert_eq!(
        found, expected,
        "{} on {to}: {:#?}",
        verdict.workload, verdict.needs
    );
    assert_eq!(
        verdict.fits,
        causes.is_empty(),
        "{} on {to}",
        verdict.workload
    );
}

fn check(workload: &str, places: &[(&str, &[Cause])]) {
    let matched = board("matched-to-shape");
    for &(to, causes) in places {
        compare(&moved(&matched, workload, to), to, causes);
    }
}

#[test]
fn matched_to_shape_everything_fits() {
    for verdict in &HOURS[2].1.summary.verdicts {
        compare(verdict, "its own lane", &[]);
        assert!(
            !verdict.relieved.is_empty() || verdict.workload == "progress-tracking",
            "{verdict:?}"
        );
    }
}

#[test]
fn the_other_boards_hurt() {
    fn check(hour: usize, misfits: &[&str]) {
        let verdicts = HOURS[hour]
            .1
            .summary
            .verdicts
            .iter()
            .filter(|verdict| !verdict.fits);
        let found: Vec<&str> = verdicts.map(|verdict| verdict.workload.as_str()).collect();
        assert_eq!(found, misfits);
    }
    check(
        0,
        &[
            "course-landing",
            "course-images",
            "bot-check",
            "quiz-submissions",
            "grading-plugins",
            "content-transform",
            "payment-webhooks",
            "live-classroom",
            "recommendations",
            "term-report",
        ],
    );
    check(
        1,
        &[
            "video-upload",
            "quiz-submissions",
            "grading-plugins",
            "content-transform",
            "email-queue",
            "certificates",
            "live-classroom",
            "recommendations",
            "term-report",
        ],
    );
}

#[test]
fn video_upload() {
    check(
        "video-upload",
        &[
            ("serverless", &[]),
            ("edge", &[MemoryLimit, MemoryLimit]),
            ("sandbox", &[CapabilityDenied, CapabilityDenied]),
            ("service", &[]),
        ],
    );
}

#[test]
fn course_landing() {
    check(
        "course-landing",
        &[
            ("serverless", &[Distance, Distance]),
            ("edge", &[]),
            ("sandbox", &[Distance, Distance]),
            ("service", &[Distance, Distance]),
        ],
    );
}

#[test]
fn course_images() {
    check(
        "course-images",
        &[
            ("serverless", &[Distance]),
            ("edge", &[]),
            ("sandbox", &[Distance]),
            ("service", &[Distance]),
        ],
    );
}

#[test]
fn bot_check() {
    check(
        "bot-check",
        &[
            ("serverless", &[Distance, Distance]),
            ("edge", &[]),
            ("sandbox", &[Distance, Distance]),
            ("service", &[Distance, Distance]),
        ],
    );
}

#[test]
fn quiz_submissions() {
    check(
        "quiz-submissions",
        &[
            ("serverless", &[ConnectionsExhausted]),
            ("edge", &[LostUpdate]),
            ("sandbox", &[CapabilityDenied, CapabilityDenied]),
            ("service", &[]),
            ("service+walls", &[Queueing]),
        ],
    );
}

#[test]
fn grading_plugins() {
    check(
        "grading-plugins",
        &[
            ("serverless", &[Reached]),
            ("serverless+walls", &[]),
            ("edge", &[Reached]),
            ("edge+walls", &[]),
            ("sandbox", &[]),
            (
                "service",
                &[Reached, NeighbourCrashed, QueueFull, QueueFull],
            ),
            ("service+walls", &[]),
        ],
    );
}

#[test]
fn content_transform() {
    check(
        "content-transform",
        &[
            ("serverless", &[Reached, Distance]),
            ("serverless+walls", &[Distance]),
            ("edge", &[Reached]),
            ("edge+walls", &[]),
            ("sandbox", &[Distance]),
            ("service", &[Reached, Distance]),
            ("service+walls", &[Distance]),
        ],
    );
}

#[test]
fn payment_webhooks() {
    check(
        "payment-webhooks",
        &[
            ("serverless", &[]),
            ("edge", &[]),
            ("sandbox", &[CapabilityDenied, CapabilityDenied]),
            ("service", &[]),
        ],
    );
    let matched = board("matched-to-shape");
    for to in ["edge", "service"] {
        let verdict = moved(&matched, "payment-webhooks", to);
        assert_eq!(
            verdict.relieved,
            [],
            "payment webhooks are as well off elsewhere as on {to}"
        );
    }
}

#[test]
fn email_queue() {
    check(
        "email-queue",
        &[
            ("serverless", &[]),
            ("edge", &[MemoryLimit, MemoryLimit]),
            ("sandbox", &[CapabilityDenied, CapabilityDenied]),
            ("service", &[]),
        ],
    );
}

#[test]
fn certificates() {
    check(
        "certificates",
        &[
            ("serverless", &[]),
            ("edge", &[MemoryLimit, MemoryLimit]),
            ("sandbox", &[CapabilityDenied, CapabilityDenied]),
            // All come at once, and new replicas take a minute.
            ("service", &[Queueing]),
        ],
    );
}

#[test]
fn live_classroom() {
    check(
        "live-classroom",
        &[
            ("serverless", &[SessionLost]),
            ("edge", &[StaleRead, LostUpdate]),
            ("sandbox", &[SessionLost]),
            ("service", &[]),
        ],
    );
}

#[test]
fn recommendations() {
    check(
        "recommendations",
        &[
            ("serverless", &[MemoryLimit, MemoryLimit]),
            ("edge", &[MemoryLimit, MemoryLimit]),
            ("sandbox", &[MemoryLimit, MemoryLimit]),
            ("service", &[]),
        ],
    );
}

#[test]
fn progress_tracking() {
    check(
        "progress-tracking",
        &[
            ("serverless", &[]),
            // A learner's devices are in one place, which sees its own writes.
            ("edge", &[]),
            ("sandbox", &[CapabilityDenied, CapabilityDenied]),
            ("service", &[]),
        ],
    );
}

#[test]
fn term_report() {
    check(
        "term-report",
        &[
            ("serverless", &[Timeout, Timeout]),
            ("edge", &[MemoryLimit, MemoryLimit]),
            ("sandbox", &[CapabilityDenied, CapabilityDenied]),
            ("service", &[]),
        ],
    );
}

/// Walls bring the duty to design every call that code may make, whatever the lane.
#[test]
fn walls_bring_their_duty() {
    let matched = board("matched-to-shape");
    for lane in ["serverless", "edge", "service"] {
        let designs_calls = |to: &str| {
            let verdict = moved(&matched, "grading-plugins", to);
            verdict.stay_with_you.contains(&DutyId::SandboxInterface)
        };
        assert!(designs_calls(&format!("{lane}+walls")), "{lane}");
        // Without walls the platform has a part in it, but for a service.
        assert_eq!(designs_calls(lane), lane == "service", "{lane}");
    }
}
