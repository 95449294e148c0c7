//! The words of one request and of its grading run.

use std::borrow::Cow;

use crate::text::language::{Phrase, phrase, phrase_in, say, tr};
use model::outcome::Outcome;
use model::sandbox::{Ended, Snippet, Trap};
use model::scenario::Scenario;
use model::units::Nanos;

use crate::text::{causes, figures};

pub(crate) const CLOSE: Phrase = phrase("Back to the workload");
pub(crate) const PART: Phrase = phrase("Part");
pub(crate) const SHOW_PART: Phrase = phrase("Show it on the stage");
pub(crate) const HOPS: Phrase = phrase("Follow this request");
pub(crate) const HOP_BACK: Phrase = phrase("Hop before");
pub(crate) const HOP_ON: Phrase = phrase("Next hop");
pub(crate) const BEGINS: Phrase = phrase("After");
pub(crate) const TAKES: Phrase = phrase("Takes");
pub(crate) const RUN: Phrase = phrase("What the grading code did");
pub(super) const OWN_CODE: Phrase = phrase("A program of your own");
pub(super) const IN_LAB: Phrase = phrase("Open in the sandbox lab");
pub(crate) const SOURCE: Phrase = phrase("The code, as WebAssembly text");
pub(crate) const SNIPPET: Phrase = phrase("Code");
pub(crate) const AUTHOR: Phrase = phrase("Written by");
pub(crate) const TASK: Phrase = phrase("Task");
pub(crate) const SUBMISSION: Phrase = phrase("Submission");
pub(crate) const POINTS: Phrase = phrase("Points");
pub(crate) const FEEDBACK: Phrase = phrase("Feedback");
pub(crate) const ENDED: Phrase = phrase("Ended");
pub(crate) const FUEL: Phrase = phrase("Fuel used");
pub(crate) const MEMORY: Phrase = phrase("Memory");
pub(crate) const CALLS: Phrase = phrase("Calls to the host");
pub(crate) const NO_CALLS: Phrase = phrase_in!("none", "calls");
pub(crate) const FIRST_FAILING: Phrase = phrase("First that failed");
pub(crate) const SLOWEST: Phrase = phrase("Slowest");

/// The notice that the code could not be fetched.
pub(crate) fn no_source(why: &str) -> String {
    say!(
        "The code could not be read ({why}). Close this and open it again.",
        why
    )
}

/// The request's name: its workload, its step and its number, counted from 0. The number and the seed
/// identify the request.
pub(crate) fn name(workload: &str, step: Option<&str>, number: u32) -> String {
    let number = figures::count(u64::from(number));
    match step {
        Some(step) => say!("{workload}, {step}, no. {number}", workload, step, number),
        None => say!("{workload}, no. {number}", workload, number),
    }
}

/// The time of arrival and the city.
pub(crate) fn arrival(at: Nanos, starts_at_min: u32, city: Option<&str>) -> String {
    let from = city.map_or_else(
        || say!("from inside the platform"),
        |city| say!("from {city}", city),
    );
    say!(
        "Arrived at {starts_at_min} {from}.",
        starts_at_min = clock(at, starts_at_min),
        from
    )
}

/// The time of day: `09:12:07`.
pub(crate) fn clock(at: Nanos, starts_at_min: u32) -> String {
    let secs = at.0 / 1_000_000_000 + u64::from(starts_at_min) * 60;
    format!(
        "{:02}:{:02}:{:02}",
        secs / 3_600 % 24,
        secs / 60 % 60,
        secs % 60
    )
}

/// The outcome of a request.
pub(crate) fn outcome(outcome: Outcome, took: Nanos, scenario: &Scenario) -> String {
    let took = figures::time_ms(took.as_millis());
    match outcome {
        Outcome::Ok => say!("Done in {took}, within its need.", took),
        Outcome::Late(cause) => {
            say!(
                "Done in {took}, which is too late: {why}.",
                took,
                why = causes::clause(cause, scenario)
            )
        }
        Outcome::Failed(cause) => {
            say!(
                "Failed after {took}: {why}.",
                took,
                why = causes::clause(cause, scenario)
            )
        }
    }
}

/// The name of the button that shows a grading run.
pub(crate) fn grading_by(snippet: &Snippet) -> String {
    say!("Graded by {name}", name = tr(snippet.name))
}

/// The points given and the cap, with the points that the code asked for where those are more.
pub(crate) fn points(points: u32, cap: u32, asked: u32) -> String {
    if asked > points {
        say!(
            "{points} of {cap} (it asked for {asked})",
            points,
            cap,
            asked
        )
    } else {
        say!("{points} of {cap}", points, cap)
    }
}

/// The ending of a run; `reaches` is what its forbidden call would reach.
pub(crate) fn ended(ended: &Ended, reaches: Option<&str>) -> String {
    match ended {
        Ended::Graded { .. } => say!("It graded the answer and returned."),
        Ended::Denied { call } => {
            let reach = reaches.map_or_else(String::new, |what| {
                say!(" It wanted {what}.", what = tr(what))
            });
            say!(
                "It called {call}, which was not granted, and was ended there.{reach}",
                call,
                reach
            )
        }
        Ended::Trapped(trap) => match trap {
            Trap::OutOfFuel => say!("The walls stopped it: its fuel was gone."),
            Trap::MemoryLimit => say!("The walls stopped it: it asked for too much memory."),
            Trap::StackOverflow => say!("The walls stopped it: its calls nested too deep."),
            Trap::OutputLimit => say!("The walls stopped it: it wrote too much."),
            other => say!("It trapped: {trap}.", trap = trap_name(other)),
        },
    }
}

fn trap_name(trap: &Trap) -> Cow<'_, str> {
    let name: &str = match trap {
        Trap::OutOfFuel => tr("out of fuel"),
        Trap::MemoryLimit => tr("memory limit reached"),
        Trap::StackOverflow => tr("calls nested too deep"),
        Trap::QuestionLimit => tr("too many questions about the key"),
        Trap::Unreachable => tr("its code gave up (`unreachable`)"),
        Trap::OutOfBounds => tr("an address outside its memory"),
        Trap::Arithmetic => tr("a division by zero, or a number too large"),
        Trap::BadCall => tr("an indirect call to the wrong function"),
        Trap::OutputLimit => tr("too much output"),
        Trap::Exit(code) => return say!("the exit code {code}, which means failure", code).into(),
        Trap::BadResult(reason) => {
            return say!("an output that is no result: {reason}", reason).into();
        }
        Trap::Other(reason) => reason,
    };
    Cow::Borrowed(name)
}

/// Fuel used of the fuel that one run has.
pub(crate) fn fuel(used: u64, granted: u64) -> String {
    say!(
        "{used} of {granted} units",
        used = figures::count(used),
        granted = figures::count(granted)
    )
}
