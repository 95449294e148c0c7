//! Searches placements and remedies for the cheapest board that meets every target, and prints its moves.
//!
//! `cheapest FILE.json`. From each placement preset, the search makes every single change that helps (another lane,
//! walls, a remedy with one of a few limits) until none does: fewer missed needs first, then less cost. A
//! board that it finds is the cheapest known, and not proved to be the cheapest.

use std::process::ExitCode;

use engine::interpreter::profile;
use engine::simulation::simulate_recording;
use model::catalog::LaneId;
use model::run::Summary;
use model::sandbox::SnippetProfiles;
use model::scenario::{Placement, Remedy, Scenario, ScenarioError};
use model::trace_selection::TraceSelection;
use model::verdict::{Verdict, available_remedies};
use serde_json::json;

fn main() -> ExitCode {
    let Some(file) = std::env::args().nth(1) else {
        eprintln!("usage: cheapest FILE.json");
        return ExitCode::FAILURE;
    };
    match search(&file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// A board with its run.
struct Tried {
    scenario: Scenario,
    summary: Summary,
}

impl Tried {
    fn new(scenario: Scenario, profiles: &SnippetProfiles) -> Result<Self, ScenarioError> {
        let run = simulate_recording(&scenario, profiles, &TraceSelection::Nothing)?;
        let summary = run.summary;
        Ok(Self { scenario, summary })
    }

    fn missed(&self) -> usize {
        self.summary.verdicts.iter().map(Verdict::missed).sum()
    }

    fn usd_per_month(&self) -> f64 {
        self.summary.report.usd_per_month()
    }

    fn is_better_than(&self, other: &Self) -> bool {
        let missed = self.missed().cmp(&other.missed());
        // A cent decides nothing.
        missed.is_lt() || (missed.is_eq() && self.usd_per_month() < other.usd_per_month() - 0.01)
    }
}

fn search(file: &str) -> Result<(), String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let shipped = Scenario::from_json(&text).map_err(|error| format!("{file}: {error}"))?;
    let profiles = profile(&shipped.lanes.sandbox.limits());
    let mut best: Option<Tried> = None;
    for preset in &shipped.boards {
        let mut scenario = shipped.clone();
        scenario.placements = preset.placements.clone();
        let found = climb(scenario, &profiles).map_err(|error| error.to_string())?;
        eprintln!(
            "{}: {} missed, ${:.2} a month",
            preset.id,
            found.missed(),
            found.usd_per_month()
        );
        if best.as_ref().is_none_or(|best| found.is_better_than(best)) {
            best = Some(found);
        }
    }
    if let Some(best) = best {
        let board = json!({
            "missed": best.missed(),
            "usd_per_month": best.usd_per_month(),
            "placements": best.scenario.placements,
            "remedies": best.scenario.remedies,
        });
        println!("{board:#}");
    }
    Ok(())
}

/// Makes every single change that helps, workload after workload, until no change of any workload helps.
fn climb(scenario: Scenario, profiles: &SnippetProfiles) -> Result<Tried, ScenarioError> {
    let mut best = Tried::new(scenario, profiles)?;
    let workloads = best.scenario.workloads.len();
    let mut without_gain = 0;
    for workload in (0..workloads).cycle() {
        if without_gain == workloads {
            break;
        }
        let mut gained = false;
        for change in changes(&best, workload) {
            if change.check().is_err() {
                continue;
            }
            let tried = Tried::new(change, profiles)?;
            if tried.is_better_than(&best) {
                best = tried;
                gained = true;
            }
        }
        without_gain = if gained { 0 } else { without_gain + 1 };
    }
    Ok(best)
}

/// Every board that differs from a board in one change of this workload.
fn changes(board: &Tried, workload: usize) -> Vec<Scenario> {
    let scenario = &board.scenario;
    let Some(of) = scenario.workloads.get(workload) else {
        return Vec::new();
    };
    let now = scenario.placement_of(&of.id);
    let placements = LaneId::ALL
        .into_iter()
        .flat_map(|lane| [false, true].map(|sandboxed| Placement { lane, sandboxed }));
    // The sandbox has walls already.
    let is_other = |to: &Placement| *to != now && !(to.sandboxed && to.lane == LaneId::Sandbox);
    let placements = placements.filter(is_other);
    let mut found: Vec<Scenario> = placements
        .map(|to| {
            let mut other = scenario.clone();
            other.placements.place(&of.id, to);
            other
        })
        .collect();
    let Some(report) = board.summary.report.workloads.get(workload) else {
        return found;
    };
    for remedy in available_remedies(scenario, of, report) {
        for limit in limits(&remedy) {
            let wanted = limit.map(|limit| remedy.clone().with_number(limit, scenario));
            let mut other = scenario.clone();
            other.remedies.retain(|one| !one.is_in_place_of(&remedy));
            other.remedies.extend(wanted);
            if other.remedies != scenario.remedies {
                found.push(other);
            }
        }
    }
    found
}

/// A few limits of a remedy to try; `None` is without the remedy.
fn limits(remedy: &Remedy) -> Vec<Option<u32>> {
    let mut limits = vec![None];
    match remedy.number() {
        Some(number) => {
            let tried = [number * 2, number, number / 2, number / 4, number / 8, 1];
            limits.extend(tried.into_iter().filter(|limit| *limit > 0).map(Some));
        }
        None => limits.push(Some(1)),
    }
    limits
}
