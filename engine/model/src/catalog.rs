//! The catalog: every constant of a platform, with its unit, its source and its date, and the tables
//! of runtimes, places, presets and duties, and the omissions of the model.
//!
//! No other module holds a number of a platform. Each platform has one file; a fact without a
//! published number is marked `assumed` and gives the reason.

mod book;
mod boundaries;
mod duties;
mod fact;
mod keep_alive;
mod lane;
mod places;
mod platforms;
mod presets;
mod runtime;

pub mod azure;
pub mod cloud_run;
pub mod cloudfront;
pub mod datastore;
pub mod edge;
pub mod fastly;
pub mod isolation;
pub mod month;
pub mod network;
pub mod package;
pub mod queue;
pub mod sandbox;
pub mod serverless;
pub mod service;

pub use book::{Book, BookDuty, BookFact};
pub use boundaries::{KnownLimit, LimitKind, known_limits};
pub use duties::{
    Bearer, Duty, DutyId, Evidence, Source, duties, duty, duty_evidence, lane_of_duty,
};
pub use fact::{CHECKED, Fact, FactText, Unit};
pub use keep_alive::{KeepAliveCurve, keep_alive_curve, reclaim_after, reclaim_on};
pub use lane::{LaneId, LaneMap};
pub use places::{City, Pop, Region, cities, pops, regions};
pub use platforms::{Platform, platforms};
pub use presets::{
    ColdStart, EdgeLimits, EdgePreset, EdgePrices, EdgeStart, MachinePrices, ObjectPrices,
    PresetText, PriceTier, Processors, SandboxPreset, ServerlessLimits, ServerlessPreset,
    ServerlessPrices, ServicePreset, edge_limits, edge_preset, edge_presets, machine_prices,
    preset_facts, preset_ids, preset_text, sandbox_preset, sandbox_presets, serverless_limits,
    serverless_preset, serverless_presets, service_preset, service_presets,
};
pub use runtime::{InitDistribution, Runtime};

/// Every fact, by platform.
pub fn facts() -> impl Iterator<Item = &'static Fact> {
    platforms()
        .iter()
        .flat_map(|platform| platform.facts.iter().copied())
}

/// The fact with this id.
pub fn fact(id: &str) -> Option<&'static Fact> {
    facts().find(|fact| fact.id == id)
}
