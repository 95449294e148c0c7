//! The verdict on a placement does not depend on one hour's luck.

use super::placements::{compare, moved};
use super::support::{board, run};
use model::outcome::Cause::{
    self, CapabilityDenied, ConnectionsExhausted, Distance, LostUpdate, MemoryLimit,
};

const SEEDS: [u64; 5] = [1, 2, 3, 1_000, u64::MAX];

fn check(workload: &str, to: &str, causes: &[Cause]) {
    let mut scenario = board("matched-to-shape");
    for seed in SEEDS {
        scenario.seed = seed;
        compare(
            &moved(&scenario, workload, to),
            &format!("{to}, seed {seed}"),
            causes,
        );
    }
}

#[test]
fn what_is_matched_to_its_shape_fits() {
    let mut scenario = board("matched-to-shape");
    for seed in SEEDS {
        scenario.seed = seed;
        for verdict in run(&scenario).summary.verdicts {
            compare(&verdict, &format!("its own lane, seed {seed}"), &[]);
        }
    }
}

#[test]
fn video_upload() {
    check("video-upload", "edge", &[MemoryLimit, MemoryLimit]);
    check(
        "video-upload",
        "sandbox",
        &[CapabilityDenied, CapabilityDenied],
    );
    check("video-upload", "service", &[]);
}

#[test]
fn course_landing() {
    check("course-landing", "serverless", &[Distance, Distance]);
    check("course-landing", "sandbox", &[Distance, Distance]);
    check("course-landing", "service", &[Distance, Distance]);
}

#[test]
fn quiz_submissions() {
    check("quiz-submissions", "serverless", &[ConnectionsExhausted]);
    check("quiz-submissions", "edge", &[LostUpdate]);
    check(
        "quiz-submissions",
        "sandbox",
        &[CapabilityDenied, CapabilityDenied],
    );
}

#[test]
fn grading_plugins() {
    check("grading-plugins", "serverless+walls", &[]);
    check("grading-plugins", "edge+walls", &[]);
    check("grading-plugins", "serverless", &[Cause::Reached]);
    check("grading-plugins", "edge", &[Cause::Reached]);
    let mut scenario = board("matched-to-shape");
    for seed in SEEDS {
        scenario.seed = seed;
        let verdict = moved(&scenario, "grading-plugins", "service");
        assert!(!verdict.needs[0].met, "seed {seed}: nothing was reached");
        assert!(
            !verdict.needs[1].met,
            "seed {seed}: no neighbour was harmed"
        );
    }
}
