//! The measured figures, as data.

use std::fs;
use std::thread::available_parallelism;

use super::answer::{Answer, median};
use crate::problem::Result;

/// All figures of one `bench`.
#[derive(Debug)]
pub(crate) struct Figures {
    /// The processor and its cores: figures of two machines do not compare.
    pub(crate) machine: String,
    /// The figures of each program on the keep-alive scenario.
    pub(crate) entrants: Vec<Entrant>,
    /// The parts of one request's nanoseconds in the engine.
    pub(crate) parts: Vec<(String, f64)>,
    /// Nanoseconds per request, by the number of requests.
    pub(crate) growth: Vec<Row>,
    /// Nanoseconds per request, by the number of busy instances.
    pub(crate) busy: Vec<Row>,
    /// The peak of memory in bytes, by the number of requests.
    pub(crate) memory: Row,
    /// The pace of the shipped scenario, natively.
    pub(crate) scenario: Pace,
    /// The worker in Chromium.
    pub(crate) browser: Browser,
    /// The built page in Chromium.
    pub(crate) page: Page,
}

/// The built page in Chromium.
#[derive(Debug)]
pub(crate) struct Page {
    /// The frames drawn with at least 2,000 requests in flight.
    pub(crate) some: Frames,
    /// The frames drawn with at least 10,000 requests in flight.
    pub(crate) many: Frames,
    /// What a person waits for in the program for learning.
    pub(crate) tries: Tries,
    /// The sandbox lab.
    pub(crate) lab: Lab,
    /// Visits on Fast 4G with a processor of a quarter of the speed.
    pub(crate) arrival: Arrival,
    pub(crate) lighthouse: Lighthouse,
}

/// A first visit, a second one after it, and one to a site that the browser keeps for use without a network.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrival {
    pub(crate) first: Visit,
    pub(crate) second: Visit,
    pub(crate) kept: Visit,
}

/// Milliseconds since the page began to load.
#[expect(clippy::struct_field_names, reason = "each bare number has its unit")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visit {
    /// A card is there.
    pub(crate) card_ms: f64,
    /// A card can be picked.
    pub(crate) pick_ms: f64,
    /// The first verdicts are there.
    pub(crate) verdict_ms: f64,
}

/// Milliseconds from a click to its result.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tries {
    /// The cores that the browser offers; all but one of them simulate.
    pub(crate) cores: f64,
    /// The score of the challenge with the most cards, over five hours.
    pub(crate) score_ms: f64,
    /// The moves that its debrief finds.
    pub(crate) moves_ms: f64,
    /// A workload of one's own on every lane.
    pub(crate) own_ms: f64,
}

/// Milliseconds from a question of the sandbox lab's page to the answer of its worker.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lab {
    /// The compilation of a program of 40 lines.
    pub(crate) compile_ms: f64,
    /// The grading of 1,000 answers, each by an instance of its own.
    pub(crate) grade_ms: f64,
}

/// The work of a frame.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frames {
    /// The fewest requests that were in flight.
    pub(crate) in_flight: f64,
    /// The 95th percentile of a frame's work, in milliseconds.
    pub(crate) p95_ms: f64,
}

/// Lighthouse's scores from 0 to 100, and its layout shift.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lighthouse {
    pub(crate) performance: f64,
    pub(crate) accessibility: f64,
    pub(crate) best_practices: f64,
    pub(crate) layout_shift: f64,
}

/// One program on the keep-alive.
#[derive(Debug)]
pub(crate) struct Entrant {
    pub(crate) program: Program,
    pub(crate) requests: f64,
    /// The share of cold starts, and the mean number of instances: whether it did the same work.
    pub(crate) p_cold: f64,
    pub(crate) servers: Option<f64>,
    pub(crate) pace: Pace,
}

/// The programs that do the same work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    Engine,
    BareLoop,
    SimFaas,
    SimPy,
}

/// The worker in Chromium.
#[derive(Debug)]
pub(crate) struct Browser {
    /// Chromium's version.
    pub(crate) version: String,
    pub(crate) keep_alive: Pace,
    pub(crate) scenario: Pace,
    /// The longest that a newer request waited in the middle of a day's simulation, milliseconds.
    pub(crate) newer_heard_after_ms: f64,
}

/// A figure and its name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) count: f64,
    pub(crate) figure: f64,
}

/// Nanoseconds per request, the median of its repeats.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pace {
    pub(crate) ns_per_request: f64,
    /// Seconds of each repeat.
    pub(crate) repeats_s: Vec<f64>,
}

/// The requests of one measurement, and the seconds of each repeat.
#[derive(Debug)]
pub(crate) struct Timed {
    pub(crate) requests: f64,
    pub(crate) repeats_s: Vec<f64>,
}

impl Timed {
    /// Reads the measurement from the answer of a program.
    pub(crate) fn of(answer: &Answer) -> Result<Self> {
        Ok(Self {
            requests: answer.number("requests")?,
            repeats_s: answer.numbers("repeats")?,
        })
    }

    /// The pace of the median repeat.
    pub(crate) fn pace(self) -> Pace {
        Pace {
            ns_per_request: median(&self.repeats_s) * 1e9 / self.requests.max(1.0),
            repeats_s: self.repeats_s,
        }
    }
}

impl Pace {
    /// The number of requests that it simulates in a second.
    pub(crate) fn requests_per_s(&self) -> f64 {
        1e9 / self.ns_per_request
    }
}

impl Program {
    /// The program's name in the table of results.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Engine => "engine, native",
            Self::BareLoop => "bare loop",
            Self::SimFaas => "SimFaaS 0.2.2",
            Self::SimPy => "SimPy 4",
        }
    }
}

impl Figures {
    /// The pace of a program on the keep-alive (its first entry), infinite where it was not measured.
    pub(crate) fn ns_of(&self, program: Program) -> f64 {
        let entrant = self
            .entrants
            .iter()
            .find(|entrant| entrant.program == program);
        entrant.map_or(f64::INFINITY, |entrant| entrant.pace.ns_per_request)
    }
}

/// The name of the processor where the system has one, and the number of cores.
pub(crate) fn machine() -> String {
    let described = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = described
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or(std::env::consts::ARCH, |(_, model)| model.trim());
    let cores = available_parallelism().map_or(1, std::num::NonZero::get);
    format!("{model}, {cores} cores")
}
