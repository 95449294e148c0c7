//! Functions in the home region.

use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalog::{
    ServerlessLimits, ServerlessPreset, serverless_limits, serverless_preset, serverless_presets,
};
use crate::scenario::Spread;

/// Functions in the home region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(from = "Written")]
pub struct ServerlessSettings {
    /// A preset of the catalog, such as `aws-lambda`: start-up, keep-alive, prices, and every limit
    /// below that is not set on its own.
    #[serde(skip_serializing_if = "is_default_preset")]
    pub preset: String,
    /// Requests running at once: all functions together where the platform counts an account's,
    /// else each function's own.
    pub account_concurrency: u32,
    /// New instances that one function may start at once.
    pub burst: u32,
    /// New instances that one function may start per ten seconds after that.
    pub ramp_per_10_s: u32,
    /// An idle instance is reclaimed after this long; absent: drawn from the measured curve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_alive_s: Option<f64>,
    /// Which of several instances with room takes the next request.
    #[serde(skip_serializing_if = "Reuse::is_newest_first")]
    pub reuse: Reuse,
    /// Requests that one instance runs at once. It is always written: a preset's own number may be greater than 1.
    pub requests_per_instance: u32,
    /// How long a run on a new instance takes, its start included, in place of the measured start
    /// and of the workload's own time; for comparing with queueing models.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cold_run_ms: Option<Spread>,
    /// A function's memory, unless `functions` sets its own.
    pub memory_mb: u32,
    /// A run is ended after this long, or after its owner's limit where that is shorter.
    pub timeout_s: f64,
    /// Functions that differ, by workload id or `workload/step`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[borsh(deserialize_with = "crate::scenario::binary_map::read")]
    pub functions: BTreeMap<String, FunctionSettings>,
}

/// The settings as a person writes them: the preset supplies each field that is left out.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Written {
    preset: Option<String>,
    account_concurrency: Option<u32>,
    burst: Option<u32>,
    ramp_per_10_s: Option<u32>,
    keep_alive_s: Option<f64>,
    #[serde(default)]
    reuse: Reuse,
    requests_per_instance: Option<u32>,
    cold_run_ms: Option<Spread>,
    memory_mb: Option<u32>,
    timeout_s: Option<f64>,
    #[serde(default)]
    functions: BTreeMap<String, FunctionSettings>,
}

/// The step between the memory sizes of functions, megabytes; platforms with fewer sizes have these.
const SIZE_STEP_MB: u32 = 128;
/// A function's memory where neither scenario nor preset sets it: one gigabyte.
const USUAL_MB: u32 = 1_024;

impl From<Written> for ServerlessSettings {
    fn from(written: Written) -> Self {
        let id = written.preset.unwrap_or_else(default_id);
        // An unknown preset is refused when the scenario is checked.
        let usual = Self::with(limits_of(&id));
        Self {
            account_concurrency: written
                .account_concurrency
                .unwrap_or(usual.account_concurrency),
            // A ramp without a burst is one bucket, as in the first version of this format.
            burst: written
                .burst
                .or(written.ramp_per_10_s)
                .unwrap_or(usual.burst),
            ramp_per_10_s: written.ramp_per_10_s.unwrap_or(usual.ramp_per_10_s),
            keep_alive_s: written.keep_alive_s,
            reuse: written.reuse,
            requests_per_instance: written
                .requests_per_instance
                .unwrap_or(usual.requests_per_instance),
            cold_run_ms: written.cold_run_ms,
            memory_mb: written.memory_mb.unwrap_or(usual.memory_mb),
            timeout_s: written.timeout_s.unwrap_or(usual.timeout_s),
            functions: written.functions,
            preset: id,
        }
    }
}

impl ServerlessSettings {
    /// The settings of a preset.
    pub fn of(preset: &ServerlessPreset) -> Self {
        Self::with(&preset.limits())
    }

    fn with(limits: &ServerlessLimits) -> Self {
        Self {
            preset: limits.id.to_owned(),
            account_concurrency: limits.concurrency,
            burst: limits.burst,
            ramp_per_10_s: limits.ramp_per_10_s,
            keep_alive_s: None,
            reuse: Reuse::NewestFirst,
            requests_per_instance: limits.requests_per_instance,
            cold_run_ms: None,
            memory_mb: USUAL_MB,
            timeout_s: limits.timeout_s,
            functions: BTreeMap::new(),
        }
    }

    /// The limits of its preset; those of the default preset for an unknown id.
    pub(crate) fn limits(&self) -> &'static ServerlessLimits {
        limits_of(&self.preset)
    }

    /// The most requests that run at once: those of an account, or those of one function in as many instances as it may
    /// have.
    pub fn runs_at_once(&self) -> u32 {
        if self.limits().concurrency_is_shared {
            self.account_concurrency
        } else {
            self.account_concurrency
                .saturating_mul(self.requests_per_instance)
        }
    }

    /// Takes every setting from another preset; memory, which is the owner's choice, stays as it is
    /// within that preset's limits.
    pub fn choose(&mut self, limits: &ServerlessLimits) {
        let functions = std::mem::take(&mut self.functions);
        let memory_mb = self.memory_mb;
        let fitting = |mb: u32| mb.clamp(limits.memory_min_mb, limits.memory_max_mb);
        *self = Self {
            memory_mb: fitting(memory_mb),
            functions,
            ..Self::with(limits)
        };
        for function in self.functions.values_mut() {
            function.memory_mb = function.memory_mb.map(fitting);
        }
    }

    /// Gives a workload functions with at least this much memory, up to the preset's largest size; the lane's
    /// usual functions where these have enough.
    pub fn fit_memory(&mut self, workload: &str, memory_mb: u32) {
        let limits = self.limits();
        let size_mb = memory_mb
            .div_ceil(SIZE_STEP_MB)
            .saturating_mul(SIZE_STEP_MB);
        let size_mb = size_mb.clamp(limits.memory_min_mb, limits.memory_max_mb);
        self.functions.remove(workload);
        if size_mb > self.memory_mb {
            let own = FunctionSettings {
                memory_mb: Some(size_mb),
            };
            self.functions.insert(workload.to_owned(), own);
        }
    }

    /// The preset; the default one for an unknown id.
    pub fn preset(&self) -> &'static ServerlessPreset {
        serverless_preset(&self.preset).unwrap_or(&serverless_presets()[0])
    }
}

fn limits_of(id: &str) -> &'static ServerlessLimits {
    ServerlessLimits::of(id).unwrap_or(&serverless_limits()[0])
}

fn default_id() -> String {
    serverless_limits()[0].id.to_owned()
}

fn is_default_preset(id: &str) -> bool {
    id == serverless_limits()[0].id
}

/// Which of several instances with room takes the next request.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reuse {
    /// The one that was created last.
    #[default]
    NewestFirst,
    /// The one that was used last.
    LastUsedFirst,
}

impl Reuse {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    fn is_newest_first(&self) -> bool {
        *self == Self::NewestFirst
    }
}

/// One function's own settings.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FunctionSettings {
    /// Memory, and with it the share of a processor; absent: the lane's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memory_mb: Option<u32>,
}
