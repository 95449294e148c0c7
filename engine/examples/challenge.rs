//! Scores boards of a challenge, for its author.
//!
//! `cargo run --release -p engine --example challenge -- FILE [WITH.json] [--all]`
//!
//! Without a second file, it places the free cards on every lane, behind walls too where a partner wrote
//! the code, and scores each board over the hours of the first attempt, best first. Boards without a
//! star are listed with `--all` only, with the goals that they miss.
//!
//! `WITH.json` is either a list of remedies, which are then on in every board, or boards by the
//! challenge's id, as in `engine/tests/challenges/solutions.json`: then those are scored and no
//! others, over the hours of three attempts, which is the way where there are too many to try all.

use std::collections::BTreeMap;
use std::error::Error;

use engine::interpreter::profile;
use engine::simulation::{Progress, Simulation};
use model::catalog::LaneId;
use model::challenge::{Challenge, Score, read, score};
use model::run::Summary;
use model::sandbox::SnippetProfiles;
use model::scenario::{Author, Placement, Placements, Remedy, Scenario};
use model::trace_selection::TraceSelection;
use serde::Deserialize;

/// The most boards to score, which takes some minutes.
const MOST_BOARDS: usize = 8_192;

/// The content of the second file.
#[derive(Deserialize)]
#[serde(untagged)]
enum With {
    Remedies(Vec<Remedy>),
    Boards(BTreeMap<String, Boards>),
}

/// Boards of one challenge.
#[derive(Deserialize)]
struct Boards {
    solution: Play,
    #[serde(default)]
    naive: Vec<Play>,
}

/// The moved cards and the remedies that are switched on.
#[derive(Deserialize)]
struct Play {
    name: Option<String>,
    placements: Placements,
    remedies: Option<Vec<Remedy>>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = std::env::args().skip(1);
    let (options, files): (Vec<_>, Vec<_>) = arguments.partition(|one| one.starts_with("--"));
    let file = files.first().ok_or("the challenge's file is missing")?;
    let shipped = std::fs::read_to_string("public/scenarios/learning-platform.json")?;
    let shipped = Scenario::from_json(&shipped)?;
    let challenge = read(&std::fs::read_to_string(file)?, &shipped)?;
    let profiles = profile(&challenge.scenario.lanes.sandbox.limits());
    let with = match files.get(1) {
        Some(file) => serde_json::from_str(&std::fs::read_to_string(file)?)?,
        None => With::Remedies(challenge.scenario.remedies.clone()),
    };
    match with {
        With::Boards(mut boards) => {
            let id = &challenge.id;
            let boards = boards
                .remove(id)
                .ok_or_else(|| format!("no boards of {id}"))?;
            for play in [boards.solution].into_iter().chain(boards.naive) {
                let mut played = challenge.scenario.clone();
                played.placements.0.extend(play.placements.0);
                played.remedies = play.remedies.unwrap_or(played.remedies);
                let board = challenge.board(&played);
                for attempt in 0..3 {
                    let (score, hours) = earned(&challenge, &board, attempt, &profiles)?;
                    let name = play.name.as_deref().unwrap_or("the solution");
                    println!("{}", line(name, &score, &hours));
                }
            }
        }
        With::Remedies(remedies) => {
            let start = Scenario {
                remedies,
                ..challenge.scenario.clone()
            };
            let mut found = Vec::new();
            for board in every_board(&challenge, &start)? {
                let board = challenge.board(&board);
                let (score, hours) = earned(&challenge, &board, 0, &profiles)?;
                let line = line(&placed(&challenge, &board), &score, &hours);
                found.push((score.stars, line));
            }
            found.sort_by_key(|(stars, _)| std::cmp::Reverse(*stars));
            let all = options.iter().any(|option| option == "--all");
            for (_, line) in found.iter().filter(|(stars, _)| all || *stars > 0) {
                println!("{line}");
            }
            println!("{} boards of {}", found.len(), challenge.name);
        }
    }
    Ok(())
}

/// The score of a board in an attempt; the hours after one without a star are left out.
fn earned(
    challenge: &Challenge,
    board: &Scenario,
    attempt: u32,
    profiles: &SnippetProfiles,
) -> Result<(Score, Vec<Summary>), Box<dyn Error>> {
    let mut hours = Vec::new();
    for seed in challenge.seeds(attempt) {
        let hour = Scenario {
            seed,
            ..board.clone()
        };
        let mut simulation = Simulation::new(&hour, profiles, &TraceSelection::default())?;
        while matches!(simulation.step(1 << 20), Progress::Running { .. }) {}
        hours.push(simulation.finish().summary);
        if score(challenge, board, &hours).stars == 0 {
            break;
        }
    }
    Ok((score(challenge, board, &hours), hours))
}

/// Every placement of the free cards.
fn every_board(challenge: &Challenge, start: &Scenario) -> Result<Vec<Scenario>, String> {
    let mut boards = vec![start.clone()];
    for workload in &challenge.scenario.workloads {
        if challenge.moves.locks(&workload.id) {
            continue;
        }
        let mut ways: Vec<Placement> = LaneId::ALL.into_iter().map(Placement::on).collect();
        if challenge.moves.walls && matches!(workload.author, Author::Partner { .. }) {
            let own = LaneId::ALL
                .into_iter()
                .filter(|lane| *lane != LaneId::Sandbox);
            ways.extend(own.map(|lane| Placement {
                lane,
                sandboxed: true,
            }));
        }
        let many = boards.len() * ways.len();
        if many > MOST_BOARDS {
            return Err(format!("more than {MOST_BOARDS} boards; name some"));
        }
        let on_each_lane = |board: &Scenario| {
            let board = board.clone();
            let id = workload.id.clone();
            ways.clone().into_iter().map(move |way| {
                let mut board = board.clone();
                board.placements.place(&id, way);
                board
            })
        };
        boards = boards.iter().flat_map(on_each_lane).collect();
    }
    Ok(boards)
}

/// The placements of the free cards.
fn placed(challenge: &Challenge, board: &Scenario) -> String {
    let ids = board.workloads.iter().map(|workload| &workload.id);
    let free = ids.filter(|id| !challenge.moves.locks(id));
    let cards = free.map(|id| {
        let placement = board.placement_of(id);
        let walls = if placement.sandboxed { "+walls" } else { "" };
        format!("{id} {}{walls}", placement.lane.as_str())
    });
    cards.collect::<Vec<_>>().join(", ")
}

/// A board, its stars, its bill hour by hour, and the goals that its last hour missed.
fn line(board: &str, score: &Score, hours: &[Summary]) -> String {
    let usd: Vec<f64> = hours
        .iter()
        .map(|hour| hour.report.usd_per_month())
        .collect();
    let verdicts = hours.last().into_iter().flat_map(|hour| &hour.verdicts);
    let missed = verdicts.flat_map(|verdict| {
        let missed = verdict.needs.iter().filter(|need| !need.met);
        missed.map(|need| format!("{} {:?} {:.3?}", verdict.workload, need.need, need.measured))
    });
    let missed: Vec<String> = missed.collect();
    let stars = score.stars;
    format!(
        "{stars} stars: {board}: {usd:.0?} USD; misses: {}",
        missed.join("; ")
    )
}
