//! The bare loop that `cargo xtask bench` compares with the engine: the least work that gives the
//! same answer on one function with Poisson arrivals and exponential service.
//!
//! It draws arrivals and services, keeps the idle set, and counts cold starts and instances: the
//! newest-created idle instance serves, and an instance is reclaimed a threshold after its last
//! departure. It is a yardstick and no simulator: no lanes, network, causes, report or trace, no
//! limit on instances, and its draws are in order, so no request can be drawn again alone.
//!
//! `bare_loop [--requests N] [--repeat K] [--rate R] [--warm-mean S] [--cold-mean S]
//! [--threshold S] [--seed N]`; times in seconds, the rate per second. Prints one JSON object.

mod draws;
mod instances;

use std::process::ExitCode;
use std::str::FromStr;
use std::time::Instant;

use crate::draws::Draws;
use crate::instances::Instances;

const USAGE: &str = "usage: bare_loop [--requests N] [--repeat K] [--rate R] [--warm-mean S] \
                     [--cold-mean S] [--threshold S] [--seed N]";

/// The parameters of the simulation, and its repeats.
struct Settings {
    requests: u64,
    repeat: u32,
    rate_per_s: f64,
    warm_mean_s: f64,
    cold_mean_s: f64,
    threshold_s: f64,
    seed: u64,
}

/// The result of a simulation.
struct Outcome {
    cold: u64,
    /// Instances, averaged over the time until the last arrival.
    servers: f64,
}

fn main() -> ExitCode {
    match settings(std::env::args().skip(1)) {
        Ok(settings) => {
            println!("{}", measure(&settings));
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn settings(mut arguments: impl Iterator<Item = String>) -> Result<Settings, String> {
    let mut settings = Settings {
        requests: 1_000_000,
        repeat: 5,
        rate_per_s: 20.0,
        warm_mean_s: 1.991,
        cold_mean_s: 2.244,
        threshold_s: 600.0,
        seed: 1,
    };
    while let Some(option) = arguments.next() {
        let value = arguments
            .next()
            .ok_or_else(|| format!("{option} needs a value; {USAGE}"))?;
        match option.as_str() {
            "--requests" => settings.requests = number(&option, &value)?,
            "--repeat" => settings.repeat = number(&option, &value)?,
            "--rate" => settings.rate_per_s = number(&option, &value)?,
            "--warm-mean" => settings.warm_mean_s = number(&option, &value)?,
            "--cold-mean" => settings.cold_mean_s = number(&option, &value)?,
            "--threshold" => settings.threshold_s = number(&option, &value)?,
            "--seed" => settings.seed = number(&option, &value)?,
            _ => return Err(format!("{option}: unknown option; {USAGE}")),
        }
    }
    if settings.requests == 0 || settings.repeat == 0 {
        return Err("--requests and --repeat take 1 or more".to_owned());
    }
    if !(settings.rate_per_s > 0.0 && settings.rate_per_s.is_finite()) {
        return Err("--rate takes a number above 0".to_owned());
    }
    Ok(settings)
}

fn number<T: FromStr>(option: &str, value: &str) -> Result<T, String> {
    value
        .parse()
        .map_err(|_| format!("{option} {value}: not a number that fits; {USAGE}"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "this measures; nothing simulated depends on the clock"
)]
fn measure(settings: &Settings) -> serde_json::Value {
    let mut seconds = Vec::new();
    let mut outcome = Outcome {
        cold: 0,
        servers: 0.0,
    };
    for _ in 0..settings.repeat {
        // Its tables of the ziggurat are constants in all but name, so they are not timed.
        let draws = Draws::new(settings.seed);
        let start = Instant::now();
        outcome = std::hint::black_box(simulate(settings, draws));
        seconds.push(start.elapsed().as_secs_f64());
    }
    let mut sorted = seconds.clone();
    sorted.sort_by(f64::total_cmp);
    let median = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
    let requests = settings.requests as f64;
    serde_json::json!({
        "requests": settings.requests,
        "p_cold": outcome.cold as f64 / requests,
        "servers": outcome.servers,
        "repeats": seconds,
        "ns_per_request": median * 1e9 / requests,
    })
}

/// The loop. It is not inlined: the other variables of `main` would take its registers.
#[inline(never)]
fn simulate(settings: &Settings, mut draws: Draws) -> Outcome {
    let gap_mean_s = 1.0 / settings.rate_per_s;
    let mut instances = Instances::new(settings.threshold_s);
    let mut now_s = 0.0;
    let mut cold = 0;
    for _ in 0..settings.requests {
        now_s += draws.exponential() * gap_mean_s;
        let service = draws.exponential();
        if let Some(instance) = instances.newest_idle(now_s) {
            instances.occupy(instance, now_s + service * settings.warm_mean_s);
        } else {
            cold += 1;
            instances.create(now_s, now_s + service * settings.cold_mean_s);
        }
    }
    Outcome {
        cold,
        servers: instances.lived_s(now_s) / now_s,
    }
}
