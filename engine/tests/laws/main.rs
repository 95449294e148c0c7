//! The promises of the engine, one file for each law or failure mode.
//!
//! One crate, so that it links once and every helper is shared. Each test is data: a scenario, a
//! question about its run, and the answer that the model must give.

#![expect(
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

mod abandonment;
mod account;
mod arrival_shapes;
mod autoscaler;
mod axes;
mod batches;
mod chains;
mod changes;
mod connection_pools;
mod connections;
mod determinism;
mod distributions;
mod drain;
mod edge_limits;
mod edge_store;
mod formats;
mod hostile_service;
mod imports;
mod independence;
mod jobs;
mod keep_alive;
mod loss;
mod month;
mod needs;
mod objects;
mod offers;
mod outcomes;
mod placements;
mod plugin_host;
mod pop_cache;
mod presets;
mod processor_sharing;
mod queue_between;
mod queueing;
mod queues;
mod remedies;
mod retries;
mod scenario_errors;
mod scenario_json;
mod second_region;
mod seeds;
mod segments;
mod sessions;
mod setting_registry;
mod settings;
mod starts;
mod support;
mod throttling;
mod timeouts;
mod trace_bytes;
mod transactions;
