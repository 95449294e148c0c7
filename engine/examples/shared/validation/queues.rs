//! Queues on replicas.

use model::catalog::{LaneId, serverless_preset};
use model::outcome::Cause;
use model::scenario::{
    ClientRetries, Coordination, Deployment, KeyUsers, ScalingMetric, Scenario, ServerlessSettings,
    Spread, State,
};

use super::super::keepalive::{bare, one_step, place};
use super::{Row, failures, share, simulated};

/// Requests of one run: chance takes about a hundredth of a mean wait.
const REQUESTS: f64 = 400_000.0;

/// Requests that take these times, on this many servers, with room for so many to wait.
struct Queue {
    servers: u32,
    rate_per_s: f64,
    time_ms: Spread,
    room: u32,
}

impl Queue {
    fn scenario(&self) -> Scenario {
        let mut scenario = bare(1, REQUESTS / self.rate_per_s);
        scenario.workloads = vec![one_step(self.rate_per_s, 1.0)];
        scenario.workloads[0].steps[0].work.cpu_ms = self.time_ms;
        place(&mut scenario, LaneId::Service);
        scenario.lanes.service.deployment = Deployment {
            min_replicas: self.servers,
            max_replicas: self.servers,
            slots: 1,
            vcpu: 1.0,
            memory_mb: 1_024,
            queue: self.room,
            connections: Deployment::USUAL_CONNECTIONS,
            scale_on: ScalingMetric::Cpu,
        };
        scenario
    }

    fn mean_wait_s(&self) -> Result<f64, String> {
        Ok(simulated(&self.scenario())?.waits.mean_ms / 1e3)
    }
}

/// Erlang's B: the share of calls that find all servers busy, where `load` is the mean number of calls.
pub fn erlang_b(servers: u32, load: f64) -> f64 {
    (1..=servers).fold(1.0, |blocked, n| {
        load * blocked / (f64::from(n) + load * blocked)
    })
}

/// Erlang's C: the share that waits.
fn erlang_c(servers: u32, load: f64) -> f64 {
    let blocked = erlang_b(servers, load);
    blocked / (1.0 - load / f64::from(servers) * (1.0 - blocked))
}

pub(super) fn rows() -> Result<Vec<Row>, String> {
    Ok(vec![
        erlang_loss()?,
        erlang_delay()?,
        pollaczek_khinchine()?,
        allen_cunneen()?,
        processor_sharing()?,
        pool_of_connections()?,
        abandonment()?,
        retries()?,
    ])
}

fn erlang_loss() -> Result<Row, String> {
    let queue = Queue {
        servers: 10,
        rate_per_s: 8.0,
        time_ms: Spread::exponential(1_000.0),
        room: 0,
    };
    let counts = simulated(&queue.scenario())?;
    let found = share(failures(&counts, Cause::QueueFull), &counts);
    Ok(Row::new(
        "Refused by ten servers without a queue, at 8 erlangs",
        "Erlang B",
        erlang_b(10, 8.0),
        found,
        0.02,
    ))
}

fn erlang_delay() -> Result<Row, String> {
    let queue = Queue {
        servers: 10,
        rate_per_s: 9.0,
        time_ms: Spread::exponential(1_000.0),
        room: u32::MAX,
    };
    Ok(Row::new(
        "Mean wait for ten servers at 9 erlangs, s",
        "Erlang C",
        erlang_c(10, 9.0) / (10.0 - 9.0),
        queue.mean_wait_s()?,
        0.06,
    ))
}

/// A lognormal time with this median and this deviation of its logarithm; its mean in seconds, and its squared
/// coefficient of variation.
fn lognormal(median_ms: f64, deviation: f64) -> (Spread, f64, f64) {
    const Z99: f64 = 2.326_347_874_040_841;
    let spread = Spread::log_normal(median_ms, median_ms * libm::exp(Z99 * deviation));
    let square = deviation * deviation;
    let mean_s = median_ms / 1e3 * libm::exp(square / 2.0);
    (spread, mean_s, libm::exp(square) - 1.0)
}

fn pollaczek_khinchine() -> Result<Row, String> {
    let (time_ms, mean_s, variation) = lognormal(100.0, 1.0);
    let utilisation = 0.7;
    let queue = Queue {
        servers: 1,
        rate_per_s: utilisation / mean_s,
        time_ms,
        room: u32::MAX,
    };
    let expected = utilisation * mean_s * (1.0 + variation) / (2.0 * (1.0 - utilisation));
    Ok(Row::new(
        "Mean wait for one server, 70 % busy with a long tail, s",
        "Pollaczek–Khinchine",
        expected,
        queue.mean_wait_s()?,
        0.05,
    ))
}

fn allen_cunneen() -> Result<Row, String> {
    let (time_ms, mean_s, variation) = lognormal(100.0, 0.6);
    let (servers, load) = (4, 3.4);
    let queue = Queue {
        servers,
        rate_per_s: load / mean_s,
        time_ms,
        room: u32::MAX,
    };
    let of_exponential = erlang_c(servers, load) * mean_s / (f64::from(servers) - load);
    Ok(Row::new(
        "Mean wait for four servers, 85 % busy with uneven times, s",
        "Allen–Cunneen, an approximation",
        of_exponential * (1.0 + variation) / 2.0,
        queue.mean_wait_s()?,
        0.08,
    ))
}

/// A function's one instance takes every request at once, and all that compute share its processor.
fn processor_sharing() -> Result<Row, String> {
    let (time_ms, mean_s, _) = lognormal(100.0, 1.0);
    let utilisation = 0.7;
    let mut scenario = Queue {
        servers: 1,
        rate_per_s: utilisation / mean_s,
        time_ms,
        room: 0,
    }
    .scenario();
    place(&mut scenario, LaneId::Serverless);
    scenario.lanes.serverless = one_shared_instance()?;
    Ok(Row::new(
        "Requests at once in one shared instance, 70 % busy with a long tail",
        "M/G/1 with processor sharing",
        utilisation / (1.0 - utilisation),
        simulated(&scenario)?.mean_running,
        0.06,
    ))
}

fn one_shared_instance() -> Result<ServerlessSettings, String> {
    let preset = serverless_preset("google-cloud-run-functions").ok_or("no such platform")?;
    Ok(ServerlessSettings {
        memory_mb: 2_048,
        account_concurrency: 1,
        requests_per_instance: 1_000,
        ..ServerlessSettings::of(preset)
    })
}

/// Ten trips of 1.26 ms over one connection: each holds it for 12.6 ms.
fn pool_of_connections() -> Result<Row, String> {
    let (rate_per_s, held_s) = (50.0, 0.012_6);
    let mut scenario = Queue {
        servers: 1,
        rate_per_s,
        time_ms: Spread::log_normal(0.1, 0.1),
        room: u32::MAX,
    }
    .scenario();
    scenario.workloads[0].steps[0].state = State::Records {
        reads: 5,
        writes: 5,
        keys: 100_000,
        skew: 0.0,
        coordination: Coordination::None,
        users: KeyUsers::OneCity,
    };
    let deployment = &mut scenario.lanes.service.deployment;
    (deployment.slots, deployment.vcpu, deployment.connections) = (64, 64.0, 1);
    let utilisation = rate_per_s * held_s;
    Ok(Row::new(
        "Mean wait for a pool of one connection, 63 % lent, ms",
        "M/D/1",
        1e3 * utilisation * held_s / (2.0 * (1.0 - utilisation)),
        simulated(&scenario)?.waits.mean_ms,
        0.05,
    ))
}

/// Clients that leave a queue after two seconds. The density of the wait that is offered is
/// λ p(c−1) e^(−(cμ − λ) x) before that, and λ p(c−1) e^(λτ − cμ x) after it.
fn abandonment() -> Result<Row, String> {
    let (servers, rate_per_s, patience_s) = (10_u32, 12.0, 2.0);
    let mut scenario = Queue {
        servers,
        rate_per_s,
        time_ms: Spread::exponential(1_000.0),
        room: u32::MAX,
    }
    .scenario();
    scenario.workloads[0].steps[0].work.give_up_s = patience_s;
    let counts = simulated(&scenario)?;
    let left = failures(&counts, Cause::GivenUp) - counts.abandoned_runs;
    let capacity = f64::from(servers);
    let mut busy = vec![1.0];
    for n in 1..servers {
        let before = busy[n as usize - 1];
        busy.push(before * rate_per_s / f64::from(n));
    }
    let last = rate_per_s * busy[servers as usize - 1];
    let spare = capacity - rate_per_s;
    let grown = libm::exp(-spare * patience_s);
    let served_later = last * (1.0 - grown) / spare;
    let leave = last * grown / capacity;
    let all = busy.iter().sum::<f64>() + served_later + leave;
    Ok(Row::new(
        "Clients that leave a queue after two seconds, ten servers at 12 erlangs",
        "M/M/c+D (Baccelli and Hebuterne)",
        leave / all,
        share(left, &counts),
        0.02,
    ))
}

/// Refused clients come back twice, much later: each attempt meets the load of all attempts.
fn retries() -> Result<Row, String> {
    let (servers, load) = (5, 4.0);
    let mut scenario = Queue {
        servers,
        rate_per_s: load,
        time_ms: Spread::exponential(1_000.0),
        room: 0,
    }
    .scenario();
    scenario.workloads[0].retries = Some(ClientRetries {
        attempts: 2,
        first_wait_s: 100.0,
    });
    let counts = simulated(&scenario)?;
    let mut blocked = 0.0;
    for _ in 0..1_000 {
        blocked = erlang_b(servers, load * (1.0 + blocked + blocked * blocked));
    }
    Ok(Row::new(
        "Retries a request, five servers at 4 erlangs, two retries",
        "fixed point of Erlang B",
        blocked + blocked * blocked,
        share(counts.retries, &counts),
        0.02,
    ))
}
