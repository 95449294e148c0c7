//! Simulates a scenario file and prints its summary as JSON.
//!
//! `simulate FILE.json [--seed N] [--board ID] [--place WORKLOAD=LANE[+walls]]…
//! [--remedy JSON]… [--without-remedies] [--change JSON]… [--trace WORKLOAD=FILE.csv] [--starter FOLDER]`
//!
//! With `--starter` it writes each workload's starter files too, into a folder of the workload's name.

#[path = "shared/own_code.rs"]
mod own_code;
#[path = "shared/starter_files.rs"]
mod starter_files;

use std::path::PathBuf;
use std::process::ExitCode;

use engine::simulation::simulate;
use model::catalog::LaneId;
use model::imported_arrivals::read_csv;
use model::scenario::{Placement, Scenario};

const USAGE: &str = "usage: simulate FILE.json [--seed N] [--board ID] \
    [--place WORKLOAD=LANE[+walls]]… [--remedy JSON]… [--without-remedies] [--change JSON]… \
    [--trace WORKLOAD=FILE.csv] [--starter FOLDER]";

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: impl Iterator<Item = String>) -> Result<String, String> {
    let file = arguments.next().ok_or(USAGE)?;
    let text = std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
    let mut scenario = Scenario::from_json(&text).map_err(|error| format!("{file}: {error}"))?;
    let mut starter_folder = None;
    while let Some(option) = arguments.next() {
        if option == "--without-remedies" {
            scenario.remedies.clear();
            continue;
        }
        let value = arguments
            .next()
            .ok_or_else(|| format!("{option} needs a value; {USAGE}"))?;
        match option.as_str() {
            "--seed" => {
                scenario.seed = value
                    .parse()
                    .map_err(|_| format!("--seed {value}: not a number"))?;
            }
            "--board" => {
                let board = scenario.boards.iter().find(|board| board.id == value);
                let board = board.ok_or_else(|| format!("--board {value}: no such board"))?;
                scenario.placements = board.placements.clone();
            }
            "--place" => place(&mut scenario, &value)?,
            "--starter" => starter_folder = Some(PathBuf::from(value)),
            "--trace" => import(&mut scenario, &value)?,
            "--remedy" => scenario.remedies.push(read(&option, &value)?),
            "--change" => scenario.changes.push(read(&option, &value)?),
            _ => return Err(format!("{option}: unknown option; {USAGE}")),
        }
    }
    // The scenario that the options changed must keep the rules as well.
    scenario.check().map_err(|error| error.to_string())?;
    let profiles = own_code::profiles_of(&scenario)?;
    let run = simulate(&scenario, &profiles).map_err(|error| format!("{file}: {error}"))?;
    if let Some(folder) = starter_folder {
        starter_files::write(&scenario, Some(&run.summary.report), &folder)?;
    }
    serde_json::to_string_pretty(&run.summary).map_err(|error| error.to_string())
}

fn read<T: serde::de::DeserializeOwned>(option: &str, value: &str) -> Result<T, String> {
    serde_json::from_str(value).map_err(|error| format!("{option} {value}: {error}"))
}

/// `WORKLOAD=FILE.csv`: the workload takes the rows that name no other.
fn import(scenario: &mut Scenario, value: &str) -> Result<(), String> {
    let (workload, file) = value
        .split_once('=')
        .ok_or_else(|| format!("--trace {value}: no `=`"))?;
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let imported = read_csv(&text).map_err(|error| format!("{file}: {error}"))?;
    for bad in &imported.bad {
        eprintln!("{file}, {bad}");
    }
    if imported.bad_count > 0 {
        let (bad, good) = (imported.bad_count, imported.rows.len());
        eprintln!("{file}: {bad} rows were left out, {good} are used");
    }
    *scenario = imported
        .into_scenario(scenario, workload)
        .map_err(|error| format!("{file}: {error}"))?;
    Ok(())
}

fn place(scenario: &mut Scenario, value: &str) -> Result<(), String> {
    let (id, lane) = value
        .split_once('=')
        .ok_or_else(|| format!("--place {value}: no `=`"))?;
    let (lane, sandboxed) = lane
        .strip_suffix("+walls")
        .map_or((lane, false), |lane| (lane, true));
    if scenario.workload_index(id).is_none() {
        return Err(format!("--place {value}: no workload has the id {id:?}"));
    }
    let lane = LaneId::ALL.into_iter().find(|known| known.as_str() == lane);
    let lane = lane.ok_or_else(|| {
        let lanes = LaneId::ALL.map(LaneId::as_str).join(", ");
        format!("--place {value}: expected one of {lanes}")
    })?;
    scenario.placements.place(id, Placement { lane, sandboxed });
    Ok(())
}
