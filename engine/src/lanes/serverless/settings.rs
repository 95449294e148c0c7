//! Settings of the lane that change within the hour.
//!
//! Must not know: when, or why.

use super::Serverless;
use crate::catalog::ServerlessPreset;
use crate::scenario::{LaneSetting, Scenario};
use crate::units::Nanos;

impl Serverless {
    /// A setting changes within the hour.
    pub fn set(&mut self, setting: LaneSetting, value: f64) {
        match setting {
            LaneSetting::AccountConcurrency => {
                let reserved = self.account_concurrency - self.shared_concurrency;
                self.account_concurrency = value as u32;
                self.shared_concurrency = self.account_concurrency.saturating_sub(reserved);
            }
            LaneSetting::KeepAliveS => self.set_keep_alive(Some(value)),
            LaneSetting::FunctionTimeoutS => self.timeout = Nanos::from_secs(value),
            _ => {}
        }
    }

    /// Instances that become idle from now on are kept for this long; those that are idle already
    /// may be looked at late, and go no earlier than they would have.
    fn set_keep_alive(&mut self, keep_alive_s: Option<f64>) {
        self.keep_alive = keep_alive_s.map(Nanos::from_secs);
        self.least_keep = least_keep(self.keep_alive, self.preset);
    }

    /// A setting is as the scenario has it again.
    pub fn reset(&mut self, setting: LaneSetting, scenario: &Scenario) {
        let settings = &scenario.lanes.serverless;
        match setting {
            LaneSetting::AccountConcurrency => {
                self.set(setting, settings.account_concurrency.into());
            }
            LaneSetting::KeepAliveS => self.set_keep_alive(settings.keep_alive_s),
            LaneSetting::FunctionTimeoutS => self.set(setting, settings.timeout_s),
            _ => {}
        }
    }
}

/// The least time that any idle instance is kept.
pub(super) fn least_keep(keep_alive: Option<Nanos>, preset: &ServerlessPreset) -> Nanos {
    keep_alive.unwrap_or_else(|| preset.reclaim_after(0.0))
}
