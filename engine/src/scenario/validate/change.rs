//! Rules of remedies and changes, and of what a scenario may ask for in all.
//!
//! Must not know: what a run makes of them.

use super::field::At;
use super::{MOST_STEPS_IN_ALL, ScenarioError};
use crate::catalog;
use crate::sandbox::{Hostility, snippets};
use crate::scenario::{Author, Change, ChangeKind, LaneSetting, Remedy, Scenario, State, Workload};

const MOST_REMEDIES: u32 = 256;
const MOST_CHANGES: u32 = 64;
/// Three times the largest comparison: a minute of simulating in a browser.
const MOST_REQUESTS: f64 = 100_000_000.0;
/// Keys, sessions and cached answers of all steps together; each is some tens of bytes.
const MOST_KEPT: u64 = 4_000_000;

impl Scenario {
    /// What would not fit into time or memory, each field alone being allowed.
    pub(super) fn check_size(&self) -> Result<(), ScenarioError> {
        let top = At("");
        let requests = self.workloads.iter().map(|workload| {
            workload.arrivals.expected(self.horizon_s) * workload.steps.len() as f64
        });
        let surge = self.changes.iter().map(|change| match change.what {
            ChangeKind::Surge { factor, .. } => factor.max(1.0),
            _ => 1.0,
        });
        let requests = requests.sum::<f64>() * surge.product::<f64>();
        top.number(
            "workloads (requests expected until the horizon, all together)",
            requests,
            0.0..=MOST_REQUESTS,
        )?;
        let steps = self.workloads.iter().flat_map(|workload| &workload.steps);
        let kept = steps.map(|step| {
            let state = match step.state {
                State::None => 0,
                State::Records { keys, .. } => keys,
                State::Session { sessions, .. } => sessions,
            };
            // A cache stands at each POP that serves someone.
            let pops = self.audience.len().min(100) as u64;
            let cached = step
                .cache
                .map_or(0, |cache| u64::from(cache.objects) * pops / 4);
            u64::from(state) + cached
        });
        top.number(
            "workloads (keys, sessions and cached answers, all together)",
            kept.sum::<u64>() as f64,
            0.0..=MOST_KEPT as f64,
        )
    }

    pub(super) fn check_remedies(&self) -> Result<(), ScenarioError> {
        At("").count(
            "remedies (their number)",
            self.remedies.len() as u32,
            0..=MOST_REMEDIES,
        )?;
        for (index, remedy) in self.remedies.iter().enumerate() {
            let path = format!("remedies[{index}]");
            let at = At(&path);
            if let Some(target) = remedy.target() {
                self.check_name(&format!("{path}.target"), target)?;
            }
            let twin = |other: &Remedy| other.is_in_place_of(remedy);
            if self.remedies[..index].iter().any(twin) {
                return at.fails(
                    "",
                    "a remedy that does not stand there already",
                    &"a second one",
                );
            }
            match *remedy {
                Remedy::Provisioned { instances, .. } => {
                    at.count("instances", instances, 1..=10_000)?;
                }
                Remedy::ReservedConcurrency { concurrency, .. } => {
                    let most = self.lanes.serverless.account_concurrency;
                    at.count("concurrency", concurrency, 1..=most)?;
                }
                Remedy::Chunks { at_most_s, .. } => {
                    at.number("at_most_s", at_most_s, 1.0..=900.0)?;
                }
                Remedy::MoreReplicas {
                    min_replicas,
                    max_replicas,
                    ..
                } => {
                    at.count("min_replicas", min_replicas, 1..=1_000)?;
                    at.count("max_replicas", max_replicas, min_replicas..=1_000)?;
                }
                Remedy::ConnectionPooler
                | Remedy::IdempotencyKey { .. }
                | Remedy::ConditionalWrites { .. }
                | Remedy::PlainCdn { .. } => {}
            }
        }
        let reserved = self.remedies.iter().map(|remedy| match remedy {
            Remedy::ReservedConcurrency { concurrency, .. } => u64::from(*concurrency),
            _ => 0,
        });
        let most = self.lanes.serverless.account_concurrency;
        At("remedies").number(
            "(reserved concurrency, all together)",
            reserved.sum::<u64>() as f64,
            0.0..=f64::from(most),
        )
    }

    pub(super) fn check_changes(&self) -> Result<(), ScenarioError> {
        At("").count(
            "changes (their number)",
            self.changes.len() as u32,
            0..=MOST_CHANGES,
        )?;
        let mut steps: usize = self.workloads.iter().map(|w| w.steps.len()).sum();
        for (index, change) in self.changes.iter().enumerate() {
            self.check_change(&format!("changes[{index}]"), change)?;
            if let ChangeKind::Placed { workload, .. } = &change.what {
                let moved = self.workloads.iter().find(|other| other.id == *workload);
                steps += moved.map_or(0, |workload| workload.steps.len());
            }
        }
        At("").count(
            "changes (steps of all workloads, those moved counted again)",
            steps as u32,
            0..=MOST_STEPS_IN_ALL,
        )
    }

    fn check_change(&self, path: &str, change: &Change) -> Result<(), ScenarioError> {
        let at = At(path);
        let horizon_min = self.horizon_s / 60.0;
        at.number("at_min", change.at_min, 0.0..=horizon_min)?;
        if let Some(until_min) = change.until_min {
            at.number("until_min", until_min, change.at_min..=f64::MAX)?;
        }
        match &change.what {
            ChangeKind::Surge {
                factor,
                cities,
                workload,
            } => {
                at.number("what.factor", *factor, 1.0..=100.0)?;
                for city in cities {
                    if !self.audience.iter().any(|entry| entry.city == *city) {
                        let found = format!("{city:?}");
                        return at.fails("what.cities", "cities of the audience", &found);
                    }
                }
                match workload {
                    Some(workload) => self.workload_at(path, workload).map(|_| ()),
                    None => Ok(()),
                }
            }
            ChangeKind::PopOutage { pop } => {
                if catalog::pops().iter().any(|known| known.code == *pop) {
                    return Ok(());
                }
                let expected = "the metro code of a POP, such as SIN";
                at.fails("what.pop", expected, &format!("{pop:?}"))
            }
            ChangeKind::SlowDatabase { factor } => at.number("what.factor", *factor, 1.0..=1_000.0),
            ChangeKind::DatabaseOutage | ChangeKind::LaneOutage { .. } => Ok(()),
            ChangeKind::HostilePlugin {
                workload,
                snippet,
                share,
            } => {
                at.number("what.share", *share, 0.0..=1.0)?;
                let found = self.workload_at(path, workload)?;
                let runs_snippets = matches!(
                    &found.author,
                    Author::Partner { snippets, .. } if !snippets.is_empty()
                );
                if !runs_snippets {
                    let expected = "a workload whose code is snippets";
                    return at.fails("what.workload", expected, &format!("{workload:?}"));
                }
                let hostile = snippets().iter().find(|known| known.id == snippet);
                if hostile.is_none_or(|known| known.hostility == Hostility::None) {
                    let expected = "a hostile snippet of the sandbox";
                    return at.fails("what.snippet", expected, &format!("{snippet:?}"));
                }
                Ok(())
            }
            ChangeKind::Placed { workload, .. } => self.workload_at(path, workload).map(|_| ()),
            ChangeKind::Set { setting, value } => {
                let allowed = match setting {
                    LaneSetting::AccountConcurrency => 1.0..=1_000_000.0,
                    LaneSetting::KeepAliveS => 0.0..=86_400.0,
                    LaneSetting::FunctionTimeoutS => 0.001..=86_400.0,
                    LaneSetting::EdgeCpuLimitMs => 0.1..=300_000.0,
                    LaneSetting::SandboxWorkers => 1.0..=100_000.0,
                    LaneSetting::SandboxQueue => 0.0..=1_000_000.0,
                };
                at.number("what.value", *value, allowed)
            }
        }
    }

    fn workload_at(&self, path: &str, id: &str) -> Result<&Workload, ScenarioError> {
        let found = self.workloads.iter().find(|workload| workload.id == id);
        found.map_or_else(
            || At(path).fails("what.workload", "the id of a workload", &format!("{id:?}")),
            Ok,
        )
    }
}
