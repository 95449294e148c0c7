//! A plugin host in the home region.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::catalog::{SandboxPreset, sandbox_preset, sandbox_presets};
use crate::sandbox::Limits;
use crate::scenario::Capability;

/// A plugin host in the home region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SandboxSettings {
    /// The wasm runtime, a preset of the catalog, which determines the speed behind the walls.
    pub runtime: SandboxRuntime,
    /// The most runs at once.
    pub workers: u32,
    /// The most requests that wait; further ones are refused.
    pub queue: u32,
    /// The most fuel that one run may burn, one unit per operator.
    pub fuel: u64,
    /// The most memory of one instance, in megabytes.
    pub memory_mb: u32,
    /// Calls that the host grants beyond the grading interface, each costing a trip.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<Capability>,
}

impl SandboxSettings {
    /// The limits of the real runs; a limit that this lane does not set keeps its default.
    pub fn limits(&self) -> Limits {
        Limits {
            fuel: self.fuel,
            memory_bytes: u64::from(self.memory_mb) * 1_048_576,
            ..Limits::default()
        }
    }

    /// The preset of its runtime.
    pub fn preset(&self) -> &'static SandboxPreset {
        self.runtime.preset()
    }
}

/// A wasm runtime of the catalog; in files under the id of its preset.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SandboxRuntime {
    /// A compiling runtime, published figures.
    Wasmtime,
    /// The interpreter that this page itself carries.
    Wasmi,
}

impl SandboxRuntime {
    /// Every runtime, the default first.
    pub const ALL: [Self; 2] = [Self::Wasmtime, Self::Wasmi];

    /// The id of its preset.
    pub fn id(self) -> &'static str {
        match self {
            Self::Wasmtime => "wasmtime",
            Self::Wasmi => "wasmi",
        }
    }

    /// Becomes the one with this id, where there is one.
    pub fn choose(&mut self, id: &str) {
        if let Some(chosen) = Self::ALL.into_iter().find(|runtime| runtime.id() == id) {
            *self = chosen;
        }
    }

    /// Its preset.
    pub fn preset(self) -> &'static SandboxPreset {
        sandbox_preset(self.id()).unwrap_or(&sandbox_presets()[0])
    }
}
