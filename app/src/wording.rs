//! Every sentence about a run, in one golden file, so that a change of wording shows in one place.
//!
//! Browser tests find things by role and name and compare figures; this test compares the words. `cargo
//! xtask bless` writes the file again.

use std::fmt::Write;
use std::sync::Arc;

use model::catalog::LaneId;
use model::moments::{Moment, MomentKind};
use model::outcome::Cause;
use model::report::CauseCount;
use model::run::Run;
use model::sandbox::{Ended, ResultFault, Trap, snippets};
use model::scenario::{Change, Need, Placement, Remedy, Scenario, Workload};
use model::trace::{Checkpoints, Trace};
use model::units::Nanos;
use model::verdict::NeedResult;

use crate::evidence::request_words as request;
use crate::state::document::Action;
use crate::state::loaded_run::LoadedRun;
use crate::test_support::{shipped, simulated};
use crate::text::announcement;
use crate::text::{causes, evidence, headline, incidents, needs, remedies};
use crate::timeline::words as timeline;

/// One need of each kind.
const NEEDS: &str = r#"[
    {"kind": "latency", "percentile": 95, "at_most_ms": 200},
    {"kind": "latency", "percentile": 50, "at_most_ms": 90, "over": "far"},
    {"kind": "finished", "percentile": 95, "within_s": 60},
    {"kind": "finished", "percentile": 100, "within_s": 3600},
    {"kind": "failed", "at_most_share": 0},
    {"kind": "failed", "at_most_share": 0.001},
    {"kind": "lost", "at_most": 0},
    {"kind": "lost", "at_most": 1},
    {"kind": "lost", "at_most": 20},
    {"kind": "duplicated", "at_most": 0},
    {"kind": "duplicated", "at_most": 1},
    {"kind": "duplicated", "at_most": 20},
    {"kind": "stale", "at_most_share": 0.01},
    {"kind": "sessions_lost", "at_most_share": 0.001},
    {"kind": "contained"},
    {"kind": "neighbours_unharmed"},
    {"kind": "rejected_near_source", "at_least_share": 0.9},
    {"kind": "cost", "at_most_usd": 70}
]"#;

/// One change of each kind.
const CHANGES: &str = r#"[
    {"at_min": 5, "what": {"kind": "surge", "factor": 4}},
    {"at_min": 5, "what": {"kind": "surge", "factor": 2, "cities": ["Lagos", "Oslo"], "workload": "quiz-submissions"}},
    {"at_min": 5, "what": {"kind": "pop_outage", "pop": "SIN"}},
    {"at_min": 5, "what": {"kind": "database_outage"}},
    {"at_min": 5, "what": {"kind": "slow_database", "factor": 20}},
    {"at_min": 5, "what": {"kind": "lane_outage", "lane": "edge"}},
    {"at_min": 5, "what": {"kind": "hostile_plugin", "workload": "quiz-submissions", "snippet": "any", "share": 0.2}},
    {"at_min": 5, "what": {"kind": "placed", "workload": "quiz-submissions", "placement": {"lane": "service"}}}
]"#;

/// The measured figures for the sentences of a need: none, one, many.
fn figures(need: &Need) -> [Option<f64>; 3] {
    match need {
        Need::Failed { .. }
        | Need::Stale { .. }
        | Need::SessionsLost { .. }
        | Need::RejectedNearSource { .. } => [None, Some(0.004), Some(0.25)],
        _ => [None, Some(1.0), Some(7_753.0)],
    }
}

fn result(need: &Need, measured: Option<f64>, causes: &[(Cause, u64)]) -> NeedResult {
    let count = |&(cause, count)| CauseCount { cause, count };
    NeedResult {
        need: need.clone(),
        measured,
        met: false,
        is_judged: true,
        causes: causes.iter().map(count).collect(),
    }
}

/// A run with verdicts for the sentences; its figures do not follow the model.
fn run_of(board: Scenario, measured: f64, met: bool) -> LoadedRun {
    let mut summary = simulated(&board);
    for verdict in &mut summary.verdicts {
        verdict.fits = met;
        for result in &mut verdict.needs {
            (result.measured, result.met) = (Some(measured), met);
            result.causes.clear();
        }
    }
    let trace = Trace::default();
    LoadedRun {
        scenario: Arc::new(board),
        checkpoints: Checkpoints::new(&trace),
        run: Run { summary, trace },
        generation: 0,
    }
}

fn write_causes(out: &mut String, scenario: &Scenario) {
    for cause in Cause::ALL {
        let (label, clause) = (causes::label(*cause), causes::clause(*cause, scenario));
        writeln!(out, "{label}: {clause}").unwrap();
    }
    out.push_str("\n== What a lane has to do with a cause\n\n");
    for cause in Cause::ALL {
        let need = Need::Failed { at_most_share: 0.0 };
        let result = result(&need, Some(0.5), &[(*cause, 1)]);
        for lane in LaneId::ALL {
            if let Some(sentence) = needs::behind(&result, lane, scenario) {
                writeln!(out, "{}: {sentence}", causes::label(*cause)).unwrap();
            }
        }
    }
}

fn write_needs(out: &mut String, scenario: &Scenario, workload: &Workload) {
    let all: Vec<Need> = serde_json::from_str(NEEDS).unwrap();
    for need in &all {
        let label = needs::label(need, workload);
        let sentence = needs::target_sentence(need, workload);
        writeln!(out, "{label} {}: {sentence}", needs::target(need)).unwrap();
        for measured in figures(need) {
            let result = result(need, measured, &[]);
            let headline = headline::hurt_sentence(workload, LaneId::Edge, &result, scenario);
            writeln!(out, "    {}: {headline}", needs::measured(&result)).unwrap();
        }
    }
    let causes = [(Cause::ConnectionsExhausted, 212), (Cause::Timeout, 1)];
    for causes in [&causes[1..], &causes[..]] {
        let result = result(&Need::Lost { at_most: 0 }, Some(213.0), causes);
        let headline = headline::hurt_sentence(workload, LaneId::Edge, &result, scenario);
        writeln!(out, "{headline}\n    {}", needs::why(&result, scenario)).unwrap();
    }
}

/// Each kind of moment, with one and with several requests.
fn write_moments(out: &mut String) {
    use MomentKind::{
        ConnectionsExhausted, FirstBreach, FirstColdStart, FirstContained, FirstLimitHit,
        FirstLostUpdate, PeakMinute, QueueFull, ReplicaCrashed, ScaleOut, ThrottlingBegins,
    };
    let kinds = [
        FirstColdStart,
        ThrottlingBegins,
        ConnectionsExhausted,
        QueueFull,
        ScaleOut,
        ReplicaCrashed,
        FirstBreach,
        FirstContained,
        FirstLostUpdate,
        FirstLimitHit,
        PeakMinute,
    ];
    for kind in kinds {
        let said = [1, 12_400].map(|count| {
            let moment = Moment {
                at: Nanos(0),
                kind,
                workload: None,
                count,
                row: None,
            };
            timeline::moment(&moment, "Quiz submissions")
        });
        writeln!(out, "{}", said[0]).unwrap();
        if said[0] != said[1] {
            writeln!(out, "{}", said[1]).unwrap();
        }
    }
}

/// Each ending of a run of grading code.
fn write_endings(out: &mut String) {
    let traps = [
        Trap::OutOfFuel,
        Trap::MemoryLimit,
        Trap::StackOverflow,
        Trap::QuestionLimit,
        Trap::Unreachable,
        Trap::OutOfBounds,
        Trap::Arithmetic,
        Trap::BadCall,
        Trap::Exit(1),
        Trap::BadResult(ResultFault::Points.to_string()),
        Trap::OutputLimit,
    ];
    let call = "env.secret".to_owned();
    let endings = [Ended::Graded { points: 1 }, Ended::Denied { call }];
    let endings = endings.into_iter().chain(traps.map(Ended::Trapped));
    let reaching = snippets().iter().find(|snippet| snippet.reaches.is_some());
    for ending in endings {
        writeln!(
            out,
            "{}",
            request::ended(&ending, reaching.unwrap().reaches)
        )
        .unwrap();
    }
}

fn write_announcements(out: &mut String) {
    let place = |ids: &[&str], to: Placement| {
        let mut board = shipped();
        for id in ids {
            board.placements.0.insert((*id).to_owned(), to);
        }
        board
    };
    let sandboxed = Placement {
        lane: LaneId::Serverless,
        sandboxed: true,
    };
    let mut many = shipped();
    many.remedies = Remedy::of_each_kind("quiz-submissions").into();
    many.changes = serde_json::from_str(CHANGES).unwrap();
    let service = Placement::on(LaneId::Service);
    let before = run_of(place(&[], service), 212.0, false);
    let after = [
        place(&["quiz-submissions"], service),
        place(&["quiz-submissions"], sandboxed),
        place(&["quiz-submissions", "live-classroom"], service),
        many,
    ]
    .map(|board| run_of(board, 1.0, true));
    for now in &after {
        for (earlier, now) in [(&before, now), (now, &before)] {
            let sentence = announcement::change(earlier, now, Action::Edited).text(false);
            writeln!(out, "{sentence}").unwrap();
        }
    }
    for action in [Action::Opened, Action::Undone, Action::Redone] {
        let sentence = announcement::change(&before, &after[0], action);
        writeln!(out, "{}", sentence.text(false)).unwrap();
        writeln!(out, "veiled: {}", sentence.text(true)).unwrap();
    }
}

fn wording() -> String {
    let scenario = shipped();
    let mut out = String::from("== Causes\n\n");
    write_causes(&mut out, &scenario);
    for id in ["quiz-submissions", "payment-webhooks", "live-classroom"] {
        write!(out, "\n== Needs of {id}\n\n").unwrap();
        write_needs(&mut out, &scenario, scenario.workload(id).unwrap());
    }
    out.push_str("\n== How many workloads meet their targets\n\n");
    for (fit, all) in [(0, 1), (1, 1), (0, 14), (1, 14), (14, 14)] {
        writeln!(out, "{}", headline::fitting_of(fit, all)).unwrap();
    }
    out.push_str("\n== Remedies\n\n");
    for remedy in &Remedy::of_each_kind("quiz-submissions") {
        let (name, about) = (remedies::name(remedy), remedies::about(remedy));
        writeln!(out, "{name}: {about}").unwrap();
    }
    out.push_str("\n== Changes within the hour\n\n");
    let all: Vec<Change> = serde_json::from_str(CHANGES).unwrap();
    for change in &all {
        writeln!(out, "{}", incidents::what(change, &scenario)).unwrap();
    }
    out.push_str("\n== Moments\n\n");
    write_moments(&mut out);
    out.push_str("\n== How a run of grading code ends\n\n");
    write_endings(&mut out);
    out.push_str("\n== Hours with other arrivals\n\n");
    for (kept, tried) in [(0, 1), (1, 1), (0, 5), (2, 5), (5, 5)] {
        writeln!(out, "{}", evidence::seeds_met(kept, tried)).unwrap();
    }
    out.push_str("\n== Announcements\n\n");
    write_announcements(&mut out);
    out
}

#[test]
fn the_wording_is_the_agreed_one() {
    testkit::check("app/tests/golden/wording.txt", wording());
}
