//! The engine in the browser: the site's own worker, driven by `e2e/bench/worker.mjs`.

use std::ffi::OsString;
use std::path::Path;

use super::answer::Answer;
use super::figures::{Browser, Pace, Timed};
use super::{DEFAULT_SCENARIO, ROUNDS, engine};
use crate::call::Call;
use crate::checkout::Checkout;
use crate::port;
use crate::problem::Result;
use crate::site;
use crate::tools::{browser, node_tools};

const NAME: &str = "e2e/bench/worker.mjs";

/// Builds the site where it is missing. An existing site is measured as it is.
pub(super) fn site(checkout: &Checkout) -> Result<()> {
    if site::build_folder(&checkout.dist()).is_ok() {
        println!("  the browser runs dist/ as it is; `cargo xtask build` rebuilds it");
        return Ok(());
    }
    site::build(checkout)
}

/// The keep-alive and the scenario that ships, each from the message to the answer.
pub(super) fn measure(checkout: &Checkout) -> Result<Browser> {
    node_tools::e2e_packages(checkout)?;
    let chromium = browser::for_measurements(checkout)?;
    let keep_alive = engine::keep_alive_scenario(checkout)?;
    println!("  the worker, in {}", chromium.display());
    let call = Call::new("node")
        .arg("bench/worker.mjs")
        .arg(port::free()?.to_string())
        .arg(checkout.dist())
        .arg(ROUNDS.to_string())
        .arg(named("keep_alive", &keep_alive))
        .arg(named("scenario", &checkout.root().join(DEFAULT_SCENARIO)))
        .env("CHROME", &chromium)
        .dir(&checkout.e2e());
    let answer = Answer::of(NAME, call)?;
    Ok(Browser {
        version: answer.word("browser")?,
        keep_alive: pace(&answer, "keep_alive")?,
        scenario: pace(&answer, "scenario")?,
        newer_heard_after_ms: answer.part("newer_heard_after_ms")?.number("most")?,
    })
}

fn pace(answer: &Answer, name: &str) -> Result<Pace> {
    Ok(Timed::of(&answer.part(name)?)?.pace())
}

fn named(name: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(name);
    argument.push("=");
    argument.push(path);
    argument
}
