//! Writes starter files for the tools that check them: every workload of a scenario on every lane, without remedies, with
//! walls, with each remedy that suits it alone, and with all of them.
//!
//! `starters FILE.json FOLDER`

#[path = "shared/starter_files.rs"]
mod starter_files;

use std::path::Path;
use std::process::ExitCode;

use model::catalog::LaneId;
use model::scenario::{Placement, Remedy, Scenario};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(folder)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: starters FILE.json FOLDER");
        return ExitCode::FAILURE;
    };
    match write(&file, Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn write(file: &str, folder: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let scenario = Scenario::from_json(&text).map_err(|error| format!("{file}: {error}"))?;
    for lane in LaneId::ALL {
        let mut board = scenario.clone();
        board.remedies.clear();
        for workload in &scenario.workloads {
            board.placements.place(&workload.id, Placement::on(lane));
        }
        let of_kind: Vec<[Remedy; 17]> = scenario
            .workloads
            .iter()
            .map(|workload| Remedy::of_each_kind(&workload.id))
            .collect();
        starter_files::write(&board, None, &folder.join(format!("{lane}-plain")))?;
        for kind in 0..17 {
            let mut with_one = board.clone();
            let all = of_kind.iter().map(|of_each| of_each[kind].clone());
            with_one.remedies = fitting(&board, all);
            if !with_one.remedies.is_empty() {
                let name = format!("{lane}-{kind}");
                starter_files::write(&with_one, None, &folder.join(name))?;
            }
        }
        let mut with_walls = board.clone();
        for workload in &scenario.workloads {
            let sandboxed = lane != LaneId::Sandbox;
            with_walls
                .placements
                .place(&workload.id, Placement { lane, sandboxed });
        }
        starter_files::write(&with_walls, None, &folder.join(format!("{lane}-walls")))?;
        let mut with_all = board.clone();
        with_all.remedies = fitting(&board, of_kind.into_iter().flatten());
        starter_files::write(&with_all, None, &folder.join(format!("{lane}-all")))?;
    }
    Ok(())
}

/// The remedies that change anything on this board.
fn fitting(board: &Scenario, remedies: impl Iterator<Item = Remedy>) -> Vec<Remedy> {
    let suits = |remedy: &Remedy| {
        remedy.target().is_none_or(|id| {
            let workload = board.workload(id);
            workload.is_some_and(|workload| remedy.suits(workload, board.placement_of(id)))
        })
    };
    let mut fitting: Vec<Remedy> = Vec::new();
    for remedy in remedies.filter(suits) {
        if !fitting.contains(&remedy) {
            fitting.push(remedy);
        }
    }
    fitting
}
