//! Simulates a scenario file and prints its summary as JSON.
//!
//! `simulate FILE.json [--seed N] [--board ID] [--place WORKLOAD=LANE[+walls]]…
//! [--remedy JSON]… [--without-remedies] [--change JSON]… [--trace WORKLOAD=FILE]… [--trace-from SECONDS] [--starter FOLDER]`
//!
//! With `--trace` a workload gets the arrivals of a log: an access log, the results of a load test, a table (`engine/logs`). What was
//! understood of it goes to standard error. Of a longer log the busiest hour is simulated, or that from `--trace-from` on.
//! With `--starter` it writes each workload's starter files too, into a folder of the workload's name.

#[path = "shared/log_file.rs"]
mod log_file;
#[path = "shared/own_code.rs"]
mod own_code;
#[path = "shared/starter_files.rs"]
mod starter_files;

use std::path::PathBuf;
use std::process::ExitCode;

use engine::simulation::simulate;
use model::catalog::LaneId;
use model::scenario::{Placement, Scenario};

const USAGE: &str = "usage: simulate FILE.json [--seed N] [--board ID] \
    [--place WORKLOAD=LANE[+walls]]… [--remedy JSON]… [--without-remedies] [--change JSON]… \
    [--trace WORKLOAD=FILE]… [--trace-from SECONDS] [--starter FOLDER]";

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
    let (mut traces, mut trace_from_s) = (Vec::new(), None);
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
            "--trace-from" => {
                let seconds = value.parse();
                trace_from_s = Some(
                    seconds
                        .map_err(|_| format!("--trace-from {value}: not a number of seconds"))?,
                );
            }
            "--trace" => traces.push(value),
            "--remedy" => scenario.remedies.push(read(&option, &value)?),
            "--change" => scenario.changes.push(read(&option, &value)?),
            _ => return Err(format!("{option}: unknown option; {USAGE}")),
        }
    }
    for trace in &traces {
        import(&mut scenario, trace, trace_from_s)?;
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

/// `WORKLOAD=FILE`: the workload takes the requests of a log that belong to no other, within the hour from this second of the log, or
/// within the busiest one.
fn import(scenario: &mut Scenario, value: &str, from_s: Option<f64>) -> Result<(), String> {
    let (workload, file) = value
        .split_once('=')
        .ok_or_else(|| format!("--trace {value}: no `=`"))?;
    let log = log_file::read(file)?;
    let first_s = log.span_s().map_or(0.0, |(first_s, _)| first_s);
    let hour = match from_s {
        Some(from_s) => log.hour(first_s + from_s, scenario.horizon_s),
        None => log.busiest_hour(scenario.horizon_s),
    };
    let (imported, about_hour) = logs::arrivals(&log, &hour, scenario);
    for sentence in log.told().into_iter().chain(about_hour) {
        eprintln!("{file}: {sentence}");
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
