//! Searches placements and remedies for the cheapest board that meets every target, and prints its moves.
//!
//! `cheapest FILE.json [SOLUTIONS.json CHALLENGE.json …]`. Of a scenario alone, the search begins with each placement
//! preset; of a challenge, with its known solution, and a board has to earn every star in all hours of the first attempt.
//! It makes every single change that helps (another lane, walls, a remedy with one of a few limits) until none does:
//! fewer missed targets first, then less cost. A board that it finds is the cheapest known, and not proved to be the
//! cheapest.

use std::collections::BTreeMap;
use std::process::ExitCode;

use engine::simulation::simulate_recording;
use model::catalog::LaneId;
use model::challenge::{Challenge, read};
use model::goal::Goal;
use model::run::Summary;
use model::sandbox::SnippetProfiles;
use model::scenario::{Placement, Remedy, Scenario, ScenarioError};
use model::trace_selection::TraceSelection;
use model::verdict::{Verdict, available_remedies};
use serde::Deserialize;
use serde_json::json;

#[path = "shared/own_code.rs"]
mod own_code;
#[path = "shared/play.rs"]
mod play;

use play::Play;

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let Some((scenario, challenges)) = files.split_first() else {
        eprintln!("usage: cheapest FILE.json [SOLUTIONS.json CHALLENGE.json …]");
        return ExitCode::FAILURE;
    };
    match search(scenario, challenges) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// The boards that are known for a challenge.
#[derive(Deserialize)]
struct Known {
    solution: Play,
}

/// What a board has to achieve.
struct Aim {
    /// The seeds of the hours in which it has to.
    seeds: Vec<u64>,
    challenge: Option<Challenge>,
    profiles: SnippetProfiles,
}

impl Aim {
    /// What a run misses: needs of a scenario, or goals of a challenge. The bill is what is searched.
    fn missed(&self, board: &Scenario, summary: &Summary) -> f64 {
        let Some(challenge) = &self.challenge else {
            let missed: usize = summary.verdicts.iter().map(Verdict::missed).sum();
            return missed as f64;
        };
        let goals = challenge.stars.iter().flatten();
        let goals = goals.filter(|goal| !matches!(goal, Goal::Bill { .. }));
        let missed = goals.map(|goal| {
            let judged = goal.judge(board, summary);
            match goal {
                _ if judged.met => 0.0,
                // The number of workloads that miss a need, so that one fewer is a gain.
                Goal::Kept { .. } => judged.measured.unwrap_or(1.0),
                _ => 1.0,
            }
        });
        missed.sum()
    }

    /// Whether a player may make this board.
    fn allows(&self, board: &Scenario) -> bool {
        let challenge = self.challenge.as_ref();
        board.check().is_ok() && challenge.is_none_or(|one| one.board(board) == *board)
    }

    /// The board in every hour; none where its first hour is worse than what is known already.
    fn tried(
        &self,
        scenario: &Scenario,
        best: Option<&Tried>,
    ) -> Result<Option<Tried>, ScenarioError> {
        let mut tried: Option<Tried> = None;
        for &seed in &self.seeds {
            let hour = Scenario {
                seed,
                ..scenario.clone()
            };
            let run = simulate_recording(&hour, &self.profiles, &TraceSelection::default())?;
            let missed = self.missed(scenario, &run.summary);
            let usd_per_month = run.summary.report.usd_per_month();
            let Some(so_far) = &mut tried else {
                let first = Tried {
                    scenario: scenario.clone(),
                    summary: run.summary,
                    first: (missed, usd_per_month),
                    missed,
                    usd_per_month: usd_per_month / self.seeds.len() as f64,
                };
                if best.is_some_and(|best| !is_better(first.first, best.first)) {
                    return Ok(None);
                }
                tried = Some(first);
                continue;
            };
            so_far.missed += missed;
            so_far.usd_per_month += usd_per_month / self.seeds.len() as f64;
        }
        Ok(tried)
    }
}

/// A board with its runs.
struct Tried {
    scenario: Scenario,
    /// The run of the first hour.
    summary: Summary,
    /// The first hour: what it misses, and its cost in US dollars a month.
    first: (f64, f64),
    /// What all hours together miss.
    missed: f64,
    /// The mean of the hours.
    usd_per_month: f64,
}

impl Tried {
    fn is_better_than(&self, other: &Self) -> bool {
        is_better(
            (self.missed, self.usd_per_month),
            (other.missed, other.usd_per_month),
        )
    }
}

/// Whether fewer are missed, or as many at less cost. A cent decides nothing.
fn is_better(one: (f64, f64), other: (f64, f64)) -> bool {
    one.0 < other.0 || (one.0 <= other.0 && one.1 < other.1 - 0.01)
}

fn search(scenario: &str, challenges: &[String]) -> Result<(), String> {
    let text_of =
        |file: &str| std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"));
    let shipped = Scenario::from_json(&text_of(scenario)?);
    let shipped = shipped.map_err(|error| format!("{scenario}: {error}"))?;
    let Some((solutions, challenges)) = challenges.split_first() else {
        let starts = shipped.boards.iter().map(|preset| Scenario {
            placements: preset.placements.clone(),
            ..shipped.clone()
        });
        let aim = Aim {
            seeds: vec![shipped.seed],
            challenge: None,
            profiles: own_code::profiles_of(&shipped)?,
        };
        println!("{:#}", cheapest(&aim, &starts.collect::<Vec<_>>())?);
        return Ok(());
    };
    let known: BTreeMap<String, Known> = serde_json::from_str(&text_of(solutions)?)
        .map_err(|error| format!("{solutions}: {error}"))?;
    let mut found = serde_json::Map::new();
    for file in challenges {
        let challenge = read(&text_of(file)?, &shipped);
        let challenge = challenge.map_err(|error| format!("{file}: {error}"))?;
        // From a board that misses targets the search meets them first, at any price: it ends higher.
        let solution = known
            .get(&challenge.id)
            .map(|known| challenge.board(&known.solution.on(&challenge.scenario)));
        let starts: Vec<Scenario> = solution.into_iter().collect();
        let id = challenge.id.clone();
        eprintln!("{id}");
        let aim = Aim {
            seeds: challenge.seeds(0).to_vec(),
            profiles: own_code::profiles_of(starts.first().unwrap_or(&challenge.scenario))?,
            challenge: Some(challenge),
        };
        found.insert(id, cheapest(&aim, &starts)?);
    }
    println!("{:#}", serde_json::Value::Object(found));
    Ok(())
}

/// The best board that is found from any of these, as JSON.
fn cheapest(aim: &Aim, starts: &[Scenario]) -> Result<serde_json::Value, String> {
    let mut best: Option<Tried> = None;
    for start in starts {
        let found = climb(start, aim).map_err(|error| error.to_string())?;
        let Some(found) = found else { continue };
        eprintln!(
            "  {} missed, ${:.2} a month",
            found.missed, found.usd_per_month
        );
        if best.as_ref().is_none_or(|best| found.is_better_than(best)) {
            best = Some(found);
        }
    }
    Ok(best.map_or(serde_json::Value::Null, |best| {
        json!({
            "missed": best.missed,
            "usd_per_month": best.usd_per_month,
            "placements": best.scenario.placements,
            "remedies": best.scenario.remedies,
        })
    }))
}

/// Makes every single change that helps, workload after workload, until no change of any workload helps.
fn climb(scenario: &Scenario, aim: &Aim) -> Result<Option<Tried>, ScenarioError> {
    let Some(mut best) = aim.tried(scenario, None)? else {
        return Ok(None);
    };
    let workloads = best.scenario.workloads.len();
    let mut without_gain = 0;
    for workload in (0..workloads).cycle() {
        if without_gain == workloads {
            break;
        }
        let mut gained = false;
        for change in changes(&best, workload) {
            if !aim.allows(&change) {
                continue;
            }
            let tried = aim.tried(&change, Some(&best))?;
            if let Some(tried) = tried.filter(|tried| tried.is_better_than(&best)) {
                best = tried;
                gained = true;
            }
        }
        without_gain = if gained { 0 } else { without_gain + 1 };
    }
    Ok(Some(best))
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
