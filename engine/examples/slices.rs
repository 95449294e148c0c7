//! Measures how long a run keeps a worker from a newer edit: for each of the heaviest scenarios that are
//! accepted, the milliseconds of its check, its preparation, its longest slice, its end and its encoding.

use std::process::ExitCode;
use std::time::Instant;

use engine::interpreter::profile;
use engine::simulation::{Progress, Simulation};
use model::sandbox::Limits;
use model::scenario::{Scenario, ScenarioError};
use model::trace_selection::TraceSelection;

#[path = "../tests/hostile/support.rs"]
#[expect(
    dead_code,
    clippy::unwrap_used,
    reason = "the scenarios are those of a test"
)]
mod support;

#[path = "../tests/heaviest/scenarios.rs"]
#[expect(clippy::unwrap_used, reason = "the scenarios are those of a test")]
mod scenarios;

/// The events of one slice, as the worker asks for them.
const SLICE: u32 = 64;

fn main() -> ExitCode {
    println!("    check  prepare    slice      end   encode  ms");
    for (what, scenario) in scenarios::all() {
        if let Err(error) = measure(what, &scenario) {
            eprintln!("{what}: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn measure(what: &str, scenario: &Scenario) -> Result<(), ScenarioError> {
    let profiles = profile(&Limits {
        fuel: 1_000,
        ..scenario.lanes.sandbox.limits()
    });
    let (check, checked) = timed(|| scenario.check());
    checked?;
    let selection = TraceSelection::default();
    let (prepare, simulation) = timed(|| Simulation::new(scenario, &profiles, &selection));
    let mut simulation = simulation?;
    let mut longest = 0.0_f64;
    let progress = loop {
        let (slice, progress) = timed(|| simulation.step(SLICE));
        longest = longest.max(slice);
        if !matches!(progress, Progress::Running { .. }) {
            break progress;
        }
    };
    let (mut end, mut encode) = (0.0, 0.0);
    if progress == Progress::Done {
        let run;
        (end, run) = timed(|| simulation.finish());
        // The worker writes the parts to a buffer of that size.
        let mut buffer = Vec::with_capacity(run.trace.byte_count());
        (encode, ()) = timed(|| {
            run.trace
                .for_each_part(|part| buffer.extend_from_slice(part));
        });
    }
    println!("{check:9.1}{prepare:9.1}{longest:9.1}{end:9.1}{encode:9.1}  {what}");
    Ok(())
}

/// The milliseconds that some work takes, and its result.
#[expect(
    clippy::disallowed_methods,
    reason = "this program measures the engine; the engine itself has no clock"
)]
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let begun = Instant::now();
    let result = work();
    (begun.elapsed().as_secs_f64() * 1e3, result)
}
