//! The three axes: a mismatch on an axis is a failure of the run as well.

use super::placements::moved;
use super::support::{HOURS, board};
use model::catalog::LaneId;
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
            let verdict = moved(&matched, &workload.id, lane.as_str());
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
