//! The three axes: a mismatch on an axis is a failure of the run as well.

use super::placements::moved;
use super::support::{HOURS, board, burst, replicas, run, small};
use model::catalog::LaneId;
use model::scenario::{Capability, Placement, Remedy, Scenario, Trigger};
use model::verdict::{Amount, AxisReading, Measure, Verdict};

fn mismatches(verdict: &Verdict) -> Vec<Measure> {
    let missed = verdict.axes.iter().filter(|reading| !reading.is_met());
    missed.map(|reading| reading.measure).collect()
}

/// The mismatches of this workload, lane by lane.
fn check(workload: &str, expected: [&[Measure]; LaneId::ALL.len()]) {
    let matched = board("matched-to-shape");
    for (to, expected) in LaneId::ALL.into_iter().zip(expected) {
        let verdict = moved(&matched, workload, to.as_str());
        assert_eq!(
            mismatches(&verdict),
            expected,
            "{workload} on {to}: {:#?}",
            verdict.axes
        );
    }
}

#[test]
fn each_lesson_is_a_mismatch_on_its_axis() {
    use Measure::{
        Agreement, AtOnce, Calls, Connections, FreshReads, MemoryMb, RunMs, Session, Walls, WayMs,
    };
    check("course-landing", [&[WayMs], &[], &[WayMs], &[WayMs]]);
    check(
        "quiz-submissions",
        [&[Connections], &[Agreement], &[AtOnce, Calls], &[]],
    );
    check("grading-plugins", [&[Walls], &[Walls], &[], &[Walls]]);
    check(
        "live-classroom",
        [&[Session], &[Agreement, FreshReads], &[Session, Calls], &[]],
    );
    check("email-queue", [&[], &[MemoryMb], &[AtOnce, Calls], &[]]);
    check(
        "recommendations",
        [&[MemoryMb], &[MemoryMb], &[MemoryMb], &[]],
    );
    check("term-report", [&[RunMs], &[RunMs, MemoryMb], &[Calls], &[]]);
}

/// For every workload on every lane: it fits exactly where the axes have no mismatch.
#[test]
fn the_axes_and_the_run_agree() {
    let matched = board("matched-to-shape");
    let before = &HOURS[2].1.summary.verdicts;
    let mut differ = Vec::new();
    for (workload, before) in matched.workloads.iter().zip(before) {
        for (lane, unmet) in before.unmet_on.iter() {
            // Walls of its own come along.
            let walls = matched.placement_of(&workload.id).moved_to(lane).sandboxed;
            let to = format!("{lane}{}", if walls { "+walls" } else { "" });
            let verdict = moved(&matched, &workload.id, &to);
            // What is said of a lane before a move is what is found after it, but for the connections,
            // which a run counts.
            let is_here = before.lane == lane;
            let after = if is_here { before } else { &verdict };
            let mut found: Vec<AxisReading> = after.axes.clone();
            found.retain(|one| !one.is_met() && one.measure != Measure::Connections);
            assert_eq!(unmet, &found, "{} on {lane}", workload.id);
            if verdict.fits != mismatches(&verdict).is_empty() {
                differ.push(format!("{} on {lane}", workload.id));
            }
        }
    }
    assert_eq!(differ, [""; 0]);
}

/// The mismatches of a workload on a lane before a remedy is switched on, and after.
fn check_remedy(workload: &str, lane: LaneId, remedy: &Remedy, expected: [&[Measure]; 2]) {
    let mut scenario = board("matched-to-shape");
    scenario.placements.place(workload, Placement::on(lane));
    let found =
        |scenario: &Scenario| mismatches(run(scenario).summary.verdict_on(workload).unwrap());
    let before = found(&scenario);
    scenario.remedies.push(remedy.clone());
    assert_eq!(
        [before, found(&scenario)],
        expected,
        "{workload} on {lane}: {remedy:?}"
    );
}

/// Each remedy that changes what a lane provides has its line on the axes.
#[test]
fn a_remedy_moves_its_line() {
    use LaneId::{Edge, Serverless};
    use Measure::{Agreement, Connections, FreshReads, RunMs, Walls, WayMs};
    let quiz = || "quiz-submissions".to_owned();
    check_remedy(
        "quiz-submissions",
        Serverless,
        &Remedy::ConnectionPooler,
        [&[Connections], &[]],
    );
    let queue = Remedy::QueueBetween { target: quiz() };
    check_remedy(
        "quiz-submissions",
        Serverless,
        &queue,
        [&[Connections], &[]],
    );
    let objects = Remedy::Objects { target: quiz() };
    check_remedy("quiz-submissions", Edge, &objects, [&[Agreement], &[]]);
    let target = "live-classroom".to_owned();
    let objects = Remedy::Objects { target };
    check_remedy(
        "live-classroom",
        Edge,
        &objects,
        [&[Agreement, FreshReads], &[]],
    );
    let target = "grading-plugins".to_owned();
    let empty_role = Remedy::EmptyRole { target };
    check_remedy("grading-plugins", Serverless, &empty_role, [&[Walls], &[]]);
    let target = "term-report".to_owned();
    let chunks = Remedy::Chunks {
        target,
        at_most_s: 600.0,
    };
    check_remedy("term-report", Serverless, &chunks, [&[RunMs], &[]]);
    let target = "course-landing".to_owned();
    let region = "ap-southeast-1".to_owned();
    let second = Remedy::SecondRegion { target, region };
    check_remedy("course-landing", Serverless, &second, [&[WayMs], &[WayMs]]);
}

/// Two slots for two hundred requests at once: a queue between spreads them over the time that they have.
#[test]
fn a_queue_between_spreads_what_comes_at_once() {
    let mut work = burst("work", 200, 1.0, 1_000.0);
    work.trigger = Trigger::Learner;
    work.steps[0].reaches = vec![Capability::Http];
    let mut scenario = small([(work, "service")]);
    scenario.lanes.service.deployment = replicas(1, 2);
    let found = |scenario: &Scenario| mismatches(run(scenario).summary.verdict_on("work").unwrap());
    assert_eq!(found(&scenario), [Measure::AtOnce]);
    let target = "work".to_owned();
    scenario.remedies.push(Remedy::QueueBetween { target });
    assert_eq!(found(&scenario), []);
}

#[test]
fn a_stand_is_met_by_its_kind() {
    fn check(measure: Measure, required: Amount, provided: Amount, expected: bool) {
        let reading = AxisReading {
            axis: model::verdict::Axis::Freedom,
            measure,
            required,
            provided,
        };
        assert_eq!(reading.is_met(), expected, "{reading:?}");
    }
    use Amount::{Is, Nothing, Number, Unlimited};
    check(Measure::RunMs, Number(10.0), Number(30.0), true);
    check(Measure::RunMs, Number(31.0), Number(30.0), false);
    check(Measure::WayMs, Number(100.0), Number(30.0), true);
    check(Measure::WayMs, Number(100.0), Number(130.0), false);
    check(Measure::MemoryMb, Number(1e9), Unlimited, true);
    check(Measure::Walls, Is(true), Is(false), false);
    check(Measure::Walls, Is(false), Is(false), true);
    check(
        Measure::Connections,
        Amount::MoreThan(70.0),
        Number(70.0),
        false,
    );
    check(Measure::Duties, Nothing, Number(9.0), true);
}
