//! The account's concurrency: the part that single functions have for themselves, and the part that is left.

use super::{Remedy, Scenario};

impl Scenario {
    /// The account's concurrency that no remedy but this one has taken and that need not stay for all functions:
    /// the most that this remedy may take. `u32::MAX` on a platform where each function has its own.
    ///
    /// A remedy of a whole workload takes its number for the function of each step. Instances that are
    /// provisioned within a reservation take nothing beside it.
    pub(super) fn concurrency_left_for(&self, remedy: &Remedy) -> u32 {
        let limits = self.lanes.serverless.limits();
        if !limits.concurrency_is_shared {
            return u32::MAX;
        }
        let others = self.kept_concurrency(Some(remedy));
        let functions = u64::from(self.functions_of(remedy)).max(1);
        let free = u64::from(self.lanes.serverless.account_concurrency)
            .saturating_sub(u64::from(limits.unreserved_min))
            .saturating_sub(others);
        (free / functions) as u32
    }

    /// The account's concurrency that functions have for themselves, reserved or provisioned, without
    /// that of one remedy.
    pub(super) fn kept_concurrency(&self, without: Option<&Remedy>) -> u64 {
        let mut kept = 0;
        for workload in &self.workloads {
            for step in &workload.steps {
                let mut of_function = 0;
                for remedy in self.remedies_for(&workload.id, &step.id) {
                    if without.is_some_and(|without| without.is_in_place_of(remedy)) {
                        continue;
                    }
                    if let Remedy::ReservedConcurrency {
                        concurrency: number,
                        ..
                    }
                    | Remedy::Provisioned {
                        instances: number, ..
                    } = *remedy
                    {
                        of_function = of_function.max(number.into());
                    }
                }
                kept += of_function;
            }
        }
        kept
    }

    /// Sets the account's concurrency. Remedies that have more of it now than there is get less; one for which
    /// nothing is left is switched off.
    pub(super) fn set_account_concurrency(&mut self, account: u32) {
        self.lanes.serverless.account_concurrency = account;
        for remedy in std::mem::take(&mut self.remedies) {
            let is_of_account = matches!(
                remedy,
                Remedy::Provisioned { .. } | Remedy::ReservedConcurrency { .. }
            );
            let number = remedy.number().unwrap_or_default();
            if !is_of_account || number == 0 {
                self.remedies.push(remedy);
            } else if self.concurrency_left_for(&remedy) > 0 {
                let remedy = remedy.with_number(number, self);
                self.remedies.push(remedy);
            }
        }
    }

    /// How many functions a remedy applies to.
    fn functions_of(&self, remedy: &Remedy) -> u32 {
        let steps = self.workloads.iter().flat_map(|workload| {
            let is_meant = |step: &&super::Step| remedy.is_for(&workload.id, &step.id);
            workload.steps.iter().filter(is_meant)
        });
        steps.count() as u32
    }
}
