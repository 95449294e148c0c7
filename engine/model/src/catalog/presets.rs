//! Platforms as presets: one choice that changes limits, starts, keep-alive and prices together.
//!
//! A preset holds no number of its own, only references to facts; each setting can then be changed
//! alone.

mod edge;
mod facts;
mod limits;
mod sandbox;
mod serverless;
mod service;
mod texts;

pub use edge::{EdgePreset, EdgePrices, EdgeStart, edge_preset, edge_presets};
pub use facts::preset_facts;
pub use limits::{EdgeLimits, ServerlessLimits, edge_limits, serverless_limits};
pub use sandbox::{SandboxPreset, sandbox_preset, sandbox_presets};
pub use serverless::{
    ColdStart, PriceTier, Processors, ServerlessPreset, ServerlessPrices, serverless_preset,
    serverless_presets,
};
pub use service::{MachinePrices, ServicePreset, service_preset, service_presets};
pub use texts::{PresetText, preset_text};

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
