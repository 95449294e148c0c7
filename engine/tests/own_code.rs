//! A program of a person's own in the place of a snippet: the hour has its real fuel and its real ends, and a scenario whose
//! code did not run is refused.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use std::fs;

use engine::interpreter::{Program, profile};
use engine::simulation::simulate;
use grading::compile;
use model::catalog::LaneId;
use model::outcome::Cause;
use model::report::WorkloadReport;
use model::sandbox::{Grants, Limits, OwnCode, SnippetProfiles, snippets};
use model::scenario::{Placement, Scenario};

const WORKLOAD: &str = "grading-plugins";
const SNIPPET: &str = "keywords";

fn scenario(code: &str, lane: LaneId) -> Scenario {
    let text =
        fs::read_to_string(testkit::file("public/scenarios/learning-platform.json")).unwrap();
    let mut scenario = Scenario::from_json(&text).unwrap();
    let name = scenario.set_own_code(SNIPPET, OwnCode::Grading(code.to_owned()));
    assert_eq!(name, Some("Partner grading plugins"));
    let placement = Placement {
        lane,
        sandboxed: false,
    };
    scenario.placements.place(WORKLOAD, placement);
    scenario
}

fn profiles(scenario: &Scenario) -> SnippetProfiles {
    let limits = scenario.lanes.sandbox.limits();
    let mut profiles = profile(&limits);
    for (id, code) in scenario.own_code() {
        let OwnCode::Grading(text) = code else {
            panic!("{code:?}")
        };
        let wasm = compile(text).unwrap().wasm;
        let program = Program::to_watch(&wasm, &limits, Grants::ALL).unwrap();
        let snippet = snippets().iter().find(|snippet| snippet.id == id).unwrap();
        profiles.replace(id, code, program.runs(&snippet.task));
    }
    profiles
}

fn report(code: &str, lane: LaneId) -> WorkloadReport {
    let scenario = scenario(code, lane);
    let run = simulate(&scenario, &profiles(&scenario)).unwrap();
    let mut reports = run.summary.report.workloads.into_iter();
    reports.find(|report| report.id == WORKLOAD).unwrap()
}

fn share_of(report: &WorkloadReport, cause: Cause) -> f64 {
    let causes = report.failures.iter().filter(|one| one.cause == cause);
    causes.map(|one| one.count as f64).sum::<f64>() / report.requests as f64
}

const HONEST: &str = "award(1)";
const ENDLESS: &str = "loop { }";

#[test]
fn an_honest_program_grades_each_answer() {
    let report = report(HONEST, LaneId::Sandbox);
    assert_eq!(share_of(&report, Cause::OutOfFuel), 0.0);
}

#[test]
fn an_endless_program_meets_the_wall_each_time() {
    let report = report(ENDLESS, LaneId::Sandbox);
    assert!(share_of(&report, Cause::OutOfFuel) > 0.99);
}

#[test]
fn the_fuel_of_a_program_is_paid_in_time() {
    let dear = "let x = 0\nfor i in 0..3000 { x = x + i }\naward(1)";
    // The slowest request of both hours is the same one: only its program differs.
    let slowest_ms = |code| report(code, LaneId::Sandbox).latency.max_ms.unwrap();
    let more_ms = slowest_ms(dear) - slowest_ms(HONEST);
    assert!(more_ms > 0.1, "{more_ms}");
}

#[test]
fn runs_of_other_code_are_refused() {
    let scenario = scenario(HONEST, LaneId::Sandbox);
    let own = profiles(&scenario);
    assert_eq!(scenario.check_runs(&own), Ok(()));
    let shipped = profile(&Limits::default());
    let error = scenario.check_runs(&shipped).unwrap_err().to_string();
    assert!(error.contains("runs that this code made"), "{error}");
}

#[test]
fn code_is_kept_in_the_file_and_has_its_cap() {
    let kept = scenario(HONEST, LaneId::Service);
    let json = serde_json::to_string(&kept).unwrap();
    assert_eq!(Scenario::from_json(&json).unwrap(), kept);
    let long = scenario(&"#".repeat(16_385), LaneId::Service);
    let error = long.check().unwrap_err().to_string();
    assert!(error.contains("author.snippets[0].code"), "{error}");
}

#[test]
fn a_snippet_has_one_code_on_a_board() {
    let mut scenario = scenario(HONEST, LaneId::Service);
    let mut second = scenario
        .workloads
        .iter()
        .find(|one| one.id == WORKLOAD)
        .unwrap()
        .clone();
    second.id = "second".to_owned();
    if let model::scenario::Author::Partner { snippets, .. } = &mut second.author {
        snippets[0].code = None;
    }
    scenario.workloads.push(second);
    let error = scenario.check().unwrap_err().to_string();
    assert!(
        error.contains("the same code wherever this snippet runs"),
        "{error}"
    );
}
