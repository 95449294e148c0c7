//! Measures the engine: the time of one request, and its dependence on the load. Prints JSON.
//!
//! `measure keepalive [--requests N] [--repeat K] [--rate R] [--print-scenario]`
//! `measure growth | busy` and `measure scenario FILE.json [--repeat K]`

use std::process::ExitCode;
use std::time::Instant;

use engine::interpreter::profile;
use engine::simulation::simulate_recording;
use model::random::{Purpose, Stream, exponential};
use model::sandbox::{Limits, SnippetProfiles};
use model::scenario::Scenario;
use model::trace_selection::TraceSelection;
use model::units::Nanos;
use serde_json::{Value, json};

#[path = "shared/keepalive.rs"]
mod keepalive;

use keepalive::Keepalive;

const USAGE: &str = "usage: measure keepalive [--requests N] [--repeat K] [--rate R] \
    [--print-scenario] | growth | busy | memory [--requests N] | scenario FILE.json [--repeat K]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<Value, String> {
    let number = |name: &str, default: f64| -> Result<f64, String> {
        let Some(place) = arguments.iter().position(|argument| argument == name) else {
            return Ok(default);
        };
        let value = arguments.get(place + 1).map_or("", String::as_str);
        value
            .parse()
            .map_err(|_| format!("{name} {value}: expected a number; {USAGE}"))
    };
    let repeat = number("--repeat", 5.0)? as u32;
    // No scenario here runs a snippet.
    let no_snippets = SnippetProfiles {
        limits: Limits::default(),
        snippets: Vec::new(),
    };
    match arguments.first().map(String::as_str) {
        Some("keepalive") => {
            let setting = for_requests(number("--rate", 20.0)?, number("--requests", 1e6)?);
            let scenario = setting.scenario();
            if arguments
                .iter()
                .any(|argument| argument == "--print-scenario")
            {
                return serde_json::to_value(&scenario).map_err(|error| error.to_string());
            }
            let mut row = timed(&scenario, &no_snippets, repeat, &TraceSelection::Nothing)?;
            row["parts"] = parts(row["ns_per_request"].as_f64().unwrap_or(0.0));
            Ok(row)
        }
        Some("growth") => {
            let rows = [1e4, 1e5, 1e6, 1e7].map(|requests| {
                let scenario = for_requests(20.0, requests).scenario();
                // Few requests take too little time to measure once.
                let rounds = (3e6 / requests).clamp(3.0, 60.0) as u32;
                timed(&scenario, &no_snippets, rounds, &TraceSelection::Nothing)
            });
            Ok(json!({ "rows": rows.into_iter().collect::<Result<Vec<_>, _>>()? }))
        }
        Some("busy") => {
            let rows = [10.0, 100.0, 1e3, 1e4, 1e5].map(|busy| {
                // After the start every instance has been busy about five times.
                let requests = (busy * 10.0_f64).max(1e6);
                let scenario = for_requests(busy / 1.991, requests).scenario();
                timed(&scenario, &no_snippets, 3, &TraceSelection::Nothing).map(|mut row| {
                    row["busy"] = json!(busy);
                    row
                })
            });
            Ok(json!({ "rows": rows.into_iter().collect::<Result<Vec<_>, _>>()? }))
        }
        Some("memory") => {
            let scenario = for_requests(20.0, number("--requests", 1e7)?).scenario();
            let mut row = timed(&scenario, &no_snippets, 1, &TraceSelection::default())?;
            row["peak_bytes"] = json!(peak_bytes());
            Ok(row)
        }
        Some("scenario") => {
            let file = arguments.get(1).ok_or(USAGE)?;
            let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
            let scenario =
                Scenario::from_json(&text).map_err(|error| format!("{file}: {error}"))?;
            let profiles = profile(&scenario.lanes.sandbox.limits());
            timed(&scenario, &profiles, repeat, &TraceSelection::default())
        }
        _ => Err(USAGE.to_owned()),
    }
}

/// The comparison of the benchmark, for about this many requests.
fn for_requests(rate_per_s: f64, requests: f64) -> Keepalive {
    Keepalive {
        rate_per_s,
        warm_mean_s: 1.991,
        cold_mean_s: 2.244,
        threshold_s: 600.0,
        horizon_s: requests / rate_per_s,
        cap: 1_000_000,
        seed: 1,
    }
}

/// Simulates several times; the median is the time of a request.
#[expect(
    clippy::disallowed_methods,
    reason = "this measures; nothing simulated depends on the clock"
)]
fn timed(
    scenario: &Scenario,
    profiles: &SnippetProfiles,
    repeat: u32,
    selection: &TraceSelection,
) -> Result<Value, String> {
    let mut seconds = Vec::new();
    let mut last = None;
    for _ in 0..repeat.max(1) {
        let begun = Instant::now();
        let run =
            simulate_recording(scenario, profiles, selection).map_err(|error| error.to_string())?;
        seconds.push(begun.elapsed().as_secs_f64());
        last = Some(run);
    }
    let run = last.ok_or("nothing was simulated")?;
    let report = &run.summary.report;
    let cold: u64 = report
        .workloads
        .iter()
        .map(|workload| workload.cold_starts)
        .sum();
    let mut sorted = seconds.clone();
    sorted.sort_by(f64::total_cmp);
    let median = sorted[sorted.len() / 2];
    Ok(json!({
        "requests": report.requests,
        "p_cold": cold as f64 / report.requests.max(1) as f64,
        "repeats": seconds,
        "ns_per_request": median * 1e9 / report.requests.max(1) as f64,
        "rows_in_trace": run.trace.len(),
        "fingerprint": run.summary.fingerprint,
    }))
}

/// The parts of one request's nanoseconds: those that can be measured alone, and the rest.
#[expect(
    clippy::disallowed_methods,
    reason = "this measures; nothing simulated depends on the clock"
)]
fn parts(whole_ns: f64) -> Value {
    const ROUNDS: u64 = 2_000_000;
    let per_round_ns = |begun: Instant| begun.elapsed().as_secs_f64() * 1e9 / ROUNDS as f64;
    let (arrivals, work) = (Stream::new(1, "arrivals"), Stream::new(1, "work"));
    let begun = Instant::now();
    for number in 0..ROUNDS {
        let gap = exponential(arrivals.request(number).unit(Purpose::Gap, 0));
        let time = exponential(work.request(number).unit(Purpose::Cpu, 0));
        std::hint::black_box(Nanos::from_secs(gap) + Nanos::from_millis(time));
    }
    let draws_ns = per_round_ns(begun);
    json!({
        "drawing when it arrives and how long it runs": draws_ns,
        "lane, segments, counts, histogram, fingerprint": (whole_ns - draws_ns).max(0.0),
    })
}

/// The peak memory of this process in bytes, where the system reports it.
fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
