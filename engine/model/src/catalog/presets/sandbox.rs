//! Presets of the sandbox lane: a compiling wasm runtime as published, and the interpreter that
//! this page itself carries.
//!
//! The `interpreter` of the package `engine` runs the snippets.

use super::service::{FARGATE_PRICES, MachinePrices};
use crate::catalog::fact::Fact;
use crate::catalog::sandbox;

/// Everything in which one wasm runtime differs from another.
#[derive(Debug)]
pub struct SandboxPreset {
    /// Its name in files and links.
    pub id: &'static str,
    /// The making of a fresh instance.
    pub instantiate: &'static Fact,
    /// The time for one unit of fuel: read its `value`, in nanoseconds.
    pub time_per_fuel: &'static Fact,
    /// Processor time over that of the same work as native code.
    pub slowdown: &'static Fact,
    /// The most memory of one instance.
    pub memory_max: &'static Fact,
    /// The host's prices: its workers run on machines of the service lane, idle or busy.
    pub prices: MachinePrices,
}

impl SandboxPreset {
    /// The facts that it refers to, in the order of its fields. It is taken apart without `..`, so that
    /// a new field cannot be left out.
    pub(super) fn facts(&self) -> Vec<&'static Fact> {
        let SandboxPreset {
            id: _,
            instantiate,
            time_per_fuel,
            slowdown,
            memory_max,
            prices,
        } = self;
        let mut facts = vec![*instantiate, time_per_fuel, slowdown, memory_max];
        facts.extend(prices.facts());
        facts
    }
}

/// The presets, the lane's default first.
pub fn sandbox_presets() -> &'static [SandboxPreset] {
    &PRESETS
}

/// The preset with this id.
pub fn sandbox_preset(id: &str) -> Option<&'static SandboxPreset> {
    PRESETS.iter().find(|preset| preset.id == id)
}

static PRESETS: [SandboxPreset; 2] = [
    SandboxPreset {
        id: "wasmtime",
        instantiate: &sandbox::INSTANTIATE,
        time_per_fuel: &sandbox::FUEL_TIME_WASMTIME,
        slowdown: &sandbox::SLOWDOWN_FIREFOX,
        memory_max: &sandbox::MEMORY_MAX,
        prices: FARGATE_PRICES,
    },
    SandboxPreset {
        id: "wasmi",
        instantiate: &sandbox::INSTANTIATE_WASMI,
        time_per_fuel: &sandbox::FUEL_TIME_WASMI,
        slowdown: &sandbox::SLOWDOWN_WASMI,
        memory_max: &sandbox::MEMORY_MAX,
        prices: FARGATE_PRICES,
    },
];
