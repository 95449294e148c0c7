//! The built page in Chromium: the work of a frame with thousands in flight, and Lighthouse.

use super::ROUNDS;
use super::answer::Answer;
use super::figures::{Arrival, Frames, Lab, Lighthouse, Page, Tries, Visit};
use crate::call::Call;
use crate::checkout::Checkout;
use crate::port;
use crate::problem::Result;
use crate::tools::{browser, node_tools};

const FRAMES: &str = "e2e/bench/frames.mjs";
const TRIES: &str = "e2e/bench/tries.mjs";
const LAB: &str = "e2e/bench/lab.mjs";
const ARRIVAL: &str = "e2e/bench/arrival.mjs";
const LIGHTHOUSE: &str = "e2e/bench/lighthouse.mjs";

/// Frames with 2,000 and with 10,000 in flight, the waits in the program for learning, the sandbox lab, visits on a slow line, and
/// Lighthouse's mobile preset.
pub(super) fn measure(checkout: &Checkout) -> Result<Page> {
    println!("  the page's frames, with thousands in flight");
    let answer = ask(checkout, FRAMES)?;
    let frames = |name: &str| -> Result<Frames> {
        let part = answer.part(name)?;
        Ok(Frames {
            in_flight: part.number("in_flight")?,
            p95_ms: part.number("p95_ms")?,
        })
    };
    let (some, many) = (frames("some")?, frames("many")?);
    println!("  scores, moves and a workload on every lane");
    let answer = ask(checkout, TRIES)?;
    let tries = Tries {
        cores: answer.number("cores")?,
        score_ms: answer.number("score_ms")?,
        moves_ms: answer.number("moves_ms")?,
        own_ms: answer.number("own_ms")?,
    };
    println!("  the sandbox lab");
    let answer = ask(checkout, LAB)?;
    let lab = Lab {
        compile_ms: answer.number("compile_ms")?,
        grade_ms: answer.number("grade_ms")?,
    };
    println!("  first and second visits on a slow line and a slow processor");
    let answer = ask(checkout, ARRIVAL)?;
    let visit = |name: &str| -> Result<Visit> {
        let part = answer.part(name)?;
        Ok(Visit {
            card_ms: part.number("card_ms")?,
            pick_ms: part.number("pick_ms")?,
            verdict_ms: part.number("verdict_ms")?,
        })
    };
    let arrival = Arrival {
        first: visit("first")?,
        second: visit("second")?,
        kept: visit("kept")?,
    };
    println!("  Lighthouse, {ROUNDS} times");
    let answer = ask(checkout, LIGHTHOUSE)?;
    let lighthouse = Lighthouse {
        performance: answer.number("performance")?,
        accessibility: answer.number("accessibility")?,
        best_practices: answer.number("best_practices")?,
        layout_shift: answer.number("layout_shift")?,
    };
    Ok(Page {
        some,
        many,
        tries,
        lab,
        arrival,
        lighthouse,
    })
}

fn ask(checkout: &Checkout, name: &'static str) -> Result<Answer> {
    node_tools::e2e_packages(checkout)?;
    let script = name.trim_start_matches("e2e/");
    let call = Call::new("node")
        .arg(script)
        .arg(port::free()?.to_string())
        .arg(checkout.dist())
        .arg(ROUNDS.to_string())
        .env("CHROME", browser::for_measurements(checkout)?)
        .dir(&checkout.e2e());
    Answer::of(name, call)
}
