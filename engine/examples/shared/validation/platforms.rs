//! Quotas of platforms.

use model::catalog::LaneId;
use model::outcome::Cause;
use model::scenario::{Remedy, Scenario, Spread};

use super::super::keepalive::{bare, one_step, place};
use super::queues::erlang_b;
use super::{Row, failures, share, simulated};

pub(super) fn rows() -> Result<Vec<Row>, String> {
    Ok(vec![requests_a_second()?, what_is_left_of_an_account()?])
}

fn functions(rate_per_s: f64, time_ms: Spread) -> Scenario {
    let mut scenario = bare(1, 100_000.0 / rate_per_s);
    scenario.workloads = vec![one_step(rate_per_s, 1.0)];
    scenario.workloads[0].steps[0].work.cpu_ms = time_ms;
    place(&mut scenario, LaneId::Serverless);
    let lane = &mut scenario.lanes.serverless;
    lane.account_concurrency = 1_000;
    (lane.burst, lane.ramp_per_10_s) = (1_000_000, 1_000_000);
    scenario
}

fn throttled(scenario: &Scenario) -> Result<f64, String> {
    let counts = simulated(scenario)?;
    Ok(share(failures(&counts, Cause::Throttled), &counts))
}

fn requests_a_second() -> Result<Row, String> {
    let mut scenario = functions(100.0, Spread::log_normal(5.0, 5.0));
    scenario.remedies = vec![Remedy::ReservedConcurrency {
        target: "jobs".to_owned(),
        concurrency: 1,
    }];
    Ok(Row::new(
        "Throttled at 100 a second of 5 ms in one environment",
        "ten requests a second for each (AWS)",
        0.9,
        throttled(&scenario)?,
        0.01,
    ))
}

fn what_is_left_of_an_account() -> Result<Row, String> {
    let mut scenario = functions(500.0, Spread::exponential(1_000.0));
    let mut other = one_step(0.001, 1.0);
    "other".clone_into(&mut other.id);
    scenario.workloads.push(other);
    place(&mut scenario, LaneId::Serverless);
    scenario.remedies = vec![Remedy::Provisioned {
        target: "other".to_owned(),
        instances: 900,
    }];
    Ok(Row::new(
        "Throttled at 500 at once, where another function has 900 of 1,000 provisioned",
        "Erlang B of the 100 that are left",
        erlang_b(100, 500.0),
        throttled(&scenario)?,
        0.01,
    ))
}
