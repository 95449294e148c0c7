//! Checks the model against known results: one question, one JSON object.
//!
//! Every answer comes from the lanes that the playground uses; only the scenario is bare.
//!
//! `validate keepalive --rate R --warm-mean S --cold-mean S --threshold S --horizon S [--cap N] [--seed N]`
//! `validate queue --servers N --rate R --service-rate R --horizon S [--loss] [--seed N]`
//! `validate rtt --from LAT,LON --to LAT,LON`
//! `validate cost --preset ID --requests N --cpu-ms X --duration-ms X --memory-mb N`
//! `validate all` prints every known result beside the model's, as a table.

use std::fmt::Write as _;
use std::process::ExitCode;

use model::catalog::LaneId;
use model::cost::monthly;
use model::network::{great_circle_km, round_trip, stretch};
use model::outcome::Cause;
use model::scenario::{Deployment, ScalingMetric};
use serde_json::{Value, json};

#[path = "shared/keepalive.rs"]
mod keepalive;
#[path = "shared/options.rs"]
#[expect(dead_code, reason = "several examples share it, and none needs all")]
mod options;
#[path = "shared/validation.rs"]
mod validation;

use keepalive::{Keepalive, bare, one_step, place};
use options::Options;
use validation::{Row, failures, rows, simulated};

const USAGE: &str = "usage: validate keepalive --rate R --warm-mean S --cold-mean S --threshold S --horizon S [--cap N] [--seed N]
       validate queue --servers N --rate R --service-rate R --horizon S [--loss] [--seed N]
       validate rtt --from LAT,LON --to LAT,LON
       validate cost --preset ID --requests N --cpu-ms X --duration-ms X --memory-mb N
       validate all";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}\n{USAGE}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: Vec<String>) -> Result<String, String> {
    if arguments.is_empty() {
        return Err("say what to check".to_owned());
    }
    let question = arguments.remove(0);
    let mut options = Options::read(arguments)?;
    if question == "all" {
        options.finish()?;
        return Ok(table(&rows()?));
    }
    let answer = match question.as_str() {
        "keepalive" => keepalive(&mut options),
        "queue" => queue(&mut options),
        "rtt" => rtt(&mut options),
        "cost" => cost(&mut options),
        _ => Err(format!("{question}: no such check")),
    }?;
    options.finish()?;
    Ok(answer.to_string())
}

/// Every row as one of a Markdown table.
fn table(rows: &[Row]) -> String {
    let head = "| question | known | model | off by | at most | source |\n| --- | --- | --- | --- | --- | --- |";
    rows.iter().fold(head.to_owned(), |mut table, row| {
        let Row {
            about,
            source,
            expected,
            found,
            within,
        } = row;
        let (off, most) = (row.error() * 100.0, within * 100.0);
        let _ = write!(
            table,
            "\n| {about} | {expected:.4} | {found:.4} | {off:+.2} % | {most} % | {source} |"
        );
        table
    })
}

fn keepalive(options: &mut Options) -> Result<Value, String> {
    let setting = Keepalive {
        rate_per_s: options.number("rate", None, 1e-9..=1e6)?,
        warm_mean_s: options.number("warm-mean", None, 1e-9..=1e6)?,
        cold_mean_s: options.number("cold-mean", None, 1e-9..=1e6)?,
        threshold_s: options.number("threshold", None, 0.0..=1e9)?,
        horizon_s: options.number("horizon", None, 1e-3..=1e9)?,
        cap: options.number("cap", Some(1_000_000.0), 0.0..=1e6)? as u32,
        seed: options.number("seed", Some(1.0), 0.0..=1e15)? as u64,
    };
    let counts = simulated(&setting.scenario())?;
    let rejected = failures(&counts, Cause::Throttled);
    let served = counts.requests - rejected;
    Ok(json!({
        "p_cold": counts.cold_starts as f64 / served.max(1) as f64,
        "servers": counts.mean_instances,
        "running": counts.mean_running,
        "idle": counts.mean_instances - counts.mean_running,
        "rejected": rejected as f64 / counts.requests.max(1) as f64,
        "requests": counts.requests,
    }))
}

fn queue(options: &mut Options) -> Result<Value, String> {
    let servers = options.number("servers", None, 1.0..=100_000.0)? as u32;
    let rate_per_s = options.number("rate", None, 1e-9..=1e6)?;
    let service_per_s = options.number("service-rate", None, 1e-6..=1e9)?;
    let horizon_s = options.number("horizon", None, 1e-3..=1e9)?;
    let seed = options.number("seed", Some(1.0), 0.0..=1e15)? as u64;
    let loss = options.flag("loss");
    let mut scenario = bare(seed, horizon_s);
    scenario.workloads = vec![one_step(rate_per_s, 1.0 / service_per_s)];
    place(&mut scenario, LaneId::Service);
    scenario.lanes.service.deployment = Deployment {
        min_replicas: servers,
        max_replicas: servers,
        slots: 1,
        vcpu: 1.0,
        memory_mb: 1_024,
        queue: if loss { 0 } else { u32::MAX },
        connections: Deployment::USUAL_CONNECTIONS,
        scale_on: ScalingMetric::Cpu,
    };
    let counts = simulated(&scenario)?;
    if loss {
        let rejected = failures(&counts, Cause::QueueFull);
        return Ok(json!({
            "rejected": rejected as f64 / counts.requests.max(1) as f64,
            "requests": counts.requests,
        }));
    }
    let done = counts.ok + counts.late;
    Ok(json!({
        "p_wait": counts.waits.count as f64 / done.max(1) as f64,
        "mean_wait_s": counts.waits.mean_ms / 1e3,
        "p95_wait_s": counts.waits.p95_ms.map(|ms| ms / 1e3),
        "utilisation": counts.mean_running / f64::from(servers),
        "requests": counts.requests,
    }))
}

fn rtt(options: &mut Options) -> Result<Value, String> {
    let from = options.place("from")?;
    let to = options.place("to")?;
    let km = great_circle_km(from.into(), to.into());
    Ok(json!({
        "rtt_ms": round_trip(km).as_millis(),
        "km": km,
        "stretch": stretch(km),
    }))
}

fn cost(options: &mut Options) -> Result<Value, String> {
    let preset = options.word("preset")?;
    let requests = options.number("requests", None, 0.0..=1e12)?;
    let cpu_ms = options.number("cpu-ms", None, 0.0..=1e9)?;
    let duration_ms = options.number("duration-ms", None, 0.0..=1e9)?;
    let memory_mb = options.number("memory-mb", None, 1.0..=1e6)? as u32;
    let bill = monthly(&preset, requests, cpu_ms, duration_ms, memory_mb)
        .map_err(|error| format!("--preset {preset}: {error}"))?;
    Ok(json!({
        "usd_per_month": bill.usd(),
        "after_free_tier_usd": bill.after_free_tier_usd(),
        "items": bill.items,
        "free_tier": bill.free_tier(),
        "refused": bill.refused,
    }))
}
