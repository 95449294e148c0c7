//! `cargo xtask …`: the project's commands.
//!
//! Each command finds the pinned tools or installs them once for all clones, runs them, and reports the
//! result. Of the simulation and the page, xtask knows the names of their packages and of the files that
//! they are built into.

#[cfg(not(unix))]
compile_error!("xtask runs on Linux and macOS; on Windows use it in WSL");

mod bench;
mod bless;
mod cache;
mod call;
mod check;
mod checkout;
mod command;
mod hygiene;
mod port;
mod problem;
mod programs;
mod seal;
mod site;
mod suite;
mod tools;

use std::process::ExitCode;

use crate::checkout::Checkout;
use crate::command::{Command, USAGE};
use crate::problem::Result;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<ExitCode> {
    let command = Command::parse(arguments)?;
    if matches!(command, Command::Help) {
        print!("{USAGE}");
        return Ok(ExitCode::SUCCESS);
    }
    let checkout = Checkout::find()?;
    if matches!(
        command,
        Command::Serve { .. } | Command::Build | Command::Dist | Command::Test { .. }
    ) {
        programs::install_target(&checkout)?;
    }
    match command {
        Command::Help => {}
        Command::Serve { trunk } => site::serve(&checkout, &trunk)?,
        Command::Build => site::build(&checkout)?,
        Command::Dist => site::dist(&checkout)?,
        Command::Test { engines } => return Ok(suite::run(&checkout, &engines)),
        Command::Bless { golden } => bless::run(&checkout, golden)?,
        Command::Bench => bench::run(&checkout)?,
        Command::Hygiene => return Ok(hygiene::run(&checkout)),
        Command::Seal { site } => seal::run(&site)?,
    }
    Ok(ExitCode::SUCCESS)
}
