//! Code at the points of presence.

use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalog::{EdgeLimits, EdgePreset, edge_limits, edge_preset, edge_presets};

/// Code at the points of presence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(from = "Written")]
pub struct EdgeSettings {
    /// A preset of the catalog, such as `cloudflare-workers-paid`: start-up, the calls that code may make,
    /// prices, and every limit below that is not set on its own.
    #[serde(skip_serializing_if = "is_default_preset")]
    pub preset: String,
    /// The most processor time of one request, in milliseconds.
    pub cpu_limit_ms: f64,
    /// The most memory of one isolate, in megabytes.
    pub memory_mb: u32,
    /// The most calls to other servers that one request may make.
    pub subrequests: u32,
    /// The store that keeps state for code at the edge.
    pub store: EdgeStore,
    /// The stores of workloads that differ from `store`, by workload id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[borsh(deserialize_with = "crate::scenario::binary_map::read")]
    pub stores: BTreeMap<String, EdgeStore>,
    /// The most answers that one POP keeps for each workload.
    pub cache_objects: u32,
}

/// The settings as a person writes them: the preset supplies each field that is left out.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Written {
    preset: Option<String>,
    cpu_limit_ms: Option<f64>,
    memory_mb: Option<u32>,
    subrequests: Option<u32>,
    store: Option<EdgeStore>,
    #[serde(default)]
    stores: BTreeMap<String, EdgeStore>,
    cache_objects: Option<u32>,
}

/// Answers that one POP keeps by default.
const USUAL_OBJECTS: u32 = 2_000;

impl From<Written> for EdgeSettings {
    fn from(written: Written) -> Self {
        let id = written.preset.unwrap_or_else(default_id);
        // An unknown preset is refused when the scenario is checked.
        let usual = Self::with(EdgeLimits::of(&id).unwrap_or(&edge_limits()[0]));
        Self {
            preset: id,
            cpu_limit_ms: written.cpu_limit_ms.unwrap_or(usual.cpu_limit_ms),
            memory_mb: written.memory_mb.unwrap_or(usual.memory_mb),
            subrequests: written.subrequests.unwrap_or(usual.subrequests),
            store: written.store.unwrap_or(usual.store),
            stores: written.stores,
            cache_objects: written.cache_objects.unwrap_or(usual.cache_objects),
        }
    }
}

impl EdgeSettings {
    /// The settings of a preset.
    pub fn of(preset: &EdgePreset) -> Self {
        Self::with(&preset.limits())
    }

    /// The limits of the preset; the default one's for an unknown id.
    pub fn limits(&self) -> &'static EdgeLimits {
        EdgeLimits::of(&self.preset).unwrap_or(&edge_limits()[0])
    }

    fn with(limits: &EdgeLimits) -> Self {
        let store = if limits.has_key_value_store {
            EdgeStore::KeyValue
        } else {
            EdgeStore::HomeDatabase
        };
        Self {
            preset: limits.id.to_owned(),
            cpu_limit_ms: limits.cpu_limit_ms,
            memory_mb: limits.memory_mb,
            subrequests: limits.subrequests,
            store,
            stores: BTreeMap::new(),
            cache_objects: USUAL_OBJECTS,
        }
    }

    /// Takes every setting from another preset; the choices of single workloads stay.
    pub fn choose(&mut self, limits: &EdgeLimits) {
        let stores = std::mem::take(&mut self.stores);
        let cache_objects = self.cache_objects;
        *self = Self {
            stores,
            cache_objects,
            ..Self::with(limits)
        };
    }

    /// Where a workload's state is when it runs here.
    pub fn store_of(&self, workload: &str) -> EdgeStore {
        self.stores.get(workload).copied().unwrap_or(self.store)
    }

    /// The preset; the default one for an unknown id.
    pub fn preset(&self) -> &'static EdgePreset {
        edge_preset(&self.preset).unwrap_or(&edge_presets()[0])
    }
}

fn default_id() -> String {
    edge_limits()[0].id.to_owned()
}

fn is_default_preset(id: &str) -> bool {
    id == edge_limits()[0].id
}

/// The store in which code at the edge keeps its state.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EdgeStore {
    /// In the edge key-value store: near, and late to agree.
    KeyValue,
    /// In the home database: one trip home for each read and write.
    HomeDatabase,
}
