//! Rules of remedies and changes.

use super::ScenarioError;
use super::field::FieldPath;
use crate::catalog;
use crate::sandbox::{Hostility, hostility_of};
use crate::scenario::{Author, Change, ChangeKind, Remedy, Scenario, Workload, caps};

impl Scenario {
    pub(super) fn check_remedies(&self) -> Result<(), ScenarioError> {
        for (index, remedy) in self.remedies.iter().enumerate() {
            let path = format!("remedies[{index}]");
            let at = FieldPath(&path);
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
            self.check_number(&path, remedy)?;
            if let Remedy::SecondRegion { region, .. } = remedy {
                let is_known = catalog::regions().iter().any(|known| known.id == region);
                if !is_known || *region == self.home_region {
                    let expected = "a region of the catalog that is not the home region";
                    return at.fails_with_text("region", expected, region);
                }
            }
        }
        let serverless = &self.lanes.serverless;
        let limits = serverless.limits();
        if !limits.concurrency_is_shared {
            return Ok(());
        }
        let most = serverless
            .account_concurrency
            .saturating_sub(limits.unreserved_min);
        FieldPath("remedies").number(
            "(reserved and provisioned concurrency, all together)",
            self.kept_concurrency(None) as f64,
            0.0..=f64::from(most),
        )
    }

    /// Checks the number that a remedy comes with.
    fn check_number(&self, path: &str, remedy: &Remedy) -> Result<(), ScenarioError> {
        let at = FieldPath(path);
        let (least, most) = remedy.range(self).into_inner();
        if let Some(number) = remedy.facts().number {
            at.number(number.field, number.value, least.into()..=most.into())?;
        }
        match *remedy {
            Remedy::MoreReplicas {
                min_replicas,
                max_replicas,
                ..
            } => at.count("max_replicas", max_replicas, min_replicas..=most),
            _ => Ok(()),
        }
    }

    pub(super) fn check_changes(&self) -> Result<(), ScenarioError> {
        let mut steps: usize = self.workloads.iter().map(|w| w.steps.len()).sum();
        let adds_step = |remedy: &&Remedy| {
            matches!(
                remedy,
                Remedy::QueueBetween { .. } | Remedy::SecondRegion { .. }
            )
        };
        steps += self.remedies.iter().filter(adds_step).count();
        for (index, change) in self.changes.iter().enumerate() {
            self.check_change(&format!("changes[{index}]"), change)?;
            if let ChangeKind::Placed { workload, .. } = &change.what {
                let moved = self.workloads.iter().find(|other| other.id == *workload);
                steps += moved.map_or(0, |workload| workload.steps.len());
            }
        }
        FieldPath("").count(
            "changes (steps of all workloads, those moved counted again)",
            steps as u32,
            0..=caps::STEPS,
        )
    }

    fn check_change(&self, path: &str, change: &Change) -> Result<(), ScenarioError> {
        let at = FieldPath(path);
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
                at.length("what.cities", cities.len(), 0..=caps::CITIES_OF_A_SURGE)?;
                for city in cities {
                    if !self.audience.iter().any(|entry| entry.city == *city) {
                        return at.fails_with_text("what.cities", "cities of the audience", city);
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
                at.fails_with_text("what.pop", expected, pop)
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
                    return at.fails_with_text("what.workload", expected, workload);
                }
                if hostility_of(snippet).is_none_or(|kind| kind == Hostility::None) {
                    let expected = "a hostile snippet of the sandbox";
                    return at.fails_with_text("what.snippet", expected, snippet);
                }
                Ok(())
            }
            ChangeKind::Placed { workload, .. } => self.workload_at(path, workload).map(|_| ()),
            ChangeKind::Set { setting, value } => {
                let setting = setting.setting();
                if !setting.is_live() {
                    let expected = "a setting that may change within the hour";
                    return at.fails("what.setting", expected, &"another one");
                }
                at.number("what.value", *value, setting.range())
            }
        }
    }

    fn workload_at(&self, path: &str, id: &str) -> Result<&Workload, ScenarioError> {
        let found = self.workloads.iter().find(|workload| workload.id == id);
        found.map_or_else(
            || FieldPath(path).fails_with_text("what.workload", "the id of a workload", id),
            Ok,
        )
    }
}
