//! The keep-alive, in turns: each program once, then each again, so that a machine that is busy for a while
//! slows all alike.

use std::path::Path;

use super::ROUNDS;
use super::answer::{Answer, median};
use super::engine::{build, example};
use super::figures::{Entrant, Program, Timed};
use crate::call::Call;
use crate::checkout::Checkout;
use crate::problem::{Problem, Result};
use crate::tools::python_tools;

/// The slow programs get a tenth of the requests. The first instances are all cold and count for more
/// there, so the bare loop does the tenth as well, as a reference for their P(cold) and instances.
const ENTRANTS: [(Program, &str); 5] = [
    (Program::Engine, "1000000"),
    (Program::BareLoop, "1000000"),
    (Program::BareLoop, "100000"),
    (Program::SimFaas, "100000"),
    (Program::SimPy, "100000"),
];

/// The figures of the turns.
pub(super) struct Outcome {
    /// Every program's pace.
    pub(super) entrants: Vec<Entrant>,
    /// The parts of one request's nanoseconds in the engine.
    pub(super) parts: Vec<(String, f64)>,
}

/// Runs the programs in turns.
pub(super) fn run(checkout: &Checkout) -> Result<Outcome> {
    let python = python_tools::SIMULATORS.ready(checkout)?;
    build(checkout)?;
    let mut answers: [Vec<Answer>; ENTRANTS.len()] = Default::default();
    for round in 1..=ROUNDS {
        println!("  keep-alive, round {round} of {ROUNDS}");
        for ((program, requests), answers) in ENTRANTS.into_iter().zip(&mut answers) {
            let call = call(checkout, &python, program, requests);
            answers.push(Answer::of(program.name(), call)?);
        }
    }
    let mut outcome = Outcome {
        entrants: Vec::new(),
        parts: Vec::new(),
    };
    for ((program, _), answers) in ENTRANTS.into_iter().zip(&answers) {
        outcome.entrants.push(entrant(program, answers)?);
        if program == Program::Engine {
            outcome.parts = parts(answers)?;
        }
    }
    Ok(outcome)
}

fn call(checkout: &Checkout, python: &Path, program: Program, requests: &str) -> Call {
    let once = ["--requests", requests, "--repeat", "1"];
    let script = |name: &str| {
        // -B: no folder of compiled scripts in the checkout.
        Call::new(python)
            .arg("-B")
            .arg(checkout.root().join("xtask/bench").join(name))
            .args(once)
    };
    match program {
        Program::Engine => example(checkout, "measure", &["keepalive"]).args(once),
        Program::BareLoop => example(checkout, "bare_loop", &once),
        Program::SimFaas => script("simfaas_keepalive.py"),
        Program::SimPy => script("simpy_keepalive.py"),
    }
}

fn entrant(program: Program, answers: &[Answer]) -> Result<Entrant> {
    let Some(last) = answers.last() else {
        return Err(Problem::new(format!("{} was not measured", program.name())));
    };
    let mut timed = Timed {
        requests: last.number("requests")?,
        repeats_s: Vec::new(),
    };
    for answer in answers {
        timed.repeats_s.extend(answer.numbers("repeats")?);
    }
    Ok(Entrant {
        program,
        requests: timed.requests,
        p_cold: last.number("p_cold")?,
        servers: last.number_if_any("servers"),
        pace: timed.pace(),
    })
}

/// Each part's median, the largest first.
fn parts(answers: &[Answer]) -> Result<Vec<(String, f64)>> {
    let Some(first) = answers.first() else {
        return Ok(Vec::new());
    };
    let mut parts = Vec::new();
    for (name, _) in first.part("parts")?.named_numbers() {
        let all = answers
            .iter()
            .map(|answer| answer.part("parts")?.number(&name));
        let all = all.collect::<Result<Vec<f64>>>()?;
        parts.push((name, median(&all)));
    }
    parts.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    Ok(parts)
}
