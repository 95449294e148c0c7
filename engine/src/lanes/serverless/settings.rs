//! Settings of the lane that change within the hour.
//!
//! Must not know: when, or why.

use super::Serverless;
use crate::catalog::ServerlessPreset;
use crate::scenario::{Scenario, SettingId};
use crate::units::Nanos;

impl Serverless {
    /// A setting changes within the hour.
    pub fn set(&mut self, setting: SettingId, value: f64, now: Nanos) {
        match setting {
            SettingId::AccountConcurrency => self.set_concurrency(value as u32),
            SettingId::KeepAliveS => self.set_keep_alive(Some(value), now),
            SettingId::FunctionTimeoutS => self.rules.timeout = Nanos::from_secs(value),
            _ => {}
        }
    }

    fn set_concurrency(&mut self, account: u32) {
        if self.preset.concurrency_is_shared {
            self.shared.limit = account.saturating_sub(self.reserved);
            return;
        }
        let pools = self.pools.iter_mut().filter(|pool| !pool.is_reserved);
        for own in pools.filter_map(|pool| pool.own.as_mut()) {
            own.limit = account;
        }
    }

    /// Instances are kept for this long from now on.
    fn set_keep_alive(&mut self, keep_alive_s: Option<f64>, now: Nanos) {
        self.keep_alive = keep_alive_s.map(Nanos::from_secs);
        self.least_keep = least_keep(self.keep_alive, self.preset);
        for index in 0..self.instances.len() as u32 {
            let instance = &self.instances[index as usize];
            if instance.alive && !instance.stays {
                self.check(index, now + self.least_keep);
            }
        }
    }

    /// A setting is as the scenario has it again.
    pub fn reset(&mut self, setting: SettingId, scenario: &Scenario, now: Nanos) {
        let settings = &scenario.lanes.serverless;
        match setting {
            SettingId::AccountConcurrency => {
                self.set(setting, settings.account_concurrency.into(), now);
            }
            SettingId::KeepAliveS => self.set_keep_alive(settings.keep_alive_s, now),
            SettingId::FunctionTimeoutS => self.set(setting, settings.timeout_s, now),
            _ => {}
        }
    }
}

/// The least time that any idle instance is kept.
pub(super) fn least_keep(keep_alive: Option<Nanos>, preset: &ServerlessPreset) -> Nanos {
    keep_alive.unwrap_or_else(|| preset.reclaim_after(0.0))
}
