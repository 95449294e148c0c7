//! Settings of the lane that change within the hour.

use super::Serverless;
use model::catalog::ServerlessPreset;
use model::scenario::ServerlessSettings;
use model::units::Nanos;

impl Serverless {
    /// Applies these settings from now on.
    pub(super) fn apply_settings(&mut self, settings: &ServerlessSettings, now: Nanos) {
        self.rules.timeout = Nanos::from_secs(settings.timeout_s);
        self.set_concurrency(settings.account_concurrency);
        self.set_keep_alive(settings.keep_alive_s.map(Nanos::from_secs), now);
    }

    fn set_concurrency(&mut self, account: u32) {
        if self.preset.concurrency_is_shared {
            self.shared.set_limit(account.saturating_sub(self.kept));
            return;
        }
        let pools = self.pools.iter_mut().filter(|pool| !pool.is_reserved);
        for own in pools.filter_map(|pool| pool.own.as_mut()) {
            own.set_limit(account.saturating_mul(self.slots));
        }
    }

    fn set_keep_alive(&mut self, keep_alive: Option<Nanos>, now: Nanos) {
        if keep_alive == self.keep_alive {
            return;
        }
        self.keep_alive = keep_alive;
        self.least_keep = least_keep(keep_alive, self.preset);
        for index in 0..self.instances.len() as u32 {
            let instance = &self.instances[index as usize];
            if instance.alive && !instance.stays {
                self.check(index, now + self.least_keep);
            }
        }
    }
}

/// The least time that any idle instance is kept.
pub(super) fn least_keep(keep_alive: Option<Nanos>, preset: &ServerlessPreset) -> Nanos {
    keep_alive.unwrap_or_else(|| preset.reclaim_after(0.0))
}
