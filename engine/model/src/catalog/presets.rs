//! Platforms as presets: one choice that changes limits, starts, keep-alive and prices together.
//!
//! A preset holds no number of its own, only references to facts; each setting can then be changed
//! alone.

mod edge;
mod limits;
mod sandbox;
mod serverless;
mod service;
mod texts;

pub use edge::{EdgePreset, EdgePrices, EdgeStart, ObjectPrices, edge_preset, edge_presets};
pub use limits::{EdgeLimits, ServerlessLimits, edge_limits, serverless_limits};
pub use sandbox::{SandboxPreset, sandbox_preset, sandbox_presets};
pub use serverless::{
    ColdStart, PriceTier, Processors, ServerlessPreset, ServerlessPrices, serverless_preset,
    serverless_presets,
};
pub use service::{MachinePrices, ServicePreset, service_preset, service_presets};
pub use texts::{PresetText, preset_text};

use super::fact::Fact;
use super::lane::LaneId;

/// The ids of every preset, each with its lane; a lane's default comes first.
pub fn preset_ids() -> impl Iterator<Item = (LaneId, &'static str)> {
    let serverless = serverless_presets()
        .iter()
        .map(|preset| (LaneId::Serverless, preset.id));
    let edge = edge_presets()
        .iter()
        .map(|preset| (LaneId::Edge, preset.id));
    let sandbox = sandbox_presets()
        .iter()
        .map(|preset| (LaneId::Sandbox, preset.id));
    let service = service_presets()
        .iter()
        .map(|preset| (LaneId::Service, preset.id));
    serverless.chain(edge).chain(sandbox).chain(service)
}

/// The facts that a preset refers to, each once, in the order of the preset's fields; none where
/// no preset has this id.
pub fn preset_facts(id: &str) -> Vec<&'static Fact> {
    let mut facts = serverless_preset(id)
        .map(ServerlessPreset::facts)
        .or_else(|| edge_preset(id).map(EdgePreset::facts))
        .or_else(|| sandbox_preset(id).map(SandboxPreset::facts))
        .or_else(|| service_preset(id).map(ServicePreset::facts))
        .unwrap_or_default();
    let mut seen = std::collections::BTreeSet::new();
    facts.retain(|fact| seen.insert(fact.id));
    facts
}

/// The prices of the machines that a preset runs on; `None` where it has no such preset, or bills
/// by the request.
pub fn machine_prices(id: &str) -> Option<&'static MachinePrices> {
    let service = service_preset(id).map(|preset| &preset.prices);
    service.or_else(|| sandbox_preset(id).map(|preset| &preset.prices))
}
