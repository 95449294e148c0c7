//! Idle instances, caches, and Little's law.

use model::catalog::LaneId;
use model::scenario::{
    AudienceCity, Coordination, KeyUsers, ResponseCache, Scenario, Spread, State, Trigger,
};

use super::super::keepalive::{Keepalive, bare, one_step, place};
use super::{Row, share, simulated};

pub(super) fn rows() -> Result<Vec<Row>, String> {
    Ok(vec![
        little()?,
        cold_after_a_gap()?,
        another_simulator()?,
        che()?,
        time_to_live()?,
        stale_reads()?,
    ])
}

fn little() -> Result<Row, String> {
    let setting = Keepalive {
        rate_per_s: 50.0,
        warm_mean_s: 0.2,
        cold_mean_s: 0.2,
        threshold_s: 600.0,
        horizon_s: 8_000.0,
        cap: 1_000_000,
        seed: 1,
    };
    Ok(Row::new(
        "Requests that run at once, 50 a second of 0.2 s",
        "Little's law",
        10.0,
        simulated(&setting.scenario())?.mean_running,
        0.01,
    ))
}

fn cold_after_a_gap() -> Result<Row, String> {
    let setting = Keepalive {
        rate_per_s: 1.0 / 300.0,
        warm_mean_s: 1e-6,
        cold_mean_s: 1e-6,
        threshold_s: 300.0,
        horizon_s: 300.0 * 100_000.0,
        cap: 1_000_000,
        seed: 1,
    };
    let counts = simulated(&setting.scenario())?;
    Ok(Row::new(
        "Cold starts of one request in five minutes, kept for five minutes",
        "e^(−λT): gaps longer than the time kept",
        libm::exp(-1.0),
        share(counts.cold_starts, &counts),
        0.02,
    ))
}

fn another_simulator() -> Result<Row, String> {
    let setting = Keepalive {
        rate_per_s: 0.9,
        warm_mean_s: 1.991,
        cold_mean_s: 2.244,
        threshold_s: 600.0,
        horizon_s: 1e6,
        cap: 1_000_000,
        seed: 1,
    };
    let counts = simulated(&setting.scenario())?;
    Ok(Row::new(
        "Cold starts of 0.9 requests a second of 2 s, kept for ten minutes",
        "SimFaaS, its own example (2021)",
        1_213.0 / 898_469.0,
        share(counts.cold_starts, &counts),
        0.1,
    ))
}

/// Pages of one city, whose answers a point of presence keeps.
fn pages(per_s: f64, objects: u32, skew: f64, ttl_s: f64, room: u32) -> Scenario {
    let mut scenario = bare(1, 400_000.0 / per_s);
    scenario.audience = vec![AudienceCity {
        city: "Dublin".to_owned(),
        country: "IE".to_owned(),
        weight: 1.0,
    }];
    let mut pages = one_step(per_s, 0.001);
    pages.trigger = Trigger::Learner;
    pages.steps[0].cache = Some(ResponseCache {
        objects,
        skew,
        ttl_s,
        stale_while_revalidate_s: 0.0,
        without_code: true,
    });
    scenario.workloads = vec![pages];
    place(&mut scenario, LaneId::Edge);
    scenario.lanes.edge.cache_objects = room;
    scenario
}

fn hit_share(scenario: &Scenario) -> Result<f64, String> {
    let counts = simulated(scenario)?;
    Ok(share(counts.cache_hits, &counts))
}

/// The popularity of each object: Zipf's law.
fn popularity(objects: u32, skew: f64) -> Vec<f64> {
    let weights = (1..=objects).map(|rank| libm::pow(f64::from(rank), -skew));
    let weights: Vec<f64> = weights.collect();
    let all: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / all).collect()
}

/// A cache keeps an object until its room has been used by others: for a time t that is the same for all, where
/// Σ (1 − e^(−pt)) is the room.
fn che() -> Result<Row, String> {
    let (objects, skew, room) = (1_000, 0.8, 200_u32);
    let popularity = popularity(objects, skew);
    let held = |t: f64| -> f64 { popularity.iter().map(|p| 1.0 - libm::exp(-p * t)).sum() };
    let (mut low, mut high) = (0.0, 1e9);
    for _ in 0..200 {
        let middle: f64 = f64::midpoint(low, high);
        if held(middle) < f64::from(room) {
            low = middle;
        } else {
            high = middle;
        }
    }
    let hits = popularity.iter().map(|p| p * (1.0 - libm::exp(-p * low)));
    Ok(Row::new(
        "Hits of a cache with room for 200 of 1,000 objects",
        "Che's approximation",
        hits.sum(),
        hit_share(&pages(100.0, objects, skew, 31_536_000.0, room))?,
        0.01,
    ))
}

/// An object that is fetched once in its time to live: p λ T of its requests find it for each that does not.
fn time_to_live() -> Result<Row, String> {
    let (objects, skew, per_s, ttl_s) = (1_000, 0.8, 100.0, 60.0);
    let popularity = popularity(objects, skew);
    let hits = popularity.iter().map(|p| {
        let asked = p * per_s * ttl_s;
        p * asked / (1.0 + asked)
    });
    Ok(Row::new(
        "Hits of a cache that keeps 1,000 objects for a minute",
        "λT ∕ (1 + λT) for each object",
        hits.sum(),
        hit_share(&pages(per_s, objects, skew, ttl_s, 2_000))?,
        0.01,
    ))
}

/// One key that two places read and write by turns, every three seconds.
fn stale_reads() -> Result<Row, String> {
    let mut scenario = bare(1, 360_000.0);
    let city = |city: &str, country: &str| AudienceCity {
        city: city.to_owned(),
        country: country.to_owned(),
        weight: 1.0,
    };
    scenario.audience = vec![city("London", "GB"), city("Sydney", "AU")];
    let mut notes = one_step(1.0 / 3.0, 0.005);
    notes.trigger = Trigger::Learner;
    notes.steps[0].work.cpu_ms = Spread::log_normal(5.0, 5.0);
    notes.steps[0].state = State::Records {
        reads: 1,
        writes: 1,
        keys: 1,
        skew: 0.0,
        coordination: Coordination::None,
        users: KeyUsers::EveryCity,
    };
    scenario.workloads = vec![notes];
    place(&mut scenario, LaneId::Edge);
    let counts = simulated(&scenario)?;
    Ok(Row::new(
        "Stale reads of one key that two places use every three seconds",
        "a pull-through cache of a minute, in another language",
        0.501_5,
        counts.stale_reads as f64 / counts.reads.max(1) as f64,
        0.02,
    ))
}
