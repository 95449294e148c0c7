//! The calls of the engine's example `measure`, and their answers.

use std::path::PathBuf;

use super::answer::Answer;
use super::figures::{Pace, Row, Timed};
use super::{DEFAULT_SCENARIO, ROUNDS};
use crate::call::Call;
use crate::checkout::Checkout;
use crate::problem::Result;

const NAME: &str = "the engine's example `measure`";

/// An example of the engine, built for release, with its arguments.
pub(super) fn example(checkout: &Checkout, name: &str, arguments: &[&str]) -> Call {
    Call::new("cargo")
        .args(["run", "--quiet", "--release", "--locked", "-p", "engine"])
        .args(["--example", name, "--"])
        .args(arguments)
        .dir(checkout.root())
}

/// Builds the examples, so that no measurement waits for a build.
pub(super) fn build(checkout: &Checkout) -> Result<()> {
    Call::new("cargo")
        .args(["build", "--release", "--locked", "-p", "engine"])
        .args(["--example", "measure", "--example", "bare_loop"])
        .dir(checkout.root())
        .run()
}

/// The keep-alive as a scenario that the worker reads.
pub(super) fn keep_alive_scenario(checkout: &Checkout) -> Result<PathBuf> {
    let path = checkout.scratch()?.join("keep-alive.json");
    example(checkout, "measure", &["keepalive", "--print-scenario"]).run_into(&path)?;
    Ok(path)
}

/// Time per request by the number of requests.
pub(super) fn growth(checkout: &Checkout) -> Result<Vec<Row>> {
    rows(checkout, "growth", "requests")
}

/// Time per request by the number of busy instances.
pub(super) fn busy(checkout: &Checkout) -> Result<Vec<Row>> {
    rows(checkout, "busy", "busy")
}

/// Requests, and the bytes that they take at the peak.
pub(super) fn memory(checkout: &Checkout) -> Result<Row> {
    let answer = ask(checkout, &["memory", "--requests", "10000000"])?;
    Ok(Row {
        count: answer.number("requests")?,
        figure: answer.number("peak_bytes")?,
    })
}

/// The scenario that ships, with its trace.
pub(super) fn scenario(checkout: &Checkout) -> Result<Pace> {
    let repeat = ROUNDS.to_string();
    let answer = ask(
        checkout,
        &["scenario", DEFAULT_SCENARIO, "--repeat", &repeat],
    )?;
    Ok(Timed::of(&answer)?.pace())
}

fn rows(checkout: &Checkout, subcommand: &str, count: &str) -> Result<Vec<Row>> {
    let answer = ask(checkout, &[subcommand])?;
    let rows = answer.rows("rows")?;
    rows.iter()
        .map(|row| {
            Ok(Row {
                count: row.number(count)?,
                figure: row.number("ns_per_request")?,
            })
        })
        .collect()
}

fn ask(checkout: &Checkout, arguments: &[&str]) -> Result<Answer> {
    println!("  measure {}", arguments.join(" "));
    Answer::of(NAME, example(checkout, "measure", arguments))
}
