//! `cargo xtask bench`: the measured programs, their order, and the file of the figures.
//!
//! All programs do the same work: one function, Poisson arrivals at 20/s, exponential service of 1.991 s
//! warm and 2.244 s cold, a threshold of 600 s, on one core.

mod answer;
mod bars;
mod contest;
mod engine;
mod figures;
mod json;
mod page;
mod table;
mod worker;

use std::fs;

use crate::bench::figures::Figures;
use crate::checkout::Checkout;
use crate::problem::{Problem, Result};

/// Each figure is the median of as many measurements.
const ROUNDS: usize = 5;
/// The scenario that ships, measured with its trace.
const DEFAULT_SCENARIO: &str = "public/scenarios/learning-platform.json";

/// Measures, prints the table, and leaves the figures in `target/bench.json`.
pub(crate) fn run(checkout: &Checkout) -> Result<()> {
    worker::site(checkout)?;
    let contest::Outcome { entrants, parts } = contest::run(checkout)?;
    let figures = Figures {
        machine: figures::machine(),
        entrants,
        parts,
        growth: engine::growth(checkout)?,
        busy: engine::busy(checkout)?,
        memory: engine::memory(checkout)?,
        scenario: engine::scenario(checkout)?,
        browser: worker::measure(checkout)?,
        page: page::measure(checkout)?,
    };
    let bars = bars::judge(&figures);
    print!("\n{}", table::text(&figures, &bars)?);
    let path = checkout.root().join("target").join("bench.json");
    checkout.scratch()?; // makes target/ where a shared target folder left none
    fs::write(&path, format!("{:#}\n", json::value(&figures, &bars)))
        .map_err(|error| Problem::file("write", &path, &error))?;
    println!("\nThe same as JSON: {}", path.display());
    Ok(())
}
