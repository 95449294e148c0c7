//! One request in words.

use engine::outcome::Outcome;
use engine::sandbox::{Ended, Snippet, Trap};
use engine::scenario::Scenario;
use engine::units::Nanos;

use super::{causes, figures};

pub(crate) const CLOSE: &str = "Back to the workload";
pub(crate) const PART: &str = "Part";
pub(crate) const SHOW_PART: &str = "Show it on the stage";
pub(crate) const HOPS: &str = "Follow this request";
pub(crate) const HOP_BACK: &str = "Hop before";
pub(crate) const HOP_ON: &str = "Next hop";
pub(crate) const BEGINS: &str = "After";
pub(crate) const TAKES: &str = "Takes";
pub(crate) const RUN: &str = "What the grading code did";
pub(crate) const SOURCE: &str = "The code, as WebAssembly text";
pub(crate) const SNIPPET: &str = "Code";
pub(crate) const AUTHOR: &str = "Written by";
pub(crate) const TASK: &str = "Task";
pub(crate) const SUBMISSION: &str = "Submission";
pub(crate) const POINTS: &str = "Points";
pub(crate) const FEEDBACK: &str = "Feedback";
pub(crate) const ENDED: &str = "Ended";
pub(crate) const FUEL: &str = "Fuel burnt";
pub(crate) const MEMORY: &str = "Memory";
pub(crate) const CALLS: &str = "Calls to the host";
pub(crate) const NO_CALLS: &str = "none";
pub(crate) const FIRST_FAILING: &str = "First that failed";
pub(crate) const SLOWEST: &str = "Slowest";

/// The code could not be fetched.
pub(crate) fn no_source(why: &str) -> String {
    format!("The code could not be read ({why}). Close this and open it again.")
}

/// The request's name: whose, and which. With the seed it is the request's identity, counted from 0.
pub(crate) fn name(workload: &str, step: Option<&str>, number: u32) -> String {
    let number = figures::count(u64::from(number));
    match step {
        Some(step) => format!("{workload}, {step}, no. {number}"),
        None => format!("{workload}, no. {number}"),
    }
}

/// When it arrived, and from where.
pub(crate) fn arrival(at: Nanos, starts_at_min: u32, city: Option<&str>) -> String {
    let from = city.map_or_else(
        || "from inside the platform".to_owned(),
        |city| format!("from {city}"),
    );
    format!("Arrived at {} {from}.", clock(at, starts_at_min))
}

/// The clock on the wall: `09:12:07`.
pub(crate) fn clock(at: Nanos, starts_at_min: u32) -> String {
    let secs = at.0 / 1_000_000_000 + u64::from(starts_at_min) * 60;
    format!(
        "{:02}:{:02}:{:02}",
        secs / 3_600 % 24,
        secs / 60 % 60,
        secs % 60
    )
}

/// How it ended.
pub(crate) fn outcome(outcome: Outcome, took: Nanos, scenario: &Scenario) -> String {
    let took = figures::time_ms(took.as_millis());
    match outcome {
        Outcome::Ok => format!("Done in {took}, within its need."),
        Outcome::Late(cause) => {
            format!(
                "Done in {took}, which is too late: {}.",
                causes::clause(cause, scenario)
            )
        }
        Outcome::Failed(cause) => {
            format!("Failed after {took}: {}.", causes::clause(cause, scenario))
        }
    }
}

/// A grading run to look at.
pub(crate) fn grading_by(snippet: &Snippet) -> String {
    format!("Graded by {}", snippet.name)
}

/// Points given of those that can be had.
pub(crate) fn points(points: u32, cap: u32, asked: u32) -> String {
    if asked > points {
        format!("{points} of {cap} (it asked for {asked})")
    } else {
        format!("{points} of {cap}")
    }
}

/// How a run of a snippet ended.
pub(crate) fn ended(ended: &Ended, snippet: &Snippet) -> String {
    match ended {
        Ended::Graded { .. } => "It graded the answer and returned.".to_owned(),
        Ended::Denied { call } => {
            let reach = snippet
                .reaches
                .map_or_else(String::new, |what| format!(" It wanted {what}."));
            format!("It called {call}, which was not granted, and was ended there.{reach}")
        }
        Ended::Trapped(trap) => match trap {
            Trap::OutOfFuel => "The walls stopped it: its fuel was gone.".to_owned(),
            Trap::MemoryLimit => "The walls stopped it: it asked for too much memory.".to_owned(),
            Trap::StackOverflow => "The walls stopped it: its calls nested too deep.".to_owned(),
            other => format!("It trapped: {other}."),
        },
    }
}

/// Fuel burnt of the fuel that one run has.
pub(crate) fn fuel(burnt: u64, granted: u64) -> String {
    format!(
        "{} of {} units",
        figures::count(burnt),
        figures::count(granted)
    )
}
