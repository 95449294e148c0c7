//! Reading and checking a scenario: every refusal names the field, what stands there and the rule.
//!
//! Must not know: what a screen does with the sentence.

use std::ops::RangeInclusive;

use thiserror::Error;

use super::{
    Arrivals, Author, Deployment, FORMAT, Need, Placements, Scenario, Spread, State, Step, Workload,
};
use crate::catalog;

/// Why a scenario cannot be used. The last good one can stay; the sentence says what to change.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ScenarioError {
    /// It is not JSON of the right shape.
    #[error("{path}: {reason}")]
    Shape {
        /// Path of the field, such as `workloads[3].steps[0].work`.
        path: String,
        /// What was expected there.
        reason: String,
    },
    /// A value breaks a rule.
    #[error("{path}: expected {expected}, found {found}")]
    Rule {
        /// Path of the field.
        path: String,
        /// What was expected there.
        expected: String,
        /// What stands there.
        found: String,
    },
}

/// Coordinates of what a scenario names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Places {
    /// In the audience's order.
    pub cities: Vec<(f64, f64)>,
    pub home: (f64, f64),
}

/// More than the page can show or an hour can hold.
const MOST_WORKLOADS: usize = 64;
const MOST_STEPS: usize = 8;
const MOST_CITIES: usize = 1_000;
const MOST_KEYS: u32 = 1_000_000;
const MOST_PER_HOUR: f64 = 36_000_000.0;
/// A megabyte of JSON is fifty times the scenario that ships.
const MOST_BYTES: usize = 1 << 20;

/// Reads the JSON; the path of the field comes with every error.
pub(super) fn parse(text: &str) -> Result<Scenario, ScenarioError> {
    let whole = || "the scenario".to_owned();
    if text.len() > MOST_BYTES {
        let reason = format!("expected at most {MOST_BYTES} bytes, found {}", text.len());
        return Err(ScenarioError::Shape { path: whole(), reason });
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let scenario = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        let path = if path == "." { whole() } else { path };
        ScenarioError::Shape { path, reason: error.into_inner().to_string() }
    })?;
    json.end().map_err(|error| ScenarioError::Shape { path: whole(), reason: error.to_string() })?;
    Ok(scenario)
}

/// What stands at a path, checked against a rule.
struct At<'a>(&'a str);

impl At<'_> {
    fn fails<T>(&self, field: &str, expected: &str, found: impl ToString) -> Result<T, ScenarioError> {
        let path = match (self.0, field) {
            ("", field) => field.to_owned(),
            (path, "") => path.to_owned(),
            (path, field) => format!("{path}.{field}"),
        };
        Err(ScenarioError::Rule { path, expected: expected.to_owned(), found: found.to_string() })
    }

    fn number(&self, field: &str, value: f64, allowed: RangeInclusive<f64>) -> Result<(), ScenarioError> {
        if value.is_finite() && allowed.contains(&value) {
            return Ok(());
        }
        let expected = format!("a number from {} to {}", allowed.start(), allowed.end());
        self.fails(field, &expected, value)
    }

    fn count(&self, field: &str, value: u32, allowed: RangeInclusive<u32>) -> Result<(), ScenarioError> {
        self.number(field, value.into(), f64::from(*allowed.start())..=f64::from(*allowed.end()))
    }

    fn spread(&self, field: &str, spread: Spread) -> Result<(), ScenarioError> {
        self.number(&format!("{field}.median"), spread.median, 1e-3..=1e9)?;
        self.number(&format!("{field}.p99"), spread.p99, spread.median..=1e9)
    }

    fn percentile(&self, value: f64) -> Result<(), ScenarioError> {
        if [50.0, 95.0, 99.0, 100.0].contains(&value) {
            return Ok(());
        }
        self.fails("percentile", "50, 95, 99 or 100", value)
    }

    fn id(&self, id: &str) -> Result<(), ScenarioError> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || id.len() > 64 || !id.chars().all(plain) {
            return self.fails("id", "1 to 64 lower-case letters, digits and hyphens", format!("{id:?}"));
        }
        Ok(())
    }
}

impl Scenario {
    /// Checks every rule that the format alone does not.
    pub(super) fn check(&self) -> Result<(), ScenarioError> {
        let top = At("");
        top.count("format", self.format, FORMAT..=FORMAT)?;
        top.number("horizon_s", self.horizon_s, 1.0..=604_800.0)?;
        top.number("drain_limit_s", self.drain_limit_s, 0.0..=86_400.0)?;
        top.count("starts_at_min", self.starts_at_min, 0..=1_439)?;
        top.count("audience (its length)", self.audience.len() as u32, 1..=MOST_CITIES as u32)?;
        top.count("workloads (their number)", self.workloads.len() as u32, 1..=MOST_WORKLOADS as u32)?;
        for (index, city) in self.audience.iter().enumerate() {
            At(&format!("audience[{index}]")).number("weight", city.weight, 1e-9..=1e9)?;
        }
        let mix = &self.connections;
        let shares = [mix.tcp_new, mix.tcp_resumed, mix.quic_new, mix.quic_resumed, mix.open];
        for share in shares {
            At("connections").number("(each weight)", share, 0.0..=1e9)?;
        }
        At("connections").number("(their sum)", shares.iter().sum(), 1e-9..=1e10)?;
        self.check_lanes()?;
        for (index, workload) in self.workloads.iter().enumerate() {
            check_workload(&format!("workloads[{index}]"), workload, self.horizon_s)?;
            let twin = self.workloads[..index].iter().any(|other| other.id == workload.id);
            if twin {
                return At(&format!("workloads[{index}]")).fails(
                    "id",
                    "an id that no other workload has",
                    format!("{:?}", workload.id),
                );
            }
        }
        self.check_placements("placements", &self.placements)?;
        for (index, board) in self.boards.iter().enumerate() {
            self.check_placements(&format!("boards[{index}].placements"), &board.placements)?;
        }
        self.resolve_places().map(|_| ())
    }

    fn check_lanes(&self) -> Result<(), ScenarioError> {
        let at = At("lanes.serverless");
        let serverless = &self.lanes.serverless;
        at.count("account_concurrency", serverless.account_concurrency, 1..=1_000_000)?;
        at.count("ramp_per_10_s", serverless.ramp_per_10_s, 1..=1_000_000)?;
        at.number("keep_alive_s", serverless.keep_alive_s.unwrap_or(0.0), 0.0..=86_400.0)?;
        at.number("timeout_s", serverless.timeout_s, 0.001..=86_400.0)?;
        at.count("memory_mb", serverless.memory_mb, 128..=10_240)?;
        for (name, function) in &serverless.functions {
            At(&format!("lanes.serverless.functions.{name}")).count(
                "memory_mb",
                function.memory_mb,
                128..=10_240,
            )?;
            self.check_name("lanes.serverless.functions", name)?;
        }
        let at = At("lanes.edge");
        at.number("cpu_limit_ms", self.lanes.edge.cpu_limit_ms, 0.1..=300_000.0)?;
        at.count("memory_mb", self.lanes.edge.memory_mb, 1..=10_240)?;
        at.count("cache_objects", self.lanes.edge.cache_objects, 0..=MOST_KEYS)?;
        for name in self.lanes.edge.stores.keys() {
            self.check_name("lanes.edge.stores", name)?;
        }
        let at = At("lanes.sandbox");
        at.count("workers", self.lanes.sandbox.workers, 1..=100_000)?;
        at.count("queue", self.lanes.sandbox.queue, 0..=1_000_000)?;
        at.number("fuel", self.lanes.sandbox.fuel as f64, 1_000.0..=100_000_000.0)?;
        at.count("memory_mb", self.lanes.sandbox.memory_mb, 1..=4_096)?;
        let service = &self.lanes.service;
        At("lanes.service").number("target_utilisation", service.target_utilisation, 0.05..=1.0)?;
        check_deployment("lanes.service.deployment", &service.deployment)?;
        for (name, deployment) in &service.deployments {
            check_deployment(&format!("lanes.service.deployments.{name}"), deployment)?;
            self.check_name("lanes.service.deployments", name)?;
        }
        let datastore = &self.datastore;
        let at = At("datastore");
        at.count("connections", datastore.connections, 1..=100_000)?;
        at.count("connections_for_services", datastore.connections_for_services, 0..=datastore.connections)
    }

    /// A setting's key is a workload, or one of its steps.
    fn check_name(&self, path: &str, name: &str) -> Result<(), ScenarioError> {
        let (workload, step) = name.split_once('/').map_or((name, None), |(w, s)| (w, Some(s)));
        let known = self.workloads.iter().find(|other| other.id == workload).is_some_and(|found| {
            step.is_none_or(|step| found.steps.iter().any(|other| other.id == step))
        });
        if known {
            return Ok(());
        }
        At(path).fails("", "keys that are a workload's id, or `workload/step`", format!("{name:?}"))
    }

    fn check_placements(&self, path: &str, placements: &Placements) -> Result<(), ScenarioError> {
        for workload in &self.workloads {
            if !placements.0.contains_key(&workload.id) {
                return At(path).fails(&workload.id, "a lane for every workload", "none");
            }
        }
        for id in placements.0.keys() {
            if self.workload_index(id).is_none() {
                return At(path).fails(id, "the id of a workload", format!("{id:?}"));
            }
        }
        Ok(())
    }

    /// Looks the scenario's places up in the catalog.
    pub(crate) fn resolve_places(&self) -> Result<Places, ScenarioError> {
        let known = catalog::cities();
        let mut cities = Vec::with_capacity(self.audience.len());
        for (index, entry) in self.audience.iter().enumerate() {
            let found = known
                .iter()
                .find(|city| city.name == entry.city && city.country == entry.country);
            match found {
                Some(city) => cities.push((city.lat, city.lon)),
                None => {
                    return At(&format!("audience[{index}]")).fails(
                        "city",
                        "a city of the catalog with its country's two letters",
                        format!("{:?} in {:?}", entry.city, entry.country),
                    );
                }
            }
        }
        let regions = catalog::regions();
        match regions.iter().find(|region| region.id == self.home_region) {
            Some(region) => Ok(Places { cities, home: (region.lat, region.lon) }),
            None => At("").fails(
                "home_region",
                "a region of the catalog, such as eu-west-1",
                format!("{:?}", self.home_region),
            ),
        }
    }
}

fn check_deployment(path: &str, deployment: &Deployment) -> Result<(), ScenarioError> {
    let at = At(path);
    at.count("min_replicas", deployment.min_replicas, 1..=1_000)?;
    at.count("max_replicas", deployment.max_replicas, deployment.min_replicas..=1_000)?;
    at.count("slots", deployment.slots, 1..=10_000)?;
    at.number("vcpu", deployment.vcpu, 0.1..=64.0)?;
    at.count("memory_mb", deployment.memory_mb, 128..=1_048_576)?;
    at.count("queue", deployment.queue, 0..=1_000_000)
}

fn check_workload(path: &str, workload: &Workload, horizon_s: f64) -> Result<(), ScenarioError> {
    let at = At(path);
    at.id(&workload.id)?;
    at.number("unwanted_share", workload.unwanted_share, 0.0..=1.0)?;
    check_arrivals(&format!("{path}.arrivals"), &workload.arrivals, horizon_s / 60.0)?;
    if let Author::Partner { prying_share, snippets } = &workload.author {
        at.number("author.prying_share", *prying_share, 0.0..=1.0)?;
        for (index, share) in snippets.iter().enumerate() {
            let path = format!("{path}.author.snippets[{index}]");
            At(&path).number("weight", share.weight, 1e-9..=1e9)?;
            if !crate::sandbox::snippets().iter().any(|snippet| snippet.id == share.snippet) {
                let found = format!("{:?}", share.snippet);
                return At(&path).fails("snippet", "a snippet of the sandbox", found);
            }
        }
    }
    at.count("steps (their number)", workload.steps.len() as u32, 1..=MOST_STEPS as u32)?;
    for (index, step) in workload.steps.iter().enumerate() {
        check_step(&format!("{path}.steps[{index}]"), index, step, workload)?;
    }
    for (index, need) in workload.needs.iter().enumerate() {
        check_need(&format!("{path}.needs[{index}]"), need)?;
    }
    Ok(())
}

fn check_step(
    path: &str,
    index: usize,
    step: &Step,
    workload: &Workload,
) -> Result<(), ScenarioError> {
    let at = At(path);
    at.id(&step.id)?;
    // Steps stand in the order in which they may run: then there is one root and no cycle.
    if (index == 0) != step.after.is_empty() {
        let expected = "the first step without `after`, and every other step after an earlier one";
        return at.fails("after", expected, format!("{:?}", step.after));
    }
    let earlier = &workload.steps[..index];
    for (place, id) in step.after.iter().enumerate() {
        let twice = step.after[..place].contains(id);
        if twice || !earlier.iter().any(|other| other.id == *id) {
            let expected = "ids of earlier steps, each once";
            return at.fails(&format!("after[{place}]"), expected, format!("{id:?}"));
        }
    }
    if earlier.iter().any(|other| other.id == step.id) {
        return at.fails("id", "an id that no other step has", format!("{:?}", step.id));
    }
    let work = &step.work;
    at.spread("work.cpu_ms", work.cpu_ms)?;
    if let Some(wait) = work.outside_wait_ms {
        at.spread("work.outside_wait_ms", wait)?;
    }
    at.count("work.threads", work.threads, 1..=64)?;
    at.count("work.memory_mb", work.memory_mb, 1..=1_048_576)?;
    at.count("work.resident_mb", work.resident_mb, 0..=1_048_576)?;
    at.count("work.payload_kb", work.payload_kb, 0..=1_048_576)?;
    at.number("work.dependencies_mb", work.dependencies_mb, 0.0..=10_240.0)?;
    at.number("work.give_up_s", work.give_up_s, 0.001..=86_400.0)?;
    if let Some(cache) = step.cache {
        at.count("cache.objects", cache.objects, 1..=MOST_KEYS)?;
        at.number("cache.skew", cache.skew, 0.0..=5.0)?;
        at.number("cache.ttl_s", cache.ttl_s, 0.0..=31_536_000.0)?;
    }
    match step.state {
        State::None => Ok(()),
        State::Records { reads, writes, keys, skew, .. } => {
            at.count("state.reads", reads, 0..=1_000)?;
            at.count("state.writes", writes, 0..=1_000)?;
            at.count("state.keys", keys, 1..=MOST_KEYS)?;
            at.number("state.skew", skew, 0.0..=5.0)
        }
        State::Session { sessions, reload_reads } => {
            at.count("state.sessions", sessions, 1..=MOST_KEYS)?;
            at.count("state.reload_reads", reload_reads, 0..=1_000)
        }
    }
}

fn check_arrivals(path: &str, arrivals: &Arrivals, horizon_min: f64) -> Result<(), ScenarioError> {
    let at = At(path);
    match arrivals {
        Arrivals::Poisson { per_hour } => at.number("per_hour", *per_hour, 0.0..=MOST_PER_HOUR),
        Arrivals::Peaks { per_hour, peaks } => {
            at.number("per_hour", *per_hour, 0.0..=MOST_PER_HOUR)?;
            at.number("peaks (sum of shares)", peaks.iter().map(|peak| peak.share).sum(), 0.0..=1.0)?;
            for (index, peak) in peaks.iter().enumerate() {
                let path = format!("{path}.peaks[{index}]");
                At(&path).number("at_min", peak.at_min, 0.0..=horizon_min)?;
                At(&path).number("width_min", peak.width_min, 0.2..=horizon_min.max(0.2))?;
                At(&path).number("share", peak.share, 0.0..=1.0)?;
            }
            Ok(())
        }
        Arrivals::DeadlineRush { per_hour, deadline_min, minutes_per_day } => {
            at.number("per_hour", *per_hour, 0.0..=MOST_PER_HOUR)?;
            at.number("deadline_min", *deadline_min, 0.0..=horizon_min)?;
            at.number("minutes_per_day", *minutes_per_day, 0.1..=1_440.0)
        }
        Arrivals::Batch { count, at_min, over_s } => {
            at.count("count", *count, 0..=10_000_000)?;
            at.number("at_min", *at_min, 0.0..=horizon_min)?;
            at.number("over_s", *over_s, 0.0..=86_400.0)
        }
        Arrivals::Schedule { first_min, every_min } => {
            at.number("first_min", *first_min, 0.0..=horizon_min)?;
            at.number("every_min", *every_min, 0.01..=10_080.0)
        }
    }
}

fn check_need(path: &str, need: &Need) -> Result<(), ScenarioError> {
    let at = At(path);
    match *need {
        Need::Latency { percentile, at_most_ms, .. } => {
            at.percentile(percentile)?;
            at.number("at_most_ms", at_most_ms, 0.001..=1e9)
        }
        Need::Finished { percentile, within_s } => {
            at.percentile(percentile)?;
            at.number("within_s", within_s, 0.001..=1e6)
        }
        Need::Failed { at_most_share } | Need::Stale { at_most_share } | Need::SessionsLost { at_most_share } => {
            at.number("at_most_share", at_most_share, 0.0..=1.0)
        }
        Need::RejectedNearSource { at_least_share } => {
            at.number("at_least_share", at_least_share, 0.0..=1.0)
        }
        Need::Lost { .. } | Need::Contained | Need::NeighboursUnharmed => Ok(()),
    }
}
